"""Overtaking: known weeks, leads that do not last, never, direction, intervals that cover."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgsim.analysis.overtaking import deepest_deficit, lasting_lead, overtaking, smoothed
from orgsim.analysis.synthetic_curves import Noise, draw_noise
from orgsim.errors import ConfigurationError
from tests.analysis.results import results_of
from tests.study.helpers import LEAD, TRAP, make_results, make_study

WEEKS = 150
SLOPED = np.linspace(-0.05, 0.1, WEEKS)  # crosses zero between weeks 49 and 50
NOISE = Noise(0.03, 0.3)


def pair(difference: np.ndarray, noise: Noise = NOISE, replications: int = 50, seed: int = 1, outcome: str = "performance"):
    base = 0.5 + draw_noise(Noise(0.1, 0.9), (replications, WEEKS), (seed, 1))
    noisy = base + difference + draw_noise(noise, base.shape, (seed, 2))
    results = results_of(outcome, lead=noisy, trap=base)
    return results[LEAD.name], results[TRAP.name]


def test_the_week_of_overtaking():
    found = overtaking(*pair(SLOPED))
    assert found.week == pytest.approx(50, abs=3)
    assert found.week_interval[0] <= 50 <= found.week_interval[1]
    assert (found.first, found.second, found.replications) == (LEAD.name, TRAP.name, 50)
    assert found.deficit == pytest.approx(0.05, abs=0.01)
    assert found.deficit_week == pytest.approx(0, abs=4)
    assert found.deficit_interval[0] <= found.deficit <= found.deficit_interval[1]
    assert found.share == found.share_resamples == 1
    assert (found.low <= found.difference).all()
    assert (found.difference <= found.high).all()


def test_without_noise_it_is_exact():
    found = overtaking(*pair(SLOPED, Noise(0.0, 0.0)))
    assert found.week_interval == (found.week, found.week) == (50, 50)
    assert found.deficit == pytest.approx(0.05)


def test_an_early_lead_that_is_lost_does_not_count():
    hump = np.where(np.arange(WEEKS) < 30, 0.05, SLOPED - 0.02)
    found = overtaking(*pair(hump, Noise(0.001, 0.0)))
    assert found.week == pytest.approx(70, abs=1)
    assert found.deficit == pytest.approx(0.04, abs=0.01)


def test_never():
    found = overtaking(*pair(-np.abs(SLOPED) - 0.1))
    assert np.isnan(found.week)
    assert np.isnan(found.week_interval).all()
    assert found.share == found.share_resamples == 0
    assert found.deficit == pytest.approx(0.2, abs=0.02)
    assert found.deficit_week > 140


def test_ahead_in_the_last_weeks_only_is_not_yet_overtaking():
    late = np.where(np.arange(WEEKS) < WEEKS - 8, -0.1, 0.1)
    assert np.isnan(overtaking(*pair(late, Noise(0.001, 0.0))).week)


def test_ahead_from_the_start():
    found = overtaking(*pair(np.full(WEEKS, 0.2)))
    assert found.week == 0
    assert found.deficit == 0
    assert np.isnan(found.deficit_week)


def test_equal_until_they_part():
    """Scenarios that are the same company until a lever moves: nobody is ahead before."""
    results = make_results(make_study(LEAD, TRAP, replications=10, weeks=220))
    found = overtaking(results[LEAD.name], results[TRAP.name])
    assert found.week == 157
    assert (found.difference[:157] == 0).all()
    assert found.deficit == 0


def test_less_is_better_for_quits():
    fewer, more = pair(-SLOPED, outcome="quits")
    assert overtaking(fewer, more, "quits").week == pytest.approx(50, abs=3)


def test_a_share_of_the_replications():
    some = np.where(np.arange(50)[:, None] < 20, SLOPED, -0.2)
    found = overtaking(*pair(some, Noise(0.001, 0.0)))
    assert found.share == pytest.approx(0.4)
    assert np.isnan(found.replication_weeks[20:]).all()
    assert np.isnan(found.week)


def test_the_interval_may_be_open():
    uncertain = np.linspace(-0.05, 0.012, WEEKS)
    found = overtaking(*pair(uncertain, Noise(0.05, 0.95), 20))
    assert 0 < found.share_resamples < 1
    assert np.isnan(found.week_interval[1])


def test_the_interval_covers():
    inside = 0
    for seed in range(60):
        low, high = overtaking(*pair(SLOPED, Noise(0.03, 0.9), 25, seed), confidence=0.9, resamples=200).week_interval
        inside += low <= 50 <= high
    assert 46 <= inside <= 60  # 54 expected, standard deviation 2.3


@given(st.integers(0, 1000), st.integers(0, 6))
def test_smoothing_is_the_mean_of_the_weeks_around(seed, reach):
    curves = draw_noise(Noise(1.0, 0.0), (2, 15), (seed, 9))
    found = smoothed(curves, 2 * reach + 1)
    for week in range(15):
        wide = min(reach, week, 14 - week)
        np.testing.assert_allclose(found[:, week], curves[:, week - wide : week + wide + 1].mean(axis=1), atol=1e-12)


def test_smoothing_leaves_straight_lines_alone():
    np.testing.assert_allclose(smoothed(SLOPED[None], 13)[0], SLOPED, atol=1e-12)


@given(st.lists(st.sampled_from([-1.0, 0.0, 1.0]), min_size=1, max_size=12), st.integers(1, 4))
def test_a_lead_lasts_to_the_end(signs, hold):
    (week,) = lasting_lead(np.array([signs]), hold)
    expected = next((w for w in range(len(signs)) if all(sign > 0 for sign in signs[w:]) and w <= len(signs) - hold), np.nan)
    assert week == expected or (np.isnan(week) and np.isnan(expected))


def test_the_deepest_deficit_before():
    differences = np.array([[-1.0, -3, 1, -2, 1, 1], [-1, -3, 1, -2, 1, -4]])
    depth, week = deepest_deficit(differences, np.array([4, np.nan]))
    assert (depth.tolist(), week.tolist()) == ([3, 4], [1, 5])


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"outcome": "performnce"}, "outcomes: no outcome 'performnce'; did you mean 'performance'?"),
        ({"over": 4}, "over=4: must be an odd number of weeks, at most the 150 of the run"),
        ({"over": 151}, "over=151: must be an odd number of weeks, at most the 150 of the run"),
        ({"confidence": 1}, "confidence: 1 is not between 0 and 1"),
        ({"resamples": 0}, "resamples=0: must be a whole number from 1"),
    ],
)
def test_faults_are_one_line(changes, expected):
    with pytest.raises(ConfigurationError) as caught:
        overtaking(*pair(SLOPED), **changes)
    assert caught.value.faults == (expected,)


def test_refuses_other_dice_and_empty_roles():
    a, b = pair(SLOPED)
    with pytest.raises(ConfigurationError, match=r"which differ in seed \(1 and 2\)"):
        overtaking(a, b.assign_attrs(seed=2))
    a["trust"].values[:] = np.nan
    with pytest.raises(ConfigurationError, match="outcome=trust: has no value in some weeks"):
        overtaking(a, b, "trust")
