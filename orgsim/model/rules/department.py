"""Stage 10, the department: alignment, aspiration, the performance that is reported, clients and climate."""

from __future__ import annotations

from orgsim.model.arithmetic import clamp, logistic, positive
from orgsim.model.calendar import WEEKS_PER_YEAR
from orgsim.model.parameters import Climate, Direction, Work

#: Weeks over which the yearly rate of improvement is smoothed.
IMPROVEMENT_WEEKS = 13.0
_WEEKS = float(WEEKS_PER_YEAR)


def next_alignment(direction: Direction, work: Work, alignment: float, strategic_agenda: float) -> float:
    """a + gain agenda (1 - a) - decay turbulence a.

    Units: share in [0, 1]. Source: the project's own assumption.
    """
    gained = direction.alignment_gain * strategic_agenda * (1.0 - alignment)
    return clamp(alignment + gained - direction.alignment_decay * work.turbulence * alignment)


def next_stretched(stretched: float, stretch: float, leading_time: float) -> float:
    """Share of the way from the agreed goal to the highest aspiration, moved by leaders' time for leading.

    Units: share in [0, 1]. Source: the project's own assumption.
    """
    return clamp(stretched + stretch * leading_time * (1.0 - stretched))


def aspiration(direction: Direction, agreed_goal: float, stretched: float) -> float:
    """A = goal + stretched [highest - goal]+, so that ΔA = stretch S (highest - A) while the goal stands.

    Units: performance. Source: aspiration level: Cyert & March 1963; the form is assumed.
    """
    return agreed_goal + stretched * positive(direction.highest_aspiration - agreed_goal)


def next_reported(direction: Direction, reported: float, performance: float) -> float:
    """P̂ follows P.

    Units: performance. Source: exponential smoothing.
    """
    return clamp(reported + direction.reporting_rate * (performance - reported))


def next_expectation(direction: Direction, expectation: float, reported: float) -> float:
    """C follows P̂, slowly: clients get used to what they see.

    Units: performance. Source: adaptive expectations; Oliver 1980.
    """
    return clamp(expectation + direction.expectation_rate * (reported - expectation))


def client_satisfaction(direction: Direction, reported: float, expectation: float) -> float:
    """σ(c₀ + c₁ (P̂ - C) + c₂ (P̂ - ½)): expectation and disconfirmation (Oliver 1980).

    Units: share in [0, 1]. Source: expectation and disconfirmation: Oliver 1980.
    """
    return logistic(
        direction.client_base + direction.client_surprise * (reported - expectation) + direction.client_level * (reported - 0.5)
    )


def next_climate(climate: Climate, level: float, noise: float) -> float:
    """An AR(1) process in logits.

    Units: logits. Source: first-order autoregression.
    """
    return climate.persistence * level + noise


def next_improvement(rate: float, performance: float, before: float) -> float:
    """The yearly change of performance, smoothed over 13 weeks.

    Units: performance per year. Source: exponential smoothing.
    """
    return rate + (_WEEKS * (performance - before) - rate) / IMPROVEMENT_WEEKS
