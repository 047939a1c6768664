"""The diagnosis: a leader's horizon, and what leaders say of themselves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgsim.model.parameters import Attention, Diagnosis
from orgsim.model.rules.attention import hours_in_meeting, hours_leading
from orgsim.model.rules.diagnosis import horizon, self_assessment
from tests.strategies import group_of

SHARES = st.floats(0, 1)


@given(group_of("context.attention", Attention), SHARES, SHARES)
def test_the_horizon_is_the_ledger_s_strategic_and_leading_hours(attention: Attention, time: float, agenda: float) -> None:
    ahead = hours_leading(attention, time) + hours_in_meeting(attention, 1.0, agenda)
    assert horizon(attention, time, agenda) == pytest.approx(ahead / (attention.hours + attention.meeting), rel=1e-12)
    low, high = sorted((time, agenda))
    assert low - 1e-15 <= horizon(attention, time, agenda) <= high + 1e-15


def test_the_horizon_by_hand() -> None:
    assert horizon(Attention(hours=40.0, meeting=2.0), 0.25, 0.5) == pytest.approx(11 / 42, rel=1e-15)


def test_directing_leaders_who_are_involved_say_more_than_they_do() -> None:
    directing, leading = (self_assessment(Diagnosis(colouring=0.5), index, 0.9) for index in (0.2, 0.8))
    assert directing == pytest.approx(0.55, rel=1e-15)
    assert leading == pytest.approx(0.85, rel=1e-15)
    assert directing - 0.2 > leading - 0.8 > 0.0


@given(SHARES, SHARES)
def test_without_colouring_they_say_what_they_do_and_with_nothing_else_how_involved_they_are(index: float, own: float) -> None:
    assert self_assessment(Diagnosis(colouring=0.0), index, own) == index
    assert self_assessment(Diagnosis(colouring=1.0), index, own) == pytest.approx(own, abs=1e-15)
