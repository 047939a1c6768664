"""A response surface: an outcome's mean in each cell of two factors, how sure it is, and a smooth surface if one is good."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from orgsim.analysis.across import Floats, Mean, mean_interval, mean_of
from orgsim.analysis.compare import check_confidence
from orgsim.analysis.sample import Sample
from orgsim.analysis.surface.cells import Cells, cells_of
from orgsim.analysis.surface.surrogate import Surrogate, surrogate


@dataclass(frozen=True)
class Surface:
    """An outcome over two factors: `mean`, `low`, `high` and `points` of each cell (rows of y, columns of x), NaN where empty.

    Intervals are Student's, and of a share within 0 to 1: over the points of a cell, which differ in the other factors; over
    replications where a cell has one point, or all cells have the same points (`cells.crossed`). `smooth` is a surface through
    cells (grid) or points (scattered), None where nothing changes.
    """

    outcome: str
    cells: Cells
    mean: Floats
    low: Floats
    high: Floats
    points: NDArray[np.int64]
    smooth: Surrogate | None
    others: tuple[str, ...]
    confidence: float
    seed: int
    source: str
    share: bool = False

    def smoothed(self, count: int = 61) -> tuple[Floats, Floats, Floats]:
        """The smooth surface on a fine mesh: x and y between 0 and 1 on their scales (count,), values (count, count)."""
        side = np.linspace(0, 1, count)
        mesh = np.stack([each.ravel() for each in np.meshgrid(side, side)], axis=1)
        return side, side, self._smooth(mesh).reshape(count, count)

    def _smooth(self, mesh: Floats) -> Floats:
        assert self.smooth is not None
        found = self.smooth.predict(mesh)
        return np.clip(found, 0.0, 1.0) if self.share else found

    def table(self) -> pd.DataFrame:
        """A row for each cell: the factors' values, mean, low, high, points, and the smooth value where that is good."""
        frame = cell_frame(self.cells)
        frame = frame.assign(
            outcome=self.outcome,
            mean=self.mean.ravel(),
            low=self.low.ravel(),
            high=self.high.ravel(),
            points=self.points.ravel(),
        )
        if self.smooth is not None and self.smooth.good:
            frame["smooth"] = self._smooth(_middles(self.cells))
            frame["smooth_error"] = self.smooth.error
        return frame.assign(confidence=self.confidence)


def surface(sample: Sample, x: str, y: str, *, outcome: str, confidence: float = 0.95, seed: int = 1) -> Surface:
    """The surface of an outcome over factors `x` and `y` of a sample, averaged over all other factors.

    Raises ConfigurationError for unknown names, an outcome without any value, and for scattered points too few for a surface.
    """
    check_confidence(confidence)
    (name,) = sample.check_outcomes([outcome])
    source, sample = sample.describe([name]), sample.having([name], "outcome")
    cells = cells_of(sample, x, y)
    runs, means = sample.by_replication(name), sample.means(name)
    mean, low, high = (np.full(cells.shape, np.nan) for _ in range(3))
    points = cells.counts()
    for row, column in np.argwhere(points > 0):
        own = cells.inside(row, column)
        found = _crossed(runs[own], confidence) if cells.crossed else mean_interval(means[own], confidence)
        if points[row, column] == 1:
            found = mean_interval(runs[own][0], confidence)
        mean[row, column], low[row, column], high[row, column] = found.mean, found.low, found.high
    low, high = sample.within(name, low), sample.within(name, high)
    if cells.grid:
        smooth = surrogate(_middles(cells), mean.ravel(), seed)
    else:
        at = sample.unit()[:, [sample.keys.index(cells.x.axis.key), sample.keys.index(cells.y.axis.key)]]
        smooth = surrogate(at, means, seed)
    others = tuple(axis.label for axis in sample.axes if axis.key not in (cells.x.axis.key, cells.y.axis.key))
    return Surface(name, cells, mean, low, high, points, smooth, others, confidence, seed, source, name in sample.shares)


def _crossed(runs: Floats, confidence: float) -> Mean:
    """The mean over a cell's points (points, replications), and its interval over replications, in which all points stand."""
    average = mean_of(mean_of(runs, axis=1), axis=0)
    found = mean_interval(runs.mean(axis=0), confidence)  # a replication that a point lacks has no average
    half = (found.high - found.low) / 2
    return Mean(average, average - half, average + half, found.pairs)


def _middles(cells: Cells) -> Floats:
    """The middle of each cell between 0 and 1 on the factors' scales, (cells, 2), row by row."""
    x, y = (side.axis.unit(side.middles) for side in (cells.x, cells.y))
    return np.stack([each.ravel() for each in np.meshgrid(x, y)], axis=1)


def cell_frame(cells: Cells) -> pd.DataFrame:
    """A row for each cell, row by row, with the factors' values (or levels) in its middle."""
    x, y = np.meshgrid(np.arange(cells.shape[1]), np.arange(cells.shape[0]))
    columns = {}
    for side, place in ((cells.x, x), (cells.y, y)):
        values = np.array(side.axis.levels) if side.axis.levels else side.middles
        columns[side.axis.key] = values[place.ravel()]
    return pd.DataFrame(columns)
