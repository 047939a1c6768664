"""What a pattern asks, and what a statistic is: the two halves that a row of a pattern table joins."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from orgsim.validation.cases import LEVELS
from orgsim.validation.panel import Panel


class Query(NamedTuple):
    """What a pattern asks of its statistic: one or more columns x, perhaps y, a lag in years, a level (word or number)."""

    x: tuple[str, ...]
    y: str | None = None
    lag: int | None = None
    level: str | float | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that is needed."""
        return self.x if self.y is None else (*self.x, self.y)


@dataclass(frozen=True)
class Statistic:
    """A statistic on offer: its name, what it says, its value's unit, and what it uses of a pattern's cells.

    `joined` is the sign between several columns in x, or empty where x is one column. `level` is None where it is not used,
    else the lowest and highest number allowed, or "cases" for one of the words in `LEVELS`. `lag` is the value meant by
    an empty cell, 0 where one must be given, None where it is not used. `family` tells rows that baselines are scored on.
    """

    name: str
    meaning: str
    unit: str
    compute: Callable[[Panel, Query], float]
    joined: str = ""
    y: Literal["unused", "optional", "required"] = "unused"
    lag: int | None = None
    level: Literal["cases"] | tuple[float, float] | None = None
    family: Literal["", "spread", "persistence"] = ""
    needs_x: bool = True

    def __call__(self, panel: Panel, query: Query) -> float:
        """The figure, NaN where there is none."""
        lag = query.lag if query.lag is not None else self.lag
        level = query.level if query.level is not None else next(iter(LEVELS)) if self.level == "cases" else None
        return float(self.compute(panel, query._replace(lag=lag, level=level)))
