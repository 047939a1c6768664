"""A team is slow both ways: the norm under coaching that rises slowly and then falls slowly, and the loop between the two.

The loop of a single leader, whom peers do not pull (J = 0), closes as coaching is changed more slowly; a team's does not.
So the course takes generations by default: it is an instrument to tell the two apart, not a plan for anybody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from orgsim.analysis.across import Floats, mean_interval
from orgsim.analysis.compare import check_confidence
from orgsim.analysis.tipping import check_strengths, with_peers
from orgsim.config.building import scenario_from
from orgsim.errors import ConfigurationError
from orgsim.model.calendar import WEEKS_PER_YEAR
from orgsim.model.parameters import BY_KEY, Levers, Number
from orgsim.model.scenario import Scenario
from orgsim.organization import Organization
from orgsim.spec.study import Design, Execution, Progress
from orgsim.spec.values import number_faults
from orgsim.study.trials import Trials

RAMP = Number(10, 20_000, "weeks", "weeks in which coaching rises, and again in which it falls", whole=True)
_POINTS = 200


@dataclass(frozen=True)
class Coached(Scenario):
    """A scenario whose coaching of leaders follows a course, a value for each week; afterwards it keeps the last one."""

    course: tuple[float, ...] = ()

    def weekly_levers(self, weeks: int) -> NDArray[np.float64]:
        """The levers of each week, with the course in place of the scenario's own coaching."""
        levers = super().weekly_levers(weeks)
        week = np.minimum(np.arange(weeks), len(self.course) - 1)
        levers[:, Levers._fields.index("coaching")] = np.array(self.course)[week]
        return levers


@dataclass(frozen=True)
class Hysteresis:
    """The norm on the way up and on the way down, for each strength of the peer norm.

    `coaching` (point,) rises; `up` and `down` (strength, replication, point) hold the norm at that coaching, each the mean
    over the weeks about the point.
    """

    scenario: str
    strengths: tuple[float, ...]
    coaching: Floats
    up: Floats
    down: Floats
    ramp: int
    design: Design
    confidence: float

    def area(self) -> Floats:
        """The area of the loop, in logits of coaching times the share directed, shape (strength, replication)."""
        return np.asarray(np.trapezoid(self.up - self.down, self.coaching, axis=-1))

    def table(self) -> pd.DataFrame:
        """One row for each strength: the loop's `area` with its interval, and the coaching at which the mean norm crosses ½.

        `let_go_at` is the coaching at which a directing team begins to lead on the way up, `relapse_at` that at which it
        falls back on the way down; NaN where the norm never crosses.
        """
        area = mean_interval(self.area().T, self.confidence)
        return pd.DataFrame(
            [
                {
                    "strength": strength,
                    "area": float(area.mean[place]),
                    "low": float(area.low[place]),
                    "high": float(area.high[place]),
                    "let_go_at": self._crossing(self.up[place].mean(axis=0)),
                    "relapse_at": self._crossing(self.down[place].mean(axis=0)),
                }
                for place, strength in enumerate(self.strengths)
            ]
        )

    def _crossing(self, norm: Floats) -> float:
        below = norm < 0.5
        return float("nan") if below.all() or not below.any() else float(self.coaching[below.argmax()])


def hysteresis(
    organization: Organization,
    scenario: str | Path | Scenario = "management_trap",
    strengths: Sequence[float] | None = None,
    *,
    reach: float = 4.0,
    ramp: int = 200 * WEEKS_PER_YEAR,
    replications: int = 8,
    seed: int = 1,
    unit: int = 0,
    confidence: float = 0.95,
    execution: Execution | None = None,
    progress: Progress | None = None,
) -> Hysteresis:
    """Coach the leaders from -reach to reach logits and back, each way in `ramp` weeks, and follow the norm.

    Negative coaching pushes toward directing, so that the loop can close. A year at -reach comes first. `strengths` are
    values of the peer norm J, by default the scenario's and 0.

    Raises ConfigurationError for numbers out of range.
    """
    check_confidence(confidence)
    base = scenario_from(scenario)
    chosen = tuple(dict.fromkeys((base.context.style.peers, 0.0) if strengths is None else map(float, strengths)))
    check_strengths(chosen)
    faults = number_faults("ramp", ramp, RAMP)
    faults += number_faults("reach", reach, Number(0.01, BY_KEY["levers.coaching"].number.high, "logit", "coaching"))
    if faults:
        raise ConfigurationError(faults)
    rising = np.linspace(-reach, reach, ramp)
    course = (*[-reach] * WEEKS_PER_YEAR, *rising.tolist(), *rising[::-1].tolist())
    trials = Trials(organization, Design(replications, len(course), seed, unit=unit), execution or Execution(), progress)
    both = [trials.weekly(coached(with_peers(base, each), course), ("directive_norm",))[0] for each in chosen]
    norms = np.stack(both)[:, :, WEEKS_PER_YEAR:]
    up, down = _pooled(norms[..., :ramp]), _pooled(norms[..., ramp:][..., ::-1])
    return Hysteresis(base.name, chosen, _pooled(rising), up, down, ramp, trials.design, confidence)


def coached(scenario: Scenario, course: Sequence[float]) -> Coached:
    """The scenario with its coaching of leaders by week."""
    return Coached(**{each.name: getattr(scenario, each.name) for each in fields(Scenario)}, course=tuple(course))


def _pooled(values: Floats) -> Floats:
    """Means over equal stretches of the last axis, at most 200 of them."""
    edges = np.linspace(0, values.shape[-1], min(_POINTS, values.shape[-1]) + 1).astype(np.int64)
    return np.asarray(np.add.reduceat(values, edges[:-1], axis=-1) / np.diff(edges))
