"""A future as screens, links and servers speak of it: a scenario by name, and only what differs from it.

    {"scenario": "lead_after_turnaround", "fixed": {"context.trust.gain": 0.2}, "levers": {"coaching": 2.5},
     "shift": {"week": 104, "ramp": 13, "end": null}, "timing": {"replace_below": {"ramp": 0}}}

All but `scenario` may be left out. It means what the same overrides mean: a lever without a timing of its own follows `shift`,
and what a lever's own timing leaves open (null) is that of the shift; `"never"` is the end of a lever that is not let go.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from orgsim.config.building import from_scenario, load_scenario
from orgsim.config.places import options
from orgsim.config.schema import leaves, lookup
from orgsim.errors import ConfigurationError
from orgsim.model.parameters import FIXED, LEVERS
from orgsim.model.scenario import Scenario
from orgsim.spec.bounds import LEVER_TIMING, TIMING
from orgsim.spec.values import fault, name_fault, shown, unknown

Future = Mapping[str, Any]
_FIXED = tuple(row.key for row in FIXED)
_LEVERS = tuple(f"levers.{row.name}" for row in LEVERS)


class _Part(NamedTuple):
    """A part of a future: what comes before its keys in a configuration, the full keys it may have, and what it is."""

    prefix: str
    known: tuple[str, ...]
    what: str


_PARTS = {
    "fixed": _Part("", _FIXED, "parameters by full key, such as {'context.trust.gain': 0.2}"),
    "levers": _Part("levers.", _LEVERS, "levers by name, such as {'coaching': 2.5}"),
    "shift": _Part("shift.", tuple(f"shift.{name}" for name in TIMING), "a week, a ramp and an end"),
    "timing": _Part("timing.", tuple(LEVER_TIMING), "timings by lever, such as {'coaching': {'week': 52}}"),
}
#: What a scenario of one's own, which has no name here, is told apart from: the scenario in which nothing is pulled.
_PLAIN = "management_trap"


def settings(future: Future, called: str = "future") -> dict[str, Any]:
    """The full keys that a future sets beside its scenario, with their values as they are: not yet held against bounds.

    Raises ConfigurationError with a line for everything that is not a key of its part; `called` names the future in them.
    """
    if not isinstance(future, Mapping):
        raise ConfigurationError(fault(called, future, "a group of keys with at least a scenario"))
    known = [f"{called}.{name}" for name in ("scenario", *_PARTS)]
    faults = [unknown(f"{called}.{name}", "…", known) for name in future if name not in ("scenario", *_PARTS)]
    found: dict[str, Any] = {}
    for name, part in _PARTS.items():
        section = future.get(name)
        if section is None:
            continue
        if not isinstance(section, Mapping):
            faults.append(fault(f"{called}.{name}", section, part.what))
            continue
        for key, value in leaves(section, part.prefix):
            if key in part.known:
                found[key] = value
            elif value != {}:
                faults.append(unknown(key, value, part.known))
    if faults:
        raise ConfigurationError(faults)
    return found


def scenario_of(future: Future, called: str = "future") -> Scenario:
    """The scenario that a future describes. Raises ConfigurationError with a line for every fault.

    Only scenarios of the catalog can be named: a path is never opened.

    >>> scenario_of({"scenario": "half_hearted", "levers": {"coaching": 2.5}}).levers.coaching
    2.5
    """
    changes = settings(future, called)
    name, known = future.get("scenario"), options("scenario")
    if not isinstance(name, str) or name not in known:
        raise ConfigurationError(name_fault(f"{called}.scenario", name, known))
    return load_scenario(name, changes)


def overrides_of(future: Future) -> list[str]:
    """The same as overrides of the command line. Raises ConfigurationError for what is not a key.

    >>> overrides_of({"scenario": "half_hearted", "levers": {"coaching": 2.5}})
    ['scenario=half_hearted', 'levers.coaching=2.5']
    """
    changes = settings(future)
    return [f"scenario={future['scenario']}", *(f"{key}={_written(value)}" for key, value in changes.items())]


def future_of(scenario: Scenario) -> dict[str, Any]:
    """The future that describes a scenario: told apart from the scenario of the catalog that has its name, where one has."""
    base = scenario.name if scenario.name in options("scenario") else _PLAIN
    target = from_scenario(scenario)
    future: dict[str, Any] = {"scenario": base}
    below = from_scenario(load_scenario(base))
    fixed = {key: lookup(target, key) for key in _FIXED if lookup(target, key) != lookup(below, key)}
    levers = {name: value for name, value in target["levers"].items() if value != below["levers"][name]}
    future |= {name: changed for name, changed in (("fixed", fixed), ("levers", levers)) if changed}
    if target["shift"] != below["shift"]:
        future["shift"] = target["shift"]
    timing = dict(_timing(scenario, scenario_of(future)))
    return {**future, "timing": timing} if timing else future


def _timing(scenario: Scenario, drafted: Scenario) -> Iterator[tuple[str, dict[str, Any]]]:
    """The levers whose timing the draft has not yet as the scenario has it."""
    written = from_scenario(scenario)["timing"]
    for row in LEVERS:
        if scenario.timing.get(row.name) == drafted.timing.get(row.name):
            continue
        yield row.name, written.get(row.name) or dict.fromkeys(TIMING)


def _written(value: Any) -> str:
    """A value as an override has it."""
    return value if isinstance(value, str) else shown(value)
