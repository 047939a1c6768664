"""Stage 7: drive and ideas close gaps, erosion reopens them, routines are built and wear."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgsim.model.parameters import Improvement, Process, Work
from orgsim.model.rules.improvement import (
    after_shock,
    direction_applied,
    drive,
    eroded,
    idea_closure,
    implemented_share,
    neglect,
    next_local_gap,
    next_process,
    next_progress,
    next_visible_gap,
    next_voice_response,
)
from tests.strategies import group_of

SHARES = st.floats(0, 1)
IMPROVEMENTS = group_of("context.improvement", Improvement)
WORKS = group_of("context.work", Work)


@pytest.mark.parametrize(("shortfall", "closed"), [(0.0, 0.0), (0.075, 0.01), (0.15, 0.02), (0.6, 0.02)])
def test_drive_grows_with_the_shortfall_up_to_its_full_strength(shortfall: float, closed: float) -> None:
    assert drive(Improvement(driven=0.04, driven_scale=0.15), 0.5, shortfall) == pytest.approx(closed, abs=1e-15)


def test_direction_comes_from_above_or_from_the_own_supervisor() -> None:
    assert direction_applied(0.8, 0.5, 0.3, 1.0) == 0.4
    assert direction_applied(0.8, 0.0, 0.3, 0.5) == 0.15


def test_the_share_of_ideas_acted_on_by_hand() -> None:
    rates = Improvement(approval=0.2)
    assert implemented_share(rates, 1.0, 1.0, 1.0, 0.0, 0.0) == 1.0
    assert implemented_share(rates, 1.0, 0.5, 0.0, 1.0, 0.0) == pytest.approx(0.5 / 3, rel=1e-15)
    assert implemented_share(rates, 0.25, 0.8, 0.4, 0.5, 0.0) == pytest.approx(0.2 * 0.6 + 0.75 * 0.2 * 0.5, rel=1e-14)
    assert implemented_share(rates, 0.0, 1.0, 1.0, 1.0, 0.5) == pytest.approx(0.6, rel=1e-15)


@given(IMPROVEMENTS, SHARES, SHARES, SHARES, SHARES, SHARES, SHARES)
def test_competence_and_reviews_never_lower_the_share_acted_on(
    rates: Improvement, taken: float, served: float, one: float, other: float, boss: float, reviews: float
) -> None:
    low, high = sorted((one, other))
    assert 0.0 <= implemented_share(rates, taken, served, low, boss, 0.0) <= 1.0 + 1e-15
    assert implemented_share(rates, taken, served, low, boss, 0.0) <= implemented_share(
        rates, taken, served, high, boss, reviews
    )


@pytest.mark.parametrize(
    ("ideas", "workers", "alignment", "closed"),
    [(1, 8, 0.5, 0.012), (2, 16, 0.5, 0.012), (4, 8, 0.0, 0.024), (8, 1, 1.0, 1.152)],
)
def test_ideas_close_a_fraction_of_the_gap(ideas: float, workers: float, alignment: float, closed: float) -> None:
    assert idea_closure(Improvement(idea_effect=0.012), ideas, 1.0, workers, alignment) == pytest.approx(closed, rel=1e-14)


def test_ideas_close_at_most_the_whole_gap_before_alignment_weighs_them() -> None:
    assert idea_closure(Improvement(idea_effect=0.5), 100.0, 1.0, 1.0, 0.5) == 1.0


def test_erosion_by_hand() -> None:
    rates, work = Improvement(erosion=0.01), Work(turbulence=2.0)
    assert eroded(rates, work, 0.2, 0.3, 1.0) == pytest.approx(0.002, rel=1e-14)
    assert eroded(rates, work, 0.3, 0.3, 1.0) == 0.0
    assert eroded(rates, work, 0.2, 0.3, 0.5) == pytest.approx(0.001, rel=1e-14)


def test_neglect_by_hand() -> None:
    rates = Improvement(upholding=0.8)
    assert neglect(rates, 1.0, 0.5, 0.5) == 1.0
    assert neglect(rates, 1.0, 0.75, 0.5) == pytest.approx(0.8, rel=1e-15)
    assert neglect(rates, 0.0, 0.75, 0.5) == pytest.approx(1.4, rel=1e-15)
    assert neglect(rates, 1.0, 0.5, 1.0) == pytest.approx(0.5, rel=1e-15)
    assert neglect(rates, 0.5, 0.5, 0.0) == pytest.approx(1.2 * 1.5, rel=1e-15)


@given(IMPROVEMENTS, SHARES, SHARES, SHARES, SHARES)
def test_time_competence_and_alignment_never_let_practices_decay_faster(
    rates: Improvement, one: float, other: float, held: float, alignment: float
) -> None:
    low, high = sorted((one, other))
    found = [neglect(rates, served, held, alignment) for served in (low, high)]
    assert found[1] <= found[0]
    assert neglect(rates, held, high, alignment) <= neglect(rates, held, low, alignment)
    assert 0.0 <= neglect(rates, high, held, alignment) <= (1 + rates.upholding / 2) * 1.5


def test_a_gap_moves_by_its_three_flows() -> None:
    assert next_visible_gap(0.2, 0.1, 0.3, 0.01) == pytest.approx(0.2 * 0.75 + 0.01, rel=1e-15)
    assert next_local_gap(0.2, 0.3, 0.02, 0.01) == pytest.approx(0.2 * 0.7 - 0.01, rel=1e-14)


@given(SHARES, st.floats(0, 2), st.floats(0, 2), SHARES, st.floats(0, 0.5))
def test_gaps_stay_shares(gap: float, closure: float, driven: float, reopened: float, copying: float) -> None:
    assert 0.0 <= next_visible_gap(gap, driven, closure, reopened) <= 1.0
    assert 0.0 <= next_local_gap(gap, closure, copying, reopened) <= 1.0


@given(group_of("context.process", Process), WORKS, SHARES, SHARES, SHARES)
def test_support_builds_routines(process: Process, work: Work, absorbed: float, one: float, other: float) -> None:
    low, high = sorted((one, other))
    found = [next_process(process, work, absorbed, support) for support in (low, high)]
    assert 0.0 <= found[0] <= found[1] <= 1.0


def test_routines_by_hand() -> None:
    process, work = Process(gain=0.1, decay=0.05), Work(turbulence=2.0)
    assert next_process(process, work, 0.4, 0.5) == pytest.approx(0.4 + 0.1 * 0.5 * 0.6 - 0.05 * 2 * 0.4, rel=1e-15)


def test_people_notice_what_becomes_of_ideas_and_how_fast_things_improve() -> None:
    rates = Improvement(voice_rate=0.1, progress_rate=0.5)
    assert next_voice_response(rates, 0.3, 0.8) == pytest.approx(0.35, rel=1e-15)
    assert next_progress(rates, 0.1, 0.40, 0.39) == pytest.approx(0.31, rel=1e-13)
    assert next_progress(rates, 0.1, 0.39, 0.40) == 0.05  # decline is no progress, but no punishment either


@pytest.mark.parametrize(
    ("gap", "size", "highest", "after"),
    [(0.1, 0.1, 0.3, 0.15), (0.28, 0.1, 0.3, 0.3), (0.4, 0.1, 0.3, 0.4), (0.1, 0.0, 0.3, 0.1)],
)
def test_a_shock_adds_half_its_size_to_each_gap_up_to_the_maximum(
    gap: float, size: float, highest: float, after: float
) -> None:
    assert after_shock(gap, size, highest) == pytest.approx(after, rel=1e-15)
