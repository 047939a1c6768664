"""Two scenarios with one seed are the same company, bit for bit, until the week they part."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from orgsim.model.parameters import Events, Levers, NewHead, Shock, Trust
from orgsim.model.schedule import Timing
from orgsim.organization import Organization
from tests.analytical.still import on_both_engines, scenario, simulate

WEEKS, PART = 60, 20
ORGANIZATION = Organization.synthetic(leaders=2, managers_per_leader=2, workers_per_manager=4)
#: Quits often enough that successors are hired in the weeks compared, and short weeks, so that protected time costs attention.
COMMON = scenario({"context.leaving.rate": 0.03, "context.climate.sd": 0.05, "context.attention.hours": 5.0})

#: The lever and its value when pulled; levers that wait for an occasion may act later than they are pulled.
LEVERS = {
    "coaching": (3.0, True),
    "coaching_managers": (3.0, True),
    "protected_time": (0.3, True),
    "protected_agenda": (0.9, False),
    "agreed_goal": (0.9, True),
    "stretch": (0.01, True),
    "replace_below": (0.9, False),
    "retrospectives": (0.5, False),
    "hiring_bar": (0.8, False),
}
EVENTS = {
    "shock": Events(shock=Shock(week=PART)),
    "new_head": Events(new_head=NewHead(week=PART)),
}


def first_parting(engine: str, one: object, other: object) -> tuple[int, int]:
    """The first weeks in which outcomes and people differ in any bit; WEEKS where they never do."""
    records = [simulate(engine, ORGANIZATION, given, WEEKS, replications=2) for given in (one, other)]  # type: ignore[arg-type]
    outcomes = [record.outcomes.view(np.uint64) for record in records]
    people = [record.people.values.view(np.uint64) for record in records if record.people]
    by_outcome = (outcomes[0] != outcomes[1]).any(axis=(0, 2))
    by_person = (people[0] != people[1]).any(axis=(0, 2, 3))
    return tuple(int(differs.argmax()) if differs.any() else WEEKS for differs in (by_outcome, by_person))  # type: ignore[return-value]


@on_both_engines
@pytest.mark.parametrize("lever", LEVERS)
def test_a_lever_changes_nothing_before_it_is_pulled(engine: str, lever: str) -> None:
    value, at_once = LEVERS[lever]
    pulled = dataclasses.replace(COMMON, levers=Levers()._replace(**{lever: value}), shift=Timing(week=PART))
    outcomes, people = first_parting(engine, COMMON, pulled)
    assert PART <= outcomes < WEEKS
    assert PART <= people < WEEKS
    if at_once:
        assert outcomes == PART


@on_both_engines
@pytest.mark.parametrize("event", EVENTS)
def test_an_event_changes_nothing_before_it_strikes(engine: str, event: str) -> None:
    struck = dataclasses.replace(COMMON, events=EVENTS[event])
    assert first_parting(engine, COMMON, struck) == (PART, PART)


@on_both_engines
def test_a_ramp_parts_in_its_first_week(engine: str) -> None:
    pulled = dataclasses.replace(COMMON, levers=Levers(coaching=3.0), shift=Timing(week=PART, ramp=13))
    assert first_parting(engine, COMMON, pulled) == (PART, PART)


@on_both_engines
def test_the_week_a_lever_is_let_go_parts_two_scenarios(engine: str) -> None:
    kept = dataclasses.replace(COMMON, levers=Levers(coaching=3.0), shift=Timing(week=0))
    let_go = dataclasses.replace(kept, shift=Timing(week=0, end=PART))
    assert first_parting(engine, kept, let_go) == (PART, PART)


@on_both_engines
def test_names_and_levers_that_are_not_moved_change_no_bit(engine: str) -> None:
    renamed = dataclasses.replace(
        COMMON, name="other", title="Another", shift=Timing(week=5, ramp=9), events=Events(Shock(WEEKS))
    )
    assert first_parting(engine, COMMON, renamed) == (WEEKS, WEEKS)


@on_both_engines
def test_the_context_parts_them_from_the_start(engine: str) -> None:
    context = COMMON.context._replace(trust=Trust(gain=0.3))
    assert first_parting(engine, COMMON, dataclasses.replace(COMMON, context=context))[1] == 0
