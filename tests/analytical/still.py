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
from orgsim.study.specification import Design, Execution

on_both_engines = pytest.mark.parametrize("engine", ["mesa", "kernel"])

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
    """A scenario with the given values, by their keys in the table; everything else has its default."""
    groups: dict[str, Any] = {"start": Start(), "levers": Levers()}
    groups |= {f"context.{name}": group for name, group in Context()._asdict().items()}
    groups |= {f"events.{name}": group for name, group in Events()._asdict().items()}
    for key, value in values.items():
        prefix = BY_KEY[key].key.rpartition(".")[0]
        groups[prefix] = groups[prefix]._replace(**{BY_KEY[key].name: value})
    context = Context(*(groups[f"context.{name}"] for name in Context._fields))
    events = Events(*(groups[f"events.{name}"] for name in Events._fields))
    return Scenario(context=context, start=groups["start"], levers=groups["levers"], events=events, **rest)


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
    return run(organization, given, Design(replications, weeks, seed), Execution(engine), people=[0])


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
