"""A phase diagram: which class of run is the most common in each cell of two factors, and where that is sure."""

from __future__ import annotations

import math
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
#: What is known of a cell: decided; enough runs that do not agree; too few even if all agreed; no run at all.
STATES = DECIDED, TORN, TOO_FEW, EMPTY = "decided", "runs disagree", "too few runs", "empty"


def fewest(confidence: float) -> int:
    """Runs (or points) that decide a cell when all are alike: with fewer, chance gives that too often (6 at 95 %)."""
    return math.ceil(math.log2(2 / (1 - confidence)) - 1e-9)


@dataclass(frozen=True)
class Phases:
    """Classes of runs over two factors.

    `shares` (classes, rows of y, columns of x) of runs, NaN where a cell is empty; `runs` (rows, columns) in each cell;
    `winner` (rows, columns) the place of the most common class, −1 where empty; `sure` where its lead over the second cannot
    be chance: a two-sided binomial test at 1 − `confidence` among the runs of both where a cell has one point. Where it has
    several, the test is among its points, each for the class that it has more of: runs of a point are not independent there.
    Where all cells have the same points (`cells.crossed`), it is among replications, each for the class that most points of
    the cell have in it. `units` (rows, columns) is how many runs, points or replications the test has.
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
    def thin(self) -> NDArray[np.bool_]:
        """Cells (rows, columns) with runs, but too few to be decided even if all were alike."""
        return np.asarray((self.runs > 0) & (self.units < fewest(self.confidence)))

    @property
    def torn(self) -> NDArray[np.bool_]:
        """Cells (rows, columns) with enough runs, which do not agree."""
        return np.asarray((self.runs > 0) & ~self.sure & ~self.thin)

    @property
    def note(self) -> str:
        """What is wanted where cells have too few runs; else empty."""
        thin, filled = int(self.thin.sum()), int((self.runs > 0).sum())
        if not thin:
            return ""
        alone = np.array_equal(self.units, self.runs)
        what = "runs" if alone else "replications" if self.cells.crossed else "points"
        more = "points" if what == "points" else "replications"
        wanted = fewest(self.confidence)
        if thin == filled:
            which = f"the sample is too small: no cell has more than {self.units.max()} {what}"
        else:
            which = f"{thin:,} of {filled:,} cells have too few {what}"
        return f"{which}; with fewer than {wanted} no cell is decided, even if all are alike: more {more} are wanted"

    def states(self) -> NDArray[np.str_]:
        """What is known of each cell (rows, columns), one of `STATES`."""
        return np.select([self.sure, self.torn, self.thin], STATES[:3], EMPTY)

    def table(self) -> pd.DataFrame:
        """A row for each cell: the factors' values, runs, each class's share, the winner and what is known."""
        frame = cell_frame(self.cells).assign(runs=self.runs.ravel())
        for name, share in zip(self.classes, self.shares, strict=True):
            frame[f"share: {name}"] = share.ravel()
        names = np.array([*self.classes, ""])
        return frame.assign(winner=names[self.winner.ravel()], state=self.states().ravel(), confidence=self.confidence)

    def parts(self) -> pd.DataFrame:
        """A row for each class: in what part of the filled cells it wins, and in what part surely."""
        filled = int((self.runs > 0).sum())
        rows = []
        for place, name in enumerate(self.classes):
            won = self.winner == place
            rows.append({"class": name, "wins": won.sum() / filled, "surely": (won & self.sure).sum() / filled})
        return pd.DataFrame(rows)


def phases(sample: Sample, x: str, y: str, *, where: Sequence[str], confidence: float = 0.95) -> Phases:
    """The phase diagram of a sample over factors `x` and `y`.

    Each of `where` is a condition on a run's outcomes, such as "plateau_declared > .5"; a run is of the first class whose
    condition it meets, and of "none of these" when it meets none (with one condition: of "not: ..."). Runs in which an outcome
    of a condition is missing are left out.

    Raises ConfigurationError for conditions that cannot be read, outcomes without any value, unknown factors, and scattered
    points too few for cells.
    """
    check_confidence(confidence)
    conditions = [parse_condition(each, sample.outcomes) for each in where]
    read = list(dict.fromkeys(name for condition in conditions for name in condition.outcomes))
    source, sample = sample.describe(read), sample.having(read, "where")
    cells = cells_of(sample, x, y, least=fewest(confidence))
    kind = np.full(len(sample.runs), len(conditions))
    for place, condition in reversed(list(enumerate(conditions))):
        kind[condition.holds(sample.runs)] = place
    texts = [condition.text for condition in conditions]
    classes = (*texts, f"not: {texts[0]}" if len(texts) == 1 else OTHER)
    by_point = np.zeros((len(sample), len(classes)), dtype=np.int64)
    np.add.at(by_point, (sample.runs["place"].to_numpy(), kind), 1)
    counts = np.zeros((*cells.shape, len(classes)), dtype=np.int64)
    np.add.at(counts, (cells.row, cells.column), by_point)
    runs = counts.sum(axis=2)
    winner = np.where(runs > 0, counts.argmax(axis=2), -1)
    shares = np.where(runs > 0, np.moveaxis(counts, 2, 0) / np.maximum(runs, 1), np.nan)
    votes = _by_replication(sample, cells, kind, len(classes)) if cells.crossed else None
    units, sure = np.zeros(cells.shape, dtype=np.int64), np.zeros(cells.shape, dtype=np.bool_)
    for row, column in np.argwhere(runs > 0):
        own = by_point[cells.inside(row, column)] if votes is None else votes[row, column]
        own = own[own.any(axis=1)]
        units[row, column] = runs[row, column] if len(own) == 1 else len(own)
        sure[row, column] = _sure(own, confidence)
    others = tuple(axis.label for axis in sample.axes if axis.key not in (cells.x.axis.key, cells.y.axis.key))
    return Phases(classes, cells, shares, runs, units, winner, sure, others, confidence, source)


def _by_replication(sample: Sample, cells: Cells, kind: NDArray[np.int64], classes: int) -> NDArray[np.int64]:
    """How many points of each cell are of each class in each replication: (rows, columns, replications, classes)."""
    place = sample.runs["place"].to_numpy()
    known, replication = np.unique(sample.runs["replication"].to_numpy(), return_inverse=True)
    found = np.zeros((*cells.shape, len(known), classes), dtype=np.int64)
    np.add.at(found, (cells.row[place], cells.column[place], replication, kind), 1)
    return found


def _sure(counts: NDArray[np.int64], confidence: float) -> bool:
    """Whether the most common class of a cell leads the second by more than chance.

    `counts` (points or replications, classes) of runs, or of points in a replication.
    """
    from scipy import stats

    second, first = np.argsort(counts.sum(axis=0), kind="stable")[-2:]
    if len(counts) == 1:
        won, lost = int(counts[0, first]), int(counts[0, second])
    else:
        won, lost = (int((counts[:, a] > counts[:, b]).sum()) for a, b in ((first, second), (second, first)))
    return won > lost and bool(2 * stats.binom.sf(won - 1, won + lost, 0.5) <= 1 - confidence)
