"""Stage 1, style: what pulls toward directing and what toward delegating."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgsim.model.parameters import Style
from orgsim.model.rules.style import directive_share, inclination, leadership_norm, pressure, team_trust
from tests.strategies import group_of

SHARES = st.floats(0, 1)
STYLES = group_of("context.style", Style)
NEUTRAL = (0.0, 0.5, 0.5, 0.5, 0.0, 0.0)


def sigma(x: float) -> float:
    return 1 / (1 + math.exp(-x))


def test_only_the_base_is_left_when_everything_is_neutral() -> None:
    style = Style(base=0.3)
    assert inclination(style, *NEUTRAL) == 0.3
    assert directive_share(style, 0.3, 0.5) == pytest.approx(sigma(0.3), rel=1e-15)


def test_the_utility_by_hand() -> None:
    style = Style(base=0.3, habit=2.5, peers=2.0, boss=1.0, pressure=1.5, trust=2.5)
    inclined = inclination(style, -0.2, 0.9, 0.7, 0.25, 0.1, 1.8)
    assert inclined == pytest.approx(0.3 - 0.2 + 2.5 * 0.4 + 2.0 * 0.2 - 0.25 + 0.15 - 1.8, abs=1e-15)
    assert directive_share(style, inclined, 0.9) == pytest.approx(sigma(inclined - 1.0), rel=1e-15)


@pytest.mark.parametrize(("place", "rises"), [(0, True), (1, True), (2, True), (3, True), (4, True), (5, False)])
def test_each_influence_has_its_direction(place: int, rises: bool) -> None:
    more = tuple(value + 0.1 if i == place else value for i, value in enumerate(NEUTRAL))
    assert (inclination(Style(), *more) > inclination(Style(), *NEUTRAL)) == rises


@given(STYLES, st.floats(-20, 20), SHARES, SHARES)
def test_a_boss_directs_those_less_whom_they_trust_more(style: Style, inclined: float, one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 0.0 < directive_share(style, inclined, high) <= directive_share(style, inclined, low) * (1 + 1e-15) <= 1.0 + 1e-15


@given(SHARES, SHARES, SHARES)
def test_the_norm_lies_between_the_head_and_the_others(weight: float, head: float, others: float) -> None:
    norm = leadership_norm(weight, head, others)
    assert min(head, others) - 1e-15 <= norm <= max(head, others) + 1e-15
    assert leadership_norm(1.0, head, others) == head
    assert leadership_norm(0.0, head, others) == others


def test_the_head_weighs_its_weight() -> None:
    assert leadership_norm(0.25, 0.8, 0.4) == pytest.approx(0.5, abs=1e-15)


@given(SHARES, SHARES)
def test_pressure_is_the_shortfall_and_never_less_than_none(aspiration: float, reported: float) -> None:
    assert pressure(aspiration, reported) == max(aspiration - reported, 0.0)


def test_trust_in_a_team_is_the_mean_of_engagement_and_experience() -> None:
    assert team_trust(0.5, 0.7) == pytest.approx(0.6, abs=1e-15)


@pytest.mark.parametrize(("weights", "norms"), [(3.9, 1), (4.1, 2)])
def test_two_stable_norms_exist_once_peers_and_habit_pull_hard_enough(weights: float, norms: int) -> None:
    """With habit caught up and no field, m = σ((J + β_h)(m - ½)) has a second stable solution when J + β_h > 4."""
    style = Style(base=0.0, habit=weights / 2, peers=weights / 2)
    settled = set()
    for start in (0.01, 0.99):
        habit = start
        for _ in range(4000):
            habit = directive_share(style, inclination(style, 0.0, habit, habit, 0.5, 0.0, 0.0), 0.5)
        settled.add(round(habit, 6))
    assert len(settled) == norms
