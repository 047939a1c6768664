"""A mechanism that is switched off by a value makes the parameters behind it meaningless: outcomes do not change by a bit."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pytest

from orgsim.model.outcomes import OUTCOME_NAMES
from orgsim.model.parameters import BY_KEY
from orgsim.organization import Organization
from tests.analytical.still import simulate

ORGANIZATION = Organization.synthetic(leaders=2, managers_per_leader=2, workers_per_manager=4)
#: A department in which something of everything happens within the weeks compared.
LIVELY = {
    "context.leaving.rate": 0.02,
    "context.leaving.succession": 0.05,
    "context.climate.sd": 0.05,
    "context.attention.hours": 8.0,
    "levers.stretch": 0.01,
    "levers.replace_below": 0.5,
    "events.shock.week": 10.0,
    "events.new_head.week": 20.0,
    "start.varied": 1.0,
    "context.climate.circumstances_sd": 0.3,
    "context.style.disposition_between_sd": 0.5,
    "context.leading_skill.between_sd": 0.1,
}
#: Rows that act through units alone, which differ only where the start is varied.
OF_UNITS = (
    "context.climate.circumstances_sd",
    "context.climate.sd",
    "context.climate.persistence",
    "context.style.disposition_between_sd",
    "context.leading_skill.between_sd",
    "context.leaving.succession",
)


class Off(NamedTuple):
    """What is switched off, a parameter behind it with another value, and the outcomes in which that may still show."""

    values: dict[str, float]
    behind: str
    other: float
    shown: frozenset[str] = frozenset()


def off(values: dict[str, float], behind: str, other: float, *shown: str) -> Off:
    return Off(values, behind, other, frozenset(shown))


TABLE = (
    off({"context.style.trust": 0.0, "levers.replace_below": 0.0}, "context.trust.loss_to_gain", 5.0, "trust"),
    off({"context.trust.gain": 0.0}, "context.trust.loss_to_gain", 5.0),
    off({"context.trust.gain": 0.0}, "context.trust.decisions", 20.0),
    off({"context.trust.attribution": 0.0, "context.leaving.rate": 0.0}, "context.trust.prior", 0.9),
    off({"levers.replace_below": 0.0}, "context.trust.patience", 2.0),
    off({"levers.replace_below": 0.0}, "context.trust.in_new", 0.1),
    off({"context.authority.unresolved_cost": 0.0}, "context.authority.info_loss", 0.5, "unresolved"),
    off({"context.work.exceptions": 0.0}, "context.work.floor", 0.9),
    off({"context.work.exceptions": 0.0}, "context.attention.exception", 9.0),
    off({"context.work.exceptions": 0.0}, "context.attention.item", 1.0),
    off({"context.work.exceptions": 0.0}, "context.authority.unresolved_cost", 2.0),
    off({"context.work.ideas": 0.0}, "context.work.idea_floor", 0.9),
    off({"context.work.ideas": 0.0}, "context.attention.idea", 9.0),
    off({"context.work.ideas": 0.0}, "context.improvement.idea_effect", 0.3),
    off({"context.attention.item": 0.0}, "context.attention.meeting", 1.0),
    off({"context.influence.reach": 0.0}, "context.influence.copying", 0.3),
    off({"context.improvement.driven": 0.0}, "context.improvement.driven_scale", 0.9),
    off({"context.improvement.erosion": 0.0, "events.shock.week": -1.0}, "context.improvement.local_max", 0.9),
    off({"context.process.start": 0.0, "context.process.gain": 0.0}, "context.process.decay", 0.3),
    off({"context.engagement.voice": 0.0, "context.work.ideas": 0.0}, "context.improvement.voice_rate", 0.9),
    off({"context.engagement.progress": 0.0}, "context.improvement.progress_rate", 0.9),
    off({"context.engagement.involvement": 0.0}, "context.engagement.table", 0.1, "involvement_leaders"),
    off({"context.engagement.involvement": 0.0}, "context.engagement.consult", 0.9),
    off({"context.engagement.involvement": 0.0}, "context.engagement.need_sd", 0.0),
    off({"context.engagement.involvement": 0.0}, "context.engagement.worker_share", 0.9, "involvement"),
    off({"context.climate.sd": 0.0}, "context.climate.persistence", 0.1),
    off({"context.leaving.rate": 0.0}, "context.leaving.sensitivity", 9.0),
    off({"context.leaving.rate": 0.0, "levers.replace_below": 0.0}, "context.leaving.vacancy", 20.0),
    off({"context.leaving.rate": 0.0}, "context.experience.newcomer", 0.9),
    off({"context.leaving.succession": 0.0}, "context.leaving.inside", 0.0),
    off({"context.leaving.succession": 0.0}, "context.leaving.outside_habit", 0.0),
    off({"levers.stretch": 0.0}, "context.direction.highest_aspiration", 0.5),
    off({"context.style.pressure": 0.0, "context.improvement.driven": 0.0}, "levers.agreed_goal", 0.5, "aspiration"),
    off({"context.direction.client_surprise": 0.0}, "context.direction.expectation_rate", 0.5),
    *(off({"start.varied": 0.0}, key, 0.01) for key in OF_UNITS),
    off({"context.competence.gain": 0.0, "context.competence.coaching": 0.0}, "context.competence.ability", 0.5),
    off({"context.improvement.erosion": 0.0}, "context.improvement.upholding", 0.3),
    off({}, "context.direction.client_level", 9.0, "client_satisfaction"),
    off({"events.shock.week": -1.0}, "events.shock.size", 0.5),
    off({"events.new_head.week": -1.0}, "events.new_head.habit", 0.0),
    off({"events.new_head.week": -1.0}, "events.new_head.disposition", 3.0),
)
NAMES = [
    f"{'+'.join(BY_KEY[key].name for key in entry.values) or 'nothing'} off: {BY_KEY[entry.behind].name}" for entry in TABLE
]


def reacting(values: dict[str, float], behind: str, other: float) -> set[str]:
    """The outcomes that differ in any bit when one parameter has another value."""
    found = [simulate("kernel", ORGANIZATION, values | change, 60, 4).outcomes for change in ({}, {behind: other})]
    differs = (found[0].view(np.uint64) != found[1].view(np.uint64)).any(axis=(0, 1))
    return {name for name, differs_here in zip(OUTCOME_NAMES, differs, strict=True) if differs_here}


@pytest.mark.parametrize("entry", TABLE, ids=NAMES)
def test_what_lies_behind_a_switch_does_nothing_when_it_is_off(entry: Off) -> None:
    assert reacting(LIVELY | entry.values, entry.behind, entry.other) == entry.shown


@pytest.mark.parametrize("entry", [entry for entry in TABLE if entry.values], ids=[n for n in NAMES if "nothing" not in n])
def test_it_does_something_when_it_is_on(entry: Off) -> None:
    assert reacting(LIVELY, entry.behind, entry.other) > entry.shown
