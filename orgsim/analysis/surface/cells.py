"""The plane of two factors in cells: those of a grid as they are, scattered points in bins as wide as their number wants."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from orgsim.analysis.across import Floats
from orgsim.analysis.axis import Axis
from orgsim.analysis.sample import Sample
from orgsim.errors import ConfigurationError

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
_MOST_LINES, _MOST_BINS, _FEWEST_BINS, _A_CELL = 60, 12, 4, 8
#: Bins are narrowed only as long as no more than this part of the cells has fewer points than a cell should have.
_THIN = 0.05


class Lines(NamedTuple):
    """One side of the plane: the middle of each row or column of cells, and their edges (one more), in the factor's unit.

    `binned`: the edges were chosen for scattered values, so that the middles are no values of the design.
    """

    axis: Axis
    middles: Floats
    edges: Floats
    binned: bool = False


class Cells(NamedTuple):
    """The cells of the plane, and the cell of each point: (points,) column of `x` and row of `y`; those in `there` have runs.

    `grid`: not binned. `crossed`: a grid each of whose cells has the same values of all other factors, once each, so that its
    average over them is the same mixture everywhere and nothing but the dice of the runs is chance: what several replications
    show.
    """

    x: Lines
    y: Lines
    column: Ints
    row: Ints
    there: Bools
    grid: bool
    crossed: bool = False

    @property
    def shape(self) -> tuple[int, int]:
        """Rows (y) and columns (x)."""
        return len(self.y.middles), len(self.x.middles)

    def counts(self) -> Ints:
        """Points with runs in each cell, (rows, columns)."""
        found = np.zeros(self.shape, dtype=np.int64)
        np.add.at(found, (self.row[self.there], self.column[self.there]), 1)
        return found

    def inside(self, row: int, column: int) -> Bools:
        """The points (points,) with runs in a cell."""
        return np.asarray((self.row == row) & (self.column == column) & self.there)


def cells_of(sample: Sample, x: str, y: str, *, least: int = 2) -> Cells:
    """The cells of a sample over two of its factors.

    A grid, where every combination of their values has points that differ in nothing else, or several, keeps its cells. Other
    numbers are binned, as many bins as give eight points a cell on average and nearly every cell `least` or more, 4 to 12
    bins. Levels, and numbers with up to 12 values, are never binned.

    Raises ConfigurationError for unknown factors, the same one twice, and scattered points too few for 4 bins each way.
    """
    axes = first, other = sample.axis(x, "x"), sample.axis(y, "y")
    if first.key == other.key:
        raise ConfigurationError(f"y={y}: is the same factor as x; a surface lies over two")
    values = [axis.numbers(sample.design[axis.key]) for axis in axes]
    found = [np.unique(each) for each in values]
    if _is_grid(len(sample), np.stack(values), found, alone=len(sample.axes) == len(axes)):
        sides = [(_whole(axis, each), np.searchsorted(each, own)) for axis, each, own in zip(axes, found, values, strict=True)]
        return _cells(sides, sample.measured, True, _is_crossed(sample, [axis.key for axis in axes]))
    binned = [not axis.levels and len(each) > _MOST_BINS for axis, each in zip(axes, found, strict=True)]
    lines = int(np.prod([len(each) for each, wide in zip(found, binned, strict=True) if not wide]))
    most = min(_MOST_BINS, int((len(sample) / (_A_CELL * lines)) ** (1 / max(1, sum(binned)))))
    if most < _FEWEST_BINS and any(binned):
        shape = " x ".join(str(_FEWEST_BINS if wide else len(each)) for each, wide in zip(found, binned, strict=True))
        needed = _A_CELL * lines * _FEWEST_BINS ** sum(binned)
        raise ConfigurationError(
            f"the sample is too small: {len(sample):,} scattered points; a surface in {shape} cells "
            f"needs {needed:,} or more, or a grid of the two factors"
        )
    for bins in range(max(most, _FEWEST_BINS), _FEWEST_BINS - 1, -1):
        sides = [
            _binned(axis, own, bins) if wide else (_whole(axis, each), np.searchsorted(each, own))
            for axis, each, own, wide in zip(axes, found, values, binned, strict=True)
        ]
        cells = _cells(sides, sample.measured, False)
        if (cells.counts() < least).mean() <= _THIN:
            break
    return cells


def _is_grid(points: int, values: Floats, found: list[Floats], alone: bool) -> bool:
    """Whether every combination of two factors' values has a point, and the other factors do not blur which is which."""
    combinations = int(np.prod([len(each) for each in found]))
    if any(len(each) > _MOST_LINES for each in found) or len(np.unique(values, axis=1).T) != combinations:
        return False
    return alone or points >= 2 * combinations


def _is_crossed(sample: Sample, keys: list[str]) -> bool:
    """Whether every combination of two factors' values has runs with each combination of the others' values, at one point."""
    if sample.replications < 2:
        return False
    runs = sample.design[sample.measured]
    others = [key for key in sample.keys if key not in keys]
    plane, rest = len(runs[keys].drop_duplicates()), len(runs[others].drop_duplicates()) if others else 1
    return len(runs) == len(runs.drop_duplicates()) == plane * rest


def _cells(sides: list[tuple[Lines, Ints]], there: Bools, grid: bool, crossed: bool = False) -> Cells:
    (x, column), (y, row) = sides
    return Cells(x, y, column.astype(np.int64), row.astype(np.int64), there, grid, crossed)


def _whole(axis: Axis, values: Floats) -> Lines:
    """Each value a line of its own; edges half-way on the factor's scale."""
    at = _scaled(axis, values)
    middle = 0.5 * (at[1:] + at[:-1])
    edges = np.concatenate([[2 * at[0] - middle[0]], middle, [2 * at[-1] - middle[-1]]]) if len(at) > 1 else at[0] + [-0.5, 0.5]
    return Lines(axis, values, _unscaled(axis, edges))


def _binned(axis: Axis, values: Floats, bins: int) -> tuple[Lines, Ints]:
    at = _scaled(axis, values)
    low, high = _scaled(axis, np.array([axis.low, axis.high]))
    edges = np.linspace(min(low, at.min()), max(high, at.max()), bins + 1)
    place = np.clip(np.searchsorted(edges, at, side="right") - 1, 0, bins - 1)
    return Lines(axis, _unscaled(axis, 0.5 * (edges[1:] + edges[:-1])), _unscaled(axis, edges), True), place.astype(np.int64)


def _scaled(axis: Axis, values: Floats) -> Floats:
    return np.log(values) if axis.scale == "log" else values


def _unscaled(axis: Axis, values: Floats) -> Floats:
    return np.exp(values) if axis.scale == "log" else np.asarray(values, dtype=np.float64)
