"""Stage 1, style: to direct or to delegate, decided for each reporting line and each week.

    U = base + ψ + habit (h - ½) + peers (norm - ½) + boss (D_b - ½) + pressure [A - P̂]+ - trust (τ - ½) - coaching
    D = σ(U)

A discrete choice with social interactions (Brock & Durlauf 2001): the norm of one's peers is part of the utility.
"""

from __future__ import annotations

from orgsim.model.arithmetic import logistic, positive, select
from orgsim.model.parameters import Start, Style


def starting_habit(start: Start, leader: int, leaders: int) -> float:
    """h at the start: the converted habit where place - ½ < converted · leaders, else the habit of everyone.

    `leader` counts from 0, the head, who comes last: places run over the other leaders in their order, then the head. So the
    nearest whole number of the leadership team is converted, half of one counting as nobody.

    Units: share in [0, 1]. Source: committed minority: Centola, Becker, Brackbill & Baronchelli 2018; the order is assumed.
    """
    place = leader if leader > 0 else leaders
    return select(start.converted * leaders > place - 0.5, start.converted_habit, start.habit)


def leadership_norm(head_weight: float, head_habit: float, members_mean: float) -> float:
    """The leadership team's norm: the head's habit with its weight, the other leaders sharing the rest equally.

    Units: shares in [0, 1]. Source: Brock & Durlauf 2001 for the norm; the head's own weight is assumed.
    """
    return head_weight * head_habit + (1.0 - head_weight) * members_mean


def pressure(aspiration: float, reported_performance: float) -> float:
    """[A - P̂]+, performance by which the department falls short of what it aims at.

    Units: performance, a share of what is possible. Source: aspiration level: Cyert & March 1963.
    """
    return positive(aspiration - reported_performance)


def inclination(
    style: Style, disposition: float, habit: float, norm: float, boss_share: float, shortfall: float, coaching: float
) -> float:
    """What draws a boss toward directing on all lines alike, in logits: U without the trust in one person.

    `boss_share` is the share on which the boss is directed in turn; the head, whom nobody directs, passes ½.

    Units: logits; habit, norm and share in [0, 1]. Source: Brock & Durlauf 2001.
    """
    return (
        style.base
        + disposition
        + style.habit * (habit - 0.5)
        + style.peers * (norm - 0.5)
        + style.boss * (boss_share - 0.5)
        + style.pressure * shortfall
        - coaching
    )


def directive_share(style: Style, inclined: float, trust: float) -> float:
    """D = σ(U), the share of matters on which the boss directs on a line; 1 - D is delegated.

    Units: share of matters in [0, 1]. Source: Brock & Durlauf 2001.
    """
    return logistic(inclined - style.trust * (trust - 0.5))


def team_trust(mean_engagement: float, mean_experience: float) -> float:
    """A supervisor's trust in the team as a whole: the workers' mean of (engagement + experience) / 2.

    Units: shares in [0, 1]. Source: the project's own assumption.
    """
    return 0.5 * (mean_engagement + mean_experience)
