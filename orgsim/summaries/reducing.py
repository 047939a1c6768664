"""Loops over runs, in the order of weeks within each run alone, so that a run's numbers are the same in any company.

The same source runs as plain Python and compiled.
"""

from __future__ import annotations

import math
from typing import Any

from orgsim.summaries.hinge import fit_hinge, hinge_evidence, levels_off, measure_turns


def reduce_runs(
    outcomes: Any,
    followed: int,
    window: int,
    edge: int,
    late_share: float,
    margin: float,
    sums: Any,
    curve: Any,
    turns: Any,
    hinge: Any,
    found: Any,
) -> None:
    """Scalars of each run of `outcomes` (run, week, outcome) into `found` (run, scalar), in the order of the table.

    `sums` (4, outcome), `curve` and `turns` (week,) and `hinge` (8,) are room to work in.
    """
    runs, weeks, count = outcomes.shape
    measure_turns(weeks, edge, turns)
    for run in range(runs):
        values, into = outcomes[run], found[run]
        means_of(values, max(weeks - window, 0), sums, into)
        for week in range(weeks):
            curve[week] = values[week, followed]
        extremes(curve, into[2 * count :])
        plateau_of(curve, edge, late_share, margin, turns, hinge, into[2 * count + 4 :])


def means_of(values: Any, late: int, sums: Any, into: Any) -> None:
    """Means of `values` (week, outcome) from week `late` on, then of the whole run; gaps are left out, no value is NaN."""
    weeks, count = values.shape
    early_sum, early_known, late_sum, late_known = sums[0], sums[1], sums[2], sums[3]
    for place in range(count):
        early_sum[place] = late_sum[place] = 0.0
        early_known[place], late_known[place] = late, weeks - late
    for week in range(late):
        add(values[week], early_sum)
    for week in range(late, weeks):
        add(values[week], late_sum)
    for place in range(count):
        if early_sum[place] != early_sum[place] or late_sum[place] != late_sum[place]:
            early_sum[place], early_known[place] = sum_known(values, place, 0, late)
            late_sum[place], late_known[place] = sum_known(values, place, late, weeks)
        known = early_known[place] + late_known[place]
        into[place] = late_sum[place] / late_known[place] if late_known[place] > 0.0 else math.nan
        into[count + place] = (early_sum[place] + late_sum[place]) / known if known > 0.0 else math.nan


def add(values: Any, total: Any) -> None:
    """Add `values` (outcome,) to `total`."""
    for place in range(len(values)):
        total[place] += values[place]


def sum_known(values: Any, place: int, first: int, last: int) -> tuple[float, float]:
    """The sum of one outcome over weeks `first` to `last` - 1 without its gaps, in the order of the weeks, and their number."""
    total, known = 0.0, 0.0
    for week in range(first, last):
        if values[week, place] == values[week, place]:
            total += values[week, place]
            known += 1.0
    return total, known


def extremes(curve: Any, into: Any) -> None:
    """Lowest value of `curve` (week,) and its first week, highest value and its first week."""
    for place in range(4):
        into[place] = math.nan
    low, high, low_week, high_week = math.inf, -math.inf, -1, -1
    for week in range(len(curve)):
        if curve[week] < low:
            low, low_week = curve[week], week
        if curve[week] > high:
            high, high_week = curve[week], week
    if low_week >= 0:
        into[0], into[1] = low, low_week
    if high_week >= 0:
        into[2], into[3] = high, high_week


def plateau_of(curve: Any, edge: int, late_share: float, margin: float, turns: Any, hinge: Any, into: Any) -> None:
    """Week and level of the best hinge through `curve` (week,), and 1 when it is a plateau, else 0; NaN without a hinge."""
    into[0] = into[1] = into[2] = math.nan
    if len(curve) > 2 * edge:
        fit_hinge(curve, edge, turns, hinge)
        into[0], into[1] = hinge[0], hinge[2]
        if hinge[0] == hinge[0]:
            into[2] = 1.0 if levels_off(curve, hinge, late_share, margin) else 0.0


def fit_curves(curves: Any, edge: int, turns: Any, found: Any) -> None:
    """The best hinge of each of `curves` (curve, week) into `found` (curve, 8); `turns` (week,) is room to work in."""
    measure_turns(curves.shape[1], edge, turns)
    for place in range(len(curves)):
        fit_hinge(curves[place], edge, turns, found[place])


def weigh_curves(curves: Any, found: Any, evidence: Any) -> None:
    """The evidence for each hinge of `found` (curve, 8) through `curves` (curve, week) into `evidence` (curve,)."""
    for place in range(len(curves)):
        evidence[place] = hinge_evidence(curves[place], found[place])
