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
#: With fewer runs a cell is never sure: all of them alike still leave a chance above 5 % that the other class is as common.
FEWEST_RUNS = 6


@dataclass(frozen=True)
class Phases:
    """Classes of runs over two factors.

    `shares` (classes, rows of y, columns of x) of runs, NaN where a cell is empty; `runs` (rows, columns) in each cell;
    `winner` (rows, columns) the place of the most common class, −1 where empty; `sure` where its lead over the second cannot
    be chance: a two-sided binomial test among the runs of both at 1 − `confidence`.
    """

    classes: tuple[str, ...]
    cells: Cells
    shares: Floats
    runs: NDArray[np.int64]
    winner: NDArray[np.int64]
    sure: NDArray[np.bool_]
    others: tuple[str, ...]
    confidence: float
    source: str

    @property
    def note(self) -> str:
        """What is wanted where the runs are too few to be sure of a border; else empty."""
        filled = self.runs > 0
        if self.runs[filled].max() < FEWEST_RUNS:
            return (
                f"the sample is too small: no cell has more than {self.runs.max()} runs; with fewer than {FEWEST_RUNS} no cell "
                "is sure: more replications are wanted"
            )
        return ""

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
    at = sample.runs["place"].to_numpy()
    counts = np.zeros((len(classes), *cells.shape), dtype=np.int64)
    np.add.at(counts, (kind, cells.row[at], cells.column[at]), 1)
    runs = counts.sum(axis=0)
    winner = np.where(runs > 0, counts.argmax(axis=0), -1)
    others = tuple(axis.label for axis in sample.axes if axis.key not in (cells.x.axis.key, cells.y.axis.key))
    return Phases(
        classes, cells, np.where(runs > 0, counts / np.maximum(runs, 1), np.nan), runs, winner,
        _sure(counts, confidence), others, confidence, sample.describe(),
    )  # fmt: skip


def _sure(counts: NDArray[np.int64], confidence: float) -> NDArray[np.bool_]:
    """Where the most common class leads the second by more than chance."""
    from scipy import stats

    ordered = np.sort(counts, axis=0)
    first, second = ordered[-1], ordered[-2]
    tail = 2 * stats.binom.sf(first - 1, first + second, 0.5)
    return np.asarray((first > 0) & (tail <= 1 - confidence))
