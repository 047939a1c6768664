"""How a week is reported: means over those who are there, shares of what happened, and counts as yearly rates."""

from __future__ import annotations

from orgsim.model.arithmetic import maximum, positive, select
from orgsim.model.calendar import WEEKS_PER_YEAR

_WEEKS = float(WEEKS_PER_YEAR)


def mean_or_nan(total: float, count: float) -> float:
    """total / count, and NaN where nobody counts: an empty role has no mean.

    Units: as the total. Source: definition.
    """
    return select(count > 0.5, total / maximum(count, 1.0), float("nan"))


def per_exception(amount: float, exceptions: float) -> float:
    """amount / exceptions, and 0 in a week without any.

    Units: levels or share per exception. Source: definition.
    """
    return amount / maximum(exceptions, 1.0)


def released(reached: float, exceptions: float, managers: float) -> float:
    """1 - reached / exceptions: decided by managers, of what arises below them; NaN where there are no managers.

    `reached` are the exceptions that come up to the leadership team from below.

    Units: share in [0, 1]. Source: definition.
    """
    return select(managers > 0.5, 1.0 - per_exception(reached, exceptions), float("nan"))


def autopilot(exceptions: float, workers: float) -> float:
    """[1 - exceptions per worker]+: what runs by itself.

    Units: share in [0, 1]. Source: definition.
    """
    return positive(1.0 - exceptions / workers)


def yearly(count: float, people: float) -> float:
    """52 count / people: what a week's count comes to in a year.

    Units: per person and year. Source: definition.
    """
    return _WEEKS * count / people
