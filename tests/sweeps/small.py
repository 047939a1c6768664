"""A sweep that takes a moment: a tiny department, a few weeks, two strata."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

import orgsim
from orgsim.model.scenario import Scenario
from orgsim.spec.study import Design, Study
from orgsim.sweeps.plan import Factor, Stratum, Sweep

KEY = "levers.coaching"
COACHING = (0.0, 0.5, 1.0, 1.5, 2.0)


def small_sweep(
    coaching: Sequence[float] = COACHING,
    replications: int = 6,
    weeks: int = 30,
    leaders: Sequence[int] = (1, 2),
    seed: int = 5,
    common: bool = True,
) -> Sweep:
    """Every level of coaching for each size of the leadership team."""
    design = Design(replications=replications, weeks=weeks, seed=seed)
    base = orgsim.load_scenario("lead_after_turnaround")
    scenario = replace(base, shift=replace(base.shift, week=5), timing={})
    strata = tuple(_stratum(each, scenario, design) for each in leaders)
    factors = (Factor(KEY, "grid", tuple(coaching)), Factor("organization.leaders", "grid", tuple(map(float, leaders))))
    values = np.tile(np.array(coaching, dtype=np.float64), len(leaders))
    stratum = np.repeat(np.arange(len(leaders)), len(coaching))
    return Sweep("small", factors, strata, {KEY: values}, stratum, common)


def _stratum(leaders: int, scenario: Scenario, design: Design) -> Stratum:
    tree = orgsim.Organization.synthetic(leaders=leaders, managers_per_leader=1, workers_per_manager=2)
    return Stratum({"organization.leaders": float(leaders)}, Study(tree, (scenario,), design))
