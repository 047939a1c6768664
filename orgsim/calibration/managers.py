"""What a manager is worth: the part of a team's performance that the manager's lasting traits explain within a unit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from orgsim.model.state import PERSON_FIELD_NAMES
from orgsim.study.run_units import Surveyed

Floats = NDArray[np.float64]
_TRAITS = ("ability", "leading_skill", "disposition")


class ManagerStatistic(NamedTuple):
    """One statistic of managers over units: its name in a pattern table, unit and meaning."""

    name: str
    unit: str
    meaning: str
    compute: Callable[[Sequence[Surveyed]], float]


def manager_effect(units: Sequence[Surveyed]) -> float:
    """10th to 90th percentile of what managers' traits explain of their teams' performance, as a share of the unit's mean.

    Over all units and survey days: performance of teams led by managers, relative to the unit's mean of the day, is
    regressed on the manager's ability, leading skill and disposition, each against the unit's mean; the spread of the fitted
    values leaves the luck of the week out (Lazear, Shaw & Stanton 2015 compare managers in the same way).
    """
    traits, outputs = zip(*(_of_unit(unit) for unit in units), strict=True)
    x, y = np.concatenate(traits), np.concatenate(outputs)
    known = ~(np.isnan(x).any(axis=1) | np.isnan(y))
    if known.sum() <= len(_TRAITS) + 1:
        return float("nan")
    design = np.column_stack([np.ones(known.sum()), x[known]])
    weights = np.linalg.lstsq(design, y[known], rcond=None)[0]
    low, high = np.quantile(x[known] @ weights[1:], [0.1, 0.9])
    return float(high - low)


def _of_unit(unit: Surveyed) -> tuple[Floats, Floats]:
    """Traits (case, trait) and relative performance (case,) of every manager's team on every survey day of one unit."""
    organization = unit.department.organization
    people = unit.record.people
    assert people is not None
    managers = slice(organization.leaders, organization.supervisors)
    values = people.values[:, :, :, managers]
    x = np.stack([values[:, :, PERSON_FIELD_NAMES.index(name)] for name in _TRAITS], axis=-1)
    y = values[:, :, PERSON_FIELD_NAMES.index("team_performance")]
    with np.errstate(invalid="ignore"):
        centred = x - np.nanmean(x, axis=2, keepdims=True)
        relative = y / np.nanmean(y, axis=2, keepdims=True) - 1.0
    return centred.reshape(-1, len(_TRAITS)), relative.reshape(-1)


MANAGER_STATISTICS: dict[str, ManagerStatistic] = {
    "manager_effect": ManagerStatistic(
        "manager_effect",
        "share of output",
        "10th to 90th percentile manager: difference of team output that managers' traits explain",
        manager_effect,
    )
}
