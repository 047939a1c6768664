"""Stage 11: five answers from four thresholds, with the probabilities of an ordered logit; halo, colour and local readings."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgsim.model.parameters.survey import Survey
from orgsim.model.rules import survey as rules
from tests.analytical.still import sigma
from tests.strategies import group_of

SHARES = st.floats(0, 1)
DRAWS = st.floats(0, 1, exclude_max=True)
INCLINATIONS = st.floats(-30, 30)
#: Within bounds, as the outer thresholds lie outside the inner ones.
SURVEYS = group_of("context.survey", Survey).map(lambda survey: survey._replace(outer=survey.inner + survey.outer))


@pytest.mark.parametrize("inclination", [-3.0, -0.4, 0.0, 1.3, 5.0])
def test_answers_have_the_probabilities_of_an_ordered_logit(inclination: float) -> None:
    """P(answer > k) = σ(inclination - threshold_k), told by an even grid of draws."""
    survey, draws = Survey(inner=0.8, outer=2.5), 20_000
    found = Counter(rules.answer(survey, inclination, (place + 0.5) / draws) for place in range(draws))
    above = [sigma(inclination - threshold) for threshold in (-2.5, -0.8, 0.8, 2.5)]
    expected = [1 - above[0], above[0] - above[1], above[1] - above[2], above[2] - above[3], above[3]]
    for given_answer, share in enumerate(expected, start=1):
        assert found[float(given_answer)] / draws == pytest.approx(share, abs=1.01 / draws)


@given(SURVEYS, INCLINATIONS, INCLINATIONS, DRAWS)
def test_the_inclined_answer_higher(survey: Survey, one: float, other: float, draw: float) -> None:
    low, high = sorted((one, other))
    found = [rules.answer(survey, inclination, draw) for inclination in (low, high)]
    assert 1.0 <= found[0] <= found[1] <= 5.0
    assert set(found) <= {1.0, 2.0, 3.0, 4.0, 5.0}


@given(SURVEYS, INCLINATIONS, DRAWS)
def test_answers_mirror_the_inclination(survey: Survey, inclination: float, draw: float) -> None:
    """Who is inclined the other way, with the mirrored draw, gives the mirrored answer, but at the very threshold."""
    near = min(abs(draw - sigma(inclination + each * sign)) for each in (survey.inner, survey.outer) for sign in (-1, 1))
    if near > 1e-9:
        assert rules.answer(survey, -inclination, 1.0 - draw) == 6.0 - rules.answer(survey, inclination, draw)


def test_contents_by_hand() -> None:
    survey = Survey(
        safe_trust=2.0, safe_discretion=3.0, leadership_example=1.0, leadership_alignment=2.0, leadership_progress=4.0
    )
    assert rules.safe_content(survey, 0.7, 0.4) == pytest.approx(2 * 0.2 - 3 * 0.1, rel=1e-14)
    assert rules.leadership_content(survey, 0.6, 0.9, 0.05) == pytest.approx(0.1 + 2 * 0.4 + 0.2, rel=1e-14)
    survey = Survey(intrinsic_skill=1.0, intrinsic_involvement=2.0, intrinsic_progress=3.0)
    assert rules.intrinsic_content(survey, 0.8, 0.3, 0.1) == pytest.approx(0.3 - 0.4 + 0.3, rel=1e-14)
    survey = Survey(my_manager_example=2.0, my_manager_served=1.0, leave_engagement=-3.0, workload_served=8.0)
    assert rules.my_manager_content(survey, 0.25, 1.0) == pytest.approx(-0.5 + 0.5, abs=1e-15)
    assert rules.leave_content(survey, 0.9) == pytest.approx(-1.2, rel=1e-14)
    assert rules.workload_content(survey, 0.75) == 2.0


@given(SURVEYS)
def test_a_middling_department_says_what_the_bases_say(survey: Survey) -> None:
    simple = ("engagement", "involved", "choice", "better_ways", "trusted", "workload", "leave")
    assert {getattr(rules, f"{name}_content")(survey, 0.5) for name in simple} == {0.0}
    assert rules.safe_content(survey, 0.5, 0.5) == rules.my_manager_content(survey, 0.5, 0.5) == 0.0
    assert rules.leadership_content(survey, 0.5, 0.5, 0.0) == rules.intrinsic_content(survey, 0.5, 0.5, 0.0) == 0.0


def test_halo_and_colour_by_hand() -> None:
    survey = Survey(halo_sd=1.5, halo_engagement=2.0)
    assert rules.halo(survey, -0.4) == pytest.approx(-0.6, rel=1e-15)
    assert rules.coloured(survey, 0.3, 0.5) == 0.3
    assert rules.coloured(survey, 0.3, 0.75) == pytest.approx(0.8, rel=1e-15)


def test_local_readings_are_those_of_varied_units() -> None:
    assert rules.local_reading(0.3, 0.2, 1.0, 2.0, -1.0) == pytest.approx(0.4, rel=1e-14)
    assert rules.local_reading(0.3, 0.2, 0.5, 2.0, -1.0) == pytest.approx(0.2, rel=1e-14)
    assert rules.local_reading(0.3, 0.2, 0.0, 2.0, -1.0) == 0.0


@given(SHARES, DRAWS)
def test_who_responds(rate: float, draw: float) -> None:
    assert rules.responds(Survey(response_rate=rate), draw) == (1.0 if draw < rate else 0.0)
