"""When to shift: what each week yields, and the best week for those who look only some years ahead."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from orgsim.analysis.switching import Switching
from orgsim.analysis.wording import display_of
from orgsim.figures.page import PAGE_WIDTH, page, settle
from orgsim.figures.style import INK, QUIET, colour, styled
from orgsim.model.calendar import WEEKS_PER_YEAR

_HEIGHT = 2.5
_MARKERS = "osD^vP"
_ENDS = ("week", "low", "high")


def switching_figure(found: Switching, width: float = PAGE_WIDTH) -> Figure:
    """Draw what `switching` found: a panel for each outcome, and one of the best week by horizon; `width` in inches."""
    with styled():
        figure, _ = page(_title(found), _footnote(found), _HEIGHT, width=width)
        axes = figure.subplots(1, len(found.outcomes) + 1, squeeze=False).ravel()
        for number, outcome in enumerate(found.outcomes):
            _draw(axes[number], found, outcome, number)
        _draw_horizons(axes[-1], found)
        settle(figure)
    return figure


def _draw(ax: Axes, found: Switching, outcome: str, number: int) -> None:
    shown, ink = display_of(outcome), colour(number)
    table = found.table()
    rows = table[(table["outcome"] == outcome) & table["week"].notna()]
    years, values = rows["week"].to_numpy() / WEEKS_PER_YEAR, rows["value"].to_numpy() * shown.factor
    half = (rows["high"] - rows["low"]).to_numpy() / 2 * shown.factor
    never = float(found.never[found.outcomes.index(outcome), -1].mean()) * shown.factor
    ax.fill_between(years, values - half, values + half, color=ink, alpha=0.25, linewidth=0, zorder=2)
    ax.plot(years, values, color=ink, zorder=3)
    ax.axhline(never, color=QUIET, linewidth=1.0, linestyle=(0, (4, 2)), zorder=1.8)
    ax.annotate("never", (years[-1], never), (0, 3), textcoords="offset points", ha="right", fontsize=7.5, color=QUIET)
    week, low, high = found.best(outcome)
    if week == week:
        best = float(values[found.weeks.index(int(week))])
        ax.plot([week / WEEKS_PER_YEAR], [best], "o", color=INK, markersize=4.5, zorder=5, clip_on=False)
        last = found.horizons[-1] if high != high else high
        ax.axvspan(low / WEEKS_PER_YEAR, last / WEEKS_PER_YEAR, color=QUIET, alpha=0.18, linewidth=0, zorder=1)
    cost = found.yearly_cost(outcome)[0]
    ax.set_title(f"{shown.label}, {shown.long_unit}", pad=4)
    if cost == cost:
        label = f"a year of waiting: −{shown.value(cost)}"
        ax.text(0.97, 0.93, label, transform=ax.transAxes, ha="right", va="top", fontsize=7.5, color=INK)
    ax.set_xlabel("year of the shift", labelpad=1)
    ax.set_xlim(0, years[-1])
    ax.xaxis.set_major_locator(MaxNLocator(nbins=6, integer=True))
    ax.yaxis.set_major_locator(MaxNLocator(nbins=5, steps=[1, 2, 2.5, 5, 10]))


def _draw_horizons(ax: Axes, found: Switching) -> None:
    """The best week against the years that count; `never` above all weeks tried."""
    table = found.by_horizon()
    top = (found.weeks[-1] + 0.15 * (found.weeks[-1] - found.weeks[0])) / WEEKS_PER_YEAR
    for number, outcome in enumerate(found.outcomes):
        rows = table[table["outcome"] == outcome]
        horizon = rows["horizon"].to_numpy() / WEEKS_PER_YEAR + 0.12 * (number - 0.5 * (len(found.outcomes) - 1))
        best, low, high = (np.where(np.isnan(each := rows[name].to_numpy()), top, each / WEEKS_PER_YEAR) for name in _ENDS)
        ink = colour(number)
        ax.vlines(horizon, low, high, color=ink, linewidth=1.2, zorder=3)
        label = display_of(outcome).label
        ax.plot(
            horizon, best, _MARKERS[number % len(_MARKERS)], color=ink, markersize=4.2, label=label, zorder=4, clip_on=False
        )
    ticks = np.arange(0, found.weeks[-1] / WEEKS_PER_YEAR + 1e-9, max(1.0, found.weeks[-1] // (5 * WEEKS_PER_YEAR)))
    ax.set_yticks([*ticks, top], [*(f"{tick:.0f}" for tick in ticks), "never"])
    ax.set_ylim(-0.05 * top, 1.06 * top)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=8, integer=True))
    ax.set_xlabel("years that count", labelpad=1)
    ax.set_title("Best year to shift", pad=4)
    ax.legend(loc="center right")


def _title(found: Switching) -> str:
    return f"When to shift: ‘{found.scenario.replace('_', ' ')}’, begun in each week"


def _footnote(found: Switching) -> str:
    design = found.design
    discount = f", later ones discounted by {found.discount:.0%} a year" if found.discount else ""
    return (
        f"Means over {design.weeks:,} weeks{discount}; {design.replications:,} replications, the same dice for every week, "
        f"seed {design.seed}; dot: best week; band: {found.confidence:.0%} interval of what a week loses against it."
    )
