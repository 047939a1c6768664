"""A sweep as it is run: its points, the study each of them varies, and what a chunk of points is for an engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from orgsim.config.building import apply_overrides
from orgsim.model.scenario import Scenario
from orgsim.spec.study import Study

Floats = NDArray[np.float64]

#: How points that are not a plain grid are chosen; `table` reads them from a file.
METHODS = ("grid", "random", "lhs", "sobol", "saltelli", "morris", "table")


@dataclass(frozen=True)
class Factor:
    """What a sweep varies: a full key of the parameter table (or a group such as `scenario`), and where its values come from.

    `kind` is `grid` (every one of `values`), `sampled` (between `low` and `high`, on `scale` linear or log) or `table`.
    """

    key: str
    kind: str
    values: tuple[float | str, ...] = ()
    low: float | None = None
    high: float | None = None
    scale: str = "linear"


@dataclass(frozen=True)
class Sampling:
    """How sampled factors get their values: a method of `METHODS`, what was asked of it, and the seed of its random numbers.

    `points` are the points of one sample; for `morris` its trajectories of k + 1 points, for `saltelli` its base points, each
    of which becomes k + 2 points (k sampled factors), or 2 k + 2 where `second_order` asks for what indices of pairs need.
    Every stratum and grid combination has the same sample. 0: no sample.
    """

    method: str = "grid"
    points: int = 0
    seed: int = 0
    second_order: bool = False


@dataclass(frozen=True)
class Stratum:
    """Points that share an organization and everything that is not a number: `choices` names what was chosen.

    `study` has one scenario, the one that the points' values change; what it says for a key that the sweep varies means
    nothing. `follows` are keys such as `timing.coaching.week` that have the value of the shift's key, which the sweep varies.
    """

    choices: Mapping[str, str | float]
    study: Study
    follows: tuple[str, ...] = ()


class PointArrays(NamedTuple):
    """Points of one stratum as the engines take them: `fixed` (points, parameters) and `levers` (points, weeks, levers)."""

    fixed: Floats
    levers: Floats


@dataclass(frozen=True, eq=False)
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
    sampling: Sampling = Sampling()

    def __len__(self) -> int:
        return len(self.stratum)

    def values(self, start: int, stop: int) -> dict[str, Floats]:
        """The values by key of points of one stratum, those that follow the shift included, each (stop - start,)."""
        own = {key: column[start:stop] for key, column in self.columns.items()}
        follows = self.strata[self.stratum[start]].follows
        return own | {key: own[f"shift.{key.rpartition('.')[2]}"] for key in follows}

    def scenario(self, point: int) -> Scenario:
        """The scenario of one point."""
        base = self.strata[self.stratum[point]].study.scenarios[0]
        return apply_overrides(base, {key: float(column[0]) for key, column in self.values(point, point + 1).items()})

    def arrays(self, start: int, stop: int) -> PointArrays:
        """The points from `start` up to but without `stop`, which must be of one stratum."""
        from orgsim.sweeps.arrays import fixed_of, levers_of

        study = self.strata[self.stratum[start]].study
        scenario, values = study.scenarios[0], self.values(start, stop)
        count = stop - start
        return PointArrays(fixed_of(scenario, values, count), levers_of(scenario, values, count, weeks=study.design.weeks))

    def units(self, start: int, stop: int) -> tuple[int, ...] | None:
        """The unit that addresses each point's dice, or None where all have those of the design."""
        from orgsim.sweeps.dice import units_of

        if self.common:
            return None
        stratum = self.strata[self.stratum[start]]
        return units_of(stratum.choices, stratum.study.design.unit, self.columns, start=start, stop=stop)
