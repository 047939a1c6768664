"""A scenario: one way of leading, turned into the numbers an engine takes."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings

from orgsim.model.parameters import LEVERS, Context, Events, Levers, NewHead, Shock, Start, Style
from orgsim.model.parameters.table import offset_of
from orgsim.model.scenario import Scenario
from orgsim.model.schedule import Timing
from tests.strategies import scenarios

COLUMN = {row.name: i for i, row in enumerate(LEVERS)}
EVERYDAY = Levers()


def test_all_levers_move_with_the_shift() -> None:
    levers = Levers(coaching=3.0, protected_time=0.25, agreed_goal=0.9)
    weekly = Scenario(levers=levers, shift=Timing(week=4)).weekly_levers(6)
    assert weekly.shape == (6, len(LEVERS))
    assert weekly[:4].tolist() == [list(EVERYDAY)] * 4
    assert weekly[4:].tolist() == [list(levers)] * 2


def test_a_lever_with_a_timing_of_its_own_ignores_the_shift() -> None:
    timing = {"stretch": Timing(week=0, end=2), "coaching": Timing(week=3)}
    scenario = Scenario(levers=Levers(coaching=2.0, stretch=0.01, hiring_bar=0.5), shift=Timing(week=1), timing=timing)
    weekly = scenario.weekly_levers(4)
    assert weekly[:, COLUMN["stretch"]].tolist() == [0.01, 0.01, 0.0, 0.0]
    assert weekly[:, COLUMN["coaching"]].tolist() == [0.0, 0.0, 0.0, 2.0]
    assert weekly[:, COLUMN["hiring_bar"]].tolist() == [0.0, 0.5, 0.5, 0.5]


def test_levers_return_to_their_everyday_values_not_to_zero() -> None:
    weekly = Scenario(levers=Levers(agreed_goal=0.9, protected_time=0.5), shift=Timing(week=1, end=2)).weekly_levers(3)
    assert weekly[:, COLUMN["agreed_goal"]].tolist() == [0.8, 0.9, 0.8]
    assert weekly[2].tolist() == list(EVERYDAY)


def test_fixed_values_land_in_their_groups() -> None:
    scenario = Scenario(
        context=Context(style=Style(peers=0.25)),
        start=Start(habit=0.2),
        events=Events(Shock(7.0, 0.3), NewHead(9.0, -2.0, 0.6, 0.1)),
    )
    fixed = scenario.fixed()
    assert fixed[offset_of(Style) + Style._fields.index("peers")] == 0.25  # type: ignore[arg-type]
    assert fixed[offset_of(Start)] == 0.2  # type: ignore[arg-type]
    assert fixed[offset_of(Shock) :].tolist() == [7.0, 0.3, 9.0, -2.0, 0.6, 0.1]  # type: ignore[arg-type]


@settings(max_examples=50, deadline=None)
@given(scenarios())
def test_levers_stay_between_the_everyday_and_the_pulled_value(scenario: Scenario) -> None:
    weekly = scenario.weekly_levers(30)
    for column, (everyday, pulled) in enumerate(zip(EVERYDAY, scenario.levers, strict=True)):
        low, high = sorted((everyday, pulled))
        assert (weekly[:, column] >= low - 1e-14).all()
        assert (weekly[:, column] <= high + 1e-14).all()


@settings(max_examples=50, deadline=None)
@given(scenarios())
def test_events_and_levers_do_not_touch_the_context(scenario: Scenario) -> None:
    plain = dataclasses.replace(scenario, levers=Levers(), events=Events())
    end = offset_of(Start) + len(Start._fields)  # type: ignore[arg-type]
    assert scenario.fixed()[:end].tolist() == plain.fixed()[:end].tolist()
    assert plain.weekly_levers(9).tolist() == [list(EVERYDAY)] * 9


def test_a_scenario_cannot_be_changed_in_place() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Scenario().name = "other"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        Scenario().context.style.peers = 1.0  # type: ignore[misc]
