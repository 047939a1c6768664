"""Plot data of outcome curves: what a figure shows, before anything is drawn. No plotting library is needed here."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from orgsim.analysis.across import quantile
from orgsim.analysis.compare import check_outcomes
from orgsim.analysis.results import CURVE_SHARES, is_summary, replications_of, trailing_name
from orgsim.analysis.timing import lever_weeks
from orgsim.analysis.trailing import SMOOTHED, trailing_mean
from orgsim.analysis.wording import display_of
from orgsim.errors import ConfigurationError
from orgsim.model.calendar import WEEKS_PER_YEAR

Floats = NDArray[np.float64]
DEFAULT_OUTCOMES = ("performance", "engagement", "involvement", "trust", "strategic_agenda", "quits")
_MOST_BANDS = 3
_EVENTS = {"events.shock.week": "shock", "events.new_head.week": "new head"}


@dataclass(frozen=True)
class Curve:
    """One scenario's median and its 10 % and 90 % quantiles across replications, each of the shape (weeks,)."""

    scenario: str
    low: Floats
    median: Floats
    high: Floats


@dataclass(frozen=True)
class CurvePanel:
    """One outcome: its name, title, unit, the weeks it is a trailing mean of (1: as it is), and a curve for each scenario."""

    outcome: str
    title: str
    unit: str
    over: int
    curves: tuple[Curve, ...]


@dataclass(frozen=True)
class Mark:
    """Something that happens to a scenario: the year at which it begins, and what it is."""

    scenario: str
    year: float
    text: str


@dataclass(frozen=True)
class CurvesData:
    """Everything a figure of outcome curves shows. `years` (weeks,) holds the end of each week; `labels` name the scenarios.

    `banded` tells whether bands are shown: beyond three scenarios they would hide one another. `looks` gives each scenario's
    place among colours and dashes; without it they are taken in order.
    """

    title: str
    labels: Mapping[str, str]
    years: Floats
    panels: tuple[CurvePanel, ...]
    marks: tuple[Mark, ...]
    banded: bool
    footnote: str
    looks: tuple[int, ...] | None = None

    def look(self, place: int) -> int:
        """The place among colours and dashes of the scenario at `place`."""
        return place if self.looks is None else self.looks[place]


def curves_data(
    datasets: Mapping[str, xr.Dataset],
    outcomes: str | Sequence[str] = DEFAULT_OUTCOMES,
    shifts: Mapping[str, int] | None = None,
) -> CurvesData:
    """Plot data of some outcomes of a study's scenarios. See `orgsim.figures.outcomes.outcome_curves`."""
    if not datasets:
        raise ConfigurationError("outcome curves: no results")
    names = check_outcomes(outcomes)
    longest = max(dataset.sizes["week"] for dataset in datasets.values())
    marks = (
        _own_marks(datasets)
        if shifts is None
        else [Mark(name, week / WEEKS_PER_YEAR, "shift") for name, week in shifts.items()]
    )
    return CurvesData(
        title=_title(datasets),
        labels={name: str(dataset.attrs.get("title") or name) for name, dataset in datasets.items()},
        years=(np.arange(longest) + 1.0) / WEEKS_PER_YEAR,
        panels=tuple(_panel(datasets, name) for name in names),
        marks=tuple(mark for mark in marks if 0 < mark.year < longest / WEEKS_PER_YEAR),
        banded=len(datasets) <= _MOST_BANDS,
        footnote=_footnote(datasets, sorted({_window(name, datasets) for name in names} - {1})),
    )


def _window(outcome: str, datasets: Mapping[str, xr.Dataset]) -> int:
    """The weeks that an outcome's curves are trailing means of: 1 where those of runs not kept are known by week alone."""
    kept = all(trailing_name(outcome) in dataset for dataset in datasets.values() if is_summary(dataset))
    return SMOOTHED.get(outcome, 1) if kept else 1


def _panel(datasets: Mapping[str, xr.Dataset], outcome: str) -> CurvePanel:
    shown, over = display_of(outcome), _window(outcome, datasets)
    curves = []
    for scenario, dataset in datasets.items():
        if is_summary(dataset):
            curves.append(_summed_up(scenario, dataset, outcome, over, shown.factor))
            continue
        values = dataset[outcome].transpose("replication", "week").to_numpy()
        values = (trailing_mean(values, over) if over > 1 else values) * shown.factor
        curves.append(Curve(scenario, *(quantile(values, share) for share in CURVE_SHARES)))
    return CurvePanel(outcome, shown.label, shown.long_unit, over, tuple(curves))


def _summed_up(scenario: str, dataset: xr.Dataset, outcome: str, over: int, factor: float) -> Curve:
    """The curves of runs that were not kept, from the quantiles by week that were; of trailing means where they were kept."""
    variable = dataset[trailing_name(outcome) if over > 1 else outcome]
    return Curve(scenario, *(variable.sel(quantile=share).to_numpy() * factor for share in CURVE_SHARES))


def _title(datasets: Mapping[str, xr.Dataset]) -> str:
    dataset = next(iter(datasets.values()))
    name = str(dataset.attrs.get("organization") or "organization")
    people, weeks = dataset.attrs.get("people"), dataset.sizes["week"]
    length = f"{weeks / WEEKS_PER_YEAR:.2g} years" if weeks > WEEKS_PER_YEAR else f"{weeks} weeks"
    return f"{name[:1].upper()}{name[1:]}{f', {people:,} people' if people else ''}: weekly outcomes over {length}"


def _footnote(datasets: Mapping[str, xr.Dataset], windows: Sequence[int]) -> str:
    counts = {replications_of(dataset) for dataset in datasets.values()}
    seeds = {str(dataset.attrs["seed"]) for dataset in datasets.values() if "seed" in dataset.attrs}
    number = " or ".join(f"{count:,}" for count in sorted(counts))
    replications = f"of {number} replication{'' if counts == {1} else 's'}"
    parts = [f"Median and 10–90 % {replications}" if len(datasets) <= _MOST_BANDS else f"Median {replications}"]
    parts += [f"seed {', '.join(sorted(seeds))}"] if seeds else []
    parts += [f"{'*' * (1 + place)} mean of the last {over} weeks" for place, over in enumerate(windows)]
    return "; ".join(parts) + "."


def _own_marks(datasets: Mapping[str, xr.Dataset]) -> list[Mark]:
    """When levers move and events strike, from the specifications that results carry."""
    return [mark for name, dataset in datasets.items() for mark in _marks_of(name, dataset)]


def _marks_of(name: str, dataset: xr.Dataset) -> Iterator[Mark]:
    moves = lever_weeks(dataset)
    yield from (Mark(name, week / WEEKS_PER_YEAR, "shift") for week in moves.starts)
    yield from (Mark(name, week / WEEKS_PER_YEAR, "end") for week in moves.ends)
    if "specification" in dataset.attrs:
        parameters = json.loads(dataset.attrs["specification"])["scenario"]["parameters"]
        yield from (Mark(name, parameters[key] / WEEKS_PER_YEAR, text) for key, text in _EVENTS.items())
