"""How a week is reported: means over those who are there, shares of what happened, and counts as yearly rates."""

from __future__ import annotations

from orgsim.model.arithmetic import maximum, positive, select

WEEKS_A_YEAR = 52.0


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


def autopilot(exceptions: float, workers: float) -> float:
    """[1 - exceptions per worker]+: what runs by itself.

    Units: share in [0, 1]. Source: definition.
    """
    return positive(1.0 - exceptions / workers)


def yearly(count: float, people: float) -> float:
    """52 count / people: what a week's count comes to in a year.

    Units: per person and year. Source: definition.
    """
    return WEEKS_A_YEAR * count / people
