"""The second channel: influence. It acts through leading time and reaches people outside the reporting lines.

Authority acts through directive shares, on reporting lines only.
"""

from __future__ import annotations

from orgsim.model.arithmetic import positive
from orgsim.model.parameters import Influence


def example(leading_skill: float, time: float) -> float:
    """ℓ S: how much leading a person does, skill times leading time.

    Units: share in [0, 1]. Source: the project's own assumption.
    """
    return leading_skill * time


def support(influence: Influence, own_boss: float, leadership_team: float) -> float:
    """(1 - reach) ℓ_b S_b + reach (the leadership team's weighted mean of ℓ S): the support a boss's people receive.

    Units: share in [0, 1]. Source: authority and influence as two channels; the form is assumed.
    """
    return (1.0 - influence.reach) * own_boss + influence.reach * leadership_team


def copied(influence: Influence, alignment: float, local_gap: float, best_sibling_gap: float) -> float:
    """Practice taken over from the best sibling team: copying reach (½ + a)[g - best]+, a fall of the local gap per week.

    Units: performance a week. Source: the project's own assumption.
    """
    return influence.copying * influence.reach * (0.5 + alignment) * positive(local_gap - best_sibling_gap)
