"""Departments of a company side by side: engagement by survey, with the interval of each department's own answers."""

from __future__ import annotations

import numpy as np
import pandas as pd
import xarray as xr
from matplotlib.figure import Figure

from orgsim.figures.style import QUIET, colour, styled
from orgsim.survey.departments import significantly_lowest


def departments_figure(survey: xr.Dataset, tests: pd.DataFrame) -> Figure:
    """Engagement index by year and department (mean and 10 to 90 % of replications), the lowest one drawn in colour."""
    value = survey["value"].sel(item="engagement_index", role="all").transpose("replication", "year", "unit")
    last = value.isel(year=-1).mean("replication")
    order = [str(name) for name in last["unit"].to_numpy()[np.argsort(last.to_numpy())]]
    with styled():
        figure = Figure(figsize=(7.2, 3.6), layout="constrained")
        ax = figure.subplots()
        years = value["year"].to_numpy()
        for place, unit in enumerate(order):
            series = value.sel(unit=unit)
            ink = colour(1) if place == 0 else QUIET
            ax.plot(years, series.mean("replication"), color=ink, marker="o", markersize=3, linewidth=1.8 if place == 0 else 1)
            if place == 0:
                low, high = (series.quantile(q, "replication") for q in (0.1, 0.9))
                ax.fill_between(years, low, high, color=ink, alpha=0.15, linewidth=0)
                ax.annotate(unit, (years[-1], float(series.isel(year=-1).mean())), (6, 0), textcoords="offset points", color=ink)
        found = significantly_lowest(tests, order[0])
        share = 100 * found[found["year"] == found["year"].max()]["lowest"].mean()
        ax.set(title=f"{order[0]}: significantly below every other department in {share:.0f} % of the last surveys")
        ax.set(xlabel="Survey", ylabel="Engagement index, 0 to 100", xticks=years)
        return figure
