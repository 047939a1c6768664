"""Units of a population in one picture: engagement against involvement, and how engagement lasts from year to year."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from orgsim.figures.style import QUIET, colour, styled

_FEWEST = 3  # points for a correlation


def population_figure(table: pd.DataFrame) -> Figure:
    """A figure of the table of units: a point for each unit and year on the left, for each two years running on the right."""
    with styled():
        figure = Figure(figsize=(7.2, 3.6), layout="constrained")
        left, right = figure.subplots(1, 2)
        _scatter(left, table["involved"], table["engagement_index"])
        left.set(title="Engagement and involvement", xlabel="Involved in decisions, % favourable")
        left.set(ylabel="Engagement index, 0 to 100")
        wide = table.pivot_table(index=["replication", "unit"], columns="year", values="engagement_index", dropna=False)
        before, after = (wide.iloc[:, part].to_numpy().ravel() for part in (slice(None, -1), slice(1, None)))
        _scatter(right, before, after)
        both = np.concatenate([before, after])
        if not np.isnan(both).all():
            ends = [np.nanmin(both), np.nanmax(both)]
            right.plot(ends, ends, color=QUIET, linewidth=0.8, linestyle=(0, (2, 2)))
        right.set(
            title="From one year to the next", xlabel="Engagement index, one year", ylabel="Engagement index, the next year"
        )
        return figure


def _scatter(ax: Axes, x: Any, y: Any) -> None:
    """Points, with their number and correlation below the title."""
    a, b = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    known = ~(np.isnan(a) | np.isnan(b))
    count = int(known.sum())
    ax.scatter(a[known], b[known], s=7, color=colour(0), alpha=min(0.6, max(0.08, 60 / max(count, 1))), linewidths=0)
    told = f"{count:,} pairs"
    if count >= _FEWEST and np.ptp(a[known]) > 0 and np.ptp(b[known]) > 0:
        told = f"r = {np.corrcoef(a[known], b[known])[0, 1]:.2f}, {told}"
    ax.annotate(told, (0, 1), (2, -3), xycoords="axes fraction", textcoords="offset points", va="top", color=QUIET)
