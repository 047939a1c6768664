"""Quantiles, means and spreads by week over any number of runs, in memory that does not grow with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from orgsim.errors import ResultsError
from orgsim.model.outcomes import OUTCOME_NAMES
from orgsim.summaries.compiled import ready
from orgsim.summaries.counting import FRACTION_BITS
from orgsim.summaries.resolution import RESOLUTION

Floats = NDArray[np.float64]
#: Bins are added so many at a time.
_STEP = 64
#: Bins on either side of zero, at most: sums and squares of so many stay exact for 2³² runs.
_MOST_BINS = 2**15
_MOST_RUNS = 2**32 - 1


class Bands:
    """What many runs have been like, week by week: counts in bins, exact extremes, and sums in whole numbers.

    Runs are added in any chunks, by any threads (one `Bands` each, merged at the end) and in any order: every number comes out
    with the same bits, because whole numbers are all that is added. Gaps (NaN) are left out and counted.

    - `quantile` is within one bin, the outcome's `resolution`, of the quantile of the values themselves (linear between
      neighbours), and never outside `minimum` and `maximum`, which are exact.
    - `mean` and `sd` are those of the values rounded to 1 / 65,536 of a bin: each is within half of that (8 · 10⁻⁹ for shares).

    Memory is 4 bytes for each week and each bin that is in use by the range of an outcome, which grows on demand: 1,024 bins
    for a share that takes all values, so 15 to 30 MB for 260 weeks of the table's outcomes.
    """

    def __init__(self, weeks: int, resolution: Floats = RESOLUTION, names: Sequence[str] = OUTCOME_NAMES) -> None:
        """Empty bands of the named outcomes; `resolution` (outcome,) has the width of each one's bins, a power of two."""
        self.resolution, self.names = np.asarray(resolution, dtype=np.float64), tuple(names)
        shape = (weeks, len(self.resolution))
        self.minimum, self.maximum = np.full(shape, np.inf), np.full(shape, -np.inf)
        self.runs = 0
        self._totals = np.zeros((4, *shape), dtype=np.int64)
        nothing = np.zeros(shape[1], dtype=np.int64)
        self._bins = _Bins(nothing, nothing)
        self._counts = np.zeros((weeks, 0), dtype=np.uint32)

    def add(self, values: Floats) -> None:
        """Add runs, `values` (run, week, outcome). Raises ResultsError for values too large to be counted in such bins."""
        given = np.ascontiguousarray(values, dtype=np.float64)
        if given.shape[1:] != self.minimum.shape:
            raise ValueError(
                f"values have the shape {given.shape}, these bands (run, {', '.join(map(str, self.minimum.shape))})"
            )
        self._check_runs(len(given))
        low, high = self.minimum.copy(), self.maximum.copy()
        ready("extend")(given, low, high)
        self._reach(self._bins_between(low.min(axis=0, initial=np.inf), high.max(axis=0, initial=-np.inf)))
        ready("count")(given, self._scale, self._bins.base, self._counts, self._totals)
        self.minimum, self.maximum = low, high
        self.runs += len(given)

    def merge(self, other: Bands) -> None:
        """Add all runs of `other`, which has the same weeks and resolutions and stays as it is."""
        if self.minimum.shape != other.minimum.shape or (self.resolution != other.resolution).any():
            raise ValueError("bands of other weeks, outcomes or resolutions cannot be merged")
        self._check_runs(other.runs)
        self._reach(self._bins.united(other._bins))
        _add_counts(self._counts, self._bins, other._counts, other._bins)
        self._totals += other._totals
        self.minimum = np.minimum(self.minimum, other.minimum)
        self.maximum = np.maximum(self.maximum, other.maximum)
        self.runs += other.runs

    def count(self) -> NDArray[np.int64]:
        """Runs that have a value, (week, outcome)."""
        return np.array(self._totals[0])

    def missing(self) -> NDArray[np.int64]:
        """Runs that have none (NaN), (week, outcome)."""
        return np.asarray(self.runs - self._totals[0])

    def quantile(self, share: float) -> Floats:
        """The value that a share of the runs is below, (week, outcome); NaN where no run has a value."""
        known = self._totals[0]
        position = share * np.maximum(known - 1, 0)
        below = np.floor(position).astype(np.int64)
        above = np.minimum(below + 1, np.maximum(known - 1, 0))
        low, high = (np.where(known > 0, self._ranked(rank), np.nan) for rank in (below, above))
        return np.asarray(low + (high - low) * (position - below))

    def mean(self) -> Floats:
        """Mean over the runs that have a value, (week, outcome); NaN where none has."""
        return self._by_cell(lambda count, total, squares: total / count if count else np.nan)

    def sd(self) -> Floats:
        """Standard deviation over runs (divisor: runs less one), (week, outcome); NaN where fewer than two have a value."""
        return self._by_cell(
            lambda count, total, squares: (
                ((count * squares - total * total) / (count * (count - 1))) ** 0.5 if count > 1 else np.nan
            )
        )

    @property
    def _scale(self) -> Floats:
        """What values are multiplied by to be whole numbers, (outcome,)."""
        return 2.0**FRACTION_BITS / self.resolution

    def _by_cell(self, statistic: Callable[[int, int, int], float]) -> Floats:
        """A statistic of count, sum and sum of squares, in whole numbers of any size, for each week and outcome."""
        known, total, lower, upper = (part.ravel().tolist() for part in self._totals)
        cells = zip(known, total, lower, upper, strict=True)
        found = [statistic(count, sum_, (high << 32) + low) for count, sum_, low, high in cells]
        return np.array(found).reshape(self.minimum.shape) / self._scale

    def _ranked(self, rank: NDArray[np.int64]) -> Floats:
        """About the value of a rank (week, outcome) from 0 among the runs: those of a bin are taken to lie evenly in it."""
        found = np.empty(self.minimum.shape)
        for place, (column, first, width) in enumerate(self._bins.columns()):
            running = np.cumsum(self._counts[:, column : column + width], axis=1, dtype=np.int64)
            of_rank = rank[:, place]
            into = np.minimum((running <= of_rank[:, None]).sum(axis=1), width - 1)
            inside = self._counts[np.arange(len(running)), column + into] if width else np.zeros(len(running))
            before = running[np.arange(len(running)), into] - inside if width else inside
            share = (of_rank - before + 0.5) / np.maximum(inside, 1)
            found[:, place] = (first + into + share - 0.5 / 2**FRACTION_BITS) * self.resolution[place]
        inner = np.clip(found, self.minimum, self.maximum)
        last = rank >= self._totals[0] - 1
        return np.where(last, self.maximum, np.where(rank == 0, self.minimum, inner))

    def _bins_between(self, low: Floats, high: Floats) -> _Bins:
        """The bins in use together with those that values from `low` to `high` (outcome,) need."""
        some = low <= high
        bins = [np.floor(np.where(some, each, 0.0) * self._scale + 0.5) / 2.0**FRACTION_BITS for each in (low, high)]
        for place in np.flatnonzero(~((bins[0] >= -_MOST_BINS) & (bins[1] < _MOST_BINS))):
            worst = high[place] if bins[1][place] >= _MOST_BINS else low[place]
            width = self.resolution[place]
            most = f"at most {_MOST_BINS * width:,g} either way, at a resolution of {width:g}"
            raise ResultsError(f"{self.names[place]}={worst:g}: is too large for bands ({most})")
        first, last = (np.floor(each / _STEP).astype(np.int64) * _STEP for each in bins)
        return self._bins.united(_Bins(np.where(some, first, 0), np.where(some, last + _STEP, 0)))

    def _reach(self, bins: _Bins) -> None:
        """Make room for these bins, which contain those in use."""
        if (bins.first != self._bins.first).any() or (bins.stop != self._bins.stop).any():
            counts = np.zeros((len(self.minimum), bins.total), dtype=np.uint32)
            _add_counts(counts, bins, self._counts, self._bins)
            self._counts, self._bins = counts, bins

    def _check_runs(self, more: int) -> None:
        if self.runs + more > _MOST_RUNS:
            raise ResultsError(f"replications={self.runs + more:,}: bands hold at most {_MOST_RUNS:,} runs")


