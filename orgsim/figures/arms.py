"""What the figures of experiments are made of: arms as curves over the years, bars with intervals, one legend, one footnote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from orgsim.analysis.across import Floats, mean_interval, mean_of, quantile
from orgsim.figures.style import INK, QUIET, colour, dashes
from orgsim.model.calendar import LEVEL_WEEKS, WEEKS_PER_YEAR


def smoothed(values: Floats, over: int = LEVEL_WEEKS) -> Floats:
    """Each week's mean with the weeks before it, `over` in all and fewer at the start; values are (replication, week)."""
    sums = np.cumsum(values, axis=1)
    sums[:, over:] = sums[:, over:] - sums[:, :-over]
    return np.asarray(sums / np.minimum(np.arange(values.shape[1]) + 1, over))


def draw_arm(ax: Axes, values: Floats, place: int, *, factor: float = 1.0) -> None:
    """The mean over replications of `values` (replication, week), and the band that 10 to 90 % of them lie in."""
    years = (np.arange(values.shape[1]) + 1.0) / WEEKS_PER_YEAR
    low, high = quantile(values, 0.1) * factor, quantile(values, 0.9) * factor
    ax.fill_between(years, low, high, color=colour(place), alpha=0.14, linewidth=0, zorder=2)
    ax.plot(years, mean_of(values, axis=0) * factor, color=colour(place), linestyle=dashes(place), zorder=3 + 0.01 * place)


def over_years(ax: Axes, title: str, weeks: int) -> None:
    """Dress an axes whose abscissa is the year of the run."""
    ax.set_title(title, pad=5)
    ax.set_xlabel("year", labelpad=1)
    ax.set_xlim(0, weeks / WEEKS_PER_YEAR)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=7, integer=True, min_n_ticks=1))
    ax.yaxis.set_major_locator(MaxNLocator(nbins=5, steps=[1, 2, 2.5, 5, 10]))


def draw_bars(ax: Axes, title: str, bars: Mapping[str, Floats], *, inks: Sequence[str], digits: int = 1) -> None:
    """A lying bar for each of `bars`: the mean over replications (replication,), its 99 % interval, the number beside it."""
    places = np.arange(len(bars), dtype=np.float64)
    found = [mean_interval(each, 0.99) for each in bars.values()]
    means, low, high = (np.array([getattr(each, name) for each in found], dtype=np.float64) for name in ("mean", "low", "high"))
    low, high = np.where(np.isnan(low), means, low), np.where(np.isnan(high), means, high)
    ax.barh(places, means, height=0.62, color=list(inks), zorder=2)
    ax.errorbar(means, places, xerr=[means - low, high - means], fmt="none", ecolor=INK, elinewidth=0.9, capsize=2, zorder=3)
    ends = (min(float(low.min()), 0.0), max(float(high.max()), 0.0))
    reach = (ends[1] - ends[0]) or 1.0
    for place, mean, one, other in zip(places, means, low, high, strict=True):
        left = mean < 0
        text = f"{mean:+.{digits}f}"
        text = text.replace("-", "+") if float(text) == 0 else text.replace("-", "−")
        end = min(one, 0.0) - 0.02 * reach if left else max(other, 0.0) + 0.02 * reach
        ax.text(end, place, text, va="center", ha="right" if left else "left", fontsize=8.5, color=INK)
    room = 0.28 * reach
    ax.set_xlim(
        ends[0] - (room if (means < 0).any() else 0.02 * reach), ends[1] + (room if (means >= 0).any() else 0.02 * reach)
    )
    ax.axvline(0.0, color=INK, linewidth=0.8, zorder=4)
    ax.set_yticks(places, list(bars))
    ax.invert_yaxis()
    ax.grid(axis="y", visible=False)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=5, steps=[1, 2, 2.5, 5, 10]))
    ax.set_title(title, pad=5)


def arms_legend(figure: Figure, corner: tuple[float, float], labels: Sequence[str], *, columns: int = 1) -> None:
    """One legend for all panels, in the place that `page` kept for it: the arms in words, in the order they were drawn."""
    handles: list[Any] = [Line2D([], [], color=colour(k), linestyle=dashes(k), linewidth=2) for k in range(len(labels))]
    figure.legend(
        handles, list(labels), loc="upper left", bbox_to_anchor=corner, ncols=columns, handlelength=3, borderpad=0,
        borderaxespad=0, labelspacing=0.3,
    )  # fmt: skip


def note(
    ax: Axes, text: str, at: tuple[float, float], *, shift: tuple[float, float] = (0, 0), ink: str = QUIET, **how: Any
) -> None:
    """A few words at a point of the data, moved by so many points of type."""
    box = {"facecolor": "white", "edgecolor": "none", "pad": 0.6, "alpha": 0.85}
    ax.annotate(text, xy=at, xytext=shift, textcoords="offset points", fontsize=8, color=ink, bbox=box, zorder=6, **how)


def design_note(replications: int, seed: int, shown: str = "mean and 10–90 %") -> str:
    """The footnote's first sentence: what is shown, of how many replications, on which dice."""
    return f"Shown: {shown} of {replications} replications, every arm with the same dice (seed {seed})."
