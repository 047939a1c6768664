"""Levers by week: each moves from its everyday value to the scenario's value at a date, over a ramp, until an end."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Timing:
    """When a lever is pulled: first week, length of the ramp in weeks, and the week it is let go (None: never)."""

    week: int = 0
    ramp: int = 0
    end: int | None = None

    def share(self, weeks: int) -> NDArray[np.float64]:
        """Share of the way from the everyday to the new value, shape (weeks,); 1 from the last week of the ramp on."""
        week = np.arange(weeks, dtype=np.float64)
        share = np.clip((week - self.week + 1.0) / max(self.ramp, 1), 0.0, 1.0)
        if self.end is not None:
            share[week >= self.end] = 0.0
        return share


def weekly_value(everyday: float, pulled: float, timing: Timing, weeks: int) -> NDArray[np.float64]:
    """A lever's value in each week, shape (weeks,)."""
    return np.asarray(everyday + (pulled - everyday) * timing.share(weeks))
