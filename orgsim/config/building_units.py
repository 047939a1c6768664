"""From a configuration to a company or a population: every fault at once, then the departments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from orgsim.config.building import apply_overrides, from_scenario, load_scenario, to_scenario
from orgsim.config.checking import organization_faults, scenario_faults, study_faults
from orgsim.config.composing import Composed, compose
from orgsim.config.job import make_organization
from orgsim.config.places import options
from orgsim.config.population import Population, draw_units
from orgsim.config.schema import ORGANIZATIONS, SHAPES, leaves
from orgsim.errors import ConfigurationError, OrgsimError
from orgsim.model.calendar import WEEKS_PER_YEAR
from orgsim.model.scenario import Scenario
from orgsim.organization import Organization
from orgsim.spec.study import Design, Execution
from orgsim.spec.units import Department, Units
from orgsim.spec.values import fault


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


def _population(section: Mapping[str, Any], scenario: Scenario, design: Design) -> Units:
    shapes = {name: (section[name][0], section[name][1]) for name in SHAPES}
    vary = {key: (limits[0], limits[1]) for key, limits in leaves(section.get("vary") or {})}
    return draw_units(Population(int(section["units"]), **shapes, vary=vary), scenario, design.seed)


# ---- a company ------------------------------------------------------------------------------------------------------


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
