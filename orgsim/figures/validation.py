"""Patterns and figures: each row's range as a bar, the figure as a dot, baselines as small marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil, isfinite, isnan
from textwrap import fill
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from orgsim.figures.style import COLOURS, GRID, INK, QUIET, styled
from orgsim.validation.baselines import SCORED
from orgsim.validation.scores_text import number, range_in_words
from orgsim.validation.scoring import position, total

#: How far outside its range a figure is drawn before it becomes an arrow at the edge, in units of the range.
EDGE = 0.8
_COLUMN_WIDTH, _ROW, _NAMES, _NUMBERS = 7.2, 0.165, 3.0, 1.35
_ABOVE, _BELOW, _MOST_ROWS = 0.6, 0.45, 45
_LETTERS = 130
_MARKS = ("v", "^", "s", "P", "*")
_PASSED, _FAILED = COLOURS[0], COLOURS[1]


@dataclass(frozen=True)
class PatternRow:
    """A pattern: its name, figure and range in words, where the figure lies (0 to 1 inside the range, NaN without a figure).

    `error` is its standard error on that scale, NaN where there is none. `open_low` and `open_high` say that the range has no
    end there. `baselines` are positions by name.
    """

    name: str
    words: str
    position: float
    error: float
    passed: bool | None
    open_low: bool
    open_high: bool
    baselines: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class ValidationData:
    """Everything the figure shows, before anything is drawn."""

    title: str
    rows: tuple[PatternRow, ...]
    marks: tuple[str, ...]
    footnote: str


def validation_data(scores: pd.DataFrame, compared: pd.DataFrame | None = None, footnote: str = "") -> ValidationData:
    """Plot data of scores (`orgsim.validation.scoring.score`) and, if given, of baselines (`compare_baselines`)."""
    found = total(scores)
    lines: list[Any] = list(scores.itertuples(index=False))
    marks: dict[str, dict[str, float]] = {}
    if compared is not None:
        beside: list[Any] = list(compared[compared["of"] != SCORED].itertuples(index=False))
        for each in beside:
            marks.setdefault(each.name, {})[each.of] = position(each.value, each.low, each.high)
    rows = tuple(
        PatternRow(
            name=row.name,
            words=f"{number(row.value)}  ({range_in_words(row.low, row.high)})",
            position=position(row.value, row.low, row.high),
            error=position(row.value + row.standard_error, row.low, row.high) - position(row.value, row.low, row.high),
            passed=None if row.passed is pd.NA else bool(row.passed),
            open_low=not isfinite(row.low),
            open_high=not isfinite(row.high),
            baselines=marks.get(row.name, {}),
        )
        for row in lines
    )
    counted = f"{found.passed} of {len(scores)} patterns passed, {found.failed} failed"
    names = dict.fromkeys(name for row in rows for name in row.baselines)
    unscored = f", {found.not_scored} could not be scored" if found.not_scored else ""
    parts = [footnote, "lines: ± a standard error", *(["baselines: means of synthetic tables"] if names else [])]
    return ValidationData(counted + unscored, rows, tuple(names), "; ".join(part for part in parts if part) + ".")


def draw_validation(data: ValidationData) -> Figure:
    """Draw plot data: one column of rows, or two where there are many."""
    columns = 1 if len(data.rows) <= _MOST_ROWS else 2
    deep = max(1, ceil(len(data.rows) / columns))
    width, height = columns * _COLUMN_WIDTH, deep * _ROW + _ABOVE + _BELOW
    footnote = fill(data.footnote, columns * _LETTERS)
    with styled():
        figure = Figure(figsize=(width, height))
        for column in range(columns):
            left = column * _COLUMN_WIDTH + _NAMES
            box = (left / width, _BELOW / height, (_COLUMN_WIDTH - _NAMES - _NUMBERS) / width, deep * _ROW / height)
            axes = figure.add_axes(box)
            _draw_rows(axes, data.rows[column * deep : (column + 1) * deep], data.marks, deep)
        figure.text(0.1 / width, 1 - 0.12 / height, data.title, va="top", fontsize=11, fontweight="bold", color=INK)
        figure.text(0.1 / width, 0.1 / height, footnote, va="bottom", fontsize=7, color=QUIET)
        figure.legend(
            _handles(data.marks),
            ["range", "inside", "outside", *data.marks],
            loc="upper left",
            bbox_to_anchor=(0.1 / width, 1 - 0.32 / height),
            ncols=3 + len(data.marks),
            borderpad=0,
            borderaxespad=0,
            handlelength=1.2,
            fontsize=7.5,
        )
    return figure


def _draw_rows(axes: Axes, rows: Sequence[PatternRow], marks: Sequence[str], deep: int) -> None:
    """Every row on the same scale: its range from 0 to 1."""
    axes.set_xlim(-EDGE - 0.1, 1 + EDGE + 0.1)
    axes.set_ylim(deep - 0.5, -0.5)
    axes.grid(False)
    axes.set_xticks([])
    axes.set_yticks([])
    for side in axes.spines.values():
        side.set_visible(False)
    for place, row in enumerate(rows):
        start, end = -EDGE if row.open_low else 0.0, 1 + EDGE if row.open_high else 1.0
        axes.barh(place, end - start, left=start, height=0.62, color=GRID, zorder=1)
        for name, where in row.baselines.items():
            at = _MARKS[marks.index(name) % len(_MARKS)]
            _dot(axes, where, place, at, "none", QUIET, 3.4)
        colour = QUIET if row.passed is None else _PASSED if row.passed else _FAILED
        _dot(axes, row.position, place, "o" if row.passed else "D", colour, colour, 4.6 if row.passed else 4.2)
        ends = [min(max(row.position + sign * row.error, -EDGE), 1 + EDGE) for sign in (-1, 1)]
        axes.plot(ends, [place, place], color=colour, linewidth=0.9, zorder=2)
        ink = INK if row.passed else colour
        axes.text(-EDGE - 0.2, place, row.name, ha="right", va="center", fontsize=7, color=ink)
        axes.text(1 + EDGE + 0.2, place, row.words, ha="left", va="center", fontsize=7, color=QUIET)


def _dot(axes: Axes, where: float, place: int, marker: str, face: str, edge: str, size: float) -> None:
    """A mark inside the picture, or an arrow at its edge."""
    if isnan(where):
        return
    beyond = where < -EDGE or where > 1 + EDGE
    shape = marker if not beyond else "<" if where < 0 else ">"
    at = min(max(where, -EDGE - 0.05), 1 + EDGE + 0.05)
    axes.plot(at, place, shape, markersize=size, markerfacecolor=face, markeredgecolor=edge, markeredgewidth=0.8, zorder=3)


def _handles(marks: Sequence[str]) -> list[Patch | Line2D]:
    dots = [
        Line2D([], [], linestyle="", marker=marker, markersize=4.5, color=colour)
        for marker, colour in (("o", _PASSED), ("D", _FAILED))
    ]
    small = [
        Line2D([], [], linestyle="", marker=_MARKS[place % len(_MARKS)], markersize=3.6, markerfacecolor="none", color=QUIET)
        for place in range(len(marks))
    ]
    return [Patch(facecolor=GRID), *dots, *small]
