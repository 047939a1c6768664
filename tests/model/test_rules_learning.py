"""Stage 8: competence, leading skill, trust and habit move with what was done."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgsim.model.parameters import Competence, LeadingSkill, Trust
from orgsim.model.rules.learning import next_competence, next_habit, next_leading_skill, next_trust
from tests.strategies import group_of

SHARES = st.floats(0, 1)
TRUSTS = group_of("context.trust", Trust)


def test_competence_by_hand() -> None:
    rates = Competence(gain=0.1, coaching=0.2, decay=0.05)
    assert next_competence(rates, 0.6, 0.5, 0.25, 1.0) == pytest.approx(0.6 + 0.1 * 0.4 - 0.03, rel=1e-15)
    assert next_competence(rates, 0.6, 0.5, 0.25, 0.8) == pytest.approx(0.6 + 0.1 * 0.2 - 0.03, rel=1e-15)


def test_competence_settles_between_nothing_and_ability_where_growth_balances_decay() -> None:
    """k* = ability growth / (growth + decay), from below and from above."""
    rates = Competence(gain=0.1, coaching=0.2, decay=0.05)
    growth = 0.1 * 0.5 + 0.2 * 0.25
    for level in (0.0, 1.0):
        for _ in range(400):
            level = next_competence(rates, level, 0.5, 0.25, 0.8)
        assert level == pytest.approx(0.8 * growth / (growth + 0.05), rel=1e-12)


@given(group_of("context.competence", Competence), SHARES, SHARES, SHARES, SHARES, SHARES)
def test_deciding_builds_competence_below_what_one_can_reach(
    rates: Competence, level: float, one: float, other: float, support: float, ability: float
) -> None:
    low, high = sorted((one, other))
    found = [next_competence(rates, level, taken, support, max(level, ability)) for taken in (low, high)]
    assert 0.0 <= found[0] <= found[1] <= 1.0


@given(group_of("context.competence", Competence), SHARES, SHARES, SHARES, SHARES, SHARES)
def test_who_can_reach_more_gets_further(
    rates: Competence, level: float, taken: float, support: float, one: float, other: float
) -> None:
    low, high = sorted((one, other))
    found = [next_competence(rates, level, taken, support, ability) for ability in (low, high)]
    assert 0.0 <= found[0] <= found[1] <= 1.0


@given(SHARES)
def test_competence_that_is_neither_used_nor_coached_decays(level: float) -> None:
    assert next_competence(Competence(decay=0.1), level, 0.0, 0.0, 0.7) == pytest.approx(0.9 * level, rel=1e-14, abs=1e-300)


@given(group_of("context.leading_skill", LeadingSkill), SHARES, SHARES)
def test_leading_is_learnt_by_leading(rates: LeadingSkill, level: float, time: float) -> None:
    assert level <= next_leading_skill(rates, level, time) <= 1.0
    assert next_leading_skill(rates, level, 0.0) == level


def test_leading_skill_by_hand() -> None:
    assert next_leading_skill(LeadingSkill(gain=0.1), 0.5, 0.4) == pytest.approx(0.52, rel=1e-15)


def test_trust_by_hand() -> None:
    rates = Trust(gain=0.1, loss_to_gain=2.0, decisions=4.0, attribution=0.05, prior=0.3)
    success = 0.8 * 0.5
    learnt = 0.1 * 0.5 * (success * 0.4 - 2.0 * 0.6 * 0.6)
    assert next_trust(rates, 0.6, 2.0, 0.8, 0.5, 0.25) == pytest.approx(0.6 + learnt + 0.05 * 0.25 * -0.3, rel=1e-14)


@given(TRUSTS, SHARES, st.floats(0, 100), SHARES, SHARES, SHARES)
def test_trust_stays_a_share(rates: Trust, level: float, decided: float, served: float, able: float, directed: float) -> None:
    assert 0.0 <= next_trust(rates, level, decided, served, able, directed) <= 1.0


@given(TRUSTS, SHARES, st.floats(0, 100), SHARES, SHARES, SHARES)
def test_success_earns_trust(rates: Trust, level: float, decided: float, one: float, other: float, directed: float) -> None:
    low, high = sorted((one, other))
    found = [next_trust(rates, level, decided, 1.0, able, directed) for able in (low, high)]
    assert found[0] <= found[1] + 1e-15


@given(TRUSTS, SHARES, SHARES, SHARES)
def test_trust_does_not_move_without_decisions_or_direction(rates: Trust, level: float, served: float, able: float) -> None:
    assert next_trust(rates, level, 0.0, served, able, 0.0) == level


@given(SHARES, SHARES)
def test_evidence_saturates_at_the_decisions_that_count_in_full(served: float, able: float) -> None:
    rates = Trust(decisions=2.0)
    assert next_trust(rates, 0.5, 2.0, served, able, 0.5) == next_trust(rates, 0.5, 50.0, served, able, 0.5)


@pytest.mark.parametrize(("ratio", "settles"), [(1.0, 0.7), (3.0, 0.7 / (0.7 + 0.9))])
def test_trust_settles_where_gains_and_losses_balance(ratio: float, settles: float) -> None:
    """With success q and no attribution, τ* = q / (q + ratio (1 - q)): the success rate itself for ratio 1."""
    rates, level = Trust(loss_to_gain=ratio), 0.2
    for _ in range(3000):
        level = next_trust(rates, level, 10.0, 1.0, 0.7, 0.0)
    assert level == pytest.approx(settles, rel=1e-12)


def test_under_direction_trust_returns_to_the_prior() -> None:
    level = 0.9
    for _ in range(4000):
        level = next_trust(Trust(attribution=0.01, prior=0.35), level, 0.0, 1.0, 1.0, 1.0)
    assert level == pytest.approx(0.35, rel=1e-12)


@given(SHARES, SHARES, SHARES)
def test_habit_follows_what_one_does(rate: float, habit: float, used: float) -> None:
    assert min(habit, used) - 1e-15 <= next_habit(rate, habit, used) <= max(habit, used) + 1e-15
    assert next_habit(0.0, habit, used) == habit
    assert next_habit(0.25, 0.8, 0.4) == pytest.approx(0.7, rel=1e-15)
