"""A company of equal departments that share a climate: up to millions of people, each department an organization of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from orgsim.engines.record import Record
from orgsim.model.outcomes import OUTCOME_NAMES
from orgsim.model.scenario import Scenario
from orgsim.organization import Organization
from orgsim.spec.study import Design, Execution, Progress

Floats = NDArray[np.float64]
#: Runs to a call: enough for every lane and thread, few enough that their outcomes stay small.
TOGETHER = 512


def run_company(
    organization: Organization,
    scenario: Scenario,
    design: Design,
    *,
    execution: Execution,
    progress: Progress | None = None,
    into: Floats | None = None,
) -> Record:
    """Each replication is a company of `design.departments` departments; outcomes are means over them.

    Department d has the unit `design.unit` + d and all live in one climate. The means are added up in the order of the units,
    over the departments in which an outcome is defined, so that no lane, thread or batch changes a bit.
    """
    outcomes = np.empty((design.replications, design.weeks, len(OUTCOME_NAMES))) if into is None else into
    step = max(1, TOGETHER // design.departments)
    for first in range(0, design.replications, step):
        part = outcomes[first : first + step]
        own = replace(design, first=design.first + first, replications=len(part), departments=1, climate=design.climate_unit)
        _means(_departments(organization, scenario, own, execution, design.departments), part)
        if progress is not None:
            progress(len(part))
    return Record(outcomes)


def _means(departments: Iterator[Floats], into: Floats) -> None:
    """The mean over departments, each (replication, week, outcome), of what is defined; NaN where nothing is."""
    into[:] = 0.0
    count = np.zeros(into.shape, dtype=np.int64)
    for outcomes in departments:
        defined = ~np.isnan(outcomes)
        np.add(into, outcomes, out=into, where=defined)
        count += defined
    with np.errstate(invalid="ignore"):
        np.divide(into, count, out=into)


def _departments(
    organization: Organization, scenario: Scenario, design: Design, execution: Execution, departments: int
) -> Iterator[Floats]:
    """The outcomes of each department in the order of the units, (replication, week, outcome)."""
    units = range(design.unit, design.unit + departments)
    if execution.engine == "mesa":
        from orgsim.engines.mesa.replications import run_mesa

        for unit in units:
            yield run_mesa(organization, scenario, replace(design, unit=unit)).outcomes
        return
    from orgsim.engines.kernel.run import run_points

    fixed, levers = scenario.fixed()[None], scenario.weekly_levers(design.weeks)[None]
    step = max(1, TOGETHER // design.replications)
    for first in range(0, departments, step):
        yield from run_points(organization, fixed, levers, design, execution, units[first : first + step])
