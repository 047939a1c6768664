"""A study in one tidy table: where each scenario stands at the end of some years, and what the first gains on the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import nan
from typing import TYPE_CHECKING, NamedTuple

from orgsim.analysis.across import Floats, mean_interval, mean_of, quantile
from orgsim.analysis.compare import check_confidence, check_outcomes, check_pair, paired_statistics
from orgsim.errors import ConfigurationError
from orgsim.model.calendar import LEVEL_WEEKS, WEEKS_PER_YEAR
from orgsim.model.outcomes import OUTCOMES
from orgsim.naming import named

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr

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
#: Weekly values of a scenario: for each outcome's name an array (replication, week).
Weekly = Mapping[str, Floats]


class Row(NamedTuple):
    """One scenario's outcome in one year; what concerns the reference is NaN in the reference's own rows."""

    scenario: str
    outcome: str
    label: str
    unit: str
    year: int
    first_week: int
    last_week: int
    replications: int
    mean: float
    q10: float
    q90: float
    reference: str | float
    difference: float
    difference_low: float
    difference_high: float
    share_reference_above: float
    confidence: float


COLUMNS = Row._fields
Compared = tuple[str | float, float, float, float, float]
ALONE: Compared = (nan, nan, nan, nan, nan)


class YearEnd(NamedTuple):
    """A year and the weeks, `start` up to but without `stop`, over which its value is the mean."""

    year: int
    start: int
    stop: int


@named()
def summary_table(
    datasets: Mapping[str, xr.Dataset],
    years: Sequence[int] = (1, 3, 6),
    outcomes: str | Sequence[str] = MAIN_OUTCOMES,
    *,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """One row for each outcome, year and scenario of a study; the first scenario is the reference.

    A replication's value in a year is its mean over the year's last 13 weeks.

    Parameters
    ----------
    datasets : mapping of str to xarray.Dataset
        Results of `simulate` by scenario, of the same organization and dice, as `read_results` returns them.
    years : sequence of int, default (1, 3, 6)
        Years from 1; those beyond the run are dropped, and its last year is added, which ends with the run.
    outcomes : str or sequence of str, default the ten main outcomes
        Outcomes by name.
    confidence : float, default 0.95
        Confidence of the interval, between 0 and 1.

    Returns
    -------
    pandas.DataFrame
        `mean`, `q10` and `q90` are across replications, `first_week` and `last_week` say which weeks. In rows of the other
        scenarios `difference` is the mean paired difference *reference minus this scenario*, `difference_low` and
        `difference_high` its interval, `share_reference_above` the share of replications in which the reference is higher
        (ties count half); in the reference's own rows they are NaN.

    Raises
    ------
    ConfigurationError
        When results cannot be paired, for unknown outcomes, and for years below 1.

    Examples
    --------
    >>> import orgsim
    >>> department = orgsim.Organization.synthetic(leaders=2, managers_per_leader=2, workers_per_manager=3)
    >>> names = ("led_from_the_start", "management_trap")
    >>> results = {name: orgsim.simulate(department, name, replications=2, weeks=52) for name in names}
    >>> table = orgsim.summary_table(results, outcomes=["performance", "quits"])
    >>> table[["scenario", "outcome", "year", "first_week", "last_week"]].to_string(index=False).splitlines()[1].split()
    ['led_from_the_start', 'performance', '1', '39', '51']
    """
    names = check_outcomes(outcomes)
    for dataset in datasets.values():
        check_pair(next(iter(datasets.values())), dataset)
    weekly = {
        scenario: {name: dataset[name].transpose("replication", "week").to_numpy() for name in names}
        for scenario, dataset in datasets.items()
    }
    return as_frame(summary_rows(weekly, years, names, confidence=confidence))


def summary_rows(
    results: Mapping[str, Weekly],
    years: Sequence[int] = (1, 3, 6),
    outcomes: str | Sequence[str] = MAIN_OUTCOMES,
    *,
    confidence: float = 0.95,
) -> list[Row]:
    """The rows of `summary_table` from plain arrays of one study, by scenario."""
    names = check_outcomes(outcomes)
    check_confidence(confidence)
    if not results:
        raise ConfigurationError("summary: no results")
    ends = year_ends(years, next(iter(results.values()))[names[0]].shape[1])
    return [row for name in names for end in ends for row in _rows(results, name, end, confidence)]


def as_frame(rows: Sequence[Row]) -> pd.DataFrame:
    """The rows as a table with the columns of `Row`."""
    import pandas as pd

    return pd.DataFrame(rows, columns=list(COLUMNS))


def year_ends(years: Sequence[int], weeks: int) -> list[YearEnd]:
    """The years within a run of so many weeks, with its last year, and the last 13 weeks of each."""
    if any(year != int(year) or year < 1 for year in years):
        raise ConfigurationError(f"years: {', '.join(map(str, years))}: years are whole numbers from 1")
    last = -(-weeks // WEEKS_PER_YEAR)
    wanted = sorted({int(year) for year in years if year * WEEKS_PER_YEAR <= weeks} | {last})
    stops = {year: min(year * WEEKS_PER_YEAR, weeks) for year in wanted}
    return [YearEnd(year, max(stop - LEVEL_WEEKS, 0), stop) for year, stop in stops.items()]


def _rows(results: Mapping[str, Weekly], outcome: str, end: YearEnd, confidence: float) -> Iterator[Row]:
    reference, *_ = results
    base = _values(results[reference], outcome, end)
    for scenario, weekly in results.items():
        values = base if scenario == reference else _values(weekly, outcome, end)
        compared = ALONE if scenario == reference else _against(reference, base - values, confidence)
        mean = float(mean_interval(values, confidence).mean)
        found = (mean, float(quantile(values, 0.1)), float(quantile(values, 0.9)))
        yield row_of(outcome, scenario, end, replications=len(values), found=found, compared=compared, confidence=confidence)


def row_of(
    outcome: str,
    scenario: str,
    end: YearEnd,
    *,
    replications: int,
    found: tuple[float, float, float],
    compared: Compared = ALONE,
    confidence: float = 0.95,
) -> Row:
    """One row: `found` are mean, q10 and q90, `compared` the comparison with the reference, if there is one."""
    about = next(each for each in OUTCOMES if each.name == outcome)
    mean, q10, q90 = found
    first, last = end.start, end.stop - 1
    return Row(
        scenario, outcome, about.label, about.unit, end.year, first, last, replications, mean, q10, q90, *compared, confidence
    )


def _values(weekly: Weekly, outcome: str, end: YearEnd) -> Floats:
    """Each replication's mean over the last weeks of the year."""
    return mean_of(weekly[outcome][:, end.start : end.stop], axis=1)


def _against(reference: str, differences: Floats, confidence: float) -> Compared:
    """The reference, the mean paired difference, the ends of its interval, and the share of replications above zero."""
    found = paired_statistics(differences, confidence)
    difference, low, high, share = (float(found[key]) for key in ("difference", "low", "high", "share_above"))
    return reference, difference, low, high, share
