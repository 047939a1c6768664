"""A study in one tidy table: where each scenario stands at the end of some years, and what the first gains on the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd
import xarray as xr

from orgsim.analysis.across import Floats, mean_interval, mean_of, quantile
from orgsim.analysis.compare import check_confidence, check_outcomes, check_pair, paired_statistics
from orgsim.errors import ConfigurationError
from orgsim.model.outcomes import OUTCOMES

MAIN_OUTCOMES = (
    "performance",
    "engagement",
    "involvement",
    "delegation",
    "trust",
    "leading_time",
    "strategic_agenda",
    "ideas_implemented",
    "quits",
    "client_satisfaction",
)
WEEKS_PER_YEAR = 52
WINDOW = 13
COLUMNS = (
    *("scenario", "outcome", "label", "unit", "year", "first_week", "last_week", "replications", "mean", "q10", "q90"),
    *("reference", "difference", "difference_low", "difference_high", "share_reference_above", "confidence"),
)


class YearEnd(NamedTuple):
    """A year and the weeks, `start` up to but without `stop`, over which its value is the mean."""

    year: int
    start: int
    stop: int


def summarise(
    datasets: Mapping[str, xr.Dataset],
    years: Sequence[int] = (1, 3, 6),
    outcomes: str | Sequence[str] = MAIN_OUTCOMES,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """One row for each outcome, year and scenario of a study; the first scenario is the reference.

    A replication's value in a year is its mean over the year's last 13 weeks (`first_week` to `last_week`). `mean`, `q10`
    and `q90` are across replications. In rows of the other scenarios `difference` is the mean paired difference *reference
    minus this scenario*, `difference_low` and `difference_high` its interval, `share_reference_above` the share of
    replications in which the reference is higher (ties count half); in the reference's own rows they are NaN. Years beyond the
    run are dropped and its last year is added; a last year that is not full ends with the run.

    Raises ConfigurationError when results cannot be paired, for unknown outcomes, and for years below 1.
    """
    names = check_outcomes(outcomes)
    check_confidence(confidence)
    if not datasets:
        raise ConfigurationError("summary: no results")
    reference = next(iter(datasets.values()))
    for dataset in datasets.values():
        check_pair(reference, dataset)
    ends = year_ends(years, reference.sizes["week"])
    return in_columns([row for name in names for end in ends for row in _rows(datasets, name, end, confidence)])


def in_columns(rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """The table of some rows, in the order of its columns."""
    return pd.DataFrame(rows, columns=list(COLUMNS))


def row_of(
    outcome: str, scenario: str, end: YearEnd, mean: float, q10: float, q90: float, replications: int, confidence: float
) -> dict[str, Any]:
    """One row of the table, without a comparison."""
    (about,) = (each for each in OUTCOMES if each.name == outcome)
    return {
        "outcome": outcome,
        "label": about.label,
        "unit": about.unit,
        "scenario": scenario,
        "year": end.year,
        "first_week": end.start,
        "last_week": end.stop - 1,
        "replications": replications,
        "mean": mean,
        "q10": q10,
        "q90": q90,
        "confidence": confidence,
    }


def year_ends(years: Sequence[int], weeks: int) -> list[YearEnd]:
    """The years within a run of so many weeks, with its last year, and the last 13 weeks of each."""
    if any(year != int(year) or year < 1 for year in years):
        raise ConfigurationError(f"years: {', '.join(map(str, years))}: years are whole numbers from 1")
    last = -(-weeks // WEEKS_PER_YEAR)
    wanted = sorted({int(year) for year in years if year * WEEKS_PER_YEAR <= weeks} | {last})
    stops = {year: min(year * WEEKS_PER_YEAR, weeks) for year in wanted}
    return [YearEnd(year, max(stop - WINDOW, 0), stop) for year, stop in stops.items()]


def _rows(datasets: Mapping[str, xr.Dataset], outcome: str, end: YearEnd, confidence: float) -> Iterator[dict[str, Any]]:
    reference: str | None = None
    base: Floats | None = None
    for scenario, dataset in datasets.items():
        weekly = dataset[outcome].transpose("replication", "week").to_numpy()
        values = mean_of(weekly[:, end.start : end.stop], axis=1)
        mean = float(mean_interval(values, confidence).mean)
        q10, q90 = float(quantile(values, 0.1)), float(quantile(values, 0.9))
        row = row_of(outcome, scenario, end, mean, q10, q90, len(values), confidence)
        if reference is None or base is None:
            reference, base = scenario, values
        else:
            found = paired_statistics(base - values, confidence)
            row |= against(reference, {key: float(found[key]) for key in ("difference", "low", "high", "share_above")})
        yield row


def against(reference: str, found: Mapping[str, float]) -> dict[str, Any]:
    """The part of a row that compares, from the statistics of `compare`."""
    return {
        "reference": reference,
        "difference": found["difference"],
        "difference_low": found["low"],
        "difference_high": found["high"],
        "share_reference_above": found["share_above"],
    }
