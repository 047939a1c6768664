"""The limit in which orgsim's own department *is* the capability trap, number for number.

One head, one team of forty, nothing drawn that matters: every worker meets an exception every week (the chance is above 1),
each takes the head an hour of a forty-hour week, there are no ideas, no oversight, no gaps, and nothing else moves. Then, week
by week,

- `attention`: the load fills the whole week, so the head serves the share W = 1 - I of it, I being the lever `protected_time`,
  and leads for just the share I (`served_share`, `leading_time`);
- `learning`: the head's competence is the capability, C' = C + coaching ℓ I (1 - C) - decay C, with skill ℓ = 1
  (`next_competence`);
- `performance`: P = 1 - unresolved = ms k = (1 - I) C (`resolution`, `team_performance`).

These are the equations of `capability_trap` with payoff = `competence.coaching`, erosion = `competence.decay` and no delay, so
the whole engine has to give the same course up to rounding. Time that is not protected is pushing harder, more of it is
leading.

The gaps are the same stock once more, with direction or ideas as the work that pays: C = 1 - gap / highest obeys
C' = C + closure (1 - C) - ε neglect C, closure being proportional to the time that ideas get (`gap_courses`).
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from orgsim.analysis.across import Floats
from orgsim.docking.capability_trap import HORIZON, Trap, next_capability, resting
from orgsim.model.parameters import Attention, Improvement, Levers, Work
from orgsim.model.rules.attention import available_hours, load, served_share
from orgsim.model.rules.improvement import eroded, idea_closure, implemented_share, neglect, next_local_gap
from orgsim.model.rules.work import idea_rate
from orgsim.model.schedule import Timing, weekly_value

TEAM = 40
#: When the lever is pulled, in weeks: after a year at rest, over a quarter's ramp.
PULLED = Timing(week=52, ramp=13)
WEEKS = PULLED.week + HORIZON
#: Protected time when pushing harder and when leading more; it starts from its everyday value.
HARDER, SMARTER = 0.0, Levers().protected_time + 0.02


class LimitCourses(NamedTuple):
    """The same policy in the department and in the equations, a value a week, shape (weeks,)."""

    here: Floats
    equations: Floats


def payoff(trap: Trap) -> float:
    """What improvement pays in the limit: the trap's half-life at the everyday value of protected time."""
    return trap._replace(normal=Levers().protected_time).payoff


def engine_courses(trap: Trap, protected_time: float, engine: str = "kernel") -> LimitCourses:
    """Performance when `protected_time` goes to a value, simulated by an engine and integrated from the equations."""
    from orgsim.api.simulate import simulate
    from orgsim.organization import Organization

    pays, everyday = payoff(trap), Levers().protected_time
    capability = resting(pays, trap.erosion, everyday)
    values = overrides(pays, trap.erosion, capability, protected_time)
    runs = simulate(Organization.synthetic(0, 0, TEAM), replications=1, weeks=WEEKS, engine=engine, overrides=values)
    equations = []
    for improvement in weekly_value(everyday, protected_time, PULLED, WEEKS):
        equations.append((1.0 - improvement) * capability)
        capability = next_capability(pays, trap.erosion, capability, improvement)
    return LimitCourses(runs["performance"].to_numpy()[0], np.array(equations))


def overrides(pays: float, erosion: float, capability: float, protected_time: float) -> dict[str, Any]:
    """The parameters of the limit; all others keep their values, which make no difference in it."""
    still = (
        *("work.ideas", "attention.oversight", "improvement.driven", "improvement.erosion", "process.start", "process.gain"),
        *("improvement.visible_start", "improvement.local_start", "leaving.rate", "leaving.succession", "experience.rate"),
        *("leading_skill.gain", "leading_skill.sd", "leading_skill.between_sd", "competence.gain", "competence.sd"),
        "competence.ability_sd",
    )
    return {
        **{f"context.{name}": 0.0 for name in still},
        **{"context.work.exceptions": 10.0, "context.work.turbulence": 1.0, "context.work.floor": 1.0},
        **{"context.attention.hours": float(TEAM), "context.attention.exception": 1.0},
        **{"context.authority.unresolved_cost": 1.0, "context.leading_skill.mean": 1.0, "context.competence.ability": 1.0},
        **{"context.competence.coaching": pays, "context.competence.decay": erosion, "context.competence.leaders": capability},
        **{"levers.protected_time": protected_time, "shift.week": PULLED.week, "shift.ramp": PULLED.ramp, "shift.end": None},
    }


def gap_courses(team_directive_share: float, weeks: int = HORIZON) -> LimitCourses:
    """What is left of the local gap, 1 - g / highest: by the rules, fed with expected ideas, and by the equation.

    A head and a team of eight of middling engagement; `team_directive_share` is how much the head directs, which takes hours
    and leaves less room for ideas.
    """
    improvement, work, attention = Improvement(), Work(), Attention()
    closure, neglected = expected_flows(improvement, work, attention, team_directive_share)
    highest = improvement.local_max
    gap = improvement.local_start
    capability = 1.0 - gap / highest
    here, equation = [], []
    for _ in range(weeks):
        here.append(1.0 - gap / highest)
        equation.append(capability)
        gap = next_local_gap(gap, closure, 0.0, eroded(improvement, work, gap, highest, neglected))
        capability = next_capability(closure, improvement.erosion * work.turbulence * neglected, capability, 1.0)
    return LimitCourses(np.array(here), np.array(equation))


def expected_flows(
    improvement: Improvement, work: Work, attention: Attention, team_directive_share: float
) -> tuple[float, float]:
    """Share of the local gap that a team's expected ideas close in a week, when its head decides alone and knows everything,
    and how far practices are neglected under such a head.
    """
    team, engaged, neutral = 8.0, 0.5, 0.5
    ideas = team * engaged * idea_rate(work, team_directive_share, work.voice_reference, 0.0)
    hours = available_hours(attention, Levers().protected_time)
    served = served_share(1.0, load(attention, 0.0, ideas, team_directive_share), hours)
    acted_on = implemented_share(improvement, 1.0, served, 1.0, served, 0.0)
    return idea_closure(improvement, ideas, acted_on, team, neutral), neglect(improvement, served, 1.0, neutral)
