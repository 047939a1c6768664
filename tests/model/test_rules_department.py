"""Stage 10: alignment, aspiration, reports, clients and climate."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgsim.model.parameters import Climate, Direction, Work
from orgsim.model.rules.department import (
    aspiration,
    client_satisfaction,
    next_alignment,
    next_climate,
    next_expectation,
    next_improvement,
    next_reported,
    next_stretched,
)
from tests.strategies import group_of

SHARES = st.floats(0, 1)
DIRECTIONS = group_of("context.direction", Direction)


def test_alignment_by_hand() -> None:
    direction, work = Direction(alignment_gain=0.1, alignment_decay=0.02), Work(turbulence=3.0)
    assert next_alignment(direction, work, 0.5, 0.4) == pytest.approx(0.5 + 0.1 * 0.4 * 0.5 - 0.02 * 3 * 0.5, rel=1e-15)


@given(DIRECTIONS, group_of("context.work", Work), SHARES, SHARES, SHARES)
def test_strategy_on_the_agenda_aligns(direction: Direction, work: Work, level: float, one: float, other: float) -> None:
    low, high = sorted((one, other))
    found = [next_alignment(direction, work, level, agenda) for agenda in (low, high)]
    assert 0.0 <= found[0] <= found[1] <= 1.0


@given(DIRECTIONS, SHARES, st.floats(0, 0.1), SHARES, SHARES)
def test_stretching_lifts_the_aspiration_toward_the_highest(
    direction: Direction, goal: float, stretch: float, stretched: float, time: float
) -> None:
    before = aspiration(direction, goal, stretched)
    after = aspiration(direction, goal, next_stretched(stretched, stretch, time))
    assert goal - 1e-15 <= before <= after + 1e-15
    assert after <= max(goal, direction.highest_aspiration) + 1e-15
    assert aspiration(direction, goal, 0.0) == goal


@given(st.floats(0, 0.97), st.floats(0, 0.1), SHARES, SHARES)
def test_aspiration_rises_at_the_stated_speed(goal: float, stretch: float, stretched: float, time: float) -> None:
    """ΔA = stretch S (highest - A) while the goal stands."""
    direction = Direction(highest_aspiration=0.97)
    before = aspiration(direction, goal, stretched)
    after = aspiration(direction, goal, next_stretched(stretched, stretch, time))
    assert after - before == pytest.approx(stretch * time * (0.97 - before), abs=1e-15)


def test_an_agreed_goal_beyond_the_highest_stays() -> None:
    assert aspiration(Direction(highest_aspiration=0.9), 0.95, 0.7) == 0.95


@given(DIRECTIONS, SHARES, SHARES)
def test_reports_and_expectations_follow(direction: Direction, level: float, seen: float) -> None:
    for follow, rate in ((next_reported, direction.reporting_rate), (next_expectation, direction.expectation_rate)):
        found = follow(direction, level, seen)
        assert found == pytest.approx((1 - rate) * level + rate * seen, abs=1e-15)
        assert 0.0 <= found <= 1.0


def test_clients_by_hand() -> None:
    direction = Direction(client_base=0.5, client_surprise=8.0, client_level=2.0)
    logit = 0.5 + 8.0 * 0.1 + 2.0 * 0.2
    assert client_satisfaction(direction, 0.7, 0.6) == pytest.approx(1 / (1 + math.exp(-logit)), rel=1e-14)


@given(DIRECTIONS, SHARES, SHARES, SHARES)
def test_clients_who_expect_more_are_less_content(direction: Direction, reported: float, one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert client_satisfaction(direction, reported, high) <= client_satisfaction(direction, reported, low) * (1 + 1e-15)


def test_climate_lasts_by_its_persistence() -> None:
    assert next_climate(Climate(persistence=0.9), 0.5, -0.1) == pytest.approx(0.35, rel=1e-15)


def test_steady_improvement_is_read_as_its_yearly_rate() -> None:
    rate, performance = 0.0, 0.5
    for _ in range(500):
        rate = next_improvement(rate, performance + 0.0001, performance)
        performance += 0.0001
    assert rate == pytest.approx(0.0052, rel=1e-9)
    assert next_improvement(0.13, 0.6, 0.6) == pytest.approx(0.12, rel=1e-14)
