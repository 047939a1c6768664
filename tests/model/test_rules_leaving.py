"""Stage 9: who leaves, how long a post stays empty, and what successors are like."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgsim.model.parameters import Competence, LeadingSkill, Leaving, Style
from orgsim.model.rules.leaving import (
    halfway,
    need_of,
    next_low_trust_weeks,
    next_vacancy,
    personal_competence,
    personal_disposition,
    personal_skill,
    quit_probability,
    selected,
)
from tests.strategies import group_of

SHARES = st.floats(0, 1)
DEVIATIONS = st.floats(-3.5, 3.5)


def test_the_quit_probability_by_hand() -> None:
    leaving = Leaving(rate=0.002, sensitivity=2.0)
    assert quit_probability(leaving, 0.5) == 0.002
    assert quit_probability(leaving, 1.0) == pytest.approx(0.002 / math.e, rel=1e-15)
    assert quit_probability(leaving, 0.0) == pytest.approx(0.002 * math.e, rel=1e-15)


@given(group_of("context.leaving", Leaving), SHARES, SHARES)
def test_the_engaged_quit_less(leaving: Leaving, one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 0.0 <= quit_probability(leaving, high) <= quit_probability(leaving, low) * (1 + 1e-15)


def test_weeks_of_low_trust_are_counted_in_a_row() -> None:
    weeks, counts = 0.0, []
    for trust in (0.3, 0.2, 0.4, 0.39, 0.1):
        weeks = next_low_trust_weeks(weeks, trust, 0.4)
        counts.append(weeks)
    assert counts == [1.0, 2.0, 0.0, 1.0, 2.0]


@given(st.floats(0, 1000), SHARES)
def test_no_bar_is_below_no_trust(weeks: float, trust: float) -> None:
    assert next_low_trust_weeks(weeks, trust, 0.0) == 0.0


def test_a_vacancy_runs_out() -> None:
    assert [next_vacancy(weeks) for weeks in (4.0, 1.0, 0.5, 0.0)] == [3.0, 0.0, 0.0, 0.0]


@given(DEVIATIONS)
def test_people_differ_by_their_spread_around_the_department(deviation: float) -> None:
    assert personal_disposition(Style(disposition_sd=0.5), 0.2, deviation) == pytest.approx(0.2 + 0.5 * deviation, abs=1e-15)
    assert personal_disposition(Style(disposition_sd=0.0), 0.2, deviation) == 0.2
    assert personal_skill(LeadingSkill(sd=0.1), 0.5, deviation) == pytest.approx(0.5 + 0.1 * deviation, abs=1e-15)
    assert personal_competence(Competence(sd=0.1), 0.5, deviation) == pytest.approx(0.5 + 0.1 * deviation, abs=1e-15)


@given(st.floats(-2, 3), DEVIATIONS, st.floats(0, 0.5))
def test_ability_is_a_share_however_far_someone_deviates(mean: float, deviation: float, sd: float) -> None:
    assert 0.0 <= personal_skill(LeadingSkill(sd=sd), mean, deviation) <= 1.0
    assert 0.0 <= personal_competence(Competence(sd=sd), mean, deviation) <= 1.0


@given(SHARES, SHARES)
def test_a_hiring_bar_makes_up_for_lacking_competence(competence: float, bar: float) -> None:
    assert competence <= selected(competence, bar) <= 1.0 + 1e-15
    assert selected(competence, 0.0) == competence
    assert selected(competence, 1.0) == pytest.approx(1.0, abs=1e-15)
    assert selected(0.4, 0.5) == 0.7


@given(st.floats(0, 0.5), DEVIATIONS)
def test_needs_are_around_one_and_never_negative(sd: float, deviation: float) -> None:
    assert need_of(deviation, sd) == pytest.approx(max(1.0 + sd * deviation, 0.0), abs=1e-15)
    assert need_of(-3.5, 0.5) == 0.0
    assert need_of(deviation, 0.0) == 1.0


def test_leaders_meet_a_new_head_halfway() -> None:
    assert halfway(0.5, -1.5) == -0.5
