"""The page that figures stand on: title above, footnote below, room for a legend, and everything placed once."""

from __future__ import annotations

from textwrap import wrap
from typing import NamedTuple

from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine

from orgsim.figures.style import INK, QUIET

PAGE_WIDTH = 7.2
LINE = 0.19
_LETTER = 0.063
_MARGIN = 0.1
_TITLE, _FOOTNOTE, _LABEL = 11.0, 7.5, 8.5


class Page(NamedTuple):
    """A figure with its title and footnote; `legend` is the place (in figure units) of a legend's upper left corner."""

    figure: Figure
    legend: tuple[float, float]


def page(title: str, footnote: str, body: float, *, width: float = PAGE_WIDTH, entries: float = 0) -> Page:
    """An empty figure `width` inches wide with a body of so many inches, and `entries` lines for a legend.

    Call it, draw into it and call `settle` within `styled()`.
    """
    above_all, below_all = wrapped(title, width, 13), wrapped(footnote, width, _FOOTNOTE)
    top = LINE * (0.6 + 1.25 * (1 + above_all.count("\n")))
    above, below = top + LINE * (entries + 0.35), LINE * (0.9 + 0.8 * (1 + below_all.count("\n")))
    height = body + above + below
    figure = Figure(figsize=(width, height), layout="constrained")
    engine = figure.get_layout_engine()
    assert isinstance(engine, ConstrainedLayoutEngine)
    engine.set(rect=(0, below / height, 1, 1 - (above + below) / height), h_pad=0.05, w_pad=0.05, wspace=0.03)
    left, up = _MARGIN / width, 0.45 * LINE / height
    figure.text(left, 1 - up, above_all, va="top", fontsize=_TITLE, fontweight="bold", color=INK)
    figure.text(left, up, below_all, va="bottom", fontsize=_FOOTNOTE, color=QUIET)
    return Page(figure, (left, 1 - top / height))


def settle(figure: Figure) -> None:
    """Lay the figure out once and for all: saving again is quick and gives the same bytes."""
    figure.draw_without_rendering()
    figure.set_layout_engine(None)


def wrapped(text: str, width: float, size: float = _LABEL) -> str:
    """The text on as many lines as it needs at this type size in so many inches."""
    return "\n".join(wrap(text, max(12, int((width - 2 * _MARGIN) / (_LETTER * size / _LABEL)))))


def text_width(text: str) -> float:
    """About how many inches the text takes at the size of labels."""
    return _LETTER * max(map(len, text.split("\n")))
