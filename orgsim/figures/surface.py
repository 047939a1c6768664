"""An outcome over two factors: a response surface in shades, and a phase diagram with the cells that the runs do not decide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import BoundaryNorm, ListedColormap, to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.patheffects import AbstractPathEffect, withStroke
from numpy.typing import NDArray

from orgsim.analysis.across import Floats
from orgsim.analysis.surface import Phases, Surface
from orgsim.analysis.surface.cells import Cells, Lines
from orgsim.analysis.surface.phases import TOO_FEW, TORN
from orgsim.figures.page import PAGE_WIDTH, page, settle, wrapped
from orgsim.figures.style import INK, QUIET, colour, logarithmic, styled

_HEIGHT, _CONTOURS, _TICKS = 3.6, 8, 12


def surface_figure(found: Surface, width: float = PAGE_WIDTH) -> Figure:
    """Draw a response surface; `width` in inches.

    Shades are the means of cells. Where a smooth surface is good, its contours lie on a grid's cells; of scattered points it
    gives the shades itself.
    """
    with styled():
        figure, _ = page(f"{_words(found.outcome)} over {_sides(found.cells)}", _surface_note(found), _HEIGHT, width=width)
        ax = figure.subplots()
        shades = _smooth_shades(ax, found) if _smooth(found) and not found.cells.grid else _cell_shades(ax, found)
        figure.colorbar(shades, ax=ax, label=_words(found.outcome), pad=0.01)
        _dress(ax, found.cells)
        settle(figure)
    return figure


def phase_figure(found: Phases, width: float = PAGE_WIDTH) -> Figure:
    """Draw a phase diagram; `width` in inches.

    Pale cells are not decided: hatched where runs disagree, dotted where they are too few.
    """
    inks = [colour(place) for place in range(len(found.classes))]
    undecided = [(name, cells, hatch) for name, cells, hatch in _undecided(found) if cells.any()]
    rows = -(-(len(inks) + len(undecided)) // 2)
    with styled():
        title = f"The most common class of run over {_sides(found.cells)}"
        figure, legend = page(title, _phase_note(found), _HEIGHT, width=width, entries=rows)
        ax = figure.subplots()
        x, y = found.cells.x.edges, found.cells.y.edges
        winner = np.ma.masked_less(found.winner, 0)
        for alpha, shown in ((0.85, found.sure), (0.35, ~found.sure)):
            cells = np.ma.masked_where(~shown, winner)
            colours = ListedColormap([_pale(ink, alpha) for ink in inks])
            ax.pcolormesh(x, y, cells, cmap=colours, norm=BoundaryNorm(np.arange(len(inks) + 1) - 0.5, len(inks)), linewidth=0)
        for _, open_cells, hatch in undecided:
            _hatch(ax, found, open_cells, hatch)
        _border(ax, found)
        entries = [
            Patch(facecolor=_pale(ink, 0.85), label=wrapped(name, 4)) for ink, name in zip(inks, found.classes, strict=True)
        ]
        entries += [
            Patch(facecolor="white", edgecolor=QUIET, hatch=hatch, linewidth=0, label=f"not decided: {name}")
            for name, _, hatch in undecided
        ]
        figure.legend(handles=entries, loc="upper left", bbox_to_anchor=legend, ncols=2, borderaxespad=0)
        _dress(ax, found.cells)
        settle(figure)
    return figure


def _smooth(found: Surface) -> bool:
    return found.smooth is not None and found.smooth.good


def _cell_shades(ax: Axes, found: Surface) -> Any:
    shades = ax.pcolormesh(
        found.cells.x.edges, found.cells.y.edges, np.ma.masked_invalid(found.mean), cmap="cividis", linewidth=0
    )
    if _smooth(found) and not (found.cells.x.axis.levels or found.cells.y.axis.levels):
        x, y, values = found.smoothed()
        at = _values(found.cells.x, x), _values(found.cells.y, y)
        _contours(ax, at, values)
    return shades


def _smooth_shades(ax: Axes, found: Surface) -> Any:
    x, y, values = found.smoothed()
    at = _values(found.cells.x, x), _values(found.cells.y, y)
    shades = ax.contourf(*at, values, levels=24, cmap="cividis")
    _contours(ax, at, values)
    return shades


def _contours(ax: Axes, at: tuple[Floats, Floats], values: Floats) -> None:
    """White lines with dark edges, seen on dark and pale shades alike."""
    edge: list[AbstractPathEffect] = [withStroke(linewidth=1.8, foreground=INK)]
    lines = ax.contour(*at, values, levels=_CONTOURS, colors="white", linewidths=0.8, linestyles="-")
    lines.set_path_effects(edge)
    for label in ax.clabel(lines, fontsize=7):
        label.set_path_effects(edge)


def _values(side: Lines, unit: Floats) -> Floats:
    """Places between 0 and 1 as values of a factor, on its scale."""
    axis = side.axis
    if axis.levels:
        return unit * (len(axis.levels) - 1)
    if axis.scale == "log":
        return np.asarray(axis.low * (axis.high / axis.low) ** unit)
    return axis.low + (axis.high - axis.low) * unit


def _undecided(found: Phases) -> tuple[tuple[str, NDArray[np.bool_], str], ...]:
    """Why cells are not decided, which ones, and how they are hatched."""
    return (TORN, found.torn, "////"), (TOO_FEW, found.thin, "..")


def _hatch(ax: Axes, found: Phases, cells: NDArray[np.bool_], hatch: str) -> None:
    for row, column in np.argwhere(cells):
        x, y = found.cells.x.edges[column : column + 2], found.cells.y.edges[row : row + 2]
        ax.fill_between(x, y[0], y[1], facecolor="none", edgecolor=QUIET, hatch=hatch, linewidth=0, zorder=3)


def _border(ax: Axes, found: Phases) -> None:
    """A line along every edge between cells that different classes win."""
    x, y, won = found.cells.x.edges, found.cells.y.edges, found.winner
    line: dict[str, Any] = {"color": INK, "linewidth": 1.6, "zorder": 4}
    for row, column in np.argwhere((won[:, 1:] != won[:, :-1]) & (won[:, 1:] >= 0) & (won[:, :-1] >= 0)):
        ax.plot([x[column + 1]] * 2, y[row : row + 2], **line)
    for row, column in np.argwhere((won[1:] != won[:-1]) & (won[1:] >= 0) & (won[:-1] >= 0)):
        ax.plot(x[column : column + 2], [y[row + 1]] * 2, **line)


def _dress(ax: Axes, cells: Cells) -> None:
    for axis, side in ((ax.xaxis, cells.x), (ax.yaxis, cells.y)):
        if side.axis.levels:
            axis.set_ticks(range(len(side.axis.levels)), list(side.axis.levels))
        elif side.axis.scale == "log":
            logarithmic(axis)
        elif not side.binned and len(side.middles) <= _TICKS:
            axis.set_ticks(side.middles, [f"{each:.6g}" for each in side.middles])
        axis.set_label_text(side.axis.label)
    ax.grid(visible=False)


def _pale(ink: str, share: float) -> tuple[float, float, float]:
    """A colour thinned with white."""
    red, green, blue = (1 - share * (1 - part) for part in to_rgb(ink))
    return red, green, blue


def _words(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _sides(cells: Cells) -> str:
    return f"{cells.x.axis.label} and {cells.y.axis.label}"


def _averaged(others: Sequence[str]) -> str:
    return f" Averaged over {', '.join(others[:6])}{' and others' if len(others) > 6 else ''}." if others else ""


def _surface_note(found: Surface) -> str:
    smooth = found.smooth
    what = "cells" if found.cells.grid else "points"
    if smooth is None:
        worth = "Means of cells."
    elif smooth.good:
        drawn = "Means of cells; contours" if found.cells.grid else "Shades and contours"
        worth = f"{drawn}: {smooth.kind}, which explains {smooth.explained:.0%} of the variance of {what} left out."
    else:
        worth = (
            f"Means of cells; no smooth surface: the best explains {smooth.explained:.0%} of the variance of {what} left out."
        )
    return f"{found.source}. {worth}{_averaged(found.others)} Seed {found.seed}."


def _phase_note(found: Phases) -> str:
    runs = found.runs[found.runs > 0]
    each = f"{runs.min():,}" if runs.min() == runs.max() else f"{runs.min():,} to {runs.max():,}"
    return (
        f"{found.source}. {each} runs a cell; a cell is decided where the lead of its class is no chance at "
        f"{found.confidence:.0%} (binomial test over its runs, or its points where it has several).{_averaged(found.others)}"
    )
