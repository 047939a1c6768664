"""Outcome curves: a small panel for each outcome, a median and a band for each scenario."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from orgsim.figures.curves import DEFAULT_OUTCOMES, CurvePanel, CurvesData, Mark, curves_data
from orgsim.figures.page import PAGE_WIDTH, page, settle, text_width, wrapped
from orgsim.figures.style import QUIET, colour, dashes, styled

_PANEL_WIDTH, _PANEL_HEIGHT = 2.4, 1.75
_FLATTEST = 0.42
_MOST_LABELS = 4


def outcome_curves(
    datasets: Mapping[str, xr.Dataset],
    outcomes: str | Sequence[str] = DEFAULT_OUTCOMES,
    shifts: Mapping[str, int] | None = None,
    *,
    width: float = PAGE_WIDTH,
) -> Figure:
    """Median and 10–90 % band of each scenario, a panel for each outcome, over the years of the run.

    `datasets` are results of `simulate` by scenario name. `shifts` gives the week at which to mark a scenario's shift; without
    it, marks come from the specifications that the results carry (levers that move, levers let go, a shock, a new head), and
    `{}` marks nothing. `width` is in inches: 7.2 fills a page, 3.5 a journal's column; type stays the same size. Outcomes made
    of single events are shown as the mean of the last 13 weeks. Raises ConfigurationError for unknown outcomes.

    >>> from orgsim.figures.files import save
    >>> figure = outcome_curves({"management_trap": runs})  # doctest: +SKIP
    >>> save(figure, "results", "outcomes")  # doctest: +SKIP
    """
    return draw_curves(curves_data(datasets, outcomes, shifts), width)


def draw_curves(data: CurvesData, width: float = PAGE_WIDTH, columns: int | None = None) -> Figure:
    """Draw plot data in as many columns as fit, or in so many; see `outcome_curves`."""
    columns = min(columns or max(1, round(width / _PANEL_WIDTH)), len(data.panels))
    rows = ceil(len(data.panels) / columns)
    labels = [wrapped(label, width - 0.6) for label in data.labels.values()]
    abreast = _abreast(labels, width)
    entries = ceil(len(labels) / abreast) * (1 + max(label.count("\n") for label in labels))
    with styled():
        body = rows * max(_PANEL_HEIGHT, _FLATTEST * width / columns)
        figure, legend = page(data.title, data.footnote, body, width=width, entries=entries)
        draw_panels(list(figure.subplots(rows, columns, squeeze=False, sharex=True).ravel()), data, columns)
        draw_legend(figure, data, labels, columns=abreast, anchor=legend)
        settle(figure)
    return figure


def draw_panels(axes: Sequence[Axes], data: CurvesData, columns: int) -> None:
    """A panel in each of the axes, row by row in so many columns; axes that are left over are taken away."""
    for number, (ax, panel) in enumerate(zip(axes, data.panels, strict=False)):
        _draw_panel(ax, panel, data)
        if number + columns >= len(data.panels):
            ax.tick_params(labelbottom=True)
            ax.set_xlabel("year", labelpad=1)
    for ax in axes[len(data.panels) :]:
        ax.remove()


def _abreast(labels: Sequence[str], width: float) -> int:
    """How many legend entries stand side by side: all where they fit, else columns of the widest one's width."""
    widths = [text_width(label) + 0.75 for label in labels]
    return len(labels) if sum(widths) <= width else max(1, min(len(labels), int(width / max(widths))))


def _draw_panel(ax: Axes, panel: CurvePanel, data: CurvesData) -> None:
    """Bands below, medians above; dashed medians lie on the solid first one, so both are seen where they are equal."""
    for place, curve in enumerate(panel.curves):
        years, look = data.years[: len(curve.median)], data.look(place)
        if data.banded:
            ax.fill_between(years, curve.low, curve.high, color=colour(look), alpha=0.18, linewidth=0, zorder=2)
        label = data.labels[curve.scenario]
        ax.plot(years, curve.median, color=colour(look), linestyle=dashes(look), label=label, zorder=3 + 0.01 * look)
    windows = sorted({each.over for each in data.panels if each.over > 1})
    stars = "*" * (1 + windows.index(panel.over)) if panel.over > 1 else ""
    ax.set_title(f"{panel.title}{stars}, {panel.unit}", pad=4)
    _set_limits(ax, panel, data)
    _draw_marks(ax, data, labelled=panel is data.panels[0])


def _set_limits(ax: Axes, panel: CurvePanel, data: CurvesData) -> None:
    """The run from end to end, years as ticks, a little air above and below, and never a flat line blown up."""
    ax.set_xlim(0, data.years[-1])
    ax.xaxis.set_major_locator(MaxNLocator(nbins=7, integer=True, min_n_ticks=1))
    ax.yaxis.set_major_locator(MaxNLocator(nbins=4, steps=[1, 2, 2.5, 5, 10], min_n_ticks=3))
    shown = ("low", "high") if data.banded else ("median",)
    values = np.concatenate([getattr(curve, name) for curve in panel.curves for name in shown])
    values = values[np.isfinite(values)]
    if not len(values):
        ax.set_ylim(0, 1)
        ax.text(0.5, 0.5, "nobody in this role", transform=ax.transAxes, ha="center", va="center", color=QUIET)
        return
    low, high = float(values.min()), float(values.max())
    air = max(0.06 * (high - low), 0.01 * abs(high), 1e-3)
    ax.set_ylim(max(low - air, 0.0) if low >= 0 else low - air, high + air)


def _draw_marks(ax: Axes, data: CurvesData, labelled: bool) -> None:
    """Thin lines where something happens, in the scenario's colour when it is one scenario's alone; named in one panel."""
    happenings: dict[tuple[float, str], list[Mark]] = {}
    for mark in data.marks:
        happenings.setdefault((mark.year, mark.text), []).append(mark)
    scenarios = list(data.labels)
    for level, ((year, text), marks) in enumerate(happenings.items()):
        ink = colour(data.look(scenarios.index(marks[0].scenario))) if len(marks) == 1 and len(data.marks) > 1 else QUIET
        ax.axvline(year, color=ink, linewidth=0.8, linestyle=(0, (2, 1.5)), zorder=1.5)
        if labelled and len(happenings) <= _MOST_LABELS:
            left = year > 0.75 * data.years[-1]
            box = {"facecolor": "white", "edgecolor": "none", "pad": 0.6, "alpha": 0.85}
            ax.annotate(
                text,
                xy=(year, 0.05 + 0.1 * (level % 3)),
                xycoords=("data", "axes fraction"),
                xytext=(-3 if left else 3, 0),
                textcoords="offset points",
                ha="right" if left else "left",
                fontsize=7.5,
                color=ink,
                bbox=box,
                zorder=4,
            )


def draw_legend(figure: Figure, data: CurvesData, labels: Sequence[str], *, columns: int, anchor: tuple[float, float]) -> None:
    """One legend for all panels, below the title."""
    handles: list[Any] = []
    for look in map(data.look, range(len(labels))):
        line = Line2D([], [], color=colour(look), linestyle=dashes(look))
        handles.append((Patch(facecolor=colour(look), alpha=0.18, linewidth=0), line) if data.banded else line)
    figure.legend(
        handles,
        labels,
        loc="upper left",
        bbox_to_anchor=anchor,
        ncols=columns,
        handlelength=2.8,
        borderpad=0,
        borderaxespad=0,
        labelspacing=0.3,
        columnspacing=1.6,
    )
