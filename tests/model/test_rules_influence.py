"""The second channel: examples set by leading, the support people receive, and practice that spreads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgsim.model.parameters import Influence
from orgsim.model.rules.influence import copied, example, support
from tests.strategies import group_of

SHARES = st.floats(0, 1)
INFLUENCES = group_of("context.influence", Influence)


def test_an_example_needs_both_skill_and_time() -> None:
    assert example(0.5, 0.4) == 0.2
    assert example(0.0, 1.0) == example(1.0, 0.0) == 0.0


def test_support_by_hand() -> None:
    assert support(Influence(reach=0.85), 0.4, 0.2) == pytest.approx(0.15 * 0.4 + 0.85 * 0.2, rel=1e-15)


@given(INFLUENCES, SHARES, SHARES)
def test_support_lies_between_the_boss_and_the_leadership_team(influence: Influence, boss: float, team: float) -> None:
    received = support(influence, boss, team)
    assert min(boss, team) - 1e-15 <= received <= max(boss, team) + 1e-15


def test_practice_copied_by_hand() -> None:
    assert copied(Influence(reach=0.5, copying=0.1), 0.25, 0.3, 0.1) == pytest.approx(0.1 * 0.5 * 0.75 * 0.2, rel=1e-14)


@given(INFLUENCES, SHARES, SHARES, SHARES)
def test_a_team_copies_the_better_and_never_past_it(influence: Influence, alignment: float, gap: float, best: float) -> None:
    taken_over = copied(influence, alignment, gap, best)
    assert 0.0 <= taken_over <= max(gap - best, 0.0)
    if gap <= best:
        assert taken_over == 0.0
