"""The index of a real team: by hand, and as sure as ten decisions and five agendas can be."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orgsim.questionnaire.assessment import assess
from tests.questionnaire.helpers import answers


def test_the_index_by_hand() -> None:
    found = assess(answers())
    assert found.parts == pytest.approx(
        {"released": 0.1, "leading_time": 0.1, "strategic_agenda": 0.1, "horizon": (4 + 0.2) / 42}, rel=1e-12
    )
    assert found.index == pytest.approx(0.1, rel=1e-12)
    assert found.verdict == "management team"
    assert (found.said, found.gap) == pytest.approx((0.75, 0.65))
    assert found.low < found.index < found.high < 0.35
    assert found.probability < 0.001


def test_a_team_that_leads() -> None:
    found = assess(answers(decisions_below=9, hours_leading=30, hours_overseeing=4, agendas=[80, 90], rating=80))
    assert found.verdict == "leadership team"
    assert found.probability > 0.99


def test_on_the_line_nobody_knows() -> None:
    found = assess(answers(decisions_below=5, hours_leading=18, hours_deciding=6, hours_overseeing=10, agendas=[50]))
    assert found.index == pytest.approx(0.5)
    assert found.probability == pytest.approx(0.5, abs=0.01)


def test_more_agendas_make_it_surer() -> None:
    few, many = (assess(answers(agendas=[40.0] * count)) for count in (1, 5))
    assert many.index == pytest.approx(few.index)
    assert many.high - many.low < few.high - few.low


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 9), st.lists(st.floats(0, 100), min_size=1, max_size=5))
def test_another_decision_taken_below_raises_index_and_probability(below: int, agendas: list[float]) -> None:
    one, more = (assess(answers(decisions_below=count, agendas=agendas)) for count in (below, below + 1))
    assert 0.0 <= one.low <= one.high <= 1.0
    assert more.index == pytest.approx(one.index + 0.025)
    assert more.probability >= one.probability
    assert more.high > one.high
