"""Which factors matter: indices with their intervals for some outcomes, over time, or all outcomes in one table of shades."""

from __future__ import annotations

from itertools import groupby
from textwrap import fill

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from orgsim.analysis.sensitivity import Sensitivity
from orgsim.figures.page import PAGE_WIDTH, page, settle
from orgsim.figures.style import INK, QUIET, colour, dashes, styled
from orgsim.model.calendar import WEEKS_PER_YEAR

_ROW, _EDGE, _ABREAST, _COURSE = 0.26, 0.95, 2, 2.3
#: More outcomes than this are shown as shades, more factors than this not at all.
_PANELS, _FACTORS, _COURSES, _LINES = 4, 15, 2, 6
#: Outcomes of a table of shades on one page.
_ROWS = 32
_KINDS = {
    "S1": "S1: alone", "ST": "ST: with all others", "mu_star": "mu*: mean size of effects", "sigma": "sigma: their spread",
}  # fmt: skip


def sensitivity_figures(found: Sensitivity, width: float = PAGE_WIDTH) -> list[Figure]:
    """Draw indices of a sample, a figure for each page; `width` in inches.

    Up to four outcomes have a panel each, with the factors that matter most in the first on top; more outcomes become tables
    of shades of the leading index, in their order, outcomes of one kind (`final`, `mean`) on one page. On the first page stand
    the courses of the leading index too, where the sample has weekly means.
    """
    parts = _pages(list(found.verdicts))
    courses = [] if found.over_time.empty else list(dict.fromkeys(found.over_time["outcome"]))[:_COURSES]
    titles = [
        f"Which factors matter{f' ({number} of {len(parts)})' if len(parts) > 1 else ''}" for number in range(1, 1 + len(parts))
    ]
    return [
        _page(found, title, outcomes, [] if number else courses, width)
        for number, (title, outcomes) in enumerate(zip(titles, parts, strict=True))
    ]


def _pages(outcomes: list[str]) -> list[list[str]]:
    """Outcomes in pages of so many rows, those whose names begin alike together where they fit."""
    pages: list[list[str]] = [[]]
    for _, kind in groupby(outcomes, lambda name: name.partition("_")[0]):
        alike = list(kind)
        if len(pages[-1]) + len(alike) > _ROWS and pages[-1]:
            pages.append([])
        pages[-1] += alike
        while len(pages[-1]) > _ROWS:
            pages.append(pages[-1][_ROWS:])
            del pages[-2][_ROWS:]
    return pages


