"""The plane of two factors in cells: those of a grid as they are, scattered points in bins of equal width."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from orgsim.analysis.across import Floats
from orgsim.analysis.axis import Axis
from orgsim.analysis.sample import Sample
from orgsim.errors import ConfigurationError

Ints = NDArray[np.int64]
_MOST_LINES, _MOST_BINS, _FEWEST_BINS, _A_CELL = 60, 12, 4, 8


class Lines(NamedTuple):
    """One side of the plane: the middle of each row or column of cells, and their edges (one more), in the factor's unit."""

    axis: Axis
    middles: Floats
    edges: Floats


class Cells(NamedTuple):
    """The cells of the plane, and the cell of each point: (points,) column of `x` and row of `y`. `grid`: not binned."""

    x: Lines
    y: Lines
    column: Ints
    row: Ints
    grid: bool

    @property
    def shape(self) -> tuple[int, int]:
        """Rows (y) and columns (x)."""
        return len(self.y.middles), len(self.x.middles)

    def counts(self) -> Ints:
        """Points in each cell, (rows, columns)."""
        found = np.zeros(self.shape, dtype=np.int64)
        np.add.at(found, (self.row, self.column), 1)
        return found


def cells_of(sample: Sample, x: str, y: str) -> Cells:
    """The cells of a sample over two of its factors.

    A grid, where every combination of their values has a point, keeps its cells; other numbers are binned, as many bins as
    give eight points a cell on average, 12 each way at most. Levels are never binned.

    Raises ConfigurationError for unknown factors, the same one twice, and scattered points too few for 4 x 4 cells.
    """
    first, other = sample.axis(x, "x"), sample.axis(y, "y")
    if first.key == other.key:
        raise ConfigurationError(f"y={y}: is the same factor as x; a surface lies over two")
    values = [axis.numbers(sample.design[axis.key]) for axis in (first, other)]
    found = [np.unique(each) for each in values]
    if all(len(each) <= _MOST_LINES for each in found) and len(np.unique(np.stack(values), axis=1).T) == np.prod(
        [len(each) for each in found]
    ):
        lines = [_whole(axis, each) for axis, each in zip((first, other), found, strict=True)]
        column, row = (np.searchsorted(each, own) for each, own in zip(found, values, strict=True))
        return Cells(lines[0], lines[1], column.astype(np.int64), row.astype(np.int64), True)
    bins = min(_MOST_BINS, int((len(sample) / _A_CELL) ** 0.5))
    if bins < _FEWEST_BINS:
        raise ConfigurationError(
            f"the sample is too small: {len(sample):,} scattered points; a surface in {_FEWEST_BINS} x {_FEWEST_BINS} cells "
            f"needs {_A_CELL * _FEWEST_BINS**2} or more, or a grid of the two factors"
        )
    sides = [_binned(axis, each, bins) for axis, each in zip((first, other), values, strict=True)]
    return Cells(sides[0][0], sides[1][0], sides[0][1], sides[1][1], False)


def _whole(axis: Axis, values: Floats) -> Lines:
    """Each value a line of its own; edges half-way on the factor's scale."""
    at = _scaled(axis, values)
    middle = 0.5 * (at[1:] + at[:-1])
    edges = np.concatenate([[2 * at[0] - middle[0]], middle, [2 * at[-1] - middle[-1]]]) if len(at) > 1 else at[0] + [-0.5, 0.5]
    return Lines(axis, values, _unscaled(axis, edges))


def _binned(axis: Axis, values: Floats, bins: int) -> tuple[Lines, Ints]:
    if axis.levels:
        return _whole(axis, np.arange(len(axis.levels), dtype=np.float64)), values.astype(np.int64)
    at = _scaled(axis, values)
    low, high = _scaled(axis, np.array([axis.low, axis.high]))
    edges = np.linspace(min(low, at.min()), max(high, at.max()), bins + 1)
    place = np.clip(np.searchsorted(edges, at, side="right") - 1, 0, bins - 1)
    return Lines(axis, _unscaled(axis, 0.5 * (edges[1:] + edges[:-1])), _unscaled(axis, edges)), place.astype(np.int64)


def _scaled(axis: Axis, values: Floats) -> Floats:
    return np.log(values) if axis.scale == "log" else values


def _unscaled(axis: Axis, values: Floats) -> Floats:
    return np.exp(values) if axis.scale == "log" else np.asarray(values, dtype=np.float64)
