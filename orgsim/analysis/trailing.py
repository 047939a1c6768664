"""Trailing means: what outcomes made of single events are shown as, where noise would hide them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from orgsim.analysis.across import Floats, mean_of
from orgsim.model.calendar import LEVEL_WEEKS, WEEKS_PER_YEAR

#: Outcomes made of single events or of one week's load, shown as the mean of the last so many weeks: else noise hides them.
SMOOTHED: Mapping[str, int] = {"quits": WEEKS_PER_YEAR} | dict.fromkeys(
    ["escalations", "released", "unresolved", "autopilot", "ideas", "ideas_implemented", "leading_time", "strategic_agenda"],
    LEVEL_WEEKS,
)


def trailing_mean(values: Floats, over: int) -> Floats:
    """Mean of each week and the weeks before it, `over` at most, of `values` (replication, week); NaN is left out.

    The first weeks, in which fewer than a quarter's are known, are NaN, unless the run is not much longer than that.
    """
    known = ~np.isnan(values)
    total, count = (_windowed(np.cumsum(each, axis=1), over) for each in (np.where(known, values, 0.0), known))
    means = np.where(count > 0, total / np.maximum(count, 1), np.nan)
    means[:, : min(LEVEL_WEEKS, values.shape[1] // 4) - 1] = np.nan
    return means


def levels(values: Floats) -> Floats:
    """Where each run stands in each week: the mean of `values` (replication, week) over 13 weeks up to it; NaN is left out.

    In the first weeks it is the mean of those there are. At the end of a year it is what the table of results shows.
    """
    weeks = values.shape[1]
    whole = mean_of(sliding_window_view(values, min(LEVEL_WEEKS, weeks), axis=1), axis=2)
    early = [mean_of(values[:, : week + 1], axis=1) for week in range(weeks - whole.shape[1])]
    return np.column_stack([*early, whole])


def _windowed(running: NDArray[Any], over: int) -> NDArray[Any]:
    """Sums over the last `over` weeks from running sums (replication, week)."""
    window = running.copy()
    window[:, over:] -= running[:, :-over]
    return window
