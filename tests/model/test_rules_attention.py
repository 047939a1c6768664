"""Stages 3 and 4: matters climb, a week is a queue, and operations crowd strategy out of the meeting."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgsim.model.parameters import Attention, Authority
from orgsim.model.rules.attention import (
    authority_taken,
    available_hours,
    deciding_load,
    escalated,
    hours_in_meeting,
    hours_leading,
    hours_spent,
    hours_undone,
    leading_time,
    load,
    operational_items,
    overseeing_load,
    reviewing_load,
    served_share,
    strategic_agenda,
)
from tests.strategies import group_of

SHARES = st.floats(0, 1)
HOURS = st.floats(0, 1e4)
PLAIN = Attention(hours=40.0, exception=0.5, idea=1.0, oversight=2.0, meeting=2.0, item=0.1)


def test_authority_must_be_released_and_taken_up() -> None:
    authority = Authority(uptake_floor=0.2)
    assert authority_taken(authority, 1.0, 0.25, 0.5) == pytest.approx(0.75 * 0.6, rel=1e-15)
    assert authority_taken(authority, 1.0, 0.25, 0.0) == pytest.approx(0.75 * 0.2, rel=1e-15)
    assert authority_taken(authority, 1.0, 0.0, 1.0) == 1.0
    assert authority_taken(authority, 1.0, 1.0, 1.0) == 0.0


@given(group_of("context.authority", Authority), SHARES, SHARES)
def test_authority_is_a_share_and_none_is_taken_in_a_vacant_post(authority: Authority, directed: float, engaged: float) -> None:
    assert 0.0 <= authority_taken(authority, 1.0, directed, engaged) <= 1.0
    assert authority_taken(authority, 0.0, directed, engaged) == 0.0


@given(st.floats(0, 1e6), SHARES)
def test_what_is_not_decided_climbs(amount: float, taken: float) -> None:
    assert escalated(amount, taken) + amount * taken == pytest.approx(amount, rel=1e-12)


def test_the_load_by_hand() -> None:
    assert load(PLAIN, 12.0, 3.0, 1.75) == pytest.approx(6.0 + 3.0 + 3.5, rel=1e-15)
    assert available_hours(PLAIN, 0.05) == pytest.approx(38.0, rel=1e-15)


@pytest.mark.parametrize(
    ("needed", "served", "leading"), [(0.0, 1.0, 1.0), (19.0, 1.0, 0.525), (38.0, 1.0, 0.05), (76.0, 0.5, 0.05)]
)
def test_the_queue_by_hand(needed: float, served: float, leading: float) -> None:
    assert served_share(1.0, needed, 38.0) == pytest.approx(served, rel=1e-15)
    assert leading_time(PLAIN, 1.0, 0.05, needed, 38.0) == pytest.approx(leading, rel=1e-14)


@given(group_of("context.attention", Attention), st.floats(0, 0.9), HOURS, HOURS)
def test_more_load_is_served_less_and_leaves_less_time_to_lead(
    attention: Attention, kept: float, one: float, other: float
) -> None:
    low, high = sorted((one, other))
    available = available_hours(attention, kept)
    assert 0.0 < available <= attention.hours
    assert 0.0 < served_share(1.0, high, available) <= served_share(1.0, low, available) <= 1.0
    times = [leading_time(attention, 1.0, kept, needed, available) for needed in (low, high)]
    assert kept <= times[1] <= times[0] <= 1.0 + 1e-15


@given(HOURS)
def test_a_vacant_post_serves_nobody_and_leads_nobody(needed: float) -> None:
    assert served_share(0.0, needed, 38.0) == leading_time(PLAIN, 0.0, 0.5, needed, 38.0) == 0.0


@given(group_of("context.attention", Attention), st.floats(0, 0.9), HOURS, HOURS, HOURS)
def test_the_ledger_adds_up_to_the_working_week(
    attention: Attention, kept: float, decided: float, reviewed: float, directed: float
) -> None:
    needed, available = load(attention, decided, reviewed, directed), available_hours(attention, kept)
    served = served_share(1.0, needed, available)
    parts = (deciding_load(attention, decided), reviewing_load(attention, reviewed), overseeing_load(attention, directed))
    spent = [hours_spent(part, served) for part in parts]
    leading = hours_leading(attention, leading_time(attention, 1.0, kept, needed, available))
    assert sum(spent) + leading == pytest.approx(attention.hours, rel=1e-12)
    assert sum(spent) + hours_undone(needed, served) == pytest.approx(needed, rel=1e-12)


def test_the_ledger_by_hand() -> None:
    """A load of 12.5 h in a week of 10 h of which none is protected: four fifths of every part are served."""
    week = PLAIN._replace(hours=10.0)
    served = served_share(1.0, load(week, 12.0, 3.0, 1.75), available_hours(week, 0.0))
    assert served == pytest.approx(0.8, rel=1e-15)
    assert hours_spent(deciding_load(week, 12.0), served) == pytest.approx(4.8, rel=1e-15)
    assert hours_spent(reviewing_load(week, 3.0), served) == pytest.approx(2.4, rel=1e-15)
    assert hours_spent(overseeing_load(week, 1.75), served) == pytest.approx(2.8, rel=1e-15)
    assert hours_undone(load(week, 12.0, 3.0, 1.75), served) == pytest.approx(2.5, rel=1e-14)
    assert hours_leading(week, 0.05) == pytest.approx(0.5, rel=1e-15)
    assert hours_in_meeting(week, 1.0, 0.25) == pytest.approx(0.5, rel=1e-15)
    assert hours_in_meeting(week, 0.0, 0.25) == 0.0


def test_matters_without_attention_come_up_twice() -> None:
    assert operational_items(3.0, 1.0) == 3.0
    assert operational_items(3.0, 0.0) == 6.0


@pytest.mark.parametrize(
    ("protected", "items", "agenda"), [(0.0, 0.0, 1.0), (0.0, 15.0, 0.25), (0.0, 20.0, 0.0), (0.0, 90.0, 0.0), (0.5, 15.0, 0.5)]
)
def test_operations_crowd_strategy_out_of_the_meeting(protected: float, items: float, agenda: float) -> None:
    assert strategic_agenda(PLAIN, protected, items) == pytest.approx(agenda, abs=1e-15)
