"""The summary as a table that people can read in a terminal of 100 columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from string import ascii_uppercase
from typing import TYPE_CHECKING, Any

from orgsim.analysis.summary import Row
from orgsim.analysis.wording import Display, display_of

if TYPE_CHECKING:
    import pandas as pd

_LABEL, _UNIT, _VALUE, _CHANGE, _RANGE = 21, 4, 6, 13, 21
_YEARS_ABREAST = 3
Cells = dict[tuple[str, str, int], Any]


def as_text(summary: pd.DataFrame | Sequence[Row]) -> str:
    """`summary_table`, or its rows, as text: a row for each outcome, the years side by side, at most 100 columns wide.

    One scenario is shown with the range from the 10 % to the 90 % quantile; each further one beside the first, with the mean
    difference (first minus the other) and half the width of its interval. Shares and rates read in per cent.
    """
    rows: list[Any] = list(summary if isinstance(summary, Sequence) else summary.itertuples(index=False))
    cells: Cells = {(row.scenario, row.outcome, row.year): row for row in rows}
    first, *others = dict.fromkeys(row.scenario for row in rows)
    years = list(dict.fromkeys(row.year for row in rows))
    names = dict.fromkeys(row.outcome for row in rows)
    lines = list(_intro(rows[0], len(others)))
    for place in range(0, len(years), _YEARS_ABREAST):
        abreast = years[place : place + _YEARS_ABREAST]
        for letter, other in zip(_letters(len(others)), others, strict=True):
            lines += ["", f"A = {first}   {letter} = {other}", *_pair(cells, names, (first, other, letter), abreast)]
        if not others:
            lines += ["", first, *_single(cells, names, first, abreast)]
    return "\n".join(lines)


def _letters(count: int) -> list[str]:
    """B to Z, then numbers."""
    return [ascii_uppercase[i] if i < len(ascii_uppercase) else str(i) for i in range(1, count + 1)]


def _intro(row: Any, others: int) -> Iterator[str]:
    weeks = int(row.last_week - row.first_week + 1)
    yield f"Means over {row.replications:,} replications of the last {weeks} weeks of each year"
    if others:
        yield f"Difference: A less the other, ± half its {row.confidence:.0%} interval (replications paired)"
    else:
        yield "In brackets: 10 % and 90 % of the replications are below"


def _pair(
    cells: Cells, names: Sequence[str] | dict[str, None], who: tuple[str, str, str], years: Sequence[int]
) -> Iterator[str]:
    """Values of both scenarios and their difference, for some years."""
    first, other, letter = who
    width = 2 * _VALUE + _CHANGE
    yield _heading(years, width)
    yield _line("", "", [f"{'A':>{_VALUE}}{letter:>{_VALUE}}{f'A less {letter}':>{_CHANGE}}" for _ in years])
    for name in names:
        shown = display_of(name)
        parts = []
        for year in years:
            a, b = cells[first, name, year], cells[other, name, year]
            parts.append(f"{shown.value(a.mean):>{_VALUE}}{shown.value(b.mean):>{_VALUE}}{_change(b, shown):>{_CHANGE}}")
        yield _line(shown.label, shown.unit, parts)


def _change(row: Any, shown: Display) -> str:
    """The difference and half its interval; `same` when every replication is equal in both, `-` when there is none."""
    if row.difference != row.difference:
        return "-"
    half = (row.difference_high - row.difference_low) / 2
    if row.difference == 0 and half == 0:
        return "same"
    return shown.change(row.difference) + (f" ±{shown.value(half)}" if half == half else "")


def _single(cells: Cells, names: Sequence[str] | dict[str, None], scenario: str, years: Sequence[int]) -> Iterator[str]:
    """Values of one scenario and their range, for some years."""
    yield _heading(years, _RANGE)
    for name in names:
        shown = display_of(name)
        parts = []
        for year in years:
            row = cells[scenario, name, year]
            spread = f"({shown.value(row.q10)} to {shown.value(row.q90)})"
            parts.append(f"{shown.value(row.mean) + ' ' + spread:>{_RANGE}}" if row.mean == row.mean else f"{'-':>{_RANGE}}")
        yield _line(shown.label, shown.unit, parts)


def _heading(years: Sequence[int], width: int) -> str:
    return _line("", "", [f"{f' year {year} ':-^{width - 2}}".rjust(width) for year in years])


def _line(label: str, unit: str, parts: Sequence[str]) -> str:
    short = label.replace(" of ", ", ").removesuffix(" exceptions")
    return f"{short:<{_LABEL}}{unit:<{_UNIT}}{''.join(parts)}".rstrip()
