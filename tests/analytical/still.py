"""Departments in which nothing moves but what a test lets move, and what their people did by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from orgsim.engines.record import Record
from orgsim.engines.run import run
from orgsim.model.outcomes import OUTCOME_NAMES
from orgsim.model.parameters import BY_KEY, Context, Events, Levers, Start
from orgsim.model.scenario import Scenario
from orgsim.model.state import PERSON_FIELD_NAMES
from orgsim.organization import Organization
from orgsim.spec.study import Design, Execution

on_both_engines = pytest.mark.parametrize("engine", ["mesa", "kernel"])

#: The round numbers that the closed forms state; the shipped defaults are calibrated and no affair of theirs. What tells units
#: apart is on, with no spread until a test gives it one.
BASIS = {
    "context.style.base": 0.3,
    "context.style.habit": 2.5,
    "context.style.peers": 2.5,
    "context.style.boss": 1.0,
    "context.style.pressure": 1.5,
    "context.style.trust": 2.5,
    "context.style.head_weight": 0.3,
    "context.style.disposition_sd": 0.5,
    "context.style.disposition_between_sd": 0.0,
    "context.style.habit_rate": 0.03,
    "context.trust.gain": 0.04,
    "context.trust.decisions": 2.0,
    "context.trust.attribution": 0.01,
    "context.trust.prior": 0.35,
    "context.authority.uptake_floor": 0.1,
    "context.authority.info_loss": 0.05,
    "context.authority.unresolved_cost": 0.7,
    "context.competence.gain": 0.01,
    "context.competence.decay": 0.0015,
    "context.competence.leaders": 0.85,
    "context.competence.managers": 0.35,
    "context.competence.sd": 0.1,
    "context.competence.ability": 0.9,
    "context.competence.ability_sd": 0.1,
    "context.leading_skill.mean": 0.5,
    "context.leading_skill.sd": 0.05,
    "context.leading_skill.between_sd": 0.0,
    "context.work.exceptions": 0.5,
    "context.work.ideas": 0.1,
    "context.work.idea_floor": 0.15,
    "context.work.voice_reference": 0.3,
    "context.attention.idea": 1.0,
    "context.attention.oversight": 2.0,
    "context.attention.item": 0.095,
    "context.direction.alignment_start": 0.5,
    "context.influence.reach": 0.85,
    "context.influence.copying": 0.005,
    "context.improvement.visible_start": 0.15,
    "context.improvement.local_start": 0.26,
    "context.improvement.visible_max": 0.32,
    "context.improvement.local_max": 0.34,
    "context.improvement.driven": 0.04,
    "context.improvement.idea_effect": 0.012,
    "context.improvement.approval": 0.15,
    "context.improvement.erosion": 0.0022,
    "context.improvement.upholding": 0.8,
    "context.improvement.voice_rate": 0.1,
    "context.direction.reporting_rate": 0.2,
    "context.engagement.rate": 0.04,
    "context.engagement.base": -0.6,
    "context.engagement.involvement": 0.7,
    "context.engagement.support": 1.4,
    "context.engagement.voice": 0.4,
    "context.engagement.progress": 1.0,
    "context.engagement.overload": 0.3,
    "context.engagement.contagion": 0.02,
    "context.engagement.mood_sd": 0.02,
    "context.engagement.need_sd": 0.25,
    "context.engagement.table": 0.85,
    "context.engagement.consult": 0.25,
    "context.engagement.consult_worker": 0.05,
    "context.engagement.worker_share": 0.4,
    "context.engagement.start": 0.5,
    "context.engagement.start_leaders": 0.7,
    "context.climate.circumstances_sd": 0.0,
    "context.climate.persistence": 0.98,
    "context.climate.sd": 0.0,
    "context.leaving.rate": 0.0022,
    "context.leaving.sensitivity": 2.2,
    "context.leaving.succession": 0.0,
    "context.leaving.inside": 0.5,
    "start.habit": 0.85,
    "start.varied": 1.0,
}
#: Nobody leaves, nobody's mood swings and nothing pulls on engagement.
UNMOVED = {
    "context.engagement.involvement": 0.0,
    "context.engagement.support": 0.0,
    "context.engagement.voice": 0.0,
    "context.engagement.progress": 0.0,
    "context.engagement.overload": 0.0,
    "context.engagement.contagion": 0.0,
    "context.engagement.mood_sd": 0.0,
}
NOBODY_LEAVES = {"context.leaving.rate": 0.0}

#: A head (0), a leader (1), a manager (2) and the manager's workers.
CHAIN = Organization.from_bosses([-1, 0, 1, 2])


def chain(workers: int) -> Organization:
    """The same chain with a larger team."""
    return Organization.from_bosses([-1, 0, 1, *[2] * workers])


def scenario(values: Mapping[str, float], **rest: Any) -> Scenario:
    """A scenario with the given values, by their keys in the table, on the basis; everything else has its default."""
    groups: dict[str, Any] = {"start": Start(), "levers": Levers()}
    groups |= {f"context.{name}": group for name, group in Context()._asdict().items()}
    groups |= {f"events.{name}": group for name, group in Events()._asdict().items()}
    for key, value in (BASIS | dict(values)).items():
        prefix = BY_KEY[key].key.rpartition(".")[0]
        groups[prefix] = groups[prefix]._replace(**{BY_KEY[key].name: value})
    context = Context(*(groups[f"context.{name}"] for name in Context._fields))
    events = Events(*(groups[f"events.{name}"] for name in Events._fields))
    return Scenario(context=context, start=groups["start"], levers=groups["levers"], events=events, **rest)


#: The context of a department in which nothing is changed.
CONTEXT = scenario({}).context


def simulate(
    engine: str,
    organization: Organization,
    given: Scenario | Mapping[str, float],
    weeks: int,
    replications: int = 1,
    seed: int = 1,
) -> Record:
    """A run with the people of its first replication."""
    given = given if isinstance(given, Scenario) else scenario(given)
    return run(organization, given, Design(replications, weeks, seed), execution=Execution(engine), people=[0])


def outcome(record: Record, name: str) -> NDArray[np.float64]:
    """A weekly outcome by name, (replication, week)."""
    return record.outcomes[:, :, OUTCOME_NAMES.index(name)]


def state(record: Record, name: str) -> NDArray[np.float64]:
    """A field of every person of the first replication, (week, person)."""
    assert record.people is not None
    return record.people.values[0, :, PERSON_FIELD_NAMES.index(name)]


def sigma(x: float) -> float:
    """The logistic function by the C library, which the model does not use."""
    return float(1 / (1 + np.exp(-x)))
