"""Stage 8, learning: competence, leading skill, trust and habit move with what was done this week."""

from __future__ import annotations

from orgsim.model.arithmetic import clamp, minimum
from orgsim.model.parameters import Competence, LeadingSkill, Trust


def next_competence(competence: Competence, level: float, taken: float, support: float, aptitude: float) -> float:
    """k + aptitude (gain d + coaching support)(1 - k) - decay k: competence grows with decisions taken and with support.

    Units: competence in [0, 1]. Source: learning by doing; the form is assumed.
    """
    growth = aptitude * (competence.gain * taken + competence.coaching * support)
    return clamp(level + growth * (1.0 - level) - competence.decay * level)


def next_leading_skill(leading_skill: LeadingSkill, level: float, time: float) -> float:
    """ℓ + gain S (1 - ℓ): leading is learnt by leading.

    Units: skill in [0, 1]. Source: learning by doing; the form is assumed.
    """
    return clamp(level + leading_skill.gain * time * (1.0 - level))


def next_trust(trust: Trust, level: float, decided: float, served: float, competence: float, directive_share: float) -> float:
    """τ + gain w (q (1 - τ) - ratio (1 - q) τ) + attribution D (prior - τ).

    w = min(1, X d / decisions) is the weight of the evidence and q = ms k the success of decisions the person took. Under
    direction the boss takes the credit, and trust returns to the prior (attribution error: Repenning & Sterman 2002).

    Units: trust in [0, 1]. Source: asymmetry of trust: Slovic 1993; attribution: Repenning & Sterman 2002.
    """
    weight = minimum(1.0, decided / trust.decisions)
    success = served * competence
    learnt = trust.gain * weight * (success * (1.0 - level) - trust.loss_to_gain * (1.0 - success) * level)
    return clamp(level + learnt + trust.attribution * directive_share * (trust.prior - level))


def next_habit(rate: float, habit: float, mean_directive_share: float) -> float:
    """h + rate (mean directive share used over all one's lines - h).

    Units: share in [0, 1]. Source: exponential smoothing.
    """
    return clamp(habit + rate * (mean_directive_share - habit))
