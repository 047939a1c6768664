"""Stage 8, engagement: it follows involvement, support, voice, progress and overload; involvement follows decisions.

Nobody can pass on authority that was never released, so directing leaders feel involved while their people do not.
"""

from __future__ import annotations

from orgsim.model.arithmetic import clamp, logistic
from orgsim.model.parameters import Engagement


def leader_involvement(engagement: Engagement, taken: float) -> float:
    """d + (1 - d) table: leaders are in the room where decisions are made.

    Units: share in [0, 1]. Source: gradient over ranks in public survey data; the form is assumed.
    """
    return taken + (1.0 - taken) * engagement.table


def manager_involvement(engagement: Engagement, directive_share: float) -> float:
    """(1 - D) + D consult.

    Units: share in [0, 1]. Source: gradient over ranks in public survey data; the form is assumed.
    """
    return (1.0 - directive_share) + directive_share * engagement.consult


def worker_involvement(engagement: Engagement, team_directive_share: float, taken: float) -> float:
    """(1 - Dᵗ)(share + (1 - share) d) + consult: what one's own manager gives, more if the manager has authority to give.

    Units: share in [0, 1], up to `consult` above 1. Source: gradient over ranks in public survey data; the form is
    assumed.
    """
    given = engagement.worker_share + (1.0 - engagement.worker_share) * taken
    return (1.0 - team_directive_share) * given + engagement.consult_worker


def surroundings(
    engagement: Engagement,
    atmosphere: float,
    support: float,
    voice: float,
    voice_reference: float,
    progress: float,
    served: float,
) -> float:
    """The part of the target that colleagues share, in logits:

    base + circumstances and climate + η_s support + η_v (y - y₀) + η_π π - η_l (1 - ms).

    Units: logits. Source: the project's own assumption.
    """
    return (
        engagement.base
        + atmosphere
        + engagement.support * support
        + engagement.voice * (voice - voice_reference)
        + engagement.progress * progress
        - engagement.overload * (1.0 - served)
    )


def next_engagement(engagement: Engagement, level: float, shared: float, involved: float, mood: float) -> float:
    """e + rate (σ(shared + involvement) - e) + mood; `involved` is η_a n involvement in logits.

    Units: engagement in [0, 1]. Source: partial adjustment; the form is assumed.
    """
    return clamp(level + engagement.rate * (logistic(shared + involved) - level) + mood)


def next_worker_engagement(
    engagement: Engagement, level: float, shared: float, involved: float, mood: float, team_mean: float
) -> float:
    """The same for a worker, with the pull of the team's mean: + contagion (mean - e).

    Units: engagement in [0, 1]. Source: partial adjustment; the form is assumed.
    """
    return next_engagement(engagement, level, shared, involved, mood + engagement.contagion * (team_mean - level))


def next_experience(rate: float, level: float) -> float:
    """x + rate (1 - x).

    Units: experience in [0, 1]. Source: learning curve; the form is assumed.
    """
    return clamp(level + rate * (1.0 - level))
