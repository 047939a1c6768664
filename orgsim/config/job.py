"""The whole job: from a composed configuration to one study, with every fault found before anything runs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from orgsim.config.building import from_scenario, to_scenario
from orgsim.config.checking import compared_names, organization_faults, scenario_faults, study_faults
from orgsim.config.composing import Composed, compose_compared
from orgsim.config.places import options
from orgsim.config.schema import ORGANIZATIONS, leaves, lookup
from orgsim.errors import ConfigurationError, OrganizationError
from orgsim.organization import Organization
from orgsim.spec.bounds import DESIGN
from orgsim.spec.study import Design, Execution, Study
from orgsim.spec.texts import name_wanted
from orgsim.spec.values import fault, shown

#: What stands above every configuration that is written.
HEADER = "# @package _global_\n# What orgsim ran. To run it again: orgsim scenario=<path of this file>\n"


@dataclass(frozen=True)
class Job:
    """What the command was asked to do: the study, the replications to record everyone of, and where results go.

    `organization` is the section of the configuration that the study's organization was made from; `series` says whether runs
    are kept week by week, or summaries alone; `overwrite` whether another run's results may be replaced there.
    """

    study: Study
    people: tuple[int, ...] = ()
    output: str | None = None
    organization: Mapping[str, Any] = field(default_factory=dict)
    series: bool = True
    overwrite: bool = False


def to_study(composed: Composed) -> Study:
    """The study that a composed configuration describes. Raises ConfigurationError with a line for every fault."""
    return to_job(composed).study


def to_job(composed: Composed, also: tuple[str, ...] = ()) -> Job:
    """The job that a composed configuration describes. `also` are faults known before, told first."""
    config = composed.config
    compared = list(_compared(composed))
    faults = [*also, *_name_faults(composed, compared), *study_faults(config, _known_scenarios(composed))]
    faults += scenario_faults(config)
    for name, other in compared:
        found = list(other.faults) if isinstance(other, ConfigurationError) else scenario_faults(other.config)
        faults += [f"{name}: {line}" for line in found if line not in faults]
    organization, broken = _organization(config)
    if faults or organization is None:
        raise (ConfigurationError if faults else OrganizationError)([*dict.fromkeys((*faults, *broken))])
    scenarios = (to_scenario(composed), *(to_scenario(other) for _, other in compared if isinstance(other, Composed)))
    design = Design(**{name: int(config[name]) for name in DESIGN})
    execution = Execution(config["engine"], _whole(config["threads"]), _whole(config["lanes"]))
    study = Study(organization, scenarios, design, execution)
    return Job(
        study, _people(config["people"]), config["output"], config["organization"], config["series"], config["overwrite"]
    )


def to_config(job: Job) -> dict[str, Any]:
    """The configuration that reproduces a job: `orgsim scenario=<its file>` runs it again, on any other settings."""
    study = job.study
    asked, *others = study.scenarios
    main = from_scenario(asked)
    kind = job.organization.get("kind", "synthetic")
    return {
        "defaults": [{"override /organization": kind}, "_self_"],
        **main,
        "organization": dict(job.organization),
        "compare": [other.name for other in others],
        "compared": {other.name: _difference(from_scenario(other), main) for other in others},
        **{name: getattr(study.design, name) for name in DESIGN},
        "engine": study.execution.engine,
        "people": list(job.people),
        **({} if job.series else {"series": False}),
    }


def config_text(job: Job) -> str:
    """`to_config` as the text of a file."""
    text: str = yaml.safe_dump(to_config(job), sort_keys=False, allow_unicode=True, width=120)
    return HEADER + text


def _difference(config: dict[str, Any], main: dict[str, Any]) -> dict[str, Any]:
    """A compared scenario: its own sections whole, of the context only what differs from the scenario asked about."""
    context: dict[str, Any] = {}
    for key, value in leaves(config["context"]):
        if lookup(main["context"], key) != value:
            group, name = key.split(".")
            context.setdefault(group, {})[name] = value
    return {**{key: value for key, value in config.items() if key != "context"}, "context": context}


def _known_scenarios(composed: Composed) -> list[str]:
    """Every name that `compare` may use."""
    defined = composed.config.get("compared")
    own = [name for name, each in defined.items() if isinstance(each, dict)] if isinstance(defined, dict) else []
    return sorted({*options("scenario", composed.config_dir), *own})


def _label(composed: Composed) -> str:
    """The name of the scenario asked about."""
    section = composed.config.get("scenario")
    name = section.get("name") if isinstance(section, dict) else None
    return name if isinstance(name, str) and name else composed.called


def _compared(composed: Composed) -> Iterator[tuple[str, Composed | ConfigurationError]]:
    """The compared scenarios by name, each composed, or with what is wrong with its file."""
    names = compared_names(composed.config.get("compare")) or []
    known = _known_scenarios(composed)
    for name in dict.fromkeys(names):
        if name in known and name != composed.choice:
            try:
                yield name, compose_compared(composed, name)
            except ConfigurationError as error:
                yield name, error


def _name_faults(composed: Composed, compared: Sequence[tuple[str, Composed | ConfigurationError]]) -> list[str]:
    """A comparison with itself where it was asked for in so many words, and two scenarios of one name."""
    names = compared_names(composed.config.get("compare")) or []
    labels = [_label(composed), *(_label(other) for _, other in compared if isinstance(other, Composed))]
    faults = [fault("scenario.name", name, wanted) for name in labels if (wanted := name_wanted(name))]
    faults += [f"scenario.name={shown(name)}: two scenarios have this name" for name in labels if labels.count(name) > 1]
    if "compare" in composed.given and composed.choice in names:
        faults.append(f"compare={shown(names)}: {shown(composed.choice)} is the scenario asked about; name others")
    return faults


def _organization(config: Mapping[str, Any]) -> tuple[Organization | None, list[str]]:
    """The organization, or None and what is wrong with the numbers or files it should be made from."""
    section = config.get("organization")
    if organization_faults(section):
        return None, []
    assert isinstance(section, Mapping)
    kind = section["kind"]
    try:
        return make_organization(section), []
    except OrganizationError as error:
        return None, [f"organization.{line}" if kind == "synthetic" else line for line in error.faults]


def make_organization(section: Mapping[str, Any]) -> Organization:
    """The organization that a section of the configuration describes. Raises OrganizationError."""
    kind = section["kind"]
    types = ORGANIZATIONS[kind].items()
    fields: dict[str, Any] = {name: int(section[name]) if type_name == "whole" else section[name] for name, type_name in types}
    if kind == "hris":
        return Organization.from_csv(**fields)
    if kind == "organogram":
        return Organization.from_organogram(**fields)
    return Organization.synthetic(**fields)


def _whole(value: Any) -> int | None:
    return None if value is None else int(value)


def _people(value: Any) -> tuple[int, ...]:
    chosen = [] if value is None else value if isinstance(value, list) else [value]
    return tuple(dict.fromkeys(int(each) for each in chosen))
