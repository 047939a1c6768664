"""The diagnosis as a figure: when a team becomes a leadership team, and where the hours of its people go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from orgsim.analysis.across import Floats, quantile
from orgsim.analysis.diagnose import LEADERSHIP, LINE, MANAGEMENT
from orgsim.analysis.ledger import KINDS, LABELS, UNDONE
from orgsim.errors import ConfigurationError
from orgsim.figures.page import PAGE_WIDTH
from orgsim.figures.style import INK, QUIET, colour, dashes, styled
from orgsim.model.calendar import WEEKS_PER_YEAR

#: Managing in shades of one colour, looking ahead in shades of another; light and dark differ in grey print too.
KIND_COLOURS: Mapping[str, str] = {
    "deciding": "#8A3B00",
    "overseeing": "#D55E00",
    "reviewing": "#F2A36B",
    "meeting_operational": "#F9DCC4",
    "meeting_strategic": "#8FD3BD",
    "leading": "#009E73",
}
_MOST_BANDS = 3
#: Hours left undone that are worth showing, and how many of them are drawn: the number beside them says the rest.
_NOTABLE, _DRAWN = 0.5, 6.0
_TOP, _BAR, _HEAD, _FOOT = 2.5, 0.24, 0.95, 0.42
_AXIS = 0.38


@dataclass(frozen=True)
class IndexCurve:
    """One scenario's leadership index in per cent: median and 10 to 90 % of replications, and the median of what is said."""

    scenario: str
    label: str
    low: Floats
    median: Floats
    high: Floats
    said: Floats


@dataclass(frozen=True)
class Bar:
    """The week of one role: its label, hours by kind in the ledger's order, and hours left undone."""

    scenario: str
    label: str
    hours: tuple[float, ...]
    undone: float


@dataclass(frozen=True)
class DiagnosisData:
    """Everything the figure shows: `years` (weeks,) at the end of each week, a curve a scenario, a bar a role."""

    years: Floats
    curves: tuple[IndexCurve, ...]
    bars: tuple[Bar, ...]
    footnote: str


def diagnosis_figure(
    diagnoses: Mapping[str, xr.Dataset], roles: pd.DataFrame | None = None, width: float = PAGE_WIDTH
) -> Figure:
    """The leadership index over time with the line at one half, and the ledger of `by_role` below it.

    `diagnoses` are results of `diagnose` by scenario name; `width` is in inches. Raises ConfigurationError without results.
    """
    return draw_diagnosis(diagnosis_data(diagnoses, roles), width)


def diagnosis_data(diagnoses: Mapping[str, xr.Dataset], roles: pd.DataFrame | None = None) -> DiagnosisData:
    """Plot data of a diagnosis. Raises ConfigurationError when there are no results."""
    if not diagnoses:
        raise ConfigurationError("diagnosis figure: no results")
    curves = tuple(_curve(name, found) for name, found in diagnoses.items())
    weeks = max(len(curve.median) for curve in curves)
    bars = () if roles is None else tuple(_bars(roles))
    return DiagnosisData((np.arange(weeks) + 1.0) / WEEKS_PER_YEAR, curves, bars, _footnote(diagnoses, bool(bars)))


def draw_diagnosis(data: DiagnosisData, width: float = PAGE_WIDTH) -> Figure:
    """Draw plot data; see `diagnosis_figure`."""
    below = _HEAD + _BAR * (len(data.bars) + len({bar.scenario for bar in data.bars})) + _AXIS if data.bars else 0.0
    height = 0.55 + 0.19 * len(data.curves) + _TOP + (below or _AXIS) + _FOOT
    with styled():
        figure = Figure(figsize=(width, height))
        top = 1 - (0.55 + 0.19 * len(data.curves)) / height
        ax = figure.add_axes((0.6 / width, top - _TOP / height, 1 - 0.75 / width, _TOP / height))
        _draw_index(ax, data)
        title: dict[str, Any] = {"va": "top", "fontsize": 11, "fontweight": "bold"}
        figure.text(0.1 / width, 1 - 0.09 / height, "Leadership team or management team?", **title)
        handles = [Line2D([], [], color=colour(i), linestyle=dashes(i)) for i in range(len(data.curves))]
        labels = [curve.label for curve in data.curves]
        place = (0.05 / width, 1 - 0.27 / height)
        figure.legend(handles, labels, loc="upper left", bbox_to_anchor=place, handlelength=2.6, labelspacing=0.25)
        if data.bars:
            bottom = (_FOOT + _AXIS) / height
            lower = figure.add_axes((1.55 / width, bottom, 1 - 1.7 / width, (below - _HEAD - _AXIS) / height))
            _draw_ledger(lower, data)
        figure.text(0.1 / width, 0.1 / height, data.footnote, va="bottom", fontsize=7.5, color=QUIET)
    return figure


def _curve(name: str, found: xr.Dataset) -> IndexCurve:
    index, said = (100.0 * found[each].transpose("replication", "week").to_numpy() for each in ("index", "said"))
    label = str(found.attrs.get("title") or name)
    low, median, high = (quantile(index, share) for share in (0.1, 0.5, 0.9))
    return IndexCurve(name, label, low, median, high, quantile(said, 0.5))


