"""Levers by week: when they are pulled, how they are ramped and when they are let go."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgsim.model.schedule import Timing, weekly_value

WEEKS = 40


@pytest.mark.parametrize("ramp", [0, 1])
def test_without_a_ramp_a_lever_is_pulled_at_once(ramp: int) -> None:
    assert Timing(week=3, ramp=ramp).share(6).tolist() == [0, 0, 0, 1, 1, 1]


def test_a_ramp_takes_its_weeks() -> None:
    share = Timing(week=5, ramp=13).share(WEEKS)
    assert share[:5].tolist() == [0.0] * 5
    assert share[5:18] == pytest.approx(np.arange(1, 14) / 13, abs=1e-15)
    assert share[17:].tolist() == [1.0] * (WEEKS - 17)


def test_a_lever_is_let_go_at_its_end() -> None:
    assert Timing(week=2, end=5).share(8).tolist() == [0, 0, 1, 1, 1, 0, 0, 0]


def test_a_lever_can_be_let_go_in_the_middle_of_its_ramp_or_before_it() -> None:
    assert Timing(week=2, ramp=4, end=4).share(7).tolist() == [0, 0, 0.25, 0.5, 0, 0, 0]
    assert Timing(week=5, end=3).share(7).tolist() == [0.0] * 7


def test_a_lever_pulled_from_the_start_is_pulled_in_the_first_week() -> None:
    assert Timing().share(3).tolist() == [1.0, 1.0, 1.0]
    assert Timing(week=9).share(3).tolist() == [0.0, 0.0, 0.0]


TIMINGS = st.builds(Timing, week=st.integers(0, 50), ramp=st.integers(0, 30), end=st.none() | st.integers(0, 60))


@given(TIMINGS, st.integers(0, 60))
def test_shares_are_shares_that_only_fall_at_the_end(timing: Timing, weeks: int) -> None:
    share = timing.share(weeks)
    assert share.shape == (weeks,)
    assert ((share >= 0) & (share <= 1)).all()
    falls = np.flatnonzero(np.diff(share) < 0) + 1
    assert falls.tolist() in ([], [timing.end])


@given(TIMINGS, st.integers(1, 30), st.integers(0, 30))
def test_a_longer_run_begins_like_a_shorter_one(timing: Timing, weeks: int, more: int) -> None:
    assert timing.share(weeks + more)[:weeks].tolist() == timing.share(weeks).tolist()


def test_values_move_from_the_everyday_to_the_pulled() -> None:
    assert weekly_value(0.8, 0.6, Timing(week=1, ramp=2, end=4), 5) == pytest.approx([0.8, 0.7, 0.6, 0.6, 0.8], abs=1e-15)


@given(TIMINGS, st.floats(-10, 10))
def test_a_lever_that_is_not_moved_keeps_its_value_exactly(timing: Timing, value: float) -> None:
    assert weekly_value(value, value, timing, WEEKS).tolist() == [value] * WEEKS
