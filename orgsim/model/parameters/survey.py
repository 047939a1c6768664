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
    ] = 0.1444
    leave_local_sd: Annotated[
        float, Number(0, 5, "logit", "the same for the intention to leave: the local labour market", _US)
    ] = 0.2044
    engagement_base: Annotated[float, _base("the five engagement items", _UK)] = -1.347
    engagement_weight: Annotated[float, _weight("engagement", _UK)] = 5.733
    involved_base: Annotated[float, _base("involved in decisions", _UK)] = 1.078
    involved_weight: Annotated[float, _weight("involvement", _UK)] = 3.152
    choice_base: Annotated[float, _base("a choice in how to work", _UK)] = 1.907
    choice_weight: Annotated[float, _weight("the share of matters left to one", _UK)] = 2.991
    better_ways_base: Annotated[float, _base("encouraged to find better ways", _UK)] = 1.924
    better_ways_weight: Annotated[float, _weight("the share of ideas acted on", _UK)] = 6.132
    safe_base: Annotated[float, _base("safe to challenge", _UK)] = -0.741
    safe_trust: Annotated[float, _weight("the boss's trust", _UK)] = 1.394
    safe_discretion: Annotated[float, _weight("the share of matters left to one (safe to challenge)", _UK)] = 1.394
    leadership_base: Annotated[float, _base("leadership of the department", _UK)] = 0.376
    leaders_lead_base: Annotated[float, _base("leaders lead, five items", _US)] = 1.352
    leadership_example: Annotated[float, _weight("how much the leadership team leads", _UK)] = 3.316
    leadership_alignment: Annotated[float, _weight("alignment", _UK)] = 0.829
    leadership_progress: Annotated[float, _weight("the department's progress", _UK)] = 0.995
    my_manager_base: Annotated[float, _base("my manager", _UK)] = 0.202
    supervisors_base: Annotated[float, _base("supervisors, five items", _US)] = 1.118
    my_manager_example: Annotated[float, _weight("how much one's own boss leads", _UK)] = 1.063
    my_manager_served: Annotated[float, _weight("the boss's time for what comes up", _UK)] = 0.531
    intrinsic_base: Annotated[float, _base("intrinsic work experience, five items", _US)] = 1.299
    intrinsic_skill: Annotated[float, _weight("experience, a supervisor's competence", _US)] = 0.179
    intrinsic_involvement: Annotated[float, _weight("involvement (work experience)", _US)] = 0.598
    intrinsic_progress: Annotated[float, _weight("progress of the team", _US)] = 0.179
    workload_base: Annotated[float, _base("an acceptable workload", _UK)] = -8.865
    workload_served: Annotated[float, _weight("the share of the load that gets attention", _UK)] = 19.999
    trusted_base: Annotated[float, _base("trusted to do the job", _UK)] = 1.173
    trusted_trust: Annotated[float, _weight("trust in one's competence", _UK)] = 3.857
    leave_base: Annotated[float, _base("leave within 12 months", _US)] = 0.429
    leave_engagement: Annotated[float, _weight("engagement (leaving)", _US)] = -2.241