def _bars(roles: pd.DataFrame) -> list[Bar]:
    bars = []
    for (scenario, role), table in roles.groupby(["scenario", "role"], sort=False):
        hours = table.set_index("kind")["hours"]
        people = int(table["people"].iloc[0])
        label = str(role) if people == 1 else f"{role}s ({people})"
        bars.append(Bar(str(scenario), label, tuple(float(hours[kind]) for kind in KINDS), float(hours[UNDONE])))
    return bars


def _footnote(diagnoses: Mapping[str, xr.Dataset], ledger: bool) -> str:
    found = list(diagnoses.values())
    counts = " or ".join(f"{count:,}" for count in sorted({each.sizes["replication"] for each in found}))
    seeds = ", ".join(sorted({str(each.attrs["seed"]) for each in found if "seed" in each.attrs}))
    window = found[0].attrs["window"]
    band = "median and 10–90 %" if len(found) <= _MOST_BANDS else "median"
    index = f"Index of the last {window} weeks, {band} of {counts} replications, seed {seeds}; thin: what leaders would say."
    hours = f"Hours: mean of the last {window} weeks of the recorded replications; hatched: load left undone, cut short."
    return f"{index}\n{hours}" if ledger else index


def _draw_index(ax: Axes, data: DiagnosisData) -> None:
    for place, curve in enumerate(data.curves):
        years = data.years[: len(curve.median)]
        if len(data.curves) <= _MOST_BANDS:
            ax.fill_between(years, curve.low, curve.high, color=colour(place), alpha=0.18, linewidth=0, zorder=2)
        ax.plot(years, curve.median, color=colour(place), linestyle=dashes(place), label=curve.label, zorder=3)
        ax.plot(years, curve.said, color=colour(place), linewidth=0.7, zorder=2.5)
    ax.axhline(100 * LINE, color=INK, linewidth=0.9, zorder=2.2)
    about: dict[str, Any] = {"transform": ax.get_yaxis_transform(), "fontsize": 7.5, "color": QUIET, "ha": "left", "zorder": 4}
    about["bbox"] = {"facecolor": "white", "alpha": 0.8, "linewidth": 0, "pad": 0.6}
    ax.text(0.008, 100 * LINE + 1.5, LEADERSHIP, va="bottom", **about)
    ax.text(0.008, 100 * LINE - 1.5, MANAGEMENT, va="top", **about)
    ax.set_title("Leadership index, %", pad=4)
    ax.set_xlim(0, data.years[-1])
    ax.set_ylim(0, 100)
    ax.set_yticks([0, 25, 50, 75, 100])
    ax.xaxis.set_major_locator(MaxNLocator(nbins=8, integer=True, min_n_ticks=1))
    ax.set_xlabel("year", labelpad=1)


def _draw_ledger(ax: Axes, data: DiagnosisData) -> None:
    """Stacked bars from the head down, scenario by scenario, with a gap and a name above each."""
    titles = {curve.scenario: curve.label for curve in data.curves}
    at, ticks, before = 0.0, [], None
    for bar in data.bars:
        if bar.scenario != before:
            ax.text(0.0, at, titles.get(bar.scenario, bar.scenario), va="center", ha="left", fontsize=8.5, color=INK)
            at, before = at + 1.0, bar.scenario
        left = 0.0
        for kind, hours in zip(KINDS, bar.hours, strict=True):
            ax.barh(at, hours, 0.78, left, color=KIND_COLOURS[kind], linewidth=0)
            left += hours
        _draw_undone(ax, at, left, bar.undone)
        ticks.append((at, bar.label))
        at += 1.0
    ax.set_ylim(at - 0.4, -0.6)
    week = max(sum(bar.hours) for bar in data.bars)
    overloaded = any(bar.undone >= _NOTABLE for bar in data.bars)
    ax.set_xlim(0, (1.35 if overloaded else 1.01) * week)
    ax.set_yticks([place for place, _ in ticks], [label for _, label in ticks])
    ax.grid(axis="y", visible=False)
    ax.set_xlabel("hours a week", labelpad=1)
    handles = [Patch(facecolor=KIND_COLOURS[kind], label=LABELS[kind]) for kind in KINDS]
    ax.legend(handles=handles, loc="lower left", bbox_to_anchor=(-0.24, 1.0), ncols=3, handlelength=1.1, columnspacing=1.2)


def _draw_undone(ax: Axes, at: float, left: float, hours: float) -> None:
    """Load that the week has no room for, hatched, with its hours."""
    if hours >= _NOTABLE:
        length = min(hours, _DRAWN)
        ax.barh(at, length, 0.78, left, facecolor="white", edgecolor=QUIET, hatch="////", linewidth=0.6)
        ax.text(left + length + 0.4, at, f"{hours:.0f} h undone", va="center", fontsize=7.5, color=QUIET)
