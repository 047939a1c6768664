"""The docking report as a figure: how far each number is from the published one, and the courses of the capability trap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure, FigureBase
from numpy.typing import NDArray

from orgsim.docking.comparison import AGREES, RIGHTLY_APART, UNCLEAR, Comparison
from orgsim.figures.style import GRID, INK, QUIET, colour, dashes, styled
from orgsim.model.calendar import WEEKS_PER_YEAR

Floats = NDArray[np.float64]
WIDTH = 7.2
_ROW, _COURSES, _AROUND = 0.17, 2.1, 1.0
#: Distances beyond this many tolerances are drawn at the edge, with their number.
_EDGE = 4.0


@dataclass(frozen=True)
class Point:
    """One comparison in units of its tolerance: 0 is the published number or the middle of its range, ±1 what is accepted."""

    label: str
    here: float
    low: float
    high: float
    verdict: str


@dataclass(frozen=True)
class Courses:
    """Curves of one panel by label: change in per cent by week, each of shape (weeks,)."""

    title: str
    curves: Mapping[str, Floats]


@dataclass(frozen=True)
class DockingData:
    """What the figure shows."""

    title: str
    footnote: str
    points: tuple[Point, ...]
    courses: tuple[Courses, ...]


def docking_data(
    title: str, footnote: str, comparisons: Sequence[Comparison], *, courses: Sequence[Courses] = ()
) -> DockingData:
    """Plot data of comparisons; those accepted without a limit, or at one value only, have no scale and are left out."""
    scaled = [each for each in comparisons if 0.0 < each.most - each.least < np.inf]
    return DockingData(title, footnote, tuple(_point(each) for each in scaled), tuple(courses))


def _point(each: Comparison) -> Point:
    middle, half = (each.least + each.most) / 2.0, (each.most - each.least) / 2.0
    here, low, high = ((value - middle) / half for value in (each.here, each.low, each.high))
    return Point(f"{each.model}: {each.cell}", here, low, high, each.verdict)


def draw_docking(data: DockingData, width: float = WIDTH) -> Figure:
    """Draw plot data; `width` in inches."""
    rows = _ROW * max(3, len(data.points)) + _AROUND
    above = _COURSES if data.courses else 0.0
    with styled():
        figure = Figure(figsize=(width, rows + above + 0.3), layout="constrained")
        figure.suptitle(data.title, x=0.01, ha="left", fontsize=11, fontweight="bold", color=INK)
        lower: FigureBase = figure
        if data.courses:
            upper, lower = _halves(figure, (above, rows))
            for ax, courses in zip(upper.subplots(1, len(data.courses), squeeze=False)[0], data.courses, strict=True):
                _draw_courses(ax, courses)
        _draw_points(lower.subplots(), data.points)
        lower.supxlabel(data.footnote, x=0.01, ha="left", fontsize=7.5, color=QUIET)
    return figure


def _halves(figure: Figure, heights: tuple[float, float]) -> tuple[FigureBase, FigureBase]:
    """An upper and a lower part of the figure."""
    parts: Any = figure.subfigures(2, 1, height_ratios=heights)
    return parts[0], parts[1]


def _draw_courses(ax: Axes, courses: Courses) -> None:
    """Change of performance by year since the policy began."""
    ax.axhline(0.0, color=QUIET, linewidth=0.8)
    for place, (label, curve) in enumerate(courses.curves.items()):
        years = np.arange(len(curve)) / WEEKS_PER_YEAR
        ax.plot(years, curve, color=colour(place), linestyle=dashes(place), label=label)
    ax.set_title(courses.title, pad=4)
    ax.set_xlabel("years since the policy began")
    ax.set_ylabel("change, %")
    ax.legend(loc="best", handlelength=2.6)


def _draw_points(ax: Axes, points: Sequence[Point]) -> None:
    """A row for each comparison, the band of what is accepted in the middle."""
    ax.axvspan(-1.0, 1.0, color=GRID, zorder=0)
    ax.axvline(0.0, color=QUIET, linewidth=0.8)
    for row, point in enumerate(points):
        _draw_point(ax, row, point)
    for verdict in dict.fromkeys(point.verdict for point in points):
        ax.plot([], [], "o-", markersize=4, linewidth=1.2, color=_ink(verdict), label=verdict)
    ax.set_yticks(range(len(points)), [point.label for point in points], fontsize=7)
    ax.set_ylim(max(len(points), 1) - 0.5, -0.5)
    ax.set_xlim(-1.08 * _EDGE, 1.08 * _EDGE)
    ax.set_xlabel("distance from what was published, in tolerances; shaded: accepted")
    place: dict[str, Any] = {"loc": "lower right", "bbox_to_anchor": (1.0, 1.0), "borderaxespad": 0.2}
    ax.legend(**place, ncols=5, columnspacing=1.0, handlelength=1.2, fontsize=7.5)


def _draw_point(ax: Axes, row: int, point: Point) -> None:
    """A number with its interval; beyond the edge an arrow with the number."""
    ink, place = _ink(point.verdict), float(np.clip(point.here, -_EDGE, _EDGE))
    if np.isfinite(point.low):
        ends = np.clip([point.low, point.high], -_EDGE, _EDGE)
        ax.plot(ends, [row, row], color=ink, linewidth=1.2)
    if place == point.here:
        ax.plot(place, row, marker="o", markersize=4, color=ink)
        return
    right = place > 0
    ax.plot(place, row, marker=">" if right else "<", markersize=4, color=ink)
    ax.annotate(
        f"{point.here:+.1f}",
        (place, row),
        xytext=(-6 if right else 6, 0),
        textcoords="offset points",
        ha="right" if right else "left",
        va="center",
        fontsize=7,
        color=ink,
    )


def _ink(verdict: str) -> str:
    return colour({AGREES: 0, RIGHTLY_APART: 2, UNCLEAR: 5}.get(verdict, 1))
