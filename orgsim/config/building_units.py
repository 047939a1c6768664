"""From a configuration to a company or a population: every fault at once, then the departments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from orgsim.config.building import apply_overrides, from_scenario, load_scenario, to_scenario
from orgsim.config.checking import organization_faults, scenario_faults, study_faults
from orgsim.config.composing import Composed, compose
from orgsim.config.job import make_organization
from orgsim.config.places import options
from orgsim.config.population import Population, draw_units
from orgsim.config.schema import OPEN, ORGANIZATIONS, POPULATION, SHAPES, UNITS, UNITS_KEYS, leaves
from orgsim.errors import ConfigurationError, OrgsimError
from orgsim.model.calendar import WEEKS_PER_YEAR
from orgsim.model.parameters import BY_KEY
from orgsim.model.scenario import Scenario
from orgsim.organization import Organization
from orgsim.spec.study import Design, Execution
from orgsim.spec.texts import name_wanted
from orgsim.spec.units import Department, Units
from orgsim.spec.values import MISSING, fault, is_number, name_fault, number_faults, shown, unknown

_DEPARTMENT = ("scenario", "organization", "overrides")


@dataclass(frozen=True)
class UnitsJob:
    """A company or a population to run: its departments, the design, weeks before the first surveyed year, and the output."""

    kind: str
    scenario: Scenario
    units: Units
    design: Design
    execution: Execution
    burn_in: int
    output: str | None
    overwrite: bool
    sections: Mapping[str, Any] = field(default_factory=dict)


def to_units_job(composed: Composed) -> UnitsJob:
    """The job of many departments that a configuration describes. Raises ConfigurationError with a line for every fault."""
    config, kind = composed.config, composed.config["job"]
    plain = {**config, "compare": []}
    faults = [*study_faults(plain, options("scenario", composed.config_dir)), *scenario_faults(config)]
    faults += population_faults(config.get("population")) if kind == "population" else company_faults(config.get("company"))
    if config["departments"] != 1:
        faults.append(fault("departments", config["departments"], f"1 with job={kind}, which has its own"))
    if faults:
        raise ConfigurationError(list(dict.fromkeys(faults)))
    scenario, section = to_scenario(composed), config[kind]
    numbers = {name: int(config[name]) for name in ("replications", "seed", "unit")}
    burn_in = int(section["burn_in"])
    design = Design(weeks=burn_in + WEEKS_PER_YEAR * int(section["surveys"]), **numbers)
    units = _population(section, scenario, design) if kind == "population" else _company(composed, scenario)
    execution = Execution(
        config["engine"], *(None if config[name] is None else int(config[name]) for name in ("threads", "lanes"))
    )
    sections = {"organization": config["organization"], kind: section}
    return UnitsJob(kind, scenario, units, design, execution, burn_in, config["output"], config["overwrite"], sections)


def units_config_text(job: UnitsJob) -> str:
    """The configuration that reproduces a job of many departments, as the text of a file."""
    organization = dict(job.sections["organization"])
    content = {
        "defaults": [{"override /organization": organization.get("kind", "synthetic")}, "_self_"],
        **from_scenario(job.scenario),
        "organization": organization,
        "job": job.kind,
        "compare": [],
        **{name: getattr(job.design, name) for name in ("replications", "seed", "unit")},
        "engine": job.execution.engine,
        job.kind: job.sections[job.kind],
    }
    header = "# @package _global_\n# What orgsim ran. To run it again: orgsim scenario=<path of this file>\n"
    text: str = yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=120)
    return header + text


# ---- a population ---------------------------------------------------------------------------------------------------


def population_faults(section: Any) -> list[str]:
    """A line for every fault of the section `population`."""
    if not isinstance(section, Mapping):
        return [fault("population", section, "a group of keys, such as population.units")]
    faults = list(_unknown("population", section))
    for name, number in POPULATION.items():
        faults += number_faults(f"population.{name}", section.get(name, MISSING), number)
    for name, number in SHAPES.items():
        faults += range_faults(
            f"population.{name}", section.get(name, MISSING), number.low, high=number.high, whole=number.whole
        )
    varied = section.get("vary") or {}
    if not isinstance(varied, Mapping):
        return [*faults, fault("population.vary", varied, "ranges by full key, such as {context.work.turbulence: [0.8, 1.2]}")]
    for key, limits in leaves(varied):
        if key not in BY_KEY:
            faults.append(unknown(f"population.vary.{key}", limits, [f"population.vary.{each}" for each in BY_KEY]))
        else:
            number = BY_KEY[key].number
            faults += range_faults(f"population.vary.{key}", limits, number.low, high=number.high, whole=number.whole)
    return faults


def range_faults(key: str, value: Any, low: float, *, high: float, whole: bool) -> list[str]:
    """Nothing, or the line for something that is not two numbers in order, within bounds."""
    kind = "whole numbers" if whole else "numbers"
    wanted = f"two {kind} from {low:g} to {high:g} in order, such as [{low:g}, {high:g}]"
    if not isinstance(value, list | tuple) or len(value) != 2 or not all(is_number(each, whole) for each in value):
        return [fault(key, value, wanted)]
    return [] if low <= value[0] <= value[1] <= high else [fault(key, value, wanted)]


def _population(section: Mapping[str, Any], scenario: Scenario, design: Design) -> Units:
    shapes = {name: (section[name][0], section[name][1]) for name in SHAPES}
    vary = {key: (limits[0], limits[1]) for key, limits in leaves(section.get("vary") or {})}
    return draw_units(Population(int(section["units"]), **shapes, vary=vary), scenario, design.seed)


# ---- a company ------------------------------------------------------------------------------------------------------


def company_faults(section: Any) -> list[str]:
    """A line for every fault of the section `company`, but for those of its scenarios and organizations."""
    if not isinstance(section, Mapping):
        return [fault("company", section, "a group of keys, such as company.departments")]
    faults = list(_unknown("company", section))
    for name, number in UNITS.items():
        faults += number_faults(f"company.{name}", section.get(name, MISSING), number)
    departments = section.get("departments")
    if not isinstance(departments, Mapping) or len(departments) < 2:
        wanted = "at least two departments by name, such as {it: {scenario: management_trap}, sales: {}}"
        return [*faults, fault("company.departments", departments, wanted)]
    return faults + [line for name, each in departments.items() for line in _department_faults(name, each)]


def _department_faults(name: Any, section: Any) -> Iterator[str]:
    key = f"company.departments.{name}"
    if wanted := name_wanted(name):
        yield f"company.departments: {shown(name)} is no department's name: must be {wanted}"
        return
    if section is not None and not isinstance(section, Mapping):
        yield fault(key, section, "a group of keys: scenario, organization, overrides")
        return
    for each, value in (section or {}).items():
        if each not in _DEPARTMENT:
            yield unknown(f"{key}.{each}", value, [f"{key}.{known}" for known in _DEPARTMENT])
        elif each == "scenario" and value not in (known := options("scenario")):
            yield name_fault(f"{key}.scenario", value, known)
        elif each != "scenario" and not isinstance(value, Mapping):
            yield fault(f"{key}.{each}", value, "a group of keys")


def _company(composed: Composed, scenario: Scenario) -> Units:
    config = composed.config
    departments, faults = [], []
    for name, section in config["company"]["departments"].items():
        try:
            departments.append(_department(str(name), section or {}, config, scenario))
        except OrgsimError as error:
            faults += [f"company.departments.{name}: {line}" for line in error.faults]
    if faults:
        raise ConfigurationError(faults)
    return Units(tuple(departments), shared_climate=True)


def _department(name: str, section: Mapping[str, Any], config: Mapping[str, Any], scenario: Scenario) -> Department:
    """One department; its context is the company's, its scenario and organization its own where it names them."""
    own = section.get("scenario")
    overrides = dict(leaves(section.get("overrides") or {}))
    if own is None:
        chosen = apply_overrides(scenario, overrides)
    else:
        context = dict(leaves({"context": from_scenario(scenario)["context"]}))
        chosen = load_scenario(own, context | overrides)
    return Department(name, _own_organization(section.get("organization") or {}, config["organization"]), chosen)


def _own_organization(own: Mapping[str, Any], company: Mapping[str, Any]) -> Organization:
    """A department's organization: the company's but for its own values, or another kind with that kind's defaults."""
    base, kind = company, own.get("kind", company["kind"])
    if kind != company["kind"] and kind in ORGANIZATIONS:
        base = compose([f"organization={kind}"]).config["organization"]
    section = {**base, **own}
    if faults := organization_faults(section):
        raise ConfigurationError(faults)
    return make_organization(section)


def _unknown(section: str, found: Mapping[str, Any]) -> Iterator[str]:
    keys = {f"{section}.{name}": value for name, value in found.items()}
    for key, value in keys.items():
        if key not in UNITS_KEYS and key not in OPEN:
            yield unknown(key, value, UNITS_KEYS)
