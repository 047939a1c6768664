"""A phase diagram: which class of run is the most common in each cell of two factors, and where that is sure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from orgsim.analysis.across import Floats
from orgsim.analysis.compare import check_confidence
from orgsim.analysis.condition import parse_condition
from orgsim.analysis.sample import Sample
from orgsim.analysis.surface.cells import Cells, cells_of
from orgsim.analysis.surface.response import cell_frame

OTHER = "none of these"
#: With fewer runs (or points) a cell is never sure: all alike still leave a chance above 5 % that another class is as common.
FEWEST = 6


@dataclass(frozen=True)
class Phases:
    """Classes of runs over two factors.

    `shares` (classes, rows of y, columns of x) of runs, NaN where a cell is empty; `runs` (rows, columns) in each cell;
    `winner` (rows, columns) the place of the most common class, −1 where empty; `sure` where its lead over the second cannot
    be chance: a two-sided binomial test at 1 − `confidence` among the runs of both where a cell has one point. Where it has
    several, the test is among its points, each for the class that it has more of: runs of a point are not independent there.
    `units` (rows, columns) is how many runs or points the test has.
    """

    classes: tuple[str, ...]
    cells: Cells
    shares: Floats
    runs: NDArray[np.int64]
    units: NDArray[np.int64]
    winner: NDArray[np.int64]
    sure: NDArray[np.bool_]
    others: tuple[str, ...]
    confidence: float
    source: str

    @property
    def note(self) -> str:
        """What is wanted where the runs are too few to be sure of a border; else empty."""
        if self.units.max() >= FEWEST:
            return ""
        what, more = ("runs", "replications") if np.array_equal(self.units, self.runs) else ("points", "points")
        return (
            f"the sample is too small: no cell has more than {self.units.max()} {what}; with fewer than {FEWEST} "
            f"no cell is sure: more {more} are wanted"
        )

    def table(self) -> pd.DataFrame:
        """A row for each cell: the factors' values, runs, each class's share, the winner and whether it is sure."""
        frame = cell_frame(self.cells).assign(runs=self.runs.ravel())
        for name, share in zip(self.classes, self.shares, strict=True):
            frame[f"share: {name}"] = share.ravel()
        names = np.array([*self.classes, ""])
        return frame.assign(winner=names[self.winner.ravel()], sure=self.sure.ravel(), confidence=self.confidence)

    def parts(self) -> pd.DataFrame:
        """A row for each class: in what part of the filled cells it wins, and in what part surely."""
        filled = int((self.runs > 0).sum())
        rows = []
        for place, name in enumerate(self.classes):
            won = self.winner == place
            rows.append({"class": name, "wins": won.sum() / filled, "surely": (won & self.sure).sum() / filled})
        return pd.DataFrame(rows)


def phases(sample: Sample, x: str, y: str, where: Sequence[str], confidence: float = 0.95) -> Phases:
    """The phase diagram of a sample over factors `x` and `y`.

    Each of `where` is a condition on a run's outcomes, such as "plateau_declared > .5"; a run is of the first class whose
    condition it meets, and of "none of these" when it meets none (with one condition: of "not: ...").

    Raises ConfigurationError for conditions that cannot be read, unknown factors, and scattered points too few for cells.
    """
    check_confidence(confidence)
    conditions = [parse_condition(each, sample.outcomes) for each in where]
    cells = cells_of(sample, x, y)
    kind = np.full(len(sample.runs), len(conditions))
    for place, condition in reversed(list(enumerate(conditions))):
        kind[condition.holds(sample.runs)] = place
    texts = [condition.text for condition in conditions]
    classes = (*texts, f"not: {texts[0]}" if len(texts) == 1 else OTHER)
    by_point = np.zeros((len(sample), len(classes)), dtype=np.int64)
    np.add.at(by_point, (sample.runs["place"].to_numpy(), kind), 1)
    counts = np.zeros((*cells.shape, len(classes)), dtype=np.int64)
    np.add.at(counts, (cells.row, cells.column), by_point)
    runs, points = counts.sum(axis=2), cells.counts()
    winner = np.where(runs > 0, counts.argmax(axis=2), -1)
    shares = np.where(runs > 0, np.moveaxis(counts, 2, 0) / np.maximum(runs, 1), np.nan)
    units, sure = np.where(points == 1, runs, points), np.zeros(cells.shape, dtype=np.bool_)
    for row, column in np.argwhere(runs > 0):
        own = by_point[(cells.row == row) & (cells.column == column)]
        sure[row, column] = _sure(own, confidence)
    others = tuple(axis.label for axis in sample.axes if axis.key not in (cells.x.axis.key, cells.y.axis.key))
    return Phases(classes, cells, shares, runs, units, winner, sure, others, confidence, sample.describe())


def _sure(counts: NDArray[np.int64], confidence: float) -> bool:
    """Whether the most common class of a cell leads the second by more than chance; counts (points, classes) of runs."""
    from scipy import stats

    second, first = np.argsort(counts.sum(axis=0), kind="stable")[-2:]
    if len(counts) == 1:
        won, lost = int(counts[0, first]), int(counts[0, second])
    else:
        won, lost = (int((counts[:, a] > counts[:, b]).sum()) for a, b in ((first, second), (second, first)))
    return won > lost and bool(2 * stats.binom.sf(won - 1, won + lost, 0.5) <= 1 - confidence)
