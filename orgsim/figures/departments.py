"""Departments of a company side by side: engagement by survey, the lowest one against the others."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from orgsim.figures.style import QUIET, colour, styled
from orgsim.surveying.departments import significantly_lowest

_LINE = 0.045  # of the axis: the least distance between two names


def departments_figure(survey: xr.Dataset, tests: pd.DataFrame) -> Figure:
    """Engagement index by year and department: the mean over replications, and for the lowest one also 10 to 90 % of them."""
    value = survey["value"].sel(item="engagement_index", role="all").transpose("replication", "year", "unit")
    means = value.mean("replication")
    last = means.isel(year=-1).to_numpy()
    order = np.argsort(last)
    lowest = str(value["unit"].to_numpy()[order[0]])
    years = value["year"].to_numpy()
    with styled():
        figure = Figure(figsize=(7.2, 3.8), layout="constrained")
        ax = figure.subplots()
        for place in order[1:]:
            ax.plot(years, means.isel(unit=place), color=QUIET, alpha=0.7, marker="o", markersize=2.5, linewidth=1)
        reported = value.isel(unit=order[0]).dropna("year", how="all")
        if reported.sizes["year"]:
            low, high = (reported.quantile(q, "replication") for q in (0.1, 0.9))
            ax.fill_between(reported["year"], low, high, color=colour(1), alpha=0.15, linewidth=0)
        ax.plot(years, means.isel(unit=order[0]), color=colour(1), marker="o", markersize=3.5, linewidth=1.8)
        ax.set(title=_title(lowest, tests), xlabel="Yearly survey", ylabel="Engagement index, 0 to 100", xticks=years)
        ax.margins(x=0.03)
        _names(ax, [str(name) for name in value["unit"].to_numpy()[order]], last[order], float(years[-1]))
        return figure


def _title(lowest: str, tests: pd.DataFrame) -> str:
    """How often the lowest department was found to be it in the last survey."""
    found = significantly_lowest(tests, lowest)
    if found.empty:
        return f"{lowest}: the lowest; its group is too small to be compared"
    share = 100 * found[found["year"] == found["year"].max()]["lowest"].mean()
    return f"{lowest}: significantly below every other department in {share:.0f} % of the last surveys"


def _names(ax: Axes, names: list[str], levels: NDArray[np.float64], end: float) -> None:
    """Each department's name at the right end of its line, the lowest in colour, moved apart where two would cover."""
    known = ~np.isnan(levels)
    heights = apart(levels[known], *ax.get_ylim())
    for name, height in zip(np.array(names)[known], heights, strict=True):
        ink, weight = (colour(1), "bold") if name == names[0] else (QUIET, "normal")
        about: dict[str, Any] = {"textcoords": "offset points", "va": "center", "annotation_clip": False}
        ax.annotate(name, (end, height), (7, 0), color=ink, weight=weight, **about)


def apart(levels: NDArray[np.float64], bottom: float, top: float) -> NDArray[np.float64]:
    """Rising levels moved apart by a line of text each, up first, then down again from the top edge."""
    least, heights = (top - bottom) * _LINE, levels.copy()
    for place in range(1, len(heights)):
        heights[place] = max(heights[place], heights[place - 1] + least)
    limit = top
    for place in range(len(heights) - 1, -1, -1):
        heights[place] = min(heights[place], limit)
        limit = heights[place] - least
    return heights
