"""Many points of one stratum as arrays at once: equal, bit for bit, to asking each point's scenario."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from orgsim.model.parameters import FIXED, Levers
from orgsim.model.scenario import Scenario
from orgsim.model.schedule import Timing, weekly_value

Floats = NDArray[np.float64]
_COLUMNS = {row.key: place for place, row in enumerate(FIXED)}


def fixed_of(scenario: Scenario, values: Mapping[str, Floats], count: int) -> Floats:
    """The parameters that do not change with the week, (count, parameters); `values` (count,) replace those of the scenario."""
    fixed = np.tile(scenario.fixed(), (count, 1))
    for key, column in values.items():
        if key in _COLUMNS:
            fixed[:, _COLUMNS[key]] = column
    return fixed


def levers_of(scenario: Scenario, values: Mapping[str, Floats], count: int, weeks: int) -> Floats:
    """The levers of each week, (count, weeks, levers); `values` (count,) replace those of the scenario.

    A lever's schedule is worked out once for each timing that occurs, with all its points' values side by side.
    """
    levers = np.empty((count, weeks, len(Levers._fields)))
    everyday = Levers()
    for place, (name, base, pulled) in enumerate(zip(Levers._fields, everyday, scenario.levers, strict=True)):
        column: Any = np.reshape(values.get(f"levers.{name}", np.full(count, pulled)), (count, 1))
        for timing, points in _timings(scenario, name, values, count):
            levers[points, :, place] = weekly_value(base, column[points], timing, weeks)
    return levers


def _timings(scenario: Scenario, lever: str, values: Mapping[str, Floats], count: int) -> list[tuple[Timing, Any]]:
    """Every timing of a lever that occurs, with the places of its points."""
    fields = [_field(scenario, lever, field, values) for field in Timing.__dataclass_fields__]
    if all(isinstance(field, float) for field in fields):
        return [(_timing(*fields), slice(None))]
    table = np.stack([np.broadcast_to(field, count) for field in fields], axis=1)
    found, inverse = np.unique(table, axis=0, return_inverse=True)
    order = np.argsort(inverse.reshape(-1), kind="stable")
    parts = np.split(order, np.cumsum(np.bincount(inverse.reshape(-1)))[:-1])
    return [(_timing(*row), points) for row, points in zip(found.tolist(), parts, strict=True)]


def _field(scenario: Scenario, lever: str, field: str, values: Mapping[str, Floats]) -> Any:
    """Week, ramp or end of a lever for each point or for all; infinite for an end that never comes.

    What a lever's own timing leaves open is that of the shift.
    """
    own = scenario.timing.get(lever)
    for key in (f"timing.{lever}.{field}", f"shift.{field}"):
        if key in values:
            return values[key]
        if own is not None:
            break
    value = getattr(own or scenario.shift, field)
    return np.inf if value is None else float(value)


def _timing(week: float, ramp: float, end: float) -> Timing:
    return Timing(int(week), int(ramp), None if np.isinf(end) else int(end))
