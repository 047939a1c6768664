"""Analyses of runs that are not kept: what `summary_table` and the curves need of each chunk of runs before it is gone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import xarray as xr

from orgsim.analysis.across import Floats, interval_of, mean_of
from orgsim.analysis.compare import check_confidence, check_outcomes
from orgsim.analysis.results import CURVE_SHARES, trailing_name
from orgsim.analysis.summary import ALONE, MAIN_OUTCOMES, Compared, Row, row_of, year_ends
from orgsim.analysis.trailing import SMOOTHED, trailing_mean
from orgsim.model.outcomes import OUTCOME_NAMES
from orgsim.summaries.bands import Bands
from orgsim.summaries.resolution import RESOLUTION

#: Means over weeks vary less than weeks and are few, so their bins can be finer: so many times for shares, and for the rest.
_FINER_SHARES, _FINER_REST = 16, 2


class TrailingBands:
    """Quantiles by week of trailing means over the last weeks, for outcomes that are shown so."""

    def __init__(self, outcomes: Sequence[str], weeks: int) -> None:
        """Nothing yet; of `outcomes` those count that `SMOOTHED` lists."""
        self.outcomes = tuple(name for name in outcomes if name in SMOOTHED)
        self._places = [OUTCOME_NAMES.index(name) for name in self.outcomes]
        self._bands = Bands(weeks, RESOLUTION[self._places], self.outcomes)

    def add(self, outcomes: Floats) -> None:
        """Add runs, (run, week, outcome) of the table."""
        means = [
            trailing_mean(np.ascontiguousarray(outcomes[:, :, place]), SMOOTHED[name])
            for name, place in zip(self.outcomes, self._places, strict=True)
        ]
        if means:
            self._bands.add(np.stack(means, axis=-1))

    def assigned_to(self, summary: xr.Dataset) -> xr.Dataset:
        """The summary with a variable `<outcome>_trailing` (quantile, week) for each of the outcomes."""
        shares = summary["quantile"].to_numpy()
        cut = np.stack([self._bands.quantile(float(share)) for share in shares])
        added = {
            trailing_name(name): (
                ("quantile", "week"),
                cut[:, :, place],
                {**summary[name].attrs, "description": f"mean of the last {SMOOTHED[name]} weeks: {summary[name].description}"},
            )
            for place, name in enumerate(self.outcomes)
        }
        return summary.assign(added)


class YearEnds:
    """`summary_table` of runs that come in chunks, the first scenario's chunk before the others' of the same runs.

    Means, differences and intervals are as close as those of `Bands`, quantiles within one of its bins.
    """

    def __init__(
        self,
        scenarios: Sequence[str],
        weeks: int,
        years: Sequence[int] = (1, 3, 6),
        *,
        outcomes: Sequence[str] = MAIN_OUTCOMES,
        confidence: float = 0.95,
    ) -> None:
        """Nothing yet. Raises ConfigurationError as `summary_table` does."""
        self.outcomes, self.ends = check_outcomes(outcomes), year_ends(years, weeks)
        check_confidence(confidence)
        self.confidence = confidence
        self._places = [OUTCOME_NAMES.index(name) for name in self.outcomes]
        self._values = {name: self._bands() for name in scenarios}
        self._reference, *others = scenarios
        self._differences = {name: self._bands() for name in others}
        shape = (len(self.ends), len(self.outcomes))
        self._wins = {name: np.zeros(shape, dtype=np.int64) for name in others}  # twice: ties count half
        self._base: Floats = np.empty((0, *shape))

    def add(self, scenario: str, outcomes: Floats) -> None:
        """Add runs of one scenario, (run, week, outcome) of the table."""
        spans = (outcomes[:, end.start : end.stop][:, :, self._places] for end in self.ends)
        values = np.stack([mean_of(span, axis=1) for span in spans], axis=1)
        self._values[scenario].add(values)
        if scenario == self._reference:
            self._base = values
            return
        difference = self._base - values
        self._differences[scenario].add(difference)
        self._wins[scenario] += 2 * (difference > 0).sum(axis=0) + (difference == 0).sum(axis=0)

    def rows(self) -> list[Row]:
        """The rows of the table, as `summary_rows` gives them."""
        low, _, high = CURVE_SHARES
        cuts = {name: (bands.mean(), bands.quantile(low), bands.quantile(high)) for name, bands in self._values.items()}
        pairs = {name: self._against(name) for name in self._differences}
        return [
            row_of(
                outcome,
                name,
                end,
                replications=self._values[name].runs,
                found=(float(mean[year, place]), float(q10[year, place]), float(q90[year, place])),
                compared=self._compared(pairs, name, year, place),
                confidence=self.confidence,
            )
            for place, outcome in enumerate(self.outcomes)
            for year, end in enumerate(self.ends)
            for name, (mean, q10, q90) in cuts.items()
        ]

    def _compared(self, pairs: Mapping[str, tuple[Floats, ...]], scenario: str, year: int, place: int) -> Compared:
        if scenario not in pairs:
            return ALONE
        difference, low, high, share = (float(part[year, place]) for part in pairs[scenario])
        return self._reference, difference, low, high, share

    def _against(self, scenario: str) -> tuple[Floats, ...]:
        """Difference, the ends of its interval and the share above, each (year, outcome)."""
        bands = self._differences[scenario]
        pairs = bands.count()
        mean = interval_of(bands.mean(), bands.sd() ** 2, pairs, confidence=self.confidence)
        wins = np.where(pairs > 0, self._wins[scenario] / (2.0 * np.maximum(pairs, 1)), np.nan)
        return mean.mean, mean.low, mean.high, wins

    def _bands(self) -> Bands:
        finer = np.where(RESOLUTION.max() > RESOLUTION, _FINER_SHARES, _FINER_REST)
        return Bands(len(self.ends), (RESOLUTION / finer)[self._places], self.outcomes)