class _Bins(NamedTuple):
    """Each outcome's bins, from `first` up to but without `stop`, (outcome,); side by side they are the columns of counts."""

    first: NDArray[np.int64]
    stop: NDArray[np.int64]

    @property
    def total(self) -> int:
        return int((self.stop - self.first).sum())

    @property
    def base(self) -> NDArray[np.int64]:
        """The column that bin 0 of each outcome has, or would have."""
        widths = self.stop - self.first
        return np.asarray(np.cumsum(widths) - widths - self.first)

    def columns(self) -> Iterator[tuple[int, int, int]]:
        """First column, first bin and number of bins of each outcome."""
        for base, first, stop in zip(self.base, self.first, self.stop, strict=True):
            yield int(base + first), int(first), int(stop - first)

    def united(self, other: _Bins) -> _Bins:
        """The shortest ranges that contain the bins of both; an outcome without bins adds none."""
        none, nothing = self.first == self.stop, other.first == other.stop
        first = np.where(none, other.first, np.where(nothing, self.first, np.minimum(self.first, other.first)))
        stop = np.where(none, other.stop, np.where(nothing, self.stop, np.maximum(self.stop, other.stop)))
        return _Bins(first, stop)


def _add_counts(counts: NDArray[np.uint32], bins: _Bins, more: NDArray[np.uint32], their: _Bins) -> None:
    """Add counts in bins that are among `bins`."""
    for base, (column, first, width) in zip(bins.base, their.columns(), strict=True):
        counts[:, base + first : base + first + width] += more[:, column : column + width]
