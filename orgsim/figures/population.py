"""Units of a population in one picture: engagement against involvement, and how engagement lasts from year to year."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from orgsim.figures.style import GRID, INK, QUIET, colour, styled


def population_figure(table: pd.DataFrame) -> Figure:
    """A figure of the table of units: a point for each unit and year on the left, for each unit's pair of years on the right."""
    with styled():
        figure = Figure(figsize=(7.2, 3.4), layout="constrained")
        left, right = figure.subplots(1, 2)
        _scatter(left, table["involved"], table["engagement_index"])
        left.set(title="Engagement follows involvement", xlabel="Involved in decisions, % favourable", ylabel="Engagement index")
        wide = table.pivot_table(index=["replication", "unit"], columns="year", values="engagement_index")
        before, after = (wide.iloc[:, part].to_numpy().ravel() for part in (slice(None, -1), slice(1, None)))
        _scatter(right, before, after)
        low, high = np.nanmin(before), np.nanmax(before)
        right.plot([low, high], [low, high], color=QUIET, linewidth=0.8, linestyle=(0, (2, 2)))
        right.set(title="and lasts from one year to the next", xlabel="Engagement index, one year", ylabel="the next year")
        return figure


def _scatter(ax: object, x: object, y: object) -> None:
    """Points, with their correlation."""
    a, b = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    known = ~(np.isnan(a) | np.isnan(b))
    ax.scatter(a, b, s=5, color=colour(0), alpha=0.25, linewidths=0)  # type: ignore[attr-defined]
    ax.grid(color=GRID)  # type: ignore[attr-defined]
    if known.sum() > 2:
        r = np.corrcoef(a[known], b[known])[0, 1]
        ax.text(0.03, 0.95, f"r = {r:.2f}", transform=ax.transAxes, va="top", color=INK)  # type: ignore[attr-defined]
