"""The two signatures of the capability trap in the full model, with its shipped values: measured, no value is fitted to them.

Each policy is compared with the same department left alone, replication by replication (common random numbers), in per cent of
the performance of the department left alone. *Leading* is the scenario `lead_after_turnaround` beside `management_trap`.
*Pushing harder* is everything management can do to make people work harder: leaders and managers are urged to direct (coaching
of -3 logits), the agreed goal is raised to all that is possible, and no time is protected. Where it starts from matters, so it
is tried on

- `trap`: the plateau of `management_trap`, where direction is the habit already and little is left to push;
- `delegating`: the same company used to delegating (habit .2), with no coaching;
- `led`: `led_from_the_start` with its leaders alone coached, whose coaching, a lever of one value, is let go instead.

Weaker pushes (single levers, a goal of .9) were tried first and did less; `led` was added because the push does most there. All
three starts are reported, and the best and worst weeks are those of the mean course, which flatters both a little.
"""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import numpy as np

from orgsim.analysis.across import Floats, mean_interval
from orgsim.docking.capability_trap import HORIZON
from orgsim.docking.comparison import CONFIDENCE
from orgsim.model.calendar import LEVEL_WEEKS

SHIFT, LAST = 156, LEVEL_WEEKS
WEEKS = SHIFT + HORIZON
_AT_SHIFT = {"shift.week": SHIFT, "shift.ramp": 0, "shift.end": None}
_PUSH = {"levers.coaching_managers": -3.0, "levers.agreed_goal": 1.0, "levers.protected_time": 0.0, **_AT_SHIFT}
_DIRECT = {"levers.coaching": -3.0, **_PUSH}
_LET_GO = {"timing.coaching.week": 0, "timing.coaching.ramp": 0, "timing.coaching.end": SHIFT, **_PUSH}
#: Where pushing harder starts from: the scenario, what it changes, and how it is pushed.
STARTS: dict[str, tuple[str, dict[str, Any], dict[str, Any]]] = {
    "trap": ("management_trap", {}, _DIRECT),
    "delegating": ("management_trap", {"start.habit": 0.2}, _DIRECT),
    "led": ("led_from_the_start", {"levers.coaching_managers": 0.0}, _LET_GO),
}


class Change(NamedTuple):
    """A change of performance in per cent, with its interval."""

    mean: float
    low: float
    high: float


class Effect(NamedTuple):
    """What a policy does: its mean course (weeks since the shift,) in per cent, the best and worst week, and the last
    quarter."""

    course: Floats
    highest: Change
    lowest: Change
    end: Change


def leading(replications: int, seed: int) -> Effect:
    """Leading after three years of direction, against going on."""
    led = _runs("lead_after_turnaround", (("shift.week", SHIFT),), replications, seed)
    return effect(led, _runs("management_trap", (), replications, seed))


def pushing(start: str, replications: int, seed: int) -> Effect:
    """Pushing harder from one of `STARTS`, against leaving the department alone."""
    scenario, values, push = STARTS[start]
    pushed = _runs(scenario, (*values.items(), *push.items()), replications, seed)
    return effect(pushed, _runs(scenario, (*values.items(),), replications, seed))


def effect(policy: Floats, alone: Floats) -> Effect:
    """The effect of a policy from performances (replication, week) with it and without, paired."""
    change = 100.0 * (policy - alone)[:, SHIFT:] / alone[:, SHIFT:].mean(axis=0)
    course = change.mean(axis=0)
    weeks = (change[:, course.argmax()], change[:, course.argmin()], change[:, -LAST:].mean(axis=1))
    return Effect(course, *(_change(values) for values in weeks))


def _change(values: Floats) -> Change:
    mean = mean_interval(values, CONFIDENCE)
    return Change(float(mean.mean), float(mean.low), float(mean.high))


@cache
def _runs(scenario: str, values: tuple[tuple[str, Any], ...], replications: int, seed: int) -> Floats:
    """Performance (replication, week) of the default department; kept, as policies share what they are compared with."""
    from orgsim.api.simulate import simulate
    from orgsim.organization import Organization

    runs = simulate(
        Organization.synthetic(), scenario, replications=replications, weeks=WEEKS, seed=seed, overrides=dict(values)
    )
    return np.asarray(runs["performance"].transpose("replication", "week").to_numpy(), dtype=np.float64)
