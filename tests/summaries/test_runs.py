"""Scalars of runs: against NumPy and the plateau analysis, with gaps, and the same bits in any company."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orgsim.analysis.hinge import EDGE, SHORTEST, fit_hinges
from orgsim.analysis.plateau import PlateauRule, declare
from orgsim.analysis.synthetic_curves import Noise, draw_noise, hinge
from orgsim.model.calendar import LEVEL_WEEKS
from orgsim.model.outcomes import OUTCOME_NAMES, OUTCOMES
from orgsim.summaries import reducing
from orgsim.summaries.hinge import PARTS
from orgsim.summaries.runs import scalars
from orgsim.summaries.table import SCALAR_NAMES, SCALARS

COUNT = len(OUTCOMES)
PERFORMANCE = OUTCOME_NAMES.index("performance")


def made_up(runs: int, weeks: int, seed: int = 0) -> np.ndarray:
    return 0.5 + 0.05 * np.random.default_rng(seed).standard_normal((runs, weeks, COUNT)).cumsum(axis=1)


def column(found: np.ndarray, name: str) -> np.ndarray:
    return found[:, SCALAR_NAMES.index(name)]


def test_the_table_names_every_outcome_and_no_scalar_twice():
    assert len(set(SCALAR_NAMES)) == len(SCALARS) == 2 * COUNT + 7
    assert SCALAR_NAMES[:2] == ("final_performance", "final_improvement")
    assert all(scalar.unit and scalar.meaning for scalar in SCALARS)
    assert SCALARS[SCALAR_NAMES.index("mean_quits")].unit == "1/person-year"


@pytest.mark.parametrize("weeks", [1, 30, 52, 100])
def test_means_and_extremes_are_those_of_numpy(weeks):
    outcomes = made_up(5, weeks)
    found, curves = scalars(outcomes), outcomes[:, :, PERFORMANCE]
    np.testing.assert_allclose(found[:, :COUNT], outcomes[:, -LEVEL_WEEKS:].mean(axis=1), rtol=1e-13)
    np.testing.assert_allclose(found[:, COUNT : 2 * COUNT], outcomes.mean(axis=1), rtol=1e-13)
    np.testing.assert_array_equal(column(found, "lowest_performance"), curves.min(axis=1))
    np.testing.assert_array_equal(column(found, "lowest_performance_week"), curves.argmin(axis=1))
    np.testing.assert_array_equal(column(found, "highest_performance"), curves.max(axis=1))
    np.testing.assert_array_equal(column(found, "highest_performance_week"), curves.argmax(axis=1))


def test_the_weeks_of_equal_extremes_are_the_first():
    outcomes = made_up(1, 40)
    outcomes[0, :, PERFORMANCE] = 0.5
    outcomes[0, [7, 30], PERFORMANCE], outcomes[0, [9, 20], PERFORMANCE] = 0.2, 0.8
    found = scalars(outcomes)
    assert column(found, "lowest_performance_week") == 7
    assert column(found, "highest_performance_week") == 9


def test_the_plateau_is_that_of_the_analysis():
    curves = np.stack([hinge(156, 50, 0.5, height=0.7, final=late) for late in (0.7, 0.71, 0.9)])
    outcomes = made_up(60, 156)
    outcomes[:, :, PERFORMANCE] = np.repeat(curves, 20, axis=0) + draw_noise(Noise(0.02, 0.6), (60, 156), (1, 1))
    found, hinges = scalars(outcomes), fit_hinges(outcomes[:, :, PERFORMANCE])
    declared = declare(outcomes[:, :, PERFORMANCE], hinges, PlateauRule())
    np.testing.assert_array_equal(column(found, "plateau_week"), hinges.week)
    np.testing.assert_array_equal(column(found, "plateau_level"), hinges.height)
    np.testing.assert_array_equal(column(found, "plateau_declared"), declared)
    assert 0.1 < declared.mean() < 0.9


def test_runs_too_short_for_a_hinge_have_none():
    for weeks, lacking in ((SHORTEST - 1, True), (SHORTEST, False)):
        found = scalars(made_up(3, weeks))[:, -3:]
        assert (np.isnan(found) == lacking).all()


def test_gaps_are_left_out_and_what_has_no_value_is_nan():
    outcomes = made_up(2, 80)
    trust = OUTCOME_NAMES.index("trust")
    outcomes[0, :, trust] = np.nan
    outcomes[1, 10:74, trust] = np.nan
    outcomes[1, 5, PERFORMANCE] = np.nan
    found = scalars(outcomes)
    assert np.isnan(column(found, "final_trust")[0])
    assert np.isnan(column(found, "mean_trust")[0])
    assert column(found, "mean_trust")[1] == pytest.approx(np.nanmean(outcomes[1, :, trust]), rel=1e-13)
    assert column(found, "final_trust")[1] == pytest.approx(np.nanmean(outcomes[1, -LEVEL_WEEKS:, trust]), rel=1e-13)
    assert column(found, "lowest_performance")[1] == np.nanmin(outcomes[1, :, PERFORMANCE])
    assert np.isnan(column(found, "plateau_week")).tolist() == [False, True]
    assert np.isnan(column(found, "plateau_declared")).tolist() == [False, True]


@settings(deadline=None, max_examples=20)
@given(st.lists(st.integers(0, 11), max_size=4), st.permutations(range(12)))
def test_a_run_has_the_same_bits_in_any_chunk_and_order(cuts, order):
    outcomes = made_up(12, 60)
    parts = np.split(outcomes[order], sorted(cuts))
    found = np.concatenate([scalars(part) for part in parts])
    np.testing.assert_array_equal(found, scalars(outcomes)[order])


def test_plain_python_finds_the_same_bits():
    outcomes = made_up(3, 40, seed=2)
    outcomes[1, 3, :] = np.nan
    plain, rule = np.empty((3, len(SCALARS))), PlateauRule()
    room = (np.empty((4, COUNT)), np.empty(40), np.empty(40), np.empty(len(PARTS)))
    reducing.reduce_runs(outcomes, PERFORMANCE, LEVEL_WEEKS, EDGE, rule.late_share, rule.margin, *room, plain)
    np.testing.assert_array_equal(plain, scalars(outcomes))


def test_an_array_to_fill_is_filled():
    outcomes, into = made_up(4, 30), np.empty((4, len(SCALARS)))
    assert scalars(outcomes, into) is into
    np.testing.assert_array_equal(into, scalars(outcomes))
