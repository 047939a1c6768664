"""Every mechanism is switched off by a parameter value: the rule then gives the same bits whatever the mechanism would read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from orgsim.model.mechanisms import BY_NAME, MECHANISMS, Mechanism
from orgsim.model.parameters import BY_KEY, Context, Direction, Levers, Start, Work
from orgsim.model.random import noise
from orgsim.model.rules import (
    attention,
    department,
    diagnosis,
    engagement,
    improvement,
    influence,
    learning,
    leaving,
    performance,
    style,
    survey,
    work,
)


class Probe(NamedTuple):
    """How a mechanism is tried: a rule of (its group of parameters, what the mechanism reads).

    `on` is a value at which the mechanism acts; None for the default.
    """

    rule: Callable[[Any, float], float]
    on: float | None = None


NEUTRAL_STYLE = {"disposition": 0.1, "habit": 0.6, "norm": 0.7, "boss_share": 0.4, "shortfall": 0.1, "coaching": 0.3}
AROUND = {"atmosphere": 0.1, "support": 0.2, "voice": 0.4, "voice_reference": 0.3, "progress": 0.1, "served": 0.8}


def inclination(**read: float) -> float:
    return style.inclination(read.pop("group"), **(NEUTRAL_STYLE | read))  # type: ignore[arg-type]


def surroundings(**read: float) -> float:
    return engagement.surroundings(read.pop("group"), **(AROUND | read))  # type: ignore[arg-type]


PROBES: dict[str, Probe] = {
    "habit": Probe(lambda g, x: inclination(group=g, habit=x)),
    "peer norm": Probe(lambda g, x: inclination(group=g, norm=x)),
    "cascade": Probe(lambda g, x: inclination(group=g, boss_share=x)),
    "pressure": Probe(lambda g, x: inclination(group=g, shortfall=x)),
    "trust": Probe(lambda g, x: style.directive_share(g, 0.4, x)),
    "head's weight": Probe(lambda g, x: style.leadership_norm(g.head_weight, x, 0.4)),
    "dispositions": Probe(lambda g, x: leaving.personal_disposition(g, 0.2, x)),
    "habit learning": Probe(lambda g, x: learning.next_habit(g.habit_rate, 0.4, x)),
    "uptake": Probe(lambda g, x: attention.authority_taken(g, 1.0, 0.3, x)),
    "help from above": Probe(lambda g, x: performance.resolution(g, 0.3, 1.0, 0.5, x)),
    "unresolved": Probe(lambda g, x: performance.team_performance(g, 0.1, 0.2, 3.0, x, 8.0)),
    "trust learning": Probe(lambda g, x: learning.next_trust(g, 0.4, 2.0, 1.0, x, 0.5)),
    "attribution": Probe(lambda g, x: learning.next_trust(g, 0.4, 2.0, 1.0, 0.7, x)),
    "learning by deciding": Probe(lambda g, x: learning.next_competence(g, 0.4, x, 0.3, 0.9)),
    "learning from support": Probe(lambda g, x: learning.next_competence(g, 0.4, 0.3, x, 0.9)),
    "spread of competence": Probe(lambda g, x: leaving.personal_competence(g, 0.4, x)),
    "learning to lead": Probe(lambda g, x: learning.next_leading_skill(g, 0.4, x)),
    "spread of skill": Probe(lambda g, x: leaving.personal_skill(g, 0.4, x)),
    "exceptions": Probe(lambda g, x: work.exception_rate(g, x, 0.2, 0.3)),
    "turbulence": Probe(lambda g, x: work.exception_rate(g, x, 0.2, 0.3)),
    "ideas": Probe(lambda g, x: work.idea_rate(g, 0.3, x, 0.0)),
    "silencing": Probe(lambda g, x: work.idea_rate(g, x, 0.3, 0.0)),
    "time for exceptions": Probe(lambda g, x: attention.load(g, x, 0.2, 0.3)),
    "time for ideas": Probe(lambda g, x: attention.load(g, 0.2, x, 0.3)),
    "oversight": Probe(lambda g, x: attention.load(g, 0.2, 0.3, x)),
    "crowding out": Probe(lambda g, x: attention.strategic_agenda(g, 0.0, x)),
    "reach": Probe(lambda g, x: influence.support(g, 0.3, x)),
    "own boss's support": Probe(lambda g, x: influence.support(g, x, 0.3)),
    "copying": Probe(lambda g, x: influence.copied(g, 0.5, 1.0, x)),
    "drive": Probe(lambda g, x: improvement.drive(g, x, 0.1)),
    "improvement by ideas": Probe(lambda g, x: improvement.idea_closure(g, x, 0.5, 8.0, 0.5)),
    "approval": Probe(lambda g, x: improvement.implemented_share(g, 0.4, 1.0, 0.5, x, 0.0)),
    "erosion": Probe(lambda g, x: improvement.eroded(g, Work(), x, 0.9, 0.5)),
    "upholding": Probe(lambda g, x: improvement.neglect(g, x, 0.6, 0.4)),
    "spread of ability": Probe(lambda g, x: leaving.personal_ability(g, x)),
    "variety": Probe(lambda g, x: leaving.of_unit(g.varied, 0.3, x), 1.0),
    "own readings": Probe(lambda g, x: survey.local_reading(g.local_sd, 0.1, 1.0, x, 0.3)),
    "culture of answering": Probe(lambda g, x: survey.local_reading(0.2, g.culture_sd, 1.0, 0.3, x)),
    "halo": Probe(survey.halo),
    "coloured answers": Probe(lambda g, x: survey.coloured(g, 0.2, x)),
    "noticing voice": Probe(lambda g, x: improvement.next_voice_response(g, 0.4, x)),
    "noticing progress": Probe(lambda g, x: improvement.next_progress(g, 0.4, x / 99, 0.0)),
    "building routines": Probe(lambda g, x: improvement.next_process(g, Work(), 0.4, x)),
    "wear of routines": Probe(lambda g, x: improvement.next_process(g, Work(turbulence=x), 0.4, 0.3)),
    "alignment": Probe(lambda g, x: department.next_alignment(g, Work(), 0.4, x)),
    "drift": Probe(lambda g, x: department.next_alignment(g, Work(turbulence=x), 0.4, 0.2)),
    "clients' habituation": Probe(lambda g, x: department.next_expectation(g, 0.4, x)),
    "clients' surprise": Probe(lambda g, x: department.client_satisfaction(g, 0.5, x)),
    "support": Probe(lambda g, x: surroundings(group=g, support=x)),
    "voice": Probe(lambda g, x: surroundings(group=g, voice=x)),
    "progress": Probe(lambda g, x: surroundings(group=g, progress=x)),
    "overload": Probe(lambda g, x: surroundings(group=g, served=x)),
    "engagement": Probe(lambda g, x: engagement.next_engagement(g, 0.5, x, 0.1, 0.0)),
    "contagion": Probe(lambda g, x: engagement.next_worker_engagement(g, 0.5, 0.1, 0.1, 0.0, x)),
    "the table": Probe(lambda g, x: engagement.leader_involvement(g, x)),
    "consultation": Probe(lambda g, x: engagement.manager_involvement(g, x)),
    "authority passed on": Probe(lambda g, x: engagement.worker_involvement(g, 0.3, x)),
    "needs": Probe(lambda g, x: leaving.need_of(x, g.need_sd)),
    "memory of the climate": Probe(lambda g, x: department.next_climate(g, x, 0.1)),
    "experience": Probe(lambda g, x: engagement.next_experience(g.rate, x) - x),
    "colouring": Probe(lambda g, x: diagnosis.self_assessment(g, 0.3, x)),
    "leaving": Probe(leaving.quit_probability),
    "loyalty": Probe(leaving.quit_probability),
    "stretch": Probe(lambda g, x: department.next_stretched(0.4, g.stretch, x), 0.01),
    "replacing": Probe(lambda g, x: leaving.next_low_trust_weeks(3.0, x, g.replace_below), 0.5),
    "reviews": Probe(lambda g, x: work.raised(x, g.retrospectives) - x, 0.5),
    "hiring bar": Probe(lambda g, x: leaving.selected(x, g.hiring_bar) - x, 0.5),
    "the agreed goal": Probe(lambda g, x: department.aspiration(Direction(), g.agreed_goal, x)),
    "turning down": Probe(lambda g, x: improvement.implemented_share(g, 0.4, 1.0, 0.5, 0.9, x)),
    "loss when climbing": Probe(lambda g, x: performance.resolution(g, 0.0, 1.0, 0.5, x) - x),
    "forgetting": Probe(lambda g, x: learning.next_competence(g, x, 0.0, 0.0, 0.5) - x),
    "involvement": Probe(lambda g, x: engagement.next_engagement(g, 0.5, 0.1, g.involvement * x, 0.0)),
    "climate": Probe(lambda g, x: noise(x, g.sd), 0.1),
}
each_mechanism = pytest.mark.parametrize("mechanism", MECHANISMS, ids=[each.name for each in MECHANISMS])


def group_of(mechanism: Mechanism, value: float | None = None) -> Any:
    """The defaults of the mechanism's group, with the mechanism's own parameter at `value`."""
    *groups, name = mechanism.key.split(".")
    alone = {"levers": Levers(), "start": Start()}
    group = alone[groups[0]] if groups[0] in alone else getattr(Context(), groups[-1])
    return group if value is None else group._replace(**{name: value})


def test_every_mechanism_of_the_table_is_tried() -> None:
    assert set(PROBES) == set(BY_NAME)
    assert len(BY_NAME) == len(MECHANISMS)


@each_mechanism
def test_a_mechanism_that_is_off_reads_nothing(mechanism: Mechanism) -> None:
    group, rule = group_of(mechanism, mechanism.off), PROBES[mechanism.name].rule
    for one, other in ((0.0, 1.0), (0.2, 0.9), (0.55, 0.3)):
        assert rule(group, one) == rule(group, other)


@each_mechanism
def test_the_same_mechanism_acts_when_it_is_on(mechanism: Mechanism) -> None:
    probe = PROBES[mechanism.name]
    group = group_of(mechanism, probe.on)
    assert probe.rule(group, 0.2) != probe.rule(group, 0.9)


@each_mechanism
def test_the_value_that_switches_it_off_is_allowed(mechanism: Mechanism) -> None:
    number = BY_KEY[mechanism.key].number
    assert number.low <= mechanism.off <= number.high
