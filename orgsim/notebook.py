"""How results show themselves: a line and a table, as text and as HTML for notebooks. Every text in HTML is escaped."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Any

from orgsim.text_table import aligned

_WIDTH, _HEIGHT = 120, 24


class Shown(ABC):
    """A result that shows itself by its `headline` and its `cells`, text or `Html`; a column without text is left out."""

    @abstractmethod
    def headline(self) -> str:
        """What it is, in one line."""

    @abstractmethod
    def cells(self) -> tuple[Sequence[str], Iterable[Sequence[Any]]]:
        """Heads and rows of the table."""

    def __repr__(self) -> str:
        heads, rows = self.cells()
        texts = [heads, *(["" if isinstance(cell, Html) else str(cell) for cell in row] for row in rows)]
        kept = [place for place in range(len(heads)) if len(texts) == 1 or any(row[place] for row in texts[1:])]
        return "\n".join([self.headline(), *aligned([row[place] for place in kept] for row in texts)])

    def _repr_html_(self) -> str:
        heads, rows = self.cells()
        top = "".join(f"<th>{escape(head)}</th>" for head in heads)
        body = "".join(f"<tr>{''.join(f'<td>{_html(cell)}</td>' for cell in row)}</tr>" for row in rows)
        return f"<p>{escape(self.headline())}</p><table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


class Html(str):
    """A cell that is HTML already, and has no place in a text."""


def sparkline(values: Iterable[float], label: str) -> Html:
    """A curve as a small inline SVG; gaps (NaN) are left out."""
    points = [(place, float(value)) for place, value in enumerate(values) if value == value]
    if not points:
        return Html("")
    low, high = min(value for _, value in points), max(value for _, value in points)
    across, up = _WIDTH / max(points[-1][0], 1), (_HEIGHT - 4) / ((high - low) or 1.0)
    line = " ".join(f"{place * across:.1f},{_HEIGHT - 2 - (value - low) * up:.1f}" for place, value in points)
    shape = f'<polyline fill="none" stroke="currentColor" points="{line}"/>'
    return Html(f'<svg role="img" aria-label="{escape(label)}" width="{_WIDTH}" height="{_HEIGHT}">{shape}</svg>')


def number(value: float, digits: int = 4) -> str:
    """A number with some significant digits, `-` when there is none."""
    return "-" if value != value else f"{value:.{digits}g}"


def frame_cells(frame: Any) -> tuple[list[str], Iterator[list[str]]]:
    """Heads and rows of a pandas frame, numbers with four significant digits."""
    heads = [str(name) for name in frame.columns]
    return heads, (
        [number(cell) if isinstance(cell, float) else str(cell) for cell in row] for row in frame.to_numpy().tolist()
    )


def interval(value: float, ends: tuple[float, float]) -> str:
    """`12 (10 to 15)`."""
    return f"{number(value)} ({number(ends[0])} to {number(ends[1])})"


def _html(cell: object) -> str:
    return str(cell) if isinstance(cell, Html) else escape(str(cell))
