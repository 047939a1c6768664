"""Stage 11, the annual survey: what an item asks about, a person's halo, and an answer from 1 to 5.

    inclination = base + Σ weight (state - ½) + halo        P(answer > k) = σ(inclination - threshold_k)

An ordered logit with a person's halo as common-method variance. No rule knows which department it asks.
"""

from __future__ import annotations

from orgsim.model.arithmetic import indicator, logistic
from orgsim.model.parameters.survey import Survey


def engagement_content(survey: Survey, engagement: float) -> float:
    """weight (e - ½): what the five engagement items read.

    Units: logits. Source: ordered logit, fitted to the Civil Service People Survey.
    """
    return survey.engagement_weight * (engagement - 0.5)


def involved_content(survey: Survey, involvement: float) -> float:
    """weight (involvement - ½): being involved in decisions.

    Units: logits. Source: ordered logit, fitted to the Civil Service People Survey.
    """
    return survey.involved_weight * (involvement - 0.5)


def choice_content(survey: Survey, discretion: float) -> float:
    """weight (1 - D - ½): a choice in how to work, from the share of matters left to one at one's own desk.

    Units: logits. Source: ordered logit, fitted to the Civil Service People Survey.
    """
    return survey.choice_weight * (discretion - 0.5)


def better_ways_content(survey: Survey, voice: float) -> float:
    """weight (y - ½): being encouraged to find better ways, from the share of ideas acted on.

    Units: logits. Source: ordered logit, fitted to the Civil Service People Survey.
    """
    return survey.better_ways_weight * (voice - 0.5)


def safe_content(survey: Survey, trust: float, discretion: float) -> float:
    """weight (boss's trust - ½) + weight (1 - D - ½): safe to challenge.

    Units: logits. Source: ordered logit, fitted to the Civil Service People Survey.
    """
    return survey.safe_trust * (trust - 0.5) + survey.safe_discretion * (discretion - 0.5)


def leadership_content(survey: Survey, example: float, alignment: float, progress: float) -> float:
    """Σ weight (state - ½) over the leadership team's example ℓ S, alignment, and progress from 0.

    Units: logits. Source: ordered logit, fitted to the Civil Service People Survey.
    """
    direction = survey.leadership_example * (example - 0.5) + survey.leadership_alignment * (alignment - 0.5)
    return direction + survey.leadership_progress * progress


def my_manager_content(survey: Survey, example: float, served: float) -> float:
    """Σ weight (state - ½) over the own boss's example ℓ S and served share ms.

    Units: logits. Source: ordered logit, fitted to the Civil Service People Survey.
    """
    return survey.my_manager_example * (example - 0.5) + survey.my_manager_served * (served - 0.5)


def intrinsic_content(survey: Survey, skill: float, involvement: float, progress: float) -> float:
    """Σ weight (state - ½) over experience (a supervisor's competence) and involvement, and progress from 0.

    Units: logits. Source: ordered logit, fitted to the Federal Employee Viewpoint Survey.
    """
    work = survey.intrinsic_skill * (skill - 0.5) + survey.intrinsic_involvement * (involvement - 0.5)
    return work + survey.intrinsic_progress * progress


def workload_content(survey: Survey, served: float) -> float:
    """weight (ms - ½): an acceptable workload, from the share of the load that gets attention.

    Units: logits. Source: ordered logit, fitted to the Civil Service People Survey.
    """
    return survey.workload_served * (served - 0.5)


def trusted_content(survey: Survey, trust: float) -> float:
    """weight (trust - ½): trusted to do the job. Felt trust in one's competence is not delegated authority.

    Units: logits. Source: ordered logit, fitted to the Civil Service People Survey.
    """
    return survey.trusted_trust * (trust - 0.5)


def leave_content(survey: Survey, engagement: float) -> float:
    """weight (e - ½): wanting to leave within 12 months.

    Units: logits. Source: ordered logit, fitted to the Federal Employee Viewpoint Survey.
    """
    return survey.leave_engagement * (engagement - 0.5)


def local_reading(sd: float, culture_sd: float, varied: float, deviation: float, culture: float) -> float:
    """varied (SD · deviation + culture SD · culture): what a unit's people find normal, by subject and in all of them.

    Units: logits. Source: random effects between units, fitted to the Civil Service People Survey.
    """
    return varied * (sd * deviation + culture_sd * culture)


def halo(survey: Survey, deviation: float) -> float:
    """SD · deviation: a person's general tendency to agree on the day.

    Units: logits. Source: common-method variance: Podsakoff, MacKenzie, Lee & Podsakoff 2003.
    """
    return survey.halo_sd * deviation


def coloured(survey: Survey, tendency: float, engagement: float) -> float:
    """halo + weight (e - ½): engagement colours every answer that is not about engagement itself.

    Units: logits. Source: common-method variance: Podsakoff, MacKenzie, Lee & Podsakoff 2003; the form is assumed.
    """
    return tendency + survey.halo_engagement * (engagement - 0.5)


def answer(survey: Survey, inclination: float, draw: float) -> float:
    """1 + the number of thresholds below: P(answer > k) = σ(inclination - threshold_k), thresholds ∓outer and ∓inner.

    Units: an answer from 1.0 to 5.0. Source: ordered logit.
    """
    low = indicator(draw < logistic(inclination + survey.outer)) + indicator(draw < logistic(inclination + survey.inner))
    high = indicator(draw < logistic(inclination - survey.inner)) + indicator(draw < logistic(inclination - survey.outer))
    return 1.0 + (low + high)


def responds(survey: Survey, draw: float) -> float:
    """1.0 for a person who answers the survey, else 0.0.

    Units: 0.0 or 1.0. Source: response rates of the public surveys.
    """
    return indicator(draw < survey.response_rate)
