"""Tipping: where two norms can last, how many leaders must be converted, and the loop of slow coaching."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter

from orgsim.analysis.across import Floats, mean_interval
from orgsim.analysis.hysteresis import Hysteresis
from orgsim.analysis.norms import cusp
from orgsim.analysis.tipping import Tipping
from orgsim.figures.page import PAGE_WIDTH, page, settle
from orgsim.figures.style import INK, QUIET, colour, dashes, styled
from orgsim.model.calendar import WEEKS_PER_YEAR
from orgsim.model.parameters import Style

_HEIGHT = 5.0
_POINTS = 121


def tipping_figure(style: Style, teams: Tipping, loops: Hysteresis, *, width: float = PAGE_WIDTH) -> Figure:
    """Draw the cusp of a style, the fate of converted teams, and loops of coaching, in four panels; `width` in inches."""
    with styled():
        figure, _ = page("Tipping of the leadership team’s norm", _footnote(teams, loops), _HEIGHT, width=width)
        axes = figure.subplots(2, 2).ravel()
        _draw_cusp(axes[0], style, teams)
        _draw_shares(axes[1], teams)
        _draw_loops(axes[2], teams, loops)
        _draw_areas(axes[3], loops)
        settle(figure)
    return figure


def _draw_cusp(ax: Axes, style: Style, teams: Tipping) -> None:
    strengths = np.linspace(0.0, max(8.0, 1.25 * max(teams.strengths)), _POINTS)
    low, high = cusp(style, strengths.tolist()).T
    ax.fill_betweenx(strengths, low, high, color=colour(4), alpha=0.3, linewidth=0, zorder=2)
    for edge in (low, high):
        ax.plot(edge, strengths, color=colour(0), linewidth=1.2, zorder=3)
    reach = 1.15 * max(np.nanmax(high, initial=0.5), *(abs(each) for each in teams.fields if each == each), 1.0)
    for number, (strength, field) in enumerate(zip(teams.strengths, teams.fields, strict=True)):
        if field == field:
            ax.plot(
                [field], [strength], "o", color=colour(number), markersize=5, markeredgecolor="white", zorder=5, clip_on=False
            )
    ax.set_xlim(-reach, reach)
    ax.set_ylim(0, strengths[-1])
    for words, x, y in (("two norms", 0.5, 0.86), ("leading", 0.1, 0.3), ("directing", 0.9, 0.3)):
        ax.text(x, y, words, transform=ax.transAxes, ha="center", color=INK if y > 0.5 else QUIET, fontsize=8)
    ax.set_title("Norms that can last, in the mean", pad=4)
    ax.set_xlabel("field, logits", labelpad=1)
    ax.set_ylabel("strength of the peer norm J")


def _draw_shares(ax: Axes, teams: Tipping) -> None:
    shares = np.array(teams.shares)
    for number, strength in enumerate(teams.strengths):
        chance = teams.flipped(strength).mean(axis=1)
        ax.plot(
            shares, chance, color=colour(number), linestyle=dashes(number), marker="o", markersize=3, label=f"J = {strength:g}"
        )
        critical, low, high = teams.critical(strength)
        if critical == critical and critical > 0:
            ax.axvspan(low, shares[-1] if high != high else high, color=colour(number), alpha=0.15, linewidth=0)
            place: dict[str, Any] = {"xytext": (5, -3), "textcoords": "offset points", "fontsize": 8, "va": "top"}
            ax.annotate(f"half at {critical:.0%}", (high if high == high else critical, 0.5), color=colour(number), **place)
    years = teams.design.weeks / WEEKS_PER_YEAR
    ax.set_title(f"Teams that lead after {years:g} years", pad=4)
    ax.set_xlabel("leaders converted at the start", labelpad=1)
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_formatter(PercentFormatter(1, decimals=0))
    ax.set_xlim(0, 1)
    ax.set_ylim(-0.03, 1.03)
    ax.legend(loc="lower right")


def _draw_loops(ax: Axes, teams: Tipping, loops: Hysteresis) -> None:
    """The mean norm on the way up and down, for the strengths of the teams; arrows say which is which."""
    for number, strength in enumerate(teams.strengths):
        place = loops.strengths.index(strength)
        for side, norms in enumerate((loops.up, loops.down)):
            mean = norms[place].mean(axis=0)
            label = f"J = {strength:g}" if side == 0 else None
            ax.plot(loops.coaching, mean, color=colour(number), linestyle=dashes(number), linewidth=1.4, label=label)
            if number == 0:
                _arrow(ax, loops.coaching if side == 0 else loops.coaching[::-1], mean if side == 0 else mean[::-1])
    ax.set_title("Coaching slowly up, then down", pad=4)
    ax.set_xlabel(f"coaching, logits ({loops.ramp / WEEKS_PER_YEAR:,.0f} years each way)", labelpad=1)
    ax.set_ylabel("norm, share directed")
    ax.set_ylim(-0.03, 1.03)
    ax.set_xlim(loops.coaching[0], loops.coaching[-1])
    ax.legend(loc="lower left")


def _arrow(ax: Axes, x: Floats, y: Floats) -> None:
    """An arrow along a course where it crosses one half."""
    place = int(np.argmin(np.abs(y - 0.5)))
    before, after = max(place - 2, 0), min(place + 2, len(x) - 1)
    style = {"arrowstyle": "-|>", "color": colour(0), "lw": 1.4, "mutation_scale": 11}
    ax.annotate("", (x[after], y[after]), (x[before], y[before]), arrowprops=style, zorder=5)


def _draw_areas(ax: Axes, loops: Hysteresis) -> None:
    found = mean_interval(loops.area().T, loops.confidence)
    order = np.argsort(loops.strengths)
    strengths = np.array(loops.strengths)[order]
    ax.errorbar(
        strengths,
        found.mean[order],
        yerr=[(found.mean - found.low)[order], (found.high - found.mean)[order]],
        color=colour(2),
        marker="o",
        markersize=3.5,
        capsize=2,
        elinewidth=0.9,
    )
    ax.set_ylim(bottom=min(0.0, float(np.nanmin(found.low))))
    ax.set_xlim(left=-0.1)
    ax.set_title("Area of the loop, logits", pad=4)
    ax.set_xlabel("strength of the peer norm J", labelpad=1)


def _footnote(teams: Tipping, loops: Hysteresis) -> str:
    seed = teams.design.seed
    return (
        f"{teams.scenario.replace('_', ' ')}; {teams.design.replications:,} replications of each share, "
        f"{loops.design.replications:,} of each loop, seed {seed}; {teams.confidence:.0%} intervals. "
        "Dots: fields in which teams that nobody converts end."
    )
