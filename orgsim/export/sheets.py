"""Text and tables that flow down A4 pages, across, and on to the next."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from orgsim.figures.page import text_width, wrapped
from orgsim.figures.style import GRID, INK, QUIET, colour, dashes

WIDTH, HEIGHT, MARGIN = 11.69, 8.27, 0.6
_FOOT = 0.5
_BODY, _HEADING, _TITLE, _SMALL = 9.5, 12.0, 20.0, 8.0
_LEADING = 1.4 / 72
_GAP, _ITEM, _INDENT = 0.22, 0.07, 0.18
_WIDEST_LABEL = 0.44


class Sheets:
    """Pages that are filled from top to bottom; `figures` has those begun so far."""

    def __init__(self) -> None:
        self.figures: list[Figure] = []
        self._down = HEIGHT

    def title(self, text: str) -> None:
        """The title of the whole."""
        self._write(text, _TITLE, INK, "bold")

    def heading(self, text: str) -> None:
        """The heading of a part; never the last line of a page."""
        self._room(6 * _BODY * _LEADING)
        self._down += _GAP
        self._write(text, _HEADING, INK, "bold")

    def text(self, text: str, quiet: bool = False, bold: bool = False) -> None:
        """Paragraphs; line breaks of the text stay."""
        size, ink = (_SMALL, QUIET) if quiet else (_BODY, INK)
        self._down += _ITEM
        for line in text.splitlines() or [""]:
            self._write(line, size, ink, "bold" if bold else "normal")

    def item(self, text: str) -> None:
        """A statement of a list."""
        self._down += _ITEM
        self._room(_BODY * _LEADING)
        self._put(MARGIN, self._down, "–", _BODY, QUIET, "normal")
        self._write(text, _BODY, INK, "normal", _INDENT)

    def legend(self, labels: Sequence[str], looks: Sequence[int]) -> None:
        """A line for each future in its colour and dashes, which `looks` are the places of."""
        self._down += _ITEM
        for look, label in zip(looks, labels, strict=False):
            high = _BODY * _LEADING
            self._room(high)
            up = 1 - (self._down + high / 2) / HEIGHT
            left = MARGIN / WIDTH
            line = Line2D([left, left + 0.03], [up, up], color=colour(look), linestyle=dashes(look), linewidth=2)
            self.figures[-1].add_artist(line)
            self._write(label, _BODY, INK, "normal", 0.5)

    def table(self, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Rows of texts below a head; the first column is as wide as it needs, the others share the rest."""
        whole = WIDTH - 2 * MARGIN
        first = min(max(text_width(row[0]) for row in rows) * _BODY / 8.5 + 0.2, _WIDEST_LABEL * whole)
        other = (whole - first) / max(len(head) - 1, 1)
        widths = [first, *[other] * (len(head) - 1)]
        self._row(head, widths, "bold")
        for row in rows:
            self._row(row, widths, "normal")

    def _row(self, cells: Sequence[str], widths: Sequence[float], weight: str) -> None:
        texts = [wrapped(cell, width, _BODY) for cell, width in zip(cells, widths, strict=True)]
        high = (1 + max(text.count("\n") for text in texts)) * _BODY * _LEADING + 0.06
        self._room(high)
        left = MARGIN
        for text, width in zip(texts, widths, strict=True):
            self._put(left, self._down + 0.03, text, _BODY, INK, weight)
            left += width
        self._down += high
        up = 1 - self._down / HEIGHT
        ends = [MARGIN / WIDTH, 1 - MARGIN / WIDTH]
        self.figures[-1].add_artist(Line2D(ends, [up, up], color=GRID, linewidth=0.6))

    def _write(self, text: str, size: float, ink: str, weight: str, indent: float = 0.0) -> None:
        for line in wrapped(text, WIDTH - 2 * MARGIN - indent, size * 0.97).split("\n"):
            high = size * _LEADING
            self._room(high)
            self._put(MARGIN + indent, self._down, line, size, ink, weight)
            self._down += high

    def _put(self, left: float, down: float, text: str, size: float, ink: str, weight: str) -> None:
        self.figures[-1].text(
            left / WIDTH, 1 - down / HEIGHT, text, fontsize=size, color=ink, fontweight=weight, va="top", linespacing=1.25
        )  # fmt: skip

    def _room(self, high: float) -> None:
        """Begin a page where this one is full."""
        if not self.figures or self._down + high > HEIGHT - MARGIN - _FOOT + 0.2:
            self.figures.append(Figure(figsize=(WIDTH, HEIGHT)))
            self._down = MARGIN
