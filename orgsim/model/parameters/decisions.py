"""Context parameters of deciding: leadership style, habit, trust, and how matters climb and are resolved."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from orgsim.model.parameters.number import Number

_DISCRETE_CHOICE = "form: Brock & Durlauf 2001; value assumed"
_LOGIT = "logit"


class Style(NamedTuple):
    """Weights of the choice to direct or to delegate, one choice for each reporting line and week."""

    base: Annotated[float, Number(-5, 5, _LOGIT, "inclination to direct when everything else is neutral", _DISCRETE_CHOICE)] = (
        1.6
    )
    habit: Annotated[float, Number(0, 10, _LOGIT, "pull of one's own habit of directing", _DISCRETE_CHOICE)] = 2.28
    peers: Annotated[
        float, Number(0, 10, _LOGIT, "pull of the peers' habits (J, the strength of the norm)", _DISCRETE_CHOICE)
    ] = 1.572
    boss: Annotated[float, Number(0, 10, _LOGIT, "pull of being directed oneself")] = 0.8548
    pressure: Annotated[float, Number(0, 10, _LOGIT, "push of performance below the aspiration")] = 1.353
    trust: Annotated[float, Number(0, 10, _LOGIT, "restraint by trust in the person on the line")] = 2.264
    head_weight: Annotated[float, Number(0, 1, "share", "weight of the head in the leadership team's norm")] = 0.385
    disposition_sd: Annotated[float, Number(0, 3, _LOGIT, "spread of personal disposition inside a department")] = 0.7163
    disposition_between_sd: Annotated[float, Number(0, 3, _LOGIT, "spread of disposition between departments")] = 1.223
    habit_rate: Annotated[float, Number(0, 1, "1/week", "how fast habit follows the style in use")] = 0.05428


class Trust(NamedTuple):
    """Trust in a supervisor to decide well. It grows only from decisions the supervisor was allowed to take."""

    gain: Annotated[float, Number(0, 1, "1/week", "how fast good decisions raise trust")] = 0.05272
    loss_to_gain: Annotated[
        float,
        Number(
            0.2,
            10,
            "ratio",
            "loss from a bad decision over gain from a good one",
            "contested, 1 to 5: Slovic 1993; Poortinga & Pidgeon 2004; Zhu et al. 2023",
        ),
    ] = 1.0
    decisions: Annotated[float, Number(0.1, 50, "decisions/week", "decisions a week that count as full evidence")] = 2.0
    attribution: Annotated[
        float,
        Number(
            0,
            1,
            "1/week",
            "return to the prior under direction: the boss takes the credit",
            "form: Repenning & Sterman 2002",
        ),
    ] = 0.02523
    prior: Annotated[float, Number(0, 1, "trust", "trust in a supervisor nobody has seen decide")] = 0.35
    start: Annotated[float, Number(0, 1, "trust", "trust in managers at the start")] = 0.45
    start_leaders: Annotated[float, Number(0, 1, "trust", "trust in leaders at the start")] = 0.6
    in_new: Annotated[float, Number(0, 1, "trust", "trust in a manager whom the boss has chosen as a replacement")] = 0.6
    patience: Annotated[float, Number(1, 260, "weeks", "weeks below the bar before a manager is replaced", whole=True)] = 13.0


class Authority(NamedTuple):
    """How much released authority is taken up, and what is lost when a matter climbs."""

    uptake_floor: Annotated[float, Number(0, 1, "share", "released authority that even the disengaged take up")] = 0.352
    info_loss: Annotated[float, Number(0, 1, "share", "knowledge of a matter lost at each level it climbs")] = 0.0203
    unresolved_cost: Annotated[
        float, Number(0, 2, "performance", "performance lost for each unresolved exception per worker and week")
    ] = 0.6955


class Competence(NamedTuple):
    """Competence in deciding: practice and support build it, disuse wears it down."""

    gain: Annotated[float, Number(0, 0.5, "1/week", "learning from decisions taken")] = 0.02141
    coaching: Annotated[float, Number(0, 0.5, "1/week", "learning from a supporting boss")] = 0.006
    decay: Annotated[float, Number(0, 0.5, "1/week", "forgetting")] = 0.0005393
    leaders: Annotated[float, Number(0, 1, "competence", "mean competence of leaders at the start")] = 0.85
    managers: Annotated[float, Number(0, 1, "competence", "mean competence of managers at the start and of successors")] = (
        0.3722
    )
    sd: Annotated[float, Number(0, 0.5, "competence", "spread of competence between people")] = 0.2375
    ability: Annotated[float, Number(0, 1, "competence", "mean of the competence that people can reach")] = 0.8294
    ability_sd: Annotated[
        float,
        Number(
            0,
            0.5,
            "competence",
            "spread of the competence that people can reach",
            "managers differ lastingly: Lazear, Shaw & Stanton 2015",
        ),
    ] = 0.1891


class LeadingSkill(NamedTuple):
    """Skill in leading: apart from competence, because a great manager may lead badly."""

    gain: Annotated[float, Number(0, 0.5, "1/week", "learning from time spent leading")] = 0.002
    mean: Annotated[float, Number(0, 1, "skill", "mean leading skill at the start and of successors")] = 0.5295
    sd: Annotated[float, Number(0, 0.5, "skill", "spread between people of one department")] = 0.08711
    between_sd: Annotated[float, Number(0, 0.5, "skill", "spread between departments")] = 0.2676
