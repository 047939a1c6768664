"""Who is ahead, and from when: a panel for each outcome, with the paired difference of one scenario to each other one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from orgsim.analysis.overtaking import LOWER_IS_BETTER, Overtaking
from orgsim.analysis.wording import display_of
from orgsim.figures.page import PAGE_WIDTH, page, settle, wrapped
from orgsim.figures.style import INK, colour, dashes, styled
from orgsim.model.calendar import WEEKS_PER_YEAR

_ABREAST, _HEIGHT = 3, 2.1


def differences_figure(found: Sequence[Overtaking], titles: Mapping[str, str], width: float = PAGE_WIDTH) -> Figure:
    """Draw what `overtaking` found of one scenario against some others; `titles` name the scenarios, `width` is in inches.

    Above zero the first scenario is ahead. A dot marks the week from which it stays ahead, with that week's number.
    """
    outcomes = list(dict.fromkeys(each.outcome for each in found))
    others = list(dict.fromkeys(each.second for each in found))
    columns = min(len(outcomes), 2 if len(outcomes) == 4 else _ABREAST)
    rows = ceil(len(outcomes) / columns)
    labels = [wrapped(f"against: {titles[name]}", width - 0.6) for name in others]
    with styled():
        title = f"{titles[found[0].first]}: ahead or behind?"
        figure, legend = page(
            title, _footnote(found), rows * _HEIGHT, width=width, entries=sum(1 + each.count("\n") for each in labels)
        )
        axes = figure.subplots(rows, columns, squeeze=False, sharex=True).ravel()
        for number, (ax, outcome) in enumerate(zip(axes, outcomes, strict=False)):
            _draw(ax, [each for each in found if each.outcome == outcome], others, width / columns - 0.3)
            if number + columns >= len(outcomes):
                ax.tick_params(labelbottom=True)
                ax.set_xlabel("year", labelpad=1)
        for ax in axes[len(outcomes) :]:
            ax.remove()
        handles = [Line2D([], [], color=colour(k), linestyle=dashes(k)) for k in range(len(others))]
        figure.legend(
            handles,
            labels,
            loc="upper left",
            bbox_to_anchor=legend,
            borderpad=0,
            borderaxespad=0,
            labelspacing=0.3,
            handlelength=2.8,
        )
        settle(figure)
    return figure


def _draw(ax: Axes, found: Sequence[Overtaking], others: Sequence[str], room: float) -> None:
    outcome = found[0].outcome
    shown = display_of(outcome)
    for each in found:
        number = others.index(each.second)
        years = (np.arange(len(each.difference)) + 1.0) / WEEKS_PER_YEAR
        ink = colour(number)
        ax.fill_between(years, each.low * shown.factor, each.high * shown.factor, color=ink, alpha=0.2, linewidth=0, zorder=2)
        ax.plot(years, each.difference * shown.factor, color=ink, linestyle=dashes(number), zorder=3)
    ax.axhline(0, color=INK, linewidth=0.8, zorder=1.5)
    ax.set_xlim(0, years[-1])
    _set_limits(ax)
    weeks = sorted({each.week for each in found if each.week == each.week})
    for place, week in enumerate(weeks):
        of_week = [colour(others.index(each.second)) for each in found if each.week == week]
        _mark(ax, week, of_week, place, float(years[-1]))
    label = f"Fewer {shown.label.lower()}" if outcome in LOWER_IS_BETTER else shown.label
    unit = "points" if shown.unit == "%" else shown.long_unit
    ax.set_title(wrapped(f"{label}, {unit}", room, 10.5), pad=4)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=7, integer=True, min_n_ticks=1))
    ax.yaxis.set_major_locator(MaxNLocator(nbins=5, steps=[1, 2, 2.5, 5, 10]))


def _set_limits(ax: Axes) -> None:
    """A little air, and on either side of zero room for the label of a week."""
    low, high = ax.get_ylim()
    span = high - low
    ax.set_ylim(min(low - 0.04 * span, -0.18 * span), max(high + 0.04 * span, 0.18 * span))


def _mark(ax: Axes, week: float, inks: Sequence[str], place: int, end: float) -> None:
    """A dot on the zero line where the first stays ahead from, and its week beside it, in the ink of the pair if it is one."""
    year = (week + 1) / WEEKS_PER_YEAR
    left = year > 0.3 * end  # the curve comes from below: above it on the left, and below it on the right, there is room
    ink = inks[0] if len(inks) == 1 else INK
    ax.plot([year], [0], "o", color=ink, markersize=5, zorder=5, clip_on=False)
    ax.annotate(
        f"week {week:.0f}",
        xy=(year, 0),
        xytext=(-5 if left else 5, 9 + 10 * place if left else -9 - 10 * place),
        textcoords="offset points",
        ha="right" if left else "left",
        va="center",
        fontsize=7.5,
        color=ink,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6, "alpha": 0.85},
        zorder=4,
    )


def _footnote(found: Sequence[Overtaking]) -> str:
    first = found[0]
    return (
        f"Mean paired difference over {first.over} weeks, {first.replications:,} replications, with its {first.confidence:.0%} "
        f"interval; above zero the scenario is ahead. Dots: the week from which it stays ahead to the end (seed {first.seed})."
    )
