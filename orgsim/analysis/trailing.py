"""Trailing means: what outcomes made of single events are shown as, where noise would hide them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from orgsim.analysis.across import Floats

#: Outcomes made of single events or of one week's load, shown as the mean of the last so many weeks: else noise hides them.
SMOOTHED: Mapping[str, int] = {"quits": 52} | dict.fromkeys(
    ["escalations", "released", "unresolved", "autopilot", "ideas", "ideas_implemented", "leading_time", "strategic_agenda"], 13
)
_SHORTEST = 13


def trailing_mean(values: Floats, over: int) -> Floats:
    """Mean of each week and the weeks before it, `over` at most, of `values` (replication, week); NaN is left out.

    The first weeks, in which fewer than 13 are known, are NaN, unless the run is not much longer than that.
    """
    known = ~np.isnan(values)
    total, count = (_windowed(np.cumsum(each, axis=1), over) for each in (np.where(known, values, 0.0), known))
    means = np.where(count > 0, total / np.maximum(count, 1), np.nan)
    means[:, : min(_SHORTEST, values.shape[1] // 4) - 1] = np.nan
    return means


def _windowed(running: NDArray[Any], over: int) -> NDArray[Any]:
    """Sums over the last `over` weeks from running sums (replication, week)."""
    window = running.copy()
    window[:, over:] -= running[:, :-over]
    return window
