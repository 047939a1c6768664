"""Where curves level off: a panel for each scenario, with its mean curve, the hinge and what the rule says of it."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from orgsim.analysis.plateau import Plateau
from orgsim.analysis.wording import display_of
from orgsim.figures.page import PAGE_WIDTH, page, settle, wrapped
from orgsim.figures.style import INK, QUIET, colour, styled
from orgsim.model.calendar import WEEKS_PER_YEAR

_ABREAST, _HEIGHT = 3, 2.35


def plateau_figure(found: Sequence[Plateau], width: float = PAGE_WIDTH) -> Figure:
    """Draw what `plateau` found for some scenarios, all of one outcome; `width` in inches.

    Each panel has the mean curve, the range of 10–90 % of replications, the two pieces of the hinge and one line of words. A
    plateau is marked where it begins, with the interval of its week.
    """
    columns = min(len(found), _ABREAST)
    rows = ceil(len(found) / columns)
    with styled():
        figure, _ = page(_title(found), _footnote(found), rows * _HEIGHT, width=width)
        axes = figure.subplots(rows, columns, squeeze=False, sharex=True, sharey=True).ravel()
        for number, (ax, each) in enumerate(zip(axes, found, strict=False)):
            _draw(ax, each, number, width / columns)
            if number + columns >= len(found):
                ax.tick_params(labelbottom=True)
                ax.set_xlabel("year", labelpad=1)
        axes[0].set_ylim(*_limits(found))
        for ax in axes[len(found) :]:
            ax.remove()
        settle(figure)
    return figure


def _draw(ax: Axes, found: Plateau, number: int, width: float) -> None:
    shown, ink = display_of(found.outcome), colour(number)
    years = (np.arange(len(found.curve)) + 1.0) / WEEKS_PER_YEAR
    ax.fill_between(years, found.low * shown.factor, found.high * shown.factor, color=ink, alpha=0.16, linewidth=0, zorder=2)
    ax.plot(years, found.curve * shown.factor, color=ink, zorder=3)
    ax.plot(years, found.fit * shown.factor, color=INK, linewidth=1.0, linestyle=(0, (4, 2)), zorder=4)
    if found.declared:
        low, high = ((week + 1) / WEEKS_PER_YEAR for week in found.week_interval)
        ax.axvspan(low, high, color=QUIET, alpha=0.18, linewidth=0, zorder=1)
        year, height = (found.week + 1) / WEEKS_PER_YEAR, found.height * shown.factor
        ax.plot([year], [height], "o", color=INK, markersize=4.5, zorder=5)
        ax.hlines(height, year, (found.last + 1) / WEEKS_PER_YEAR, color=QUIET, linewidth=0.6, linestyle=(0, (1, 2)), zorder=1)
    ax.set_title(f"{wrapped(found.title, width - 0.35, 10.2)}\n", pad=4)
    verdict = _verdict(found)
    ax.text(0, 1.02, verdict, transform=ax.transAxes, va="bottom", color=INK if found.declared else QUIET, fontsize=8.5)
    _draw_end(ax, found)
    ax.set_xlim(0, years[-1])
    ax.xaxis.set_major_locator(MaxNLocator(nbins=7, integer=True, min_n_ticks=1))
    ax.yaxis.set_major_locator(MaxNLocator(nbins=5, steps=[1, 2, 2.5, 5, 10]))


def _verdict(found: Plateau) -> str:
    shown = display_of(found.outcome)
    if found.declared:
        return f"Plateau from week {found.week:.0f} at {shown.value(found.height)} {shown.unit}"
    return "No plateau"


def _draw_end(ax: Axes, found: Plateau) -> None:
    """A thin line where the weeks looked at end before the run does, and why."""
    if found.last + 1 < len(found.curve):
        year = (found.last + 1) / WEEKS_PER_YEAR
        ax.axvline(year, color=QUIET, linewidth=0.8, linestyle=(0, (2, 1.5)), zorder=1.5)
        why = "shift" if found.last + 1 in found.moves else "end of fit"
        ax.annotate(
            why,
            xy=(year, 0.05),
            xycoords=("data", "axes fraction"),
            xytext=(3, 0),
            textcoords="offset points",
            fontsize=7.5,
            color=QUIET,
        )


def _limits(found: Sequence[Plateau]) -> tuple[float, float]:
    factor = display_of(found[0].outcome).factor
    low = min(float(each.low.min()) for each in found) * factor
    high = max(float(each.high.max()) for each in found) * factor
    air = max(0.06 * (high - low), 1e-3)
    return low - air, high + air


def _title(found: Sequence[Plateau]) -> str:
    shown = display_of(found[0].outcome)
    return f"{shown.label} ({shown.long_unit}): where it levels off"


def _footnote(found: Sequence[Plateau]) -> str:
    first = found[0]
    alarms = max(rates.mean for each in found for rates in each.false_alarms.values())
    replications = " or ".join(f"{count:,}" for count in sorted({each.replications for each in found}))
    share, confidence = f"{first.rule.late_share:.0%}", f"{first.confidence:.0%}"
    return (
        f"Mean and 10–90 % of {replications} replications; dashed: best hinge; grey: {confidence} interval of its week. "
        f"A plateau: the slope after the hinge is at most {share} of the one before, with strong evidence against a straight "
        f"line. Of curves that never level off, as noisy as these means, this rule calls at most {alarms:.1%} plateaus "
        f"(measured; seed {first.seed})."
    )
