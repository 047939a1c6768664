"""How sure a study would be with more or fewer replications: power against their number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter, PercentFormatter

from orgsim.figures.page import PAGE_WIDTH, page, settle
from orgsim.figures.style import QUIET, colour, dashes, styled

_HEIGHT, _POINTS = 2.7, 60


@dataclass(frozen=True)
class PowerCurve:
    """One design: its label, the replications it needs, and the power that a number of replications has."""

    label: str
    needed: int
    power_of: Callable[[int], float]


def power_figure(curves: Sequence[PowerCurve], power: float, title: str, *, footnote: str, width: float = PAGE_WIDTH) -> Figure:
    """Draw power against replications, on a logarithmic scale, with a dot where each design reaches the power wanted."""
    fewest, most = min(each.needed for each in curves), max(each.needed for each in curves)
    counts = np.unique(np.geomspace(max(2, fewest / 10), max(4 * most, 20), _POINTS).astype(int))
    with styled():
        figure, _ = page(title, footnote, _HEIGHT, width=width)
        ax = figure.subplots()
        for number, each in enumerate(curves):
            ax.plot(counts, [each.power_of(int(n)) for n in counts], color=colour(number), linestyle=dashes(number))
            label = f"{each.label}: {each.needed:,}"
            ax.plot([each.needed], [each.power_of(each.needed)], "o", color=colour(number), label=label, zorder=4)
        ax.axhline(power, color=QUIET, linewidth=0.8, linestyle=(0, (2, 1.5)), zorder=1.5)
        ax.set_xscale("log")
        ax.set_xlim(counts[0], counts[-1])
        ax.set_ylim(0, 1.02)
        ax.xaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
        ax.xaxis.set_minor_formatter(NullFormatter())
        ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
        ax.yaxis.set_major_formatter(PercentFormatter(1, decimals=0))
        ax.set_xlabel("replications", labelpad=1)
        ax.set_title("Chance that the difference is found")
        ax.legend(loc="lower right")
        settle(figure)
    return figure
