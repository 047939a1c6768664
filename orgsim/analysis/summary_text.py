"""The summary as a table that people can read in a terminal of 100 columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from string import ascii_uppercase
from typing import TYPE_CHECKING, Any

from orgsim.analysis.summary import Row
from orgsim.analysis.wording import Display, display_of
from orgsim.text_table import aligned

if TYPE_CHECKING:
    import pandas as pd

_NAMES, _COMPARED, _RANGE = (20, 4), (5, 5, 12), (20,)
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
    names = list(dict.fromkeys(row.outcome for row in rows))
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


def _pair(cells: Cells, names: Sequence[str], who: tuple[str, str, str], years: Sequence[int]) -> list[str]:
    """Values of both scenarios and their difference, for some years."""
    first, other, letter = who
    rows = [["", "", *["A", letter, f"A less {letter}"] * len(years)]]
    for name in names:
        shown = display_of(name)
        rows.append(_names(shown))
        for year in years:
            a, b = cells[first, name, year], cells[other, name, year]
            rows[-1] += [shown.value(a.mean), shown.value(b.mean), _change(b, shown)]
    return _table(rows, years, _COMPARED)


def _change(row: Any, shown: Display) -> str:
    """The difference and half its interval; `same` when every replication is equal in both, `-` when there is none."""
    if row.difference != row.difference:
        return "-"
    half = (row.difference_high - row.difference_low) / 2
    if row.difference == 0 and half == 0:
        return "same"
    return shown.change(row.difference) + (f" ±{shown.value(half)}" if half == half else "")


def _single(cells: Cells, names: Sequence[str], scenario: str, years: Sequence[int]) -> list[str]:
    """Values of one scenario and their range, for some years."""
    rows = []
    for name in names:
        shown = display_of(name)
        rows.append(_names(shown))
        for row in (cells[scenario, name, year] for year in years):
            spread = f"({shown.value(row.q10)} to {shown.value(row.q90)})"
            rows[-1].append(f"{shown.value(row.mean)} {spread}" if row.mean == row.mean else "-")
    return _table(rows, years, _RANGE)


def _names(shown: Display) -> list[str]:
    return [shown.label.replace(" of ", ", ").removesuffix(" exceptions"), shown.unit]


def _table(rows: Sequence[Sequence[str]], years: Sequence[int], least: tuple[int, ...]) -> list[str]:
    """Rows under their years."""
    over = [("", 2), *((f"year {year}", len(least)) for year in years)]
    return aligned(rows, "<<>", least=(*_NAMES, *least * len(years)), gap=1, over=over)
