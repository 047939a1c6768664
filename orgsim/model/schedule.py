"""Levers by week: each moves from its everyday value to the scenario's value at a date, over a ramp, until an end."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Timing:
    """When a lever is pulled: first week, length of the ramp in weeks, and the week it is let go (None: never)."""

    week: int = 0
    ramp: int = 0
    end: int | None = None

    def share(self, weeks: int) -> NDArray[np.float64]:
        """Share of the way from the everyday to the new value, (weeks,), read-only; 1 from the last week of the ramp on."""
        return _shares(self, weeks)


def share_in(week: int, first: int, ramp: int, end: int) -> float:
    """min(max((week - first + 1) / max(ramp, 1), 0), 1) before `end`, then 0; an `end` below 0 is never reached."""
    if 0 <= end <= week:
        return 0.0
    share = (float(week) - float(first) + 1.0) / float(max(ramp, 1))
    return min(max(share, 0.0), 1.0)


def moved(everyday: Any, pulled: Any, share: Any) -> Any:
    """everyday + (pulled - everyday) share: a lever on its way, as a number or as an array."""
    return everyday + (pulled - everyday) * share


def weekly_value(everyday: float, pulled: float, timing: Timing, weeks: int) -> NDArray[np.float64]:
    """A lever's value in each week, shape (weeks,)."""
    return np.asarray(moved(everyday, pulled, timing.share(weeks)))


@lru_cache(maxsize=256)
def _shares(timing: Timing, weeks: int) -> NDArray[np.float64]:
    end = -1 if timing.end is None else timing.end
    shares = np.array([share_in(week, timing.week, timing.ramp, end) for week in range(weeks)], dtype=np.float64)
    shares.flags.writeable = False
    return shares
