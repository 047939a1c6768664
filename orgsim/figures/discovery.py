"""Where something happens: the points in the plane of the two factors that matter most, the limits of boxes, how they came."""

from __future__ import annotations

from textwrap import fill

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.ticker import PercentFormatter

from orgsim.analysis.axis import Axis
from orgsim.analysis.discovery import Discovery
from orgsim.analysis.discovery.boxes import Limit, number_words
from orgsim.figures.page import PAGE_WIDTH, page, settle
from orgsim.figures.style import INK, QUIET, colour, logarithmic, styled

_HEIGHT, _ROW, _DOTS = 3.1, 0.24, 3000


def discovery_figure(found: Discovery, width: float = PAGE_WIDTH) -> Figure:
    """Draw boxes of a sample; `width` in inches.

    Left: the points, those where the condition holds in colour, with the boxes over the two factors that limits concern most.
    Right: coverage and density along each peeling trajectory, the box taken marked. Below: each box's limits.
    """
    limited = sorted({place for each in found.boxes for place in each.box.limits})
    below = max(len(limited), 1) * max(len(found.boxes), 1) * _ROW * 0.8 + 0.7 if limited else 0.0
    with styled():
        figure, _ = page(_title(found), _footnote(found), _HEIGHT + below, width=width)
        grid = figure.add_gridspec(2 if below else 1, 2, height_ratios=[_HEIGHT, below] if below else [1])
        _draw_plane(figure.add_subplot(grid[0, 0]), found, _plane(found))
        _draw_trajectories(figure.add_subplot(grid[0, 1]), found)
        if below:
            _draw_limits(figure.add_subplot(grid[1, :]), found, limited)
        settle(figure)
    return figure


def _plane(found: Discovery) -> tuple[int, int]:
    """The two factors of the plane: those that the boxes limit most surely, or the first two."""
    weight = np.zeros(len(found.axes))
    for number, each in enumerate(found.boxes):
        for place, p in each.quasi_p.items():
            weight[place] = max(weight[place], -np.log10(max(p, 1e-300)) / (number + 1) + 1)
    first, *others = np.argsort(-weight, kind="stable").tolist()
    return (first, others[0]) if others else (first, first)


def _draw_plane(ax: Axes, found: Discovery, plane: tuple[int, int]) -> None:
    some = np.linspace(0, len(found.cases) - 1, min(len(found.cases), _DOTS)).astype(np.int64)
    cases, (x, y) = found.cases[some], found.values[some][:, list(plane)].T
    size = float(np.clip(1500 / len(some), 1.5, 14))
    ax.scatter(x[~cases], y[~cases], s=size, color="#BDBDBD", linewidths=0, label="does not hold", zorder=2)
    ax.scatter(x[cases], y[cases], s=size, color=colour(1), linewidths=0, label="holds", zorder=3)
    for number, each in enumerate(found.boxes):
        (left, right), (low, high) = (_span(found.axes[place], each.box.limits.get(place)) for place in plane)
        ax.add_patch(
            Rectangle((left, low), right - left, high - low, fill=False, edgecolor=_ink(number), linewidth=1.8, zorder=4)
        )
        ax.text(
            right, high, f"{number + 1}", ha="right", va="top", fontsize=9, fontweight="bold", color=_ink(number), zorder=5,
            bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.75, "pad": 1.2},
        )  # fmt: skip
    for axis, place in ((ax.xaxis, plane[0]), (ax.yaxis, plane[1])):
        if found.axes[place].scale == "log":
            logarithmic(axis)
        if found.axes[place].levels:
            axis.set_ticks(
                range(len(found.axes[place].levels)), [fill(each.replace("_", " "), 14) for each in found.axes[place].levels]
            )
    ax.set_xlabel(found.axes[plane[0]].label, labelpad=1)
    ax.set_ylabel(found.axes[plane[1]].label)
    ax.grid(visible=False)
    ax.set_title("Points, and boxes over two factors", pad=4)


def _ink(number: int) -> str:
    """Boxes leave out the colour of the points where the condition holds."""
    return colour((0, 2, 3, 4, 5)[number % 5])


