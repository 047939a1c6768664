"""Every mechanism is switched off by a parameter value: the rule then gives the same bits whatever the mechanism would read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from orgsim.model.parameters import BY_KEY, Context, Levers, Parameter, Work
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
    work,
)


class Switch(NamedTuple):
    """A mechanism, the parameter and value that switch it off, and a rule of (its group, what the mechanism reads).

    `on` is a value at which the mechanism acts; None for the default.
    """

    mechanism: str
    key: str
    off: float
    rule: Callable[[Any, float], float]
    on: float | None = None


NEUTRAL_STYLE = {"disposition": 0.1, "habit": 0.6, "norm": 0.7, "boss_share": 0.4, "shortfall": 0.1, "coaching": 0.3}
AROUND = {"atmosphere": 0.1, "support": 0.2, "voice": 0.4, "voice_reference": 0.3, "progress": 0.1, "served": 0.8}


def inclination(**read: float) -> float:
    return style.inclination(read.pop("group"), **(NEUTRAL_STYLE | read))  # type: ignore[arg-type]


def surroundings(**read: float) -> float:
    return engagement.surroundings(read.pop("group"), **(AROUND | read))  # type: ignore[arg-type]


SWITCHES = (
    Switch("habit", "style.habit", 0.0, lambda g, x: inclination(group=g, habit=x)),
    Switch("peer norm", "style.peers", 0.0, lambda g, x: inclination(group=g, norm=x)),
    Switch("cascade", "style.boss", 0.0, lambda g, x: inclination(group=g, boss_share=x)),
    Switch("pressure", "style.pressure", 0.0, lambda g, x: inclination(group=g, shortfall=x)),
    Switch("trust", "style.trust", 0.0, lambda g, x: style.directive_share(g, 0.4, x)),
    Switch("head's weight", "style.head_weight", 0.0, lambda g, x: style.leadership_norm(g.head_weight, x, 0.4)),
    Switch("dispositions", "style.disposition_sd", 0.0, lambda g, x: leaving.personal_disposition(g, 0.2, x)),
    Switch("habit learning", "style.habit_rate", 0.0, lambda g, x: learning.next_habit(g.habit_rate, 0.4, x)),
    Switch("uptake", "authority.uptake_floor", 1.0, lambda g, x: attention.authority_taken(g, 1.0, 0.3, x)),
    Switch("loss when climbing", "authority.info_loss", 1.0, lambda g, x: performance.resolution(g, 0.3, 1.0, 0.5, x)),
    Switch("unresolved", "authority.unresolved_cost", 0.0, lambda g, x: performance.team_performance(g, 0.1, 0.2, 3.0, x, 8.0)),
    Switch("trust learning", "trust.gain", 0.0, lambda g, x: learning.next_trust(g, 0.4, 2.0, 1.0, x, 0.5)),
    Switch("attribution", "trust.attribution", 0.0, lambda g, x: learning.next_trust(g, 0.4, 2.0, 1.0, 0.7, x)),
    Switch("learning by deciding", "competence.gain", 0.0, lambda g, x: learning.next_competence(g, 0.4, x, 0.3)),
    Switch("coaching of managers", "competence.coaching", 0.0, lambda g, x: learning.next_competence(g, 0.4, 0.3, x)),
    Switch("spread of competence", "competence.sd", 0.0, lambda g, x: leaving.personal_competence(g, 0.4, x)),
    Switch("learning to lead", "leading_skill.gain", 0.0, lambda g, x: learning.next_leading_skill(g, 0.4, x)),
    Switch("spread of skill", "leading_skill.sd", 0.0, lambda g, x: leaving.personal_skill(g, 0.4, x)),
    Switch("exceptions", "work.exceptions", 0.0, lambda g, x: work.exception_rate(g, x, 0.2, 0.3)),
    Switch("turbulence", "work.turbulence", 0.0, lambda g, x: work.exception_rate(g, x, 0.2, 0.3)),
    Switch("ideas", "work.ideas", 0.0, lambda g, x: work.idea_rate(g, 0.3, x, 0.0)),
    Switch("silencing", "work.idea_floor", 1.0, lambda g, x: work.idea_rate(g, x, 0.3, 0.0)),
    Switch("time for exceptions", "attention.exception", 0.0, lambda g, x: attention.load(g, x, 0.2, 0.3)),
    Switch("time for ideas", "attention.idea", 0.0, lambda g, x: attention.load(g, 0.2, x, 0.3)),
    Switch("oversight", "attention.oversight", 0.0, lambda g, x: attention.load(g, 0.2, 0.3, x)),
    Switch("crowding out", "attention.item", 0.0, lambda g, x: attention.strategic_agenda(g, 0.0, x)),
    Switch("reach", "influence.reach", 0.0, lambda g, x: influence.support(g, 0.3, x)),
    Switch("own boss's support", "influence.reach", 1.0, lambda g, x: influence.support(g, x, 0.3)),
    Switch("copying", "influence.copying", 0.0, lambda g, x: influence.copied(g, 0.5, 1.0, x)),
    Switch("drive", "improvement.driven", 0.0, lambda g, x: improvement.drive(g, x, 0.1)),
    Switch("improvement by ideas", "improvement.idea_effect", 0.0, lambda g, x: improvement.idea_closure(g, x, 0.5, 8.0, 0.5)),
    Switch("approval", "improvement.approval", 0.0, lambda g, x: improvement.implemented_share(g, 0.4, 1.0, 0.5, x, 0.0)),
    Switch("erosion", "improvement.erosion", 0.0, lambda g, x: improvement.eroded(g, Work(), x, 0.9, 0.5)),
    Switch("noticing voice", "improvement.voice_rate", 0.0, lambda g, x: improvement.next_voice_response(g, 0.4, x)),
    Switch("noticing progress", "improvement.progress_rate", 0.0, lambda g, x: improvement.next_progress(g, 0.4, x / 99, 0.0)),
    Switch("building routines", "process.gain", 0.0, lambda g, x: improvement.next_process(g, Work(), 0.4, x)),
    Switch("wear of routines", "process.decay", 0.0, lambda g, x: improvement.next_process(g, Work(turbulence=x), 0.4, 0.3)),
    Switch("alignment", "direction.alignment_gain", 0.0, lambda g, x: department.next_alignment(g, Work(), 0.4, x)),
    Switch("drift", "direction.alignment_decay", 0.0, lambda g, x: department.next_alignment(g, Work(turbulence=x), 0.4, 0.2)),
    Switch("clients' habituation", "direction.expectation_rate", 0.0, lambda g, x: department.next_expectation(g, 0.4, x)),
    Switch("clients' surprise", "direction.client_surprise", 0.0, lambda g, x: department.client_satisfaction(g, 0.5, x)),
    Switch("support", "engagement.support", 0.0, lambda g, x: surroundings(group=g, support=x)),
    Switch("voice", "engagement.voice", 0.0, lambda g, x: surroundings(group=g, voice=x)),
    Switch("progress", "engagement.progress", 0.0, lambda g, x: surroundings(group=g, progress=x)),
    Switch("overload", "engagement.overload", 0.0, lambda g, x: surroundings(group=g, served=x)),
    Switch("engagement", "engagement.rate", 0.0, lambda g, x: engagement.next_engagement(g, 0.5, x, 0.1, 0.0)),
    Switch("contagion", "engagement.contagion", 0.0, lambda g, x: engagement.next_worker_engagement(g, 0.5, 0.1, 0.1, 0.0, x)),
    Switch("the table", "engagement.table", 1.0, lambda g, x: engagement.leader_involvement(g, x)),
    Switch("consultation", "engagement.consult", 1.0, lambda g, x: engagement.manager_involvement(g, x)),
    Switch("authority passed on", "engagement.worker_share", 1.0, lambda g, x: engagement.worker_involvement(g, 0.3, x)),
    Switch("needs", "engagement.need_sd", 0.0, lambda g, x: leaving.need_of(x, g.need_sd)),
    Switch("memory of the climate", "climate.persistence", 0.0, lambda g, x: department.next_climate(g, x, 0.1)),
    Switch("experience", "experience.rate", 0.0, lambda g, x: engagement.next_experience(g.rate, x) - x),
    Switch("colouring", "diagnosis.colouring", 0.0, lambda g, x: diagnosis.self_assessment(g, 0.3, x)),
    Switch("leaving", "leaving.rate", 0.0, leaving.quit_probability),
    Switch("loyalty", "leaving.sensitivity", 0.0, leaving.quit_probability),
    Switch("stretch", "levers.stretch", 0.0, lambda g, x: department.next_stretched(0.4, g.stretch, x), 0.01),
    Switch("replacing", "levers.replace_below", 0.0, lambda g, x: leaving.next_low_trust_weeks(3.0, x, g.replace_below), 0.5),
    Switch("reviews", "levers.retrospectives", 0.0, lambda g, x: work.raised(x, g.retrospectives) - x, 0.5),
    Switch("hiring bar", "levers.hiring_bar", 0.0, lambda g, x: leaving.selected(x, g.hiring_bar) - x, 0.5),
)
NAMES = [switch.mechanism for switch in SWITCHES]


def group_of(switch: Switch, value: float | None = None) -> Any:
    """The defaults of the mechanism's group, with the mechanism's own parameter at `value`."""
    prefix, name = switch.key.split(".")
    group = Levers() if prefix == "levers" else getattr(Context(), prefix)
    return group if value is None else group._replace(**{name: value})


def row_of(switch: Switch) -> Parameter:
    return BY_KEY.get(f"context.{switch.key}") or BY_KEY[switch.key]


@pytest.mark.parametrize("switch", SWITCHES, ids=NAMES)
def test_a_mechanism_that_is_off_reads_nothing(switch: Switch) -> None:
    group = group_of(switch, switch.off)
    for one, other in ((0.0, 1.0), (0.2, 0.9), (0.55, 0.3)):
        assert switch.rule(group, one) == switch.rule(group, other)


@pytest.mark.parametrize("switch", SWITCHES, ids=NAMES)
def test_the_same_mechanism_acts_when_it_is_on(switch: Switch) -> None:
    group = group_of(switch, switch.on)
    assert switch.rule(group, 0.2) != switch.rule(group, 0.9)


@pytest.mark.parametrize("switch", SWITCHES, ids=NAMES)
def test_the_value_that_switches_it_off_is_allowed(switch: Switch) -> None:
    assert row_of(switch).number.low <= switch.off <= row_of(switch).number.high
