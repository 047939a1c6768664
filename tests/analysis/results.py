"""Results of `simulate` in everything but their outcomes, which are curves of our own with known answers."""

from __future__ import annotations

import numpy as np
import xarray as xr

from tests.study.helpers import LEAD, TRAP, make_results, make_study


def results_of(outcome: str = "performance", **curves: np.ndarray) -> dict[str, xr.Dataset]:
    """Two scenarios with the same dice; `lead` and `trap` give one outcome's values (replication, week)."""
    replications, weeks = next(iter(curves.values())).shape
    results = make_results(make_study(LEAD, TRAP, replications=replications, weeks=weeks))
    for key, scenario in (("lead", LEAD), ("trap", TRAP)):
        if key in curves:
            results[scenario.name][outcome].values[:] = curves[key]
    return results
