"""Norms in the mean, against closed forms: K = J + β_h, folds at K h (1 - h) = 1."""

from __future__ import annotations

from math import log, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orgsim.analysis.norms import cusp, field_of, folds, holding_field, lasting_norms, next_norm
from orgsim.model.parameters import Style


def fold_by_hand(pull: float) -> float:
    """The upper fold: logit(h) - K (h - ½) at h = ½ (1 - √(1 - 4 / K))."""
    norm = 0.5 * (1 - sqrt(1 - 4 / pull))
    return log(norm / (1 - norm)) - pull * (norm - 0.5)


@settings(deadline=None)
@given(st.floats(0, 5), st.floats(0, 10))
def test_folds_are_where_theory_has_them(habit: float, peers: float) -> None:
    pull = habit + peers
    found = folds(Style(habit=habit, peers=peers))
    if pull < 4.0:
        assert found is None
    elif pull > 4.02:
        assert found is not None
        assert found.high == pytest.approx(fold_by_hand(pull), abs=1e-6)
        assert found.low == pytest.approx(-found.high, abs=1e-9)


@settings(deadline=None)
@given(st.floats(0, 10), st.floats(-3, 3))
def test_lasting_norms_reproduce_themselves(peers: float, field: float) -> None:
    style = Style(habit=2.5, peers=peers)
    found = lasting_norms(style, field)
    assert len(found) in (1, 2, 3)
    for each in found:
        assert next_norm(style, each.norm, field) == pytest.approx(each.norm, abs=1e-5)
        assert holding_field(style, each.norm) == pytest.approx(field, abs=1e-3) or not 1e-4 < each.norm < 1 - 1e-4


@pytest.mark.parametrize(("field", "count"), [(-0.7, 1), (-0.5, 3), (0.0, 3), (0.5, 3), (0.7, 1)])
def test_two_norms_last_only_inside_the_cusp(field: float, count: int) -> None:
    """K = 6.5: the folds lie at ±0.565."""
    found = lasting_norms(Style(habit=2.5, peers=4.0), field)
    assert len(found) == count
    assert [each.stable for each in found] == ([True] if count == 1 else [True, False, True])


@settings(deadline=None, max_examples=30)
@given(st.floats(2.0, 9.0), st.floats(0.02, 0.98))
def test_a_team_settles_in_the_norm_on_its_side_of_the_unstable_one(peers: float, start: float) -> None:
    style, field = Style(habit=2.5, peers=peers), 0.1
    norm = start
    for _ in range(3000):
        norm = next_norm(style, norm, field)
    found = lasting_norms(style, field)
    stable = [each.norm for each in found if each.stable]
    middle = next((each.norm for each in found if not each.stable), None)
    expected = stable[0] if middle is None or start < middle else stable[-1]
    assert middle is not None or len(stable) == 1
    if middle is None or abs(start - middle) > 1e-3:
        assert norm == pytest.approx(expected, abs=1e-4)


def test_the_cusp_opens_with_the_strength_of_the_norm() -> None:
    found = cusp(Style(habit=2.5), (0.0, 1.4, 2.0, 4.0))
    assert np.isnan(found[:2]).all()
    assert found[3, 1] > found[2, 1] > 0 > found[2, 0] > found[3, 0]


def test_the_field_is_all_that_habit_and_norm_are_not() -> None:
    style = Style(base=0.3, pressure=1.5, trust=2.5)
    assert field_of(style) == pytest.approx(0.3)
    assert field_of(style, trust=0.9, shortfall=0.2, coaching=1.0) == pytest.approx(0.3 + 0.3 - 1.0 - 1.0)
