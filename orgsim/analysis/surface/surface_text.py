"""Surfaces and phase diagrams as text: the range, where it is highest and lowest, the borders, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

import numpy as np

from orgsim.analysis.discovery.boxes import number_words
from orgsim.analysis.rounding import decimals
from orgsim.analysis.sample import header
from orgsim.analysis.surface.cells import Cells, Lines
from orgsim.analysis.surface.phases import TOO_FEW, TORN, Phases
from orgsim.analysis.surface.response import Surface
from orgsim.text_table import aligned

_WIDTH = 100
_BRACKETS = " (in brackets: where the runs do not decide)"


def surface_text(found: Surface) -> str:
    """The highest and lowest cell with intervals, and the smooth surface with its error."""
    digits = decimals(float(np.nanmax(found.mean) - np.nanmin(found.mean)), 2)
    lines = [*header(found.source), f"{found.outcome.replace('_', ' ')} over {_where(found.cells, found.others)}", ""]
    for word, place in (("highest", np.nanargmax(found.mean)), ("lowest", np.nanargmin(found.mean))):
        row, column = np.unravel_index(int(place), found.mean.shape)
        mean, low, high = (f"{each[row, column]:.{digits}f}" for each in (found.mean, found.low, found.high))
        spread = "no interval from one replication" if low == "nan" else f"{found.confidence:.0%} interval {low} to {high}"
        lines.append(f"  {word:<8}{mean} ({spread}) at {_at(found.cells, int(row), int(column))}")
    lines += [f"  {line}" for line in wrap(smooth_text(found, digits), _WIDTH - 2)]
    return "\n".join(lines)


def smooth_text(found: Surface, digits: int) -> str:
    """What the smooth surface is worth."""
    smooth, what = found.smooth, "cells" if found.cells.grid else "points"
    if smooth is None:
        return f"smooth surface: none; it takes 12 {what} or more that differ"
    worth = f"{smooth.kind}: error {smooth.error:.2g} at {what} left out, {smooth.explained:.0%} of their variance explained"
    if smooth.good:
        return f"smooth surface, {worth}"
    return f"no smooth surface is drawn: the better one is bad ({worth}; 70% is wanted)"


def phases_text(found: Phases) -> str:
    """In what part of the plane each class wins, in what part that is decided, and why the rest is not."""
    lines = [*header(found.source), f"The most common class of run over {_where(found.cells, found.others)}", ""]
    parts = found.parts()
    rows = [("", "cells won", "decided")]
    rows += [(name, f"{wins:.0%}", f"{surely:.0%}") for name, wins, surely in parts.itertuples(index=False)]
    filled = int((found.runs > 0).sum())
    for name, cells in ((TORN, found.torn), (TOO_FEW, found.thin)):
        if cells.any():
            rows.append((f"not decided: {name}", "", f"{cells.sum() / filled:.0%}"))
    lines += aligned(rows, indent=2)
    border = list(_border(found))
    lines += ["", *border] if border else []
    if found.note:
        lines += ["", *wrap(found.note, _WIDTH)]
    return "\n".join(lines).rstrip()


def _border(found: Phases) -> Iterator[str]:
    """For two classes: the value of x at which the first wins or loses, for a few rows of y."""
    x, y = found.cells.x, found.cells.y
    if len(found.classes) > 2 or x.axis.levels or len(set(found.winner[found.winner >= 0].tolist())) < 2:
        return
    yield f"Where '{found.classes[0]}' begins or ends along {x.axis.label}{_BRACKETS if found.sure.any() else ''}:"
    rows = np.unique(np.linspace(0, found.cells.shape[0] - 1, 6).round().astype(int))
    for row in rows:
        won = found.winner[row]
        changes = [
            place for place in range(1, len(won)) if min(won[place - 1], won[place]) >= 0 and won[place - 1] != won[place]
        ]
        words = ", ".join(_change(found, int(row), place) for place in changes)
        everywhere = "everywhere" if (won[won >= 0] == 0).all() else "nowhere"
        yield f"  {y.axis.label} {_middle(y, int(row))}: {words or everywhere}"


def _change(found: Phases, row: int, place: int) -> str:
    """Where the first class begins or ends before a column, and from where to where the runs do not decide it."""
    x, sure = found.cells.x, found.sure[row]
    left, right = np.flatnonzero(sure[:place]), place + np.flatnonzero(sure[place:])
    low = number_words(x.axis, float(x.edges[left[-1] + 1])) if len(left) else "the left edge"
    high = number_words(x.axis, float(x.edges[right[0]])) if len(right) else "the right edge"
    word = "begins" if found.winner[row, place] == 0 else "ends"
    stretch = f" ({low} to {high})" if low != high and found.sure.any() else ""
    return f"{word} at {number_words(x.axis, float(x.edges[place]))}{stretch}"


def _where(cells: Cells, others: tuple[str, ...]) -> str:
    kind = "a grid" if cells.grid else "scattered points in"
    crossed = " crossed with them" if cells.crossed else ""
    rest = f", averaged over {len(others)} other factor{'s' * (len(others) != 1)}{crossed}" if others else ""
    return f"{cells.x.axis.label} and {cells.y.axis.label} ({kind} of {cells.shape[1]} x {cells.shape[0]} cells{rest})".replace(
        "in of", "in"
    )


def _at(cells: Cells, row: int, column: int) -> str:
    sides = ((cells.x, column), (cells.y, row))
    return ", ".join(f"{side.axis.label} {_middle(side, place)}" for side, place in sides)


def _middle(side: Lines, place: int) -> str:
    return side.axis.levels[place] if side.axis.levels else f"{side.middles[place]:.3g}"
