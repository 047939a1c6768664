"""Gaps taken apart: a bar for each group of mechanisms, the gap that no switch explains, and the whole."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from orgsim.analysis.decompose import Decomposition
from orgsim.analysis.wording import display_of
from orgsim.figures.page import PAGE_WIDTH, page, settle
from orgsim.figures.style import INK, QUIET, colour, styled

_BAR, _EDGE, _ABREAST = 0.23, 0.75, 2


def decomposition_figure(found: Sequence[Decomposition], width: float = PAGE_WIDTH) -> Figure:
    """Draw what `decompose` found for some statistics of one pair of scenarios, two panels abreast; `width` in inches."""
    columns = min(len(found), _ABREAST)
    rows = -(-len(found) // columns)
    bars = max(len(each.groups) for each in found) + 2
    with styled():
        figure, _ = page(_title(found[0]), _footnote(found[0]), rows * (bars * _BAR + _EDGE), width=width)
        axes = figure.subplots(rows, columns, squeeze=False).ravel()
        for number, (ax, each) in enumerate(zip(axes, found, strict=False)):
            _draw(ax, each, number)
        for ax in axes[len(found) :]:
            ax.remove()
        settle(figure)
    return figure


def _draw(ax: Axes, found: Decomposition, number: int) -> None:
    shown, table = display_of(found.statistic), found.table()
    table = table[table["part"] != "all groups"]
    parts = table["part"].tolist()
    values, low, high = (table[name].to_numpy() * shown.factor for name in ("value", "low", "high"))
    places = np.arange(len(parts), dtype=np.float64)
    places[-2:] += 0.45
    inks = [*[colour(number)] * len(found.groups), QUIET, INK]
    ax.barh(places, values, height=0.68, color=inks, zorder=2)
    ax.errorbar(
        values, places, xerr=[values - low, high - values], fmt="none", ecolor=INK, elinewidth=0.9, capsize=1.8, zorder=3
    )
    reach = max(high.max(), 0.0) - min(low.min(), 0.0)
    for place, share, end in zip(places, table["share"], np.maximum(high, 0.0), strict=True):
        ax.text(end + 0.02 * reach, place, f"{share:.0%}".replace("-", "−"), va="center", fontsize=7.5, color=QUIET)
    ax.axvline(0.0, color=INK, linewidth=0.8, zorder=4)
    ax.set_yticks(places, parts)
    ax.invert_yaxis()
    ax.grid(axis="y", visible=False)
    ax.set_xlim(min(low.min(), 0.0) - 0.04 * reach, max(high.max(), 0.0) + 0.2 * reach)
    ax.set_title(f"{shown.label}, {shown.long_unit}", pad=4)
    levels = (f"{shown.value(float(each.mean()))}" for each in (found.led_level, found.directed_level))
    ax.set_xlabel(f"led {next(levels)}, directed {next(levels)}", labelpad=2)


def _title(found: Decomposition) -> str:
    return f"Why {_words(found.directed)} is behind {_words(found.led)}"


def _words(name: str) -> str:
    return f"‘{name.replace('_', ' ')}’"


def _footnote(found: Decomposition) -> str:
    design = found.design
    return (
        f"Shapley values of mechanisms in the gap of the last 13 of {design.weeks:,} weeks, led less directed; "
        f"{design.replications:,} paired replications, seed {design.seed}; {found.confidence:.0%} intervals; percentages of "
        "the whole gap."
    )
