"""Every mechanism is switched off by a parameter value: the rule then gives the same bits whatever the mechanism would read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgsim.model.parameters import (
    BY_KEY,
    Attention,
    Authority,
    Climate,
    Competence,
    Direction,
    Engagement,
    Experience,
    Improvement,
    Influence,
    LeadingSkill,
    Leaving,
    Levers,
    Process,
    Style,
    Trust,
    Work,
)
from orgsim.model.rules import attention, department, engagement, improvement, influence, learning, leaving, performance, style, work


class Switch(NamedTuple):
    """A mechanism, the parameter and value that switch it off, and a rule of (the group, what the mechanism reads)."""

    mechanism: str
    key: str
    off: float
    group: Any
    rule: Callable[[Any, float], float]


NEUTRAL_STYLE = {"disposition": 0.1, "habit": 0.6, "norm": 0.7, "boss_share": 0.4, "shortfall": 0.1, "coaching": 0.3}
AROUND = {"atmosphere": 0.1, "support": 0.2, "voice": 0.4, "voice_reference": 0.3, "progress": 0.1, "served": 0.8}


def inclination(**read: float) -> float:
    return style.inclination(read.pop("group"), **(NEUTRAL_STYLE | read))  # type: ignore[arg-type]


def surroundings(**read: float) -> float:
    return engagement.surroundings(read.pop("group"), **(AROUND | read))  # type: ignore[arg-type]


SWITCHES = (
    Switch("habit", "context.style.habit", 0.0, Style(), lambda g, x: inclination(group=g, habit=x)),
    Switch("peer norm", "context.style.peers", 0.0, Style(), lambda g, x: inclination(group=g, norm=x)),
    Switch("cascade", "context.style.boss", 0.0, Style(), lambda g, x: inclination(group=g, boss_share=x)),
    Switch("pressure", "context.style.pressure", 0.0, Style(), lambda g, x: inclination(group=g, shortfall=x)),
    Switch("trust", "context.style.trust", 0.0, Style(), lambda g, x: style.directive_share(g, 0.4, x)),
    Switch("head's weight", "context.style.head_weight", 0.0, Style(), lambda g, x: style.leadership_norm(g.head_weight, x, 0.4)),
    Switch("dispositions", "context.style.disposition_sd", 0.0, Style(), lambda g, x: leaving.personal_disposition(g, 0.2, x)),
    Switch("habit learning", "context.style.habit_rate", 0.0, Style(), lambda g, x: learning.next_habit(g.habit_rate, 0.4, x)),
    Switch("uptake", "context.authority.uptake_floor", 1.0, Authority(), lambda g, x: attention.authority_taken(g, 1.0, 0.3, x)),
    Switch("loss when climbing", "context.authority.info_loss", 1.0, Authority(), lambda g, x: performance.resolution(g, 0.3, 1.0, 0.5, x)),
    Switch("unresolved", "context.authority.unresolved_cost", 0.0, Authority(), lambda g, x: performance.team_performance(g, 0.1, 0.2, 3.0, x, 8.0)),
    Switch("trust learning", "context.trust.gain", 0.0, Trust(attribution=0.0), lambda g, x: learning.next_trust(g, 0.4, 2.0, 1.0, x, 0.5)),
    Switch("attribution", "context.trust.attribution", 0.0, Trust(), lambda g, x: learning.next_trust(g, 0.4, 2.0, 1.0, 0.7, x)),
    Switch("learning by deciding", "context.competence.gain", 0.0, Competence(), lambda g, x: learning.next_competence(g, 0.4, x, 0.3)),
    Switch("coaching of managers", "context.competence.coaching", 0.0, Competence(), lambda g, x: learning.next_competence(g, 0.4, 0.3, x)),
    Switch("spread of competence", "context.competence.sd", 0.0, Competence(), lambda g, x: leaving.personal_competence(g, 0.4, x)),
    Switch("learning to lead", "context.leading_skill.gain", 0.0, LeadingSkill(), lambda g, x: learning.next_leading_skill(g, 0.4, x)),
    Switch("spread of skill", "context.leading_skill.sd", 0.0, LeadingSkill(), lambda g, x: leaving.personal_skill(g, 0.4, x)),
    Switch("exceptions", "context.work.exceptions", 0.0, Work(), lambda g, x: work.exception_rate(g, x, 0.2, 0.3)),
    Switch("turbulence", "context.work.turbulence", 0.0, Work(), lambda g, x: work.exception_rate(g, x, 0.2, 0.3)),
    Switch("ideas", "context.work.ideas", 0.0, Work(), lambda g, x: work.idea_rate(g, 0.3, x, 0.0)),
    Switch("silencing", "context.work.idea_floor", 1.0, Work(), lambda g, x: work.idea_rate(g, x, 0.3, 0.0)),
    Switch("time for exceptions", "context.attention.exception", 0.0, Attention(), lambda g, x: attention.load(g, x, 0.2, 0.3)),
    Switch("time for ideas", "context.attention.idea", 0.0, Attention(), lambda g, x: attention.load(g, 0.2, x, 0.3)),
    Switch("oversight", "context.attention.oversight", 0.0, Attention(), lambda g, x: attention.load(g, 0.2, 0.3, x)),
    Switch("crowding out", "context.attention.item", 0.0, Attention(), lambda g, x: attention.strategic_agenda(g, 0.0, x)),
    Switch("reach", "context.influence.reach", 0.0, Influence(), lambda g, x: influence.support(g, 0.3, x)),
    Switch("own boss's support", "context.influence.reach", 1.0, Influence(), lambda g, x: influence.support(g, x, 0.3)),
    Switch("copying", "context.influence.copying", 0.0, Influence(), lambda g, x: influence.copied(g, 0.5, 1.0, x)),
    Switch("drive", "context.improvement.driven", 0.0, Improvement(), lambda g, x: improvement.drive(g, x, 0.1)),
    Switch("improvement by ideas", "context.improvement.idea_effect", 0.0, Improvement(), lambda g, x: improvement.idea_closure(g, x, 0.5, 8.0, 0.5)),
    Switch("approval", "context.improvement.approval", 0.0, Improvement(), lambda g, x: improvement.implemented_share(g, 0.4, 1.0, 0.5, x, 0.0)),
    Switch("erosion", "context.improvement.erosion", 0.0, Improvement(), lambda g, x: improvement.eroded(g, Work(), x, 0.9, 0.5)),
    Switch("noticing voice", "context.improvement.voice_rate", 0.0, Improvement(), lambda g, x: improvement.next_voice_response(g, 0.4, x)),
    Switch("noticing progress", "context.improvement.progress_rate", 0.0, Improvement(), lambda g, x: improvement.next_progress(g, 0.4, x, 0.0)),
    Switch("building routines", "context.process.gain", 0.0, Process(), lambda g, x: improvement.next_process(g, Work(), 0.4, x)),
    Switch("wear of routines", "context.process.decay", 0.0, Process(), lambda g, x: improvement.next_process(g, Work(turbulence=x), 0.4, 0.3)),
    Switch("alignment", "context.direction.alignment_gain", 0.0, Direction(), lambda g, x: department.next_alignment(g, Work(), 0.4, x)),
    Switch("misalignment", "context.direction.alignment_decay", 0.0, Direction(), lambda g, x: department.next_alignment(g, Work(turbulence=x), 0.4, 0.2)),
    Switch("clients' habituation", "context.direction.expectation_rate", 0.0, Direction(), lambda g, x: department.next_expectation(g, 0.4, x)),
    Switch("clients' surprise", "context.direction.client_surprise", 0.0, Direction(), lambda g, x: department.client_satisfaction(g, 0.5, x)),
    Switch("support", "context.engagement.support", 0.0, Engagement(), lambda g, x: surroundings(group=g, support=x)),
    Switch("voice", "context.engagement.voice", 0.0, Engagement(), lambda g, x: surroundings(group=g, voice=x)),
    Switch("progress", "context.engagement.progress", 0.0, Engagement(), lambda g, x: surroundings(group=g, progress=x)),
    Switch("overload", "context.engagement.overload", 0.0, Engagement(), lambda g, x: surroundings(group=g, served=x)),
    Switch("engagement", "context.engagement.rate", 0.0, Engagement(), lambda g, x: engagement.next_engagement(g, 0.5, x, 0.1, 0.0)),
    Switch("contagion", "context.engagement.contagion", 0.0, Engagement(), lambda g, x: engagement.next_worker_engagement(g, 0.5, 0.1, 0.1, 0.0, x)),
    Switch("the table", "context.engagement.table", 1.0, Engagement(), lambda g, x: 1.0 - engagement.leader_involvement(g, x)),
    Switch("consultation", "context.engagement.consult", 1.0, Engagement(), lambda g, x: round(engagement.manager_involvement(g, x), 15)),
    Switch("authority passed on", "context.engagement.worker_share", 1.0, Engagement(), lambda g, x: engagement.worker_involvement(g, 0.3, x)),
    Switch("needs", "context.engagement.need_sd", 0.0, Engagement(), lambda g, x: leaving.need_of(x, g.need_sd)),
    Switch("memory of the climate", "context.climate.persistence", 0.0, Climate(), lambda g, x: department.next_climate(g, x, 0.1)),
    Switch("experience", "context.experience.rate", 0.0, Experience(), lambda g, x: engagement.next_experience(g.rate, x) - x),
    Switch("leaving", "context.leaving.rate", 0.0, Leaving(), leaving.quit_probability),
    Switch("loyalty", "context.leaving.sensitivity", 0.0, Leaving(), leaving.quit_probability),
    Switch("stretch", "levers.stretch", 0.0, Levers(stretch=0.01), lambda g, x: department.next_stretched(0.4, g.stretch, x)),
    Switch("replacing", "levers.replace_below", 0.0, Levers(replace_below=0.5), lambda g, x: leaving.next_low_trust_weeks(3.0, x, g.replace_below)),
    Switch("reviews", "levers.retrospectives", 0.0, Levers(retrospectives=0.5), lambda g, x: work.raised(x, g.retrospectives) - x),
    Switch("hiring bar", "levers.hiring_bar", 0.0, Levers(hiring_bar=0.5), lambda g, x: leaving.selected(x, g.hiring_bar) - x),
)
NAMES = [switch.mechanism for switch in SWITCHES]
INPUTS = st.floats(0, 1)


def switched_off(switch: Switch) -> Any:
    return switch.group._replace(**{BY_KEY[switch.key].name: switch.off})


@pytest.mark.parametrize("switch", SWITCHES, ids=NAMES)
def test_a_mechanism_that_is_off_reads_nothing(switch: Switch) -> None:
    group = switched_off(switch)
    for one, other in ((0.0, 1.0), (0.2, 0.9), (0.55, 0.3)):
        assert switch.rule(group, one) == switch.rule(group, other)


@pytest.mark.parametrize("switch", SWITCHES, ids=NAMES)
def test_the_same_mechanism_acts_when_it_is_on(switch: Switch) -> None:
    assert switch.rule(switch.group, 0.2) != switch.rule(switch.group, 0.9)


@pytest.mark.parametrize("switch", SWITCHES, ids=NAMES)
def test_the_value_that_switches_it_off_is_allowed(switch: Switch) -> None:
    assert BY_KEY[switch.key].number.low <= switch.off <= BY_KEY[switch.key].number.high


@given(INPUTS, INPUTS)
def test_mood_without_spread_is_no_mood(draw: float, other: float) -> None:
    from orgsim.model.random import noise

    assert noise(draw, 0.0) == noise(other, 0.0) == 0.0
