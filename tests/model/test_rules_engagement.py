"""Stage 8, engagement: involvement follows decisions, and engagement follows involvement and surroundings."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgsim.model.parameters import Engagement
from orgsim.model.rules.engagement import (
    leader_involvement,
    manager_involvement,
    next_engagement,
    next_experience,
    next_worker_engagement,
    surroundings,
    worker_involvement,
)
from tests.strategies import group_of

SHARES = st.floats(0, 1)
ENGAGEMENTS = group_of("context.engagement", Engagement)
PLAIN = Engagement(table=0.8, consult=0.25, consult_worker=0.05, worker_share=0.4)


def test_involvement_by_hand() -> None:
    assert leader_involvement(PLAIN, 0.5) == pytest.approx(0.9, rel=1e-15)
    assert manager_involvement(PLAIN, 0.6) == pytest.approx(0.55, rel=1e-15)
    assert worker_involvement(PLAIN, 0.5, 0.5) == pytest.approx(0.5 * 0.7 + 0.05, rel=1e-15)


def test_leaders_feel_involved_while_their_people_do_not() -> None:
    """Under full direction leaders keep their seat at the table, managers are consulted, workers hardly."""
    under_direction = leader_involvement(PLAIN, 0.0), manager_involvement(PLAIN, 1.0), worker_involvement(PLAIN, 1.0, 0.0)
    assert under_direction == (0.8, 0.25, 0.05)


@given(ENGAGEMENTS, SHARES, SHARES, SHARES)
def test_authority_released_from_above_reaches_the_workers(
    weights: Engagement, directed: float, one: float, other: float
) -> None:
    low, high = sorted((one, other))
    found = [worker_involvement(weights, directed, taken) for taken in (low, high)]
    assert weights.consult_worker - 1e-15 <= found[0] <= found[1] * (1 + 1e-14) <= (1.0 + weights.consult_worker) * (1 + 2e-14)


def test_nobody_can_pass_on_authority_that_was_never_released() -> None:
    assert worker_involvement(PLAIN, 0.0, 0.0) == pytest.approx(PLAIN.worker_share + PLAIN.consult_worker, rel=1e-15)


def test_surroundings_by_hand() -> None:
    weights = Engagement(base=-0.6, support=1.4, voice=0.4, progress=1.0, overload=0.3)
    found = surroundings(weights, 0.1, 0.5, 0.8, 0.3, 0.05, 0.5)
    assert found == pytest.approx(-0.6 + 0.1 + 0.7 + 0.2 + 0.05 - 0.15, rel=1e-14)
    assert surroundings(weights, 0.0, 0.0, 0.3, 0.3, 0.0, 1.0) == -0.6


def test_engagement_moves_toward_its_target() -> None:
    target = 1 / (1 + math.exp(-0.4))
    assert next_engagement(Engagement(rate=0.1), 0.5, -0.2, 0.6, 0.01) == pytest.approx(
        0.5 + 0.1 * (target - 0.5) + 0.01, rel=1e-14
    )
    assert next_engagement(Engagement(rate=1.0), 0.1, -0.2, 0.6, 0.0) == pytest.approx(target, rel=1e-14)


@given(ENGAGEMENTS, SHARES, st.floats(-20, 20), st.floats(0, 10), st.floats(-0.4, 0.4), SHARES)
def test_engagement_stays_a_share(
    weights: Engagement, level: float, shared: float, involved: float, mood: float, mean: float
) -> None:
    assert 0.0 <= next_engagement(weights, level, shared, involved, mood) <= 1.0
    assert 0.0 <= next_worker_engagement(weights, level, shared, involved, mood, mean) <= 1.0


@given(SHARES, SHARES)
def test_the_team_pulls_toward_its_mean(level: float, mean: float) -> None:
    weights = Engagement(rate=0.0, contagion=0.25)
    assert next_worker_engagement(weights, level, 0.0, 0.0, 0.0, mean) == pytest.approx(0.75 * level + 0.25 * mean, abs=1e-15)


@given(ENGAGEMENTS, SHARES, st.floats(-5, 5), SHARES)
def test_a_worker_at_the_mean_feels_no_pull(weights: Engagement, level: float, shared: float, involved: float) -> None:
    alone = next_engagement(weights, level, shared, involved, 0.0)
    assert next_worker_engagement(weights, level, shared, involved, 0.0, level) == alone


@given(SHARES, SHARES)
def test_experience_grows(rate: float, level: float) -> None:
    assert level <= next_experience(rate, level) <= 1.0
    assert next_experience(0.0, level) == level
    assert next_experience(0.01, 0.7) == pytest.approx(0.703, rel=1e-15)
