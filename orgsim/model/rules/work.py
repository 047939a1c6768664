"""Stage 2, work: exceptions that routines do not absorb, and ideas that people offer.

    P(exception) = min(1, λ turbulence (floor + v + g) (1.5 - x) (1 - m))
    P(idea)      = min(1, ι e (w + (1 - w)(1 - Dᵗ)) (½ + ½ y / y₀))

The `min` needs no operation: a uniform below 1 is below any larger number too. Rates are per worker and week.
"""

from __future__ import annotations

from orgsim.model.arithmetic import indicator
from orgsim.model.parameters import Work


def exception_rate(work: Work, visible_gap: float, local_gap: float, process: float) -> float:
    """λ turbulence (floor + v + g)(1 - m): the rate for a worker of experience ½ (1.5 - x = 1).

    Units: exceptions per worker and week. Source: the project's own assumption.
    """
    return work.exceptions * work.turbulence * (work.floor + visible_gap + local_gap) * (1.0 - process)


def raised(base: float, retrospectives: float) -> float:
    """base + r (1 - base): what regular team reviews make of a share.

    Units: shares in [0, 1]. Source: the project's own assumption.
    """
    return base + retrospectives * (1.0 - base)


def idea_rate(work: Work, team_directive_share: float, voice_response: float, retrospectives: float) -> float:
    """ι (w + (1 - w)(1 - Dᵗ))(½ + ½ y / y₀): the rate for a fully engaged worker. Ideas that vanish stop coming.

    Units: ideas per worker and week. Source: initiative falls as supervision rises: Aghion & Tirole 1997.
    """
    floor = raised(work.idea_floor, retrospectives)
    room = floor + (1.0 - floor) * (1.0 - team_directive_share)
    return work.ideas * room * (0.5 + 0.5 * voice_response / work.voice_reference)


def has_exception(draw: float, rate: float, experience: float) -> float:
    """1.0 when a worker meets an exception this week, else 0.0.

    Units: count of this week, 0.0 or 1.0. Source: the project's own assumption.
    """
    return indicator(draw < rate * (1.5 - experience))


def has_idea(draw: float, rate: float, engagement: float) -> float:
    """1.0 when a worker offers an idea this week, else 0.0.

    Units: count of this week, 0.0 or 1.0. Source: the project's own assumption.
    """
    return indicator(draw < rate * engagement)
