"""From axes or a table to the points of a sweep: strata one after the other, each with every point, numbers as columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from orgsim.config.composing import Composed
from orgsim.errors import ConfigurationError
from orgsim.spec.values import is_number
from orgsim.sweeps.design.axes import NUMBERS, DesignAxis
from orgsim.sweeps.design.checks import point_faults
from orgsim.sweeps.design.sampling import crossed, sample_size
from orgsim.sweeps.design.settings import MOST_POINTS, DesignSettings
from orgsim.sweeps.design.strata import Built, Choice, build, combinations, first_lines
from orgsim.sweeps.design.tables import Points, grouped, read_points
from orgsim.sweeps.plan import Factor, Sweep

Floats = NDArray[np.float64]


def from_axes(composed: Composed, lines: Sequence[str], axes: Sequence[DesignAxis], *, settings: DesignSettings) -> Sweep:
    """The sweep over every combination of structural and grid values, each with the whole sample of the sampled factors."""
    structural = [axis for axis in axes if axis.structural]
    numeric = [axis.factor for axis in axes if not axis.structural]
    sampled = [factor for factor in numeric if factor.kind == "sampled"]
    size = prod(len(axis.factor.values) for axis in axes if axis.factor.kind == "grid")
    _check_size(size * (sample_size(settings.sampling, len(sampled)) if sampled else 1))
    columns = crossed(numeric, settings.sampling)
    count = len(next(iter(columns.values()))) if columns else 1
    chosen = combinations(structural)
    first = _first(columns, 0)
    built = build(composed, lines, first_lines(structural), chosen=chosen, first=[first] * len(chosen))
    _check_points(built, [columns] * len(chosen), lambda _, place: f"point {place}")
    return Sweep(
        _name(composed, structural),
        tuple(axis.factor for axis in axes),
        tuple(each.stratum for each in built),
        {key: np.tile(column, len(chosen)) for key, column in columns.items()},
        np.repeat(np.arange(len(chosen)), count),
        settings.common,
        settings.sampling,
    )


def from_table(composed: Composed, lines: Sequence[str], axes: Sequence[DesignAxis], *, settings: DesignSettings) -> Sweep:
    """The sweep over every combination of grid values, each with all rows of a file; points of one stratum together."""
    assert settings.table is not None
    table = read_points(settings.table, composed.config_dir)
    twice = [axis.factor.key for axis in axes if axis.factor.key in table.columns]
    if twice:
        raise ConfigurationError([f"{key}: is a column of {table.name} too; leave one of them out" for key in twice])
    _check_size(len(table.rows) * prod(len(axis.factor.values) for axis in axes))
    points = table.crossed({axis.factor.key: axis.factor.values for axis in axes})
    typed: dict[tuple[str, Any], str] = {}
    for axis in axes:
        typed |= {(axis.factor.key, value): line for value, line in zip(axis.factor.values, axis.lines, strict=False)}
    choices, stratum = grouped(points)
    places = np.argsort(stratum, kind="stable")
    misnumbered = points.numbered_as(places, stratum)
    if misnumbered:
        raise ConfigurationError(misnumbered)
    parts = np.split(places, np.cumsum(np.bincount(stratum))[:-1])
    columns = {key: points.columns[key] for key in points.numeric}
    chosen = [
        tuple(Choice(value, typed.get((key, value), f"{key}={_typed(value)}")) for key, value in each.items())
        for each in choices
    ]
    built = build(composed, lines, first_lines(axes), chosen=chosen, first=[_first(columns, int(part[0])) for part in parts])
    own = [{key: column[part] for key, column in columns.items()} for part in parts]
    _check_points(built, own, lambda number, place: points.where(int(parts[number][place])))
    return Sweep(
        _name(composed, points.structural),
        (*(_column_factor(key, table) for key in table.columns), *(axis.factor for axis in axes)),
        tuple(each.stratum for each in built),
        {key: column[places] for key, column in columns.items()},
        stratum[places],
        settings.common,
        replace(settings.sampling, points=len(table.rows)),
    )


def _check_size(points: int) -> None:
    if points > MOST_POINTS:
        raise ConfigurationError(f"the design has {points:,} points; at most {MOST_POINTS:,} are possible")


def _first(columns: Mapping[str, Floats], place: int) -> dict[str, Any]:
    """The values of one point, whole ones as whole numbers where the key wants them so."""
    values = {key: float(column[place]) for key, column in columns.items()}
    return {key: int(value) if NUMBERS[key].whole else value for key, value in values.items()}


def _check_points(built: Sequence[Built], columns: Sequence[Mapping[str, Floats]], where: Callable[[int, int], str]) -> None:
    """Raise ConfigurationError for the first points of each stratum that break a rule between two numbers."""
    faults: list[str] = []
    for number, (each, values) in enumerate(zip(built, columns, strict=True)):
        if values:
            faults += point_faults(each.found, values, partial(where, number))
    if faults:
        raise ConfigurationError(list(dict.fromkeys(faults)))


def _name(composed: Composed, structural: Sequence[Any]) -> str:
    """What the sweep is called: the experiment, or the scenario where there is but one."""
    if composed.experiment:
        return composed.experiment
    keys = {each if isinstance(each, str) else each.factor.key for each in structural}
    return "sweep" if "scenario" in keys else composed.config["scenario"]["name"] or composed.called


def _column_factor(key: str, points: Points) -> Factor:
    """What a column varies: between which numbers, or over which choices."""
    if key in NUMBERS:
        column = points.columns[key]
        return Factor(key, "table", low=float(column.min()), high=float(column.max()))
    choices, _ = grouped(points)
    return Factor(key, "table", tuple(dict.fromkeys(each[key] for each in choices)))


def _typed(value: Any) -> str:
    return repr(value) if is_number(value) else str(value)