def _span(axis: Axis, limit: Limit | None) -> tuple[float, float]:
    """The side of a box on an axis, out to the factor's bounds where it is open."""
    if axis.levels:
        levels = range(len(axis.levels)) if limit is None or limit.levels is None else limit.levels
        return min(levels) - 0.4, max(levels) + 0.4
    low, high = (limit.low, limit.high) if limit is not None else (-np.inf, np.inf)
    return max(low, axis.low), min(high, axis.high)


def _draw_trajectories(ax: Axes, found: Discovery) -> None:
    shown = [*found.boxes, *([found.rejected] if found.rejected is not None else [])]
    for number, each in enumerate(shown):
        taken = number < len(found.boxes)
        ink = _ink(number) if taken else QUIET
        coverage, density = np.array([step.measures[:2] for step in each.trajectory]).T
        rest = 1.0 if number == 0 else 1.0 - sum(box.added for box in found.boxes[:number])
        label = f"box {number + 1}" if taken else "could be chance"
        ax.plot(coverage * rest, density, color=ink, marker=".", markersize=3.5, linewidth=0.8, label=label, zorder=3)
        if taken:
            ax.plot(
                [each.added], [each.measures.density], "o", color=ink, markersize=8, markeredgecolor="white", zorder=4,
                clip_on=False,
            )  # fmt: skip
    ax.axhline(float(found.cases.mean()), color=QUIET, linewidth=0.8, linestyle=(0, (2, 2)), zorder=2)
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_formatter(PercentFormatter(1, decimals=0))
    ax.set_xlim(-0.03, 1.03)
    ax.set_ylim(-0.03, 1.05)
    ax.set_xlabel("coverage: part of all cases\n(without those of earlier boxes)", labelpad=1)
    ax.set_ylabel("density: part that are cases")
    ax.set_title("Peeling; dots: boxes as taken", pad=4)
    ax.legend(loc="best", fontsize=7.5)


def _draw_limits(ax: Axes, found: Discovery, limited: list[int]) -> None:
    """Every limited factor's range, with each box's part of it."""
    rows = [(place, number) for place in limited for number in range(len(found.boxes))]
    for row, (place, number) in enumerate(rows):
        axis, limit = found.axes[place], found.boxes[number].box.limits.get(place)
        ax.plot([0, 1], [row, row], color="#DADADA", linewidth=4, solid_capstyle="butt", zorder=2)
        if limit is None:
            continue
        if limit.levels is not None:
            words = " or ".join(axis.levels[each] for each in sorted(limit.levels))
            ax.text(0.5, row, words, ha="center", va="center", fontsize=7.5, color=_ink(number), zorder=4)
            continue
        low, high = (float(axis.unit(np.array([end]))[0]) for end in _span(axis, limit))
        ax.plot([low, high], [row, row], color=_ink(number), linewidth=4, solid_capstyle="butt", zorder=3)
        for end, at, side in ((limit.low, low, "right"), (limit.high, high, "left")):
            if np.isfinite(end):
                gap = -0.008 if side == "right" else 0.008
                box = {"facecolor": "white", "edgecolor": "none", "pad": 0.6}
                ax.text(at + gap, row, number_words(axis, end), ha=side, va="center", fontsize=7, color=INK, zorder=4, bbox=box)
    ax.set_yticks(range(len(rows)), [f"{found.axes[place].label}  {number + 1}" for place, number in rows])
    ax.set_ylim(len(rows) - 0.4, -0.6)
    ax.set_xlim(-0.02, 1.02)
    ax.set_xticks([0, 1], ["least", "most"])
    ax.grid(visible=False)
    ax.set_title("Limits within each factor’s range, by box", pad=4)


def _title(found: Discovery) -> str:
    if not found.boxes:
        return f"‘{found.where}’: no conditions found"
    words = found.boxes[0].box.words(found.axes)
    return f"‘{found.where}’ if {words}" + (f", and {len(found.boxes) - 1} more" if len(found.boxes) > 1 else "")


def _footnote(found: Discovery) -> str:
    cases, how = int(found.cases.sum()), found.settings
    covered = (
        f" Boxes cover {found.together.coverage:.0%} of it, at density {found.together.density:.0%}." if found.boxes else ""
    )
    return (
        f"PRIM, {how.alpha:.0%} a peel; {found.source}. It holds at {cases:,} points ({found.cases.mean():.0%}, dashed)."
        f"{covered} A box counts when at most {how.chance:.0%} of {how.shuffles + 1} samples with shuffled cases "
        f"(seed {how.seed}) give one as good."
    )
