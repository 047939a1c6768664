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


def levers_of(scenario: Scenario, values: Mapping[str, Floats], count: int, *, weeks: int) -> Floats:
    """The levers of each week, (count, weeks, levers); `values` (count,) replace those of the scenario."""
    levers = np.empty((count, weeks, len(Levers._fields)))
    timings: dict[Any, Any] = {}
    for place, (name, base, pulled) in enumerate(zip(Levers._fields, Levers(), scenario.levers, strict=True)):
        swept = values.get(f"levers.{name}")
        column: Any = pulled if swept is None else swept[:, np.newaxis]
        own = name if name in scenario.timing or any(key.startswith(f"timing.{name}.") for key in values) else None
        if own not in timings:
            timings[own] = _timings(scenario, name, values, count)
        levers[:, :, place] = weekly_value(base, column, timings[own], weeks)
    return levers


class _Timings:
    """The timings of many points, which take the place of one: `share` is (points, weeks)."""

    def __init__(self, table: Floats) -> None:
        self._found, self._inverse = np.unique(table, axis=0, return_inverse=True)

    def share(self, weeks: int) -> Floats:
        """Each point's share of the way, worked out once for each timing that occurs."""
        shares = np.stack([_timing(*row).share(weeks) for row in self._found.tolist()])
        return shares[self._inverse.reshape(-1)]


def _timings(scenario: Scenario, lever: str, values: Mapping[str, Floats], count: int) -> Any:
    """The timing of a lever, one for all points where the sweep varies none of it."""
    fields = [_field(scenario, lever, field, values) for field in Timing.__dataclass_fields__]
    if all(isinstance(field, float) for field in fields):
        return _timing(*fields)
    return _Timings(np.stack([np.broadcast_to(field, count) for field in fields], axis=1))


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
