"""Context parameters of the engagement survey: what items read, how people answer, and who answers at all.

An item's inclination is `base + weights · states + halo`, in logits. Five answers come from four thresholds around it. Bases
and weights are fitted to the means and spreads of the public surveys; they move no state of the department.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

from orgsim.model.parameters.number import Number

_UK = "means and spreads of the Civil Service People Survey 2009 to 2015"
_US = "means and spreads of the Federal Employee Viewpoint Survey 2019"
_FORM = "form: ordered logit; common-method variance: Podsakoff, MacKenzie, Lee & Podsakoff 2003"


def _base(meaning: str, source: str) -> Number:
    return Number(-15, 15, "logit", f"inclination to agree: {meaning}", source)


def _weight(meaning: str, source: str) -> Number:
    return Number(-20, 20, "logit", f"how strongly an answer follows {meaning}", source)


class Survey(NamedTuple):
    """The instrument: response, thresholds and halo, then a base and weights for each thing that items ask about."""

    response_rate: Annotated[float, Number(0, 1, "share", "people in post who answer", "0.40 to 0.85: FEVS, CSPS")] = 0.65
    reporting_threshold: Annotated[
        float, Number(1, 1000, "answers", "groups with fewer answers are not reported", "usual practice: 10", whole=True)
    ] = 10.0
    inner: Annotated[float, Number(0, 5, "logit", "distance of the middle answer's thresholds from 0", _FORM)] = 0.6828
    outer: Annotated[float, Number(0, 10, "logit", "distance of the outer thresholds from 0", _FORM)] = 1.803
    halo_sd: Annotated[float, Number(0, 5, "logit", "spread of a person's general tendency to agree", _FORM)] = 1.241
    halo_engagement: Annotated[float, Number(0, 10, "logit", "how engagement colours every other answer", _FORM)] = 2.641
    local_sd: Annotated[
        float,
        Number(0, 5, "logit", "lasting spread between units in how a subject is answered for reasons outside the model", _UK),
    ] = 0.0007369
    culture_sd: Annotated[
        float, Number(0, 5, "logit", "the same for all subjects alike but engagement: a unit's culture of answering", _UK)
    ] = 0.1925
    leave_local_sd: Annotated[
        float, Number(0, 5, "logit", "the same for the intention to leave: the local labour market", _US)
    ] = 0.2433
    engagement_base: Annotated[float, _base("the five engagement items", _UK)] = -1.178
    engagement_weight: Annotated[float, _weight("engagement", _UK)] = 5.351
    involved_base: Annotated[float, _base("involved in decisions", _UK)] = 0.774
    involved_weight: Annotated[float, _weight("involvement", _UK)] = 2.343
    choice_base: Annotated[float, _base("a choice in how to work", _UK)] = 1.605
    choice_weight: Annotated[float, _weight("the share of matters left to one", _UK)] = 2.291
    better_ways_base: Annotated[float, _base("encouraged to find better ways", _UK)] = 1.651
    better_ways_weight: Annotated[float, _weight("the share of ideas acted on", _UK)] = 4.429
    safe_base: Annotated[float, _base("safe to challenge", _UK)] = -0.746
    safe_trust: Annotated[float, _weight("the boss's trust", _UK)] = 1.146
    safe_discretion: Annotated[float, _weight("the share of matters left to one (safe to challenge)", _UK)] = 1.146
    leadership_base: Annotated[float, _base("leadership of the department", _UK)] = 0.244
    leaders_lead_base: Annotated[float, _base("leaders lead, five items", _US)] = 1.22
    leadership_example: Annotated[float, _weight("how much the leadership team leads", _UK)] = 2.856
    leadership_alignment: Annotated[float, _weight("alignment", _UK)] = 0.714
    leadership_progress: Annotated[float, _weight("the department's progress", _UK)] = 0.857
    my_manager_base: Annotated[float, _base("my manager", _UK)] = 0.424
    supervisors_base: Annotated[float, _base("supervisors, five items", _US)] = 1.336
    my_manager_example: Annotated[float, _weight("how much one's own boss leads", _UK)] = 0.515
    my_manager_served: Annotated[float, _weight("the boss's time for what comes up", _UK)] = 0.257
    intrinsic_base: Annotated[float, _base("intrinsic work experience, five items", _US)] = 1.197
    intrinsic_skill: Annotated[float, _weight("experience, a supervisor's competence", _US)] = 0.021
    intrinsic_involvement: Annotated[float, _weight("involvement (work experience)", _US)] = 0.071
    intrinsic_progress: Annotated[float, _weight("progress of the team", _US)] = 0.021
    workload_base: Annotated[float, _base("an acceptable workload", _UK)] = -8.834
    workload_served: Annotated[float, _weight("the share of the load that gets attention", _UK)] = 19.999
    trusted_base: Annotated[float, _base("trusted to do the job", _UK)] = 1.495
    trusted_trust: Annotated[float, _weight("trust in one's competence", _UK)] = 2.648
    leave_base: Annotated[float, _base("leave within 12 months", _US)] = 0.241
    leave_engagement: Annotated[float, _weight("engagement (leaving)", _US)] = -1.701
