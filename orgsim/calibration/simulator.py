"""From parameter values to figures: a population is run and surveyed, scenarios are run, and every target is measured."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from orgsim.calibration.arcs import ARC_STATISTICS, Arcs
from orgsim.calibration.instrument import SUBJECTS, fitted_instrument, sampled_states
from orgsim.calibration.managers import MANAGER_STATISTICS
from orgsim.config import load_scenario
from orgsim.config.population import Population, draw_units
from orgsim.model.calendar import WEEKS_PER_YEAR
from orgsim.model.outcomes import OUTCOME_NAMES
from orgsim.model.scenario import Scenario
from orgsim.spec.study import Design, Execution
from orgsim.spec.units import Department, Units
from orgsim.study.run_units import Surveyed, run_units
from orgsim.study.unit_table import unit_table
from orgsim.surveying.states import states_of
from orgsim.surveying.take import take_survey
from orgsim.validation.panel import Panel
from orgsim.validation.statistics import STATISTICS
from orgsim.validation.table import Pattern

FOUND = "as_found"
_YEARS, _BURN_IN = 10, 104


@dataclass(frozen=True)
class Setting:
    """How a set of values is tried: shapes of the population, replications of each (other people in the same shapes), and
    replications of the scenarios, under one seed."""

    shapes: int = 20
    replications: int = 8
    arc_replications: int = 40
    seed: int = 1
    execution: Execution = field(default_factory=lambda: Execution("kernel", 1))


SETTING = Setting()
#: Shapes of a population on which what was found is measured in the end.
MANY = 100


@dataclass(frozen=True)
class Trial:
    """Values that were tried, the instrument's numbers fitted to them, and the figure of each target by its name."""

    values: Mapping[str, float]
    instrument: Mapping[str, float]
    figures: Mapping[str, float]

    @property
    def context(self) -> dict[str, float]:
        """Everything that differs from the table's defaults, by full key."""
        return {**self.values, **self.instrument}


def try_values(
    targets: Sequence[Pattern], values: Mapping[str, float], setting: Setting = SETTING, *, fit: bool = True
) -> Trial:
    """Measure every target under the values; with `fit` the instrument's bases and weights are fitted to the targets that are
    means and SDs of its subjects, otherwise they are the values' own."""
    surveyed = simulated(values, setting)
    instrument: dict[str, float] = {}
    if fit:
        instrument, surveyed = asked(targets, surveyed, {}, setting=setting)
    context = {**values, **instrument}
    arcs = Arcs(context, setting.arc_replications, seed=setting.seed, execution=setting.execution)
    figures = measure_units(targets, surveyed)
    for target in targets:
        if target.statistic in ARC_STATISTICS:
            figures[target.name] = float(ARC_STATISTICS[target.statistic].compute(arcs))
    return Trial(dict(values), instrument, {target.name: figures[target.name] for target in targets})


def simulated(values: Mapping[str, float], setting: Setting) -> list[Surveyed]:
    """The population under these values, run and surveyed."""
    return list(_run(_population(values, setting), setting))


def asked(
    targets: Sequence[Pattern], surveyed: Sequence[Surveyed], own: Mapping[str, float], *, setting: Setting
) -> tuple[dict[str, float], list[Surveyed]]:
    """The same people asked again, with `own` values of the survey and bases and weights fitted to the targets; and those."""
    there = [replace(each, department=_with_survey(each, own)) for each in surveyed]
    instrument = _instrument(targets, there, setting)
    return instrument, [_asked_again(each, instrument, setting) for each in there]


def measure_units(targets: Sequence[Pattern], surveyed: Sequence[Surveyed]) -> dict[str, float]:
    """The figure of every target that needs no scenario."""
    panel, found = _panel(unit_table(surveyed)), {}
    for target in targets:
        if target.statistic in MANAGER_STATISTICS:
            found[target.name] = float(MANAGER_STATISTICS[target.statistic].compute(surveyed))
        elif target.statistic not in ARC_STATISTICS:
            found[target.name] = STATISTICS[target.statistic](panel, target.query)
    return found


def _with_survey(each: Surveyed, own: Mapping[str, float]) -> Department:
    return replace(each.department, scenario=with_context(each.department.scenario, own))


def _population(values: Mapping[str, float], setting: Setting) -> Units:
    scenario = load_scenario(FOUND, values)
    return draw_units(Population(units=setting.shapes), scenario, setting.seed)


def _design(setting: Setting) -> Design:
    return Design(setting.replications, _BURN_IN + WEEKS_PER_YEAR * _YEARS, setting.seed)


def _run(units: Units, setting: Setting) -> Sequence[Surveyed]:
    return list(run_units(units, _design(setting), setting.execution, burn_in=_BURN_IN))


def _instrument(targets: Sequence[Pattern], surveyed: Sequence[Surveyed], setting: Setting) -> dict[str, float]:
    """Bases and weights for the targets that are means and SDs of what the survey asks about."""
    means, spreads = (_wanted(targets, statistic) for statistic in ("mean", "sd"))
    states = []
    for each in surveyed:
        people = each.record.people
        assert people is not None
        alignment = each.record.outcomes[:, list(each.weeks), OUTCOME_NAMES.index("alignment")]
        scenario = each.department.scenario
        states.append(states_of(people.values, alignment, each.department.organization, context=scenario.context))
    survey = surveyed[0].department.scenario.context.survey
    size = float(np.mean([len(each.department.organization) for each in surveyed]))
    return fitted_instrument(survey, sampled_states(states), means, spreads=spreads, answers=survey.response_rate * size)


def _wanted(targets: Sequence[Pattern], statistic: str) -> dict[str, float]:
    """The middle of the range wanted for each subject's mean or SD; of what all its rows allow, where there are several."""
    columns = {name: "engagement_index" if name == "engagement" else name for name in SUBJECTS}
    ranges: dict[str, tuple[float, float]] = {}
    for target in targets:
        if target.statistic == statistic and np.isfinite(target.high - target.low):
            low, high = ranges.get(target.query.x[0], (-np.inf, np.inf))
            ranges[target.query.x[0]] = max(low, target.low), min(high, target.high)
    return {name: 0.5 * sum(ranges[column]) for name, column in columns.items() if column in ranges}


def _asked_again(each: Surveyed, instrument: Mapping[str, float], setting: Setting) -> Surveyed:
    """The same people, surveyed with other bases and weights."""
    scenario = with_context(each.department.scenario, instrument)
    department = replace(each.department, scenario=scenario)
    design = replace(_design(setting), unit=each.unit)
    answers = take_survey(each.record, department.organization, scenario, design=design, execution=setting.execution)
    return replace(each, department=department, answers=answers)


def with_context(scenario: Scenario, values: Mapping[str, float]) -> Scenario:
    """The scenario with other values of the survey's parameters, by full key."""
    changes = {key.rpartition(".")[2]: value for key, value in values.items()}
    survey = scenario.context.survey._replace(**changes)
    return replace(scenario, context=scenario.context._replace(survey=survey))


def _panel(table: pd.DataFrame) -> Panel:
    """All organizations of all replications as the units of one panel."""
    names = (table["replication"] * (table["unit"].max() + 1) + table["unit"]).to_numpy()
    units, rows = np.unique(names, return_inverse=True)
    years = np.sort(table["year"].unique())
    values = {}
    for column in table.columns.difference(["replication", "unit", "year"]):
        grid = np.full((len(units), len(years)), np.nan)
        grid[rows, table["year"].to_numpy() - years[0]] = table[column].to_numpy()
        values[column] = grid
    return Panel(tuple(map(str, units)), tuple(int(year) for year in years), values)
