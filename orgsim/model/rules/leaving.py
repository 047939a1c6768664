"""Stage 9, leaving and replacing: quits, vacancies, managers replaced for want of trust, and successors."""

from __future__ import annotations

from orgsim.model.arithmetic import clamp, exponential, maximum, select
from orgsim.model.parameters import Competence, LeadingSkill, Leaving, Style


def quit_probability(leaving: Leaving, engagement: float) -> float:
    """q₀ exp(-γ (e - ½)), a week; above 1 it means certainty.

    Units: probability a week. Source: quits fall with engagement (Gallup); the form is assumed.
    """
    return leaving.rate * exponential(-leaving.sensitivity * (engagement - 0.5))


def quit_ceiling(leaving: Leaving) -> float:
    """A probability that no engagement exceeds: that of the ends, with room for rounding. Only for skipping work.

    Units: probability a week. Source: monotone in engagement.
    """
    return maximum(quit_probability(leaving, 0.0), quit_probability(leaving, 1.0)) * 1.000001


def next_low_trust_weeks(weeks: float, trust: float, bar: float) -> float:
    """Weeks in a row that trust has been below the bar.

    Units: weeks. Source: the project's own assumption.
    """
    return select(trust < bar, weeks + 1.0, 0.0)


def next_vacancy(weeks_left: float) -> float:
    """Weeks until the post is filled.

    Units: weeks. Source: accounting identity.
    """
    return maximum(weeks_left - 1.0, 0.0)


def of_unit(varied: float, sd: float, deviation: float) -> float:
    """varied · SD · deviation: how far one department of a population lies from the mean department, which has varied = 0.

    Units: those of the SD. Source: random effects between units, as in the surveys of public bodies.
    """
    return varied * sd * deviation


def succession_probability(leaving: Leaving, varied: float) -> float:
    """varied · succession: heads move on in a population of departments; the mean department keeps its head.

    Units: probability a week. Source: the project's own assumption.
    """
    return varied * leaving.succession


def personal_disposition(style: Style, level: float, deviation: float) -> float:
    """ψ: the department's level plus a personal deviation, in logits.

    Units: logits. Source: the project's own assumption.
    """
    return level + style.disposition_sd * deviation


def personal_skill(leading_skill: LeadingSkill, level: float, deviation: float) -> float:
    """ℓ of a newcomer: the department's level plus a small personal deviation.

    Units: skill in [0, 1]. Source: the project's own assumption.
    """
    return clamp(level + leading_skill.sd * deviation)


def personal_competence(competence: Competence, mean: float, deviation: float) -> float:
    """k of a newcomer: the mean of the role plus a personal deviation.

    Units: competence in [0, 1]. Source: the project's own assumption.
    """
    return clamp(mean + competence.sd * deviation)


def personal_ability(competence: Competence, deviation: float) -> float:
    """The competence a person can reach: mean plus a personal deviation, that of the competence the person starts with.

    Units: competence in [0, 1]. Source: managers differ lastingly: Lazear, Shaw & Stanton 2015; the form is assumed.
    """
    return clamp(competence.ability + competence.ability_sd * deviation)


def selected(competence: float, hiring_bar: float) -> float:
    """k + bar (1 - k): a hiring bar makes up a share of the competence a successor would lack.

    Units: competence in [0, 1]. Source: the project's own assumption.
    """
    return competence + hiring_bar * (1.0 - competence)


def need_of(deviation: float, sd: float) -> float:
    """n, a person's need to be involved: mean 1, at least 0.

    Units: ratio, mean 1. Source: the project's own assumption.
    """
    return maximum(1.0 + sd * deviation, 0.0)


def halfway(value: float, other: float) -> float:
    """The middle: how far leaders follow a new head from outside.

    Units: as the values given. Source: the project's own assumption.
    """
    return value + 0.5 * (other - value)