def _page(found: Sensitivity, title: str, outcomes: list[str], courses: list[str], width: float) -> Figure:
    shades = len(found.verdicts) > _PANELS
    factors = min(len(found.factors), _FACTORS)
    rows = 1 if shades else -(-len(outcomes) // _ABREAST)
    height = 0.19 * len(outcomes) + 1.1 if shades else factors * _ROW + _EDGE
    heights = [height] * rows + [_COURSE] * bool(courses)
    with styled():
        figure, legend = page(title, _footnote(found), sum(heights), width=width, entries=0 if shades else 1)
        grid = figure.add_gridspec(len(heights), _ABREAST, height_ratios=heights)
        if shades:
            _draw_shades(figure.add_subplot(grid[0, :]), found, outcomes, factors)
        for number, outcome in enumerate([] if shades else outcomes):
            alone = number == len(outcomes) - 1 and number % _ABREAST == 0
            ax = figure.add_subplot(grid[number // _ABREAST, :] if alone else grid[number // _ABREAST, number % _ABREAST])
            _draw(ax, found, outcome, factors)
            if number == 0:
                figure.legend(
                    *ax.get_legend_handles_labels(), loc="upper left", bbox_to_anchor=legend, ncols=2, borderaxespad=0
                )
        for number, outcome in enumerate(courses):
            _draw_course(figure.add_subplot(grid[-1, :] if len(courses) == 1 else grid[-1, number]), found, outcome)
        settle(figure)
    return figure


def _order(found: Sensitivity, outcome: str) -> list[str]:
    values = found.values(outcome, found.leading)["value"]
    return [str(name) for name in values.sort_values(ascending=False, kind="stable").index]


def _draw(ax: Axes, found: Sensitivity, outcome: str, factors: int) -> None:
    order = _order(found, outcome)[:factors]
    kinds = [kind for kind in _KINDS if kind in set(found.table["index"])]
    for number, kind in enumerate(kinds):
        rows = found.values(outcome, kind).loc[order]
        places = np.arange(len(order)) + (number - 0.5 * (len(kinds) - 1)) * 0.28
        spread = [rows["value"] - rows["low"], rows["high"] - rows["value"]]
        ax.errorbar(
            rows["value"], places, xerr=spread, fmt="so"[number % 2], color=colour(number), markersize=4, elinewidth=1.1,
            label=_KINDS[kind], zorder=3,
        )  # fmt: skip
    ax.axvline(0.0, color=QUIET, linewidth=0.8, zorder=2)
    ax.set_yticks(range(len(order)), [fill(name, 22) for name in order])
    ax.set_ylim(len(order) - 0.5, -0.5)
    ax.grid(axis="y", visible=False)
    verdict = found.verdicts[outcome]
    if not verdict.converged:
        ax.set_xlabel(f"too few: about {verdict.needed:,} {verdict.unit} are wanted", labelpad=2, color=colour(1))
    elif found.method != "morris":
        ax.set_xlabel("part of the variance", labelpad=2)
    else:
        ax.set_xlabel("change across the factor’s range", labelpad=2)
    ax.set_title(f"{outcome.replace('_', ' ')}\n", pad=4)
    share = found.chance[outcome].share
    words = "one replication" if np.isnan(share) else f"{share:.0%} of the variance of runs is chance"
    ax.text(0, 1.02, words, transform=ax.transAxes, va="bottom", color=QUIET, fontsize=8)


def _draw_shades(ax: Axes, found: Sensitivity, outcomes: list[str], factors: int) -> None:
    """The leading index of all outcomes and factors, each outcome's effects as parts of its largest with Morris."""
    table = np.stack([found.values(outcome, found.leading)["value"].to_numpy() for outcome in outcomes])
    if found.method == "morris":
        table = table / table.max(axis=1, keepdims=True)
    order = np.argsort(-table.mean(axis=0), kind="stable")[:factors]
    table = np.clip(table[:, order], 0.0, 1.0)
    ax.imshow(table, cmap="Blues", vmin=0, vmax=1, aspect="auto")
    for row, column in np.ndindex(*table.shape):
        value = table[row, column]
        ink = "white" if value > 0.6 else QUIET if value < 0.05 else INK
        ax.text(column, row, f"{value:.2f}", ha="center", va="center", fontsize=7, color=ink)
    ax.grid(visible=False)
    names = [f"{each.replace('_', ' ')}{'' if found.verdicts[each].converged else ' *'}" for each in outcomes]
    ax.set_yticks(range(len(outcomes)), names)
    ax.set_xticks(
        range(len(order)), [fill(found.factors[place], 14) for place in order], rotation=30, ha="right", rotation_mode="anchor"
    )
    ax.tick_params(labelsize=8)
    kind = {"ST": "Total index ST", "S1": "First-order index S1", "mu_star": "mu* as a part of the outcome’s largest"}
    ax.set_title(kind[found.leading], pad=4)


def _draw_course(ax: Axes, found: Sensitivity, outcome: str) -> None:
    """The leading index of the factors that ever matter most, by year."""
    rows = found.over_time[(found.over_time["outcome"] == outcome) & (found.over_time["index"] == found.leading)]
    wide = rows.pivot(index="week", columns="factor", values="value")
    top = wide.max().sort_values(ascending=False, kind="stable").index[:_LINES]
    years = (wide.index.to_numpy() + 1.0) / WEEKS_PER_YEAR
    for number, name in enumerate(sorted(top, key=list(found.factors).index)):
        ax.plot(years, wide[name], color=colour(number), linestyle=dashes(number), linewidth=1.4, label=fill(str(name), 22))
    ax.set_title(f"{outcome.replace('_', ' ')}, week by week: {found.leading.replace('_star', '*')}", pad=4)
    ax.set_xlabel("year", labelpad=1)
    ax.set_xlim(0, years[-1])
    ax.set_ylim(bottom=min(0.0, float(wide[top].min().min())))
    ax.yaxis.set_major_locator(MaxNLocator(nbins=5, steps=[1, 2, 2.5, 5, 10]))
    ax.xaxis.set_major_locator(MaxNLocator(nbins=8, integer=True, min_n_ticks=1))
    ax.legend(fontsize=7, loc="best")


def _footnote(found: Sensitivity) -> str:
    how = found.settings
    star = any(not each.converged for each in found.verdicts.values()) and len(found.verdicts) > _PANELS
    return (
        f"{found.described}; {found.source}; {how.confidence:.0%} intervals from {how.resamples:,} resamples, seed "
        f"{how.seed}." + (" *: the sample is too small for this outcome." if star else "")
    )
