"""The numbers of an export: bands by week, where each future stands at the end, and in what the futures differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from orgsim.analysis.across import quantile
from orgsim.analysis.results import CURVE_SHARES
from orgsim.analysis.summary import Row, summary_rows
from orgsim.analysis.wording import display_of
from orgsim.export.report import LETTERS, Report
from orgsim.model.parameters import FIXED, LEVERS, Levers, Parameter
from orgsim.model.scenario import Scenario
from orgsim.model.schedule import Timing
from orgsim.spec.values import bound
from orgsim.web.presentation import labels

if TYPE_CHECKING:
    import pandas as pd


def bands(report: Report, outcomes: Sequence[str]) -> pd.DataFrame:
    """A row for each outcome, scenario and week: `low`, `median`, `high`, in the units of the table of outcomes.

    Of the replications 10 % are below `low`, half below `median` and 90 % below `high`.
    """
    import pandas as pd

    parts = []
    for outcome in outcomes:
        for scenario, dataset in report.results.items():
            values = dataset[outcome].transpose("replication", "week").to_numpy()
            low, median, high = (quantile(values, share) for share in CURVE_SHARES)
            columns = {"week": range(len(median)), "outcome": outcome, "scenario": scenario}
            parts.append(pd.DataFrame({**columns, "low": low, "median": median, "high": high}))
    return pd.concat(parts, ignore_index=True)


class Headline(NamedTuple):
    """One outcome at the end of the last year: its name with its unit, a text for each future, and for each after A.

    `stands` are means with the range from the 10 % to the 90 % quantile, `against` what is more than in A, and
    in how many of the paired runs (ties count half).
    """

    label: str
    stands: tuple[str, ...]
    against: tuple[str, ...]


def headlines(report: Report) -> tuple[int, list[Headline]]:
    """The last year, and where each future stands at its end: means over its last 13 weeks."""
    runs = report.results
    weekly = {
        name: {chart: each[chart].transpose("replication", "week").to_numpy() for chart in report.charts}
        for name, each in runs.items()
    }
    rows = summary_rows(weekly, (), report.charts)
    by_chart = {chart: [row for row in rows if row.outcome == chart] for chart in report.charts}
    return rows[0].year, [_headline(chart, found) for chart, found in by_chart.items()]


def _headline(chart: str, rows: Sequence[Row]) -> Headline:
    shown = display_of(chart)
    stands = tuple(
        "–" if row.mean != row.mean else f"{shown.value(row.mean)}  ({shown.value(row.q10)} to {shown.value(row.q90)})"
        for row in rows
    )
    against = []
    for row in rows[1:]:
        if row.difference != row.difference:
            against.append("–")
            continue
        higher = (1 - row.share_reference_above) * row.replications
        against.append(f"{shown.change(-row.difference)}  ({higher:g} of {row.replications:,})")
    return Headline(f"{shown.label}, {shown.long_unit}", stands, tuple(against))


class Difference(NamedTuple):
    """A parameter or a date that is not the same in all futures: its key, what it means, and a text for each future."""

    key: str
    meaning: str
    values: tuple[str, ...]


def differences(report: Report) -> Iterator[Difference]:
    """Levers with their dates first, then everything else that is not the same in all futures."""
    scenarios = report.study.scenarios
    for row in LEVERS:
        texts = tuple(_lever(each, row) for each in scenarios)
        if len(set(texts)) > 1:
            yield Difference(row.key, _meaning(row), texts)
    columns = [each.fixed() for each in scenarios]
    for place, row in enumerate(FIXED):
        values = tuple(bound(float(column[place])) for column in columns)
        if len(set(values)) > 1:
            yield Difference(row.key, _meaning(row), values)


def _meaning(row: Parameter) -> str:
    meaning = row.number.meaning
    return labels().get(row.key) or f"{meaning[:1].upper()}{meaning[1:]} ({row.number.unit})"


def _lever(scenario: Scenario, row: Parameter) -> str:
    """The lever's value with its date, or that it is left as it is every day."""
    value, everyday = getattr(scenario.levers, row.name), getattr(Levers(), row.name)
    if value == everyday:
        return f"{bound(everyday)} (everyday)"
    return f"{bound(value)} {_date(scenario.timing.get(row.name, scenario.shift))}"


def _date(timing: Timing) -> str:
    end = "" if timing.end is None else f" to {timing.end}"
    ramp = f", over {timing.ramp} weeks" if timing.ramp > 1 else ""
    return f"from week {timing.week}{end}{ramp}"


def lettered(report: Report) -> tuple[str, ...]:
    """The letters of the futures there are."""
    return LETTERS[: len(report.study.scenarios)]
