"""Robust lever sets: how regret is spread over contexts, how often each set is the most robust, and what is good enough."""

from __future__ import annotations

from textwrap import fill

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from orgsim.analysis.across import quantile
from orgsim.analysis.robustness import Robustness
from orgsim.analysis.robustness.measures import measures_for
from orgsim.figures.page import PAGE_WIDTH, page, settle, wrapped
from orgsim.figures.style import INK, QUIET, colour, styled

_ROW, _EDGE, _SETS, _NAME = 0.3, 0.8, 12, 26
_SHORT = {
    "mean": "mean", "worst": "worst", "max_regret": "max\nregret", "regret_90": "90 %\nregret", "often_best": "best in",
    "satisficing": "enough\nin",
}  # fmt: skip


def robustness_figure(found: Robustness, width: float = PAGE_WIDTH) -> Figure:
    """Draw lever sets over contexts, those of the smallest largest regret first, twelve at most; `width` in inches.

    Left: each set's regret in every context, its 90 % quantile and its largest. Right: how often resamples make each set the
    most robust, by measure.
    """
    order = found.table["max_regret"].sort_values(kind="stable").index.tolist()
    kept = sorted(dict.fromkeys([*found.chosen.values(), *order]), key=order.index)
    first = set(found.chosen.values())
    shown = [each for each in kept if each in first] + [each for each in kept if each not in first]
    shown = sorted(shown[:_SETS], key=order.index)
    with styled():
        figure, legend = page(_title(found), _footnote(found, len(shown)), len(shown) * _ROW + _EDGE, width=width, entries=1)
        left, right = figure.subplots(1, 2, sharey=True, width_ratios=[1.15, 1])
        _draw_regrets(left, found, shown)
        _draw_often(right, found, shown)
        left.set_yticks(range(len(shown)), [fill(found.name(place), _NAME) for place in shown])
        left.tick_params(axis="y", labelsize=8)
        left.set_ylim(len(shown) - 0.5, -0.5)
        figure.legend(*left.get_legend_handles_labels(), loc="upper left", bbox_to_anchor=legend, ncols=2, borderaxespad=0)
        settle(figure)
    return figure


def _draw_regrets(ax: Axes, found: Robustness, shown: list[int]) -> None:
    for row, place in enumerate(shown):
        regrets = np.sort(found.regrets[place])
        spread = 0.25 * np.sin(np.arange(len(regrets)) * 2.399963)  # the golden angle: even, and the same every time
        ax.scatter(regrets, row + spread, s=7, color=colour(4), linewidths=0, alpha=0.7, zorder=2)
        most = float(quantile(regrets[:, None], 0.9)[0])
        ax.plot(
            [most],
            [row],
            "D",
            color=colour(0),
            markersize=4,
            zorder=3,
            label="90 % of contexts are below it" if row == 0 else None,
        )
        ax.plot(
            [regrets[-1]], [row], "o", color=colour(1), markersize=5, zorder=4, label="largest regret" if row == 0 else None
        )
    ax.set_xlim(left=-0.03 * float(found.regrets[shown].max()))
    ax.set_xlabel(f"loss of {found.outcome.replace('_', ' ')} against the best set", labelpad=1)
    ax.set_title("Regret in each context", pad=4)
    ax.grid(axis="y", visible=False)


def _draw_often(ax: Axes, found: Robustness, shown: list[int]) -> None:
    measures = list(measures_for(found.settings.threshold))
    table = found.how_often.loc[shown, measures].to_numpy()
    ax.imshow(table, cmap="Blues", vmin=0, vmax=1, aspect="auto", zorder=1)
    for row, column in np.ndindex(*table.shape):
        value = table[row, column]
        first = found.chosen[measures[column]] == shown[row]
        ink = "white" if value > 0.6 else INK if first else QUIET
        ax.text(
            column,
            row,
            f"{value:.0%}",
            ha="center",
            va="center",
            fontsize=7,
            color=ink,
            fontweight="bold" if first else "normal",
        )
    ax.set_xticks(range(len(measures)), [_SHORT[each] for each in measures])
    ax.tick_params(axis="x", labelsize=8)
    ax.grid(visible=False)
    ax.spines[:].set_visible(False)
    ax.set_title("How often the most robust", pad=4)


def _title(found: Robustness) -> str:
    name = found.name(found.chosen["max_regret"])
    return wrapped(f"{found.outcome.replace('_', ' ').capitalize()}: least to regret with {name}", 200)


def _footnote(found: Robustness, shown: int) -> str:
    sets, contexts, replications = found.crossing.values.shape
    how = found.settings
    enough = "" if how.threshold is None else f" Enough: {'at least' if how.better == 'more' else 'at most'} {how.threshold:g}."
    more = f" {shown} of {sets:,} sets are shown." if shown < sets else ""
    return (
        f"{sets:,} lever sets in each of {contexts:,} contexts, {replications:,} replications; {how.better} is better. "
        f"Shares of {how.resamples:,} resamples of contexts and replications, seed {how.seed}; "
        f"bold: most robust as measured.{enough}{more}"
    )
