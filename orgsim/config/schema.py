"""The keys of a configuration: those of the parameter table, and the few that say when, on what and how often."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from orgsim.model.parameters import LEVERS, TABLE, Number
from orgsim.spec.bounds import DESIGN, TIMING, WEEKS

NEVER = "never"
TEXTS = ("scenario.name", "scenario.title", "scenario.description")
JOBS = ("study", "population", "company")
#: How long many departments are followed, by job.
UNITS: dict[str, Number] = {
    "surveys": Number(1, 1000, "years", "yearly surveys", whole=True),
    "burn_in": Number(0, WEEKS // 2, "weeks", "weeks before the first year that is surveyed", whole=True),
}
POPULATION: dict[str, Number] = {
    "units": Number(1, 100_000, "organizations", "organizations of a population", whole=True)
} | UNITS
#: What the shapes of a population are drawn from: two numbers each, within these bounds.
SHAPES: dict[str, Number] = {
    "leaders": Number(1, 1000, "people", "members of the leadership team beside the head", whole=True),
    "managers_per_leader": Number(1, 1000, "people", "managers under each leader", whole=True),
    "workers_per_manager": Number(1, 10_000, "people", "workers in a team", whole=True),
    "spread": Number(0, 0.99, "share", "how much team sizes vary"),
}
UNITS_KEYS = (
    *(f"population.{name}" for name in (*POPULATION, *SHAPES, "vary")),
    *(f"company.{name}" for name in (*UNITS, "departments")),
)
#: Sections whose keys are the user's own.
OPEN = ("population.vary", "company.departments")
#: Keys of a sweep: how its points are chosen, and how it is run beside what the executor says.
SWEEP_KEYS = ("design", "points", "design_seed", "second_order", "dice", "dry_run", "shard", "keep")
HOW_KEYS = ("engine", "threads", "lanes", "series")
STUDY_KEYS = (*DESIGN, *SWEEP_KEYS, "job", *HOW_KEYS, "people", "output", "overwrite", "compare", "compared", "member")

#: The sections that make a scenario; a change on the command line holds for the scenario asked about alone.
OWN_SECTIONS = ("levers", "start", "shift", "timing", "events", "scenario")

#: The keys of each kind of organization, with the type of each.
ORGANIZATIONS: dict[str, dict[str, str]] = {
    "synthetic": {
        "leaders": "whole",
        "managers_per_leader": "whole",
        "workers_per_manager": "whole",
        "layers": "whole",
        "spread": "number",
        "seed": "whole",
    },
    "hris": {
        "path": "text",
        "id_column": "text or null",
        "boss_column": "text or null",
        "delimiter": "text or null",
        "encoding": "text or null",
        "strict": "switch",
    },
    "organogram": {"senior": "text", "junior": "text", "strict": "switch"},
}


def defaults() -> dict[str, Any]:
    """The configuration that the table makes, as nested groups: what every scenario deviates from."""
    node: dict[str, Any] = {}
    for row in TABLE:
        *groups, name = row.key.split(".")
        group = node
        for each in groups:
            group = group.setdefault(each, {})
        group[name] = int(row.default) if row.number.whole else row.default
    node["shift"] = {"week": 0, "ramp": 0, "end": None}
    node["timing"] = {row.name: dict.fromkeys(TIMING) for row in LEVERS}
    node["scenario"] = {"name": None, "title": "", "description": ""}
    return node


def scenario_keys() -> list[str]:
    """Every full key that a scenario can have."""
    return [key for key, _ in leaves(defaults())]


def known_keys(kind: str | None = None) -> list[str]:
    """Every full key of a study on one kind of organization, or on any."""
    kinds = ORGANIZATIONS if kind is None else {kind: ORGANIZATIONS[kind]}
    organization = dict.fromkeys(f"organization.{name}" for fields in kinds.values() for name in ("kind", *fields))
    return [*scenario_keys(), *organization, *STUDY_KEYS, *UNITS_KEYS]


def is_open(key: str) -> bool:
    """Whether a key lies in a section whose keys are the user's own."""
    return key.startswith(tuple(f"{section}." for section in OPEN))


def sections_of(keys: Iterable[str]) -> set[str]:
    """Every group, at any depth, that the keys lie in."""
    return {key[:dot] for key in keys for dot, sign in enumerate(key) if sign == "."}


def leaves(config: Mapping[Any, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Full keys and values of nested groups; a list, like an empty group, counts as a value."""
    for name, value in config.items():
        key = f"{prefix}{name}"
        if isinstance(value, Mapping) and value:
            yield from leaves(value, f"{key}.")
        else:
            yield key, value


def lookup(config: Mapping[str, Any], key: str) -> Any:
    """The value at a full key of nested groups."""
    value: Any = config
    for part in key.split("."):
        value = value[part]
    return value
