"""A sweep as it is run: its points, the study each of them varies, and what a chunk of points is for an engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from orgsim.config.building import apply_overrides
from orgsim.model.scenario import Scenario
from orgsim.study.specification import Study

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Factor:
    """What a sweep varies: a full key of the parameter table (or a group such as `scenario`), and where its values come from.

    `kind` is `grid` (every one of `values`), `sampled` (between `low` and `high`, on `scale` linear or log) or `table`.
    """

    key: str
    kind: str
    values: tuple[float | str, ...] = ()
    low: float = np.nan
    high: float = np.nan
    scale: str = "linear"


@dataclass(frozen=True)
class Stratum:
    """Points that share an organization and everything that is not a number: `choices` names what was chosen.

    `study` has one scenario, the one that the points' values change.
    """

    choices: Mapping[str, str | float]
    study: Study


class PointArrays(NamedTuple):
    """Points of one stratum as the engines take them: `fixed` (points, parameters) and `levers` (points, weeks, levers)."""

    fixed: Floats
    levers: Floats


@dataclass(frozen=True)
class Sweep:
    """Everything a sweep is: nothing else decides a number of it.

    `columns` has a value for each point and each key that is a number of the table, (points,); `stratum` (points,) the place
    of each point's stratum. `common`: all points share their dice (common random numbers); else each point's unit is a hash
    of its values. Points of one stratum stand together, in the order of the strata.
    """

    name: str
    factors: tuple[Factor, ...]
    strata: tuple[Stratum, ...]
    columns: Mapping[str, Floats]
    stratum: NDArray[np.int64]
    common: bool = True

    def __len__(self) -> int:
        return len(self.stratum)

    def scenario(self, point: int) -> Scenario:
        """The scenario of one point."""
        base = self.strata[self.stratum[point]].study.scenarios[0]
        return apply_overrides(base, {key: float(column[point]) for key, column in self.columns.items()})

    def arrays(self, start: int, stop: int) -> PointArrays:
        """The points from `start` up to but without `stop`, which must be of one stratum."""
        weeks = self.strata[self.stratum[start]].study.design.weeks
        scenarios = [self.scenario(point) for point in range(start, stop)]
        return PointArrays(
            np.stack([scenario.fixed() for scenario in scenarios]),
            np.stack([scenario.weekly_levers(weeks) for scenario in scenarios]),
        )
