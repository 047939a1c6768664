"""Stage 2, work: rates of exceptions and ideas, and what a draw makes of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgsim.model.parameters import Work
from orgsim.model.rules.work import exception_rate, has_exception, has_idea, idea_rate, raised
from tests.strategies import group_of

SHARES = st.floats(0, 1)
WORKS = group_of("context.work", Work)
PLAIN = Work(exceptions=0.5, turbulence=2.0, floor=0.1, ideas=0.1, idea_floor=0.2, voice_reference=0.4)


def test_the_exception_rate_by_hand() -> None:
    assert exception_rate(PLAIN, 0.15, 0.25, 0.3) == pytest.approx(0.5 * 2.0 * 0.5 * 0.7, rel=1e-15)


@given(WORKS, SHARES, SHARES, SHARES, SHARES)
def test_gaps_raise_exceptions_and_routines_absorb_them(
    work: Work, gap: float, more: float, local: float, process: float
) -> None:
    low, high = sorted((gap, more))
    assert 0.0 <= exception_rate(work, low, local, process) <= exception_rate(work, high, local, process)
    assert exception_rate(work, high, local, 1.0) == 0.0


@pytest.mark.parametrize(("experience", "bound"), [(0.0, 0.15), (0.5, 0.10), (1.0, 0.05)])
def test_experience_prevents_exceptions(experience: float, bound: float) -> None:
    assert has_exception(bound - 1e-9, 0.1, experience) == 1.0
    assert has_exception(bound + 1e-9, 0.1, experience) == 0.0


def test_a_rate_above_one_is_certainty() -> None:
    assert has_exception(1.0 - 2**-32, 5.0, 1.0) == has_idea(1.0 - 2**-32, 5.0, 1.0) == 1.0


@given(SHARES)
def test_nothing_happens_at_rate_zero(draw: float) -> None:
    assert has_exception(draw, 0.0, 0.3) == has_idea(draw, 0.0, 1.0) == has_idea(draw, 1.0, 0.0) == 0.0


@pytest.mark.parametrize(
    ("directed", "voice", "retrospectives", "rate"),
    [
        (0.0, 0.4, 0.0, 0.1),  # free and heard as usual: the full rate
        (1.0, 0.4, 0.0, 0.02),  # directed: only the floor
        (0.0, 0.0, 0.0, 0.05),  # never heard: half
        (0.0, 0.8, 0.0, 0.15),  # heard twice as often as usual
        (1.0, 0.4, 0.5, 0.06),  # reviews raise the floor halfway to 1
        (0.5, 0.2, 0.0, 0.1 * 0.6 * 0.75),
    ],
)
def test_the_idea_rate_by_hand(directed: float, voice: float, retrospectives: float, rate: float) -> None:
    assert idea_rate(PLAIN, directed, voice, retrospectives) == pytest.approx(rate, rel=1e-14)


@given(WORKS, SHARES, SHARES, SHARES, SHARES)
def test_direction_silences_ideas(work: Work, one: float, other: float, voice: float, retrospectives: float) -> None:
    low, high = sorted((one, other))
    assert idea_rate(work, high, voice, retrospectives) <= idea_rate(work, low, voice, retrospectives) * (1 + 1e-14)


@given(SHARES)
def test_the_engaged_offer_ideas_and_the_disengaged_do_not(engagement: float) -> None:
    assert has_idea(0.3, 0.6, engagement) == float(engagement > 0.5)


@given(SHARES, SHARES)
def test_raised_moves_a_share_toward_one(base: float, retrospectives: float) -> None:
    assert base <= raised(base, retrospectives) <= 1.0 + 1e-15
    assert raised(base, 0.0) == base
    assert raised(base, 1.0) == pytest.approx(1.0, abs=1e-15)
