"""An experiment's arms as scenarios, for analyses that simulate by themselves, and arms side by side as one company."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import xarray as xr

from orgsim.claims.lab import Lab
from orgsim.config import load_scenario
from orgsim.model.scenario import Scenario
from orgsim.spec.study import Design, Execution
from orgsim.spec.units import Department, Units
from orgsim.study.surveyed import SURVEY, company_tree


def arm_scenario(lab: Lab, arm: str, overrides: Mapping[str, Any] | None = None) -> Scenario:
    """The scenario that `lab.run(arm, overrides)` simulates."""
    section = lab.arms[arm]
    return load_scenario(section["scenario"], {**lab.context, **section.get("overrides", {}), **(overrides or {})})


def execution(lab: Lab) -> Execution:
    """How the laboratory computes, which changes no number."""
    return Execution(threads=lab.threads)


def company_survey(lab: Lab, arms: Mapping[str, str], overrides: Mapping[str, Any] | None = None) -> xr.Dataset:
    """The yearly surveys (replication, year, unit, role, item) of a company of departments that share a climate.

    `arms` names each department's arm; all have the experiment's organization, and their place decides their dice.
    """
    chosen = {arm: arm_scenario(lab, arm, overrides) for arm in dict.fromkeys(arms.values())}
    departments = tuple(Department(name, lab.organization, chosen[arm]) for name, arm in arms.items())
    tree = company_tree(Units(departments), Design(lab.replications, lab.weeks, lab.seed), execution=execution(lab))
    return tree[SURVEY].to_dataset()
