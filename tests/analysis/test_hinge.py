"""Hinges: exact answers, the slow twin, ruptures, and gaps."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orgsim.analysis.hinge import EDGE, SHORTEST, fit_hinges
from orgsim.analysis.synthetic_curves import Noise, draw_noise, hinge, straight
from tests.analysis.naive_hinge import naive_hinge


@pytest.mark.parametrize(("weeks", "week"), [(312, 40), (312, 13), (312, 298), (27, 13), (53, 30)])
def test_a_hinge_without_noise_is_found_exactly(weeks, week):
    curve = hinge(weeks, week, 0.5, height=0.7, final=0.65)
    found = fit_hinges(curve[None])
    assert found.week[0] == week
    np.testing.assert_allclose([found.start[0], found.height[0], found.final[0]], [0.5, 0.7, 0.65], atol=1e-12)
    np.testing.assert_allclose(found.before[0], 0.2 / week, atol=1e-12)
    np.testing.assert_allclose(found.after[0], -0.05 / (weeks - 1 - week), atol=1e-12)
    np.testing.assert_allclose(found.fitted(weeks)[0], curve, atol=1e-12)
    assert found.squares[0] < 1e-20 < found.line_squares[0]


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 10**6), st.integers(30, 90), st.integers(1, 14), st.floats(0, 0.99))
def test_equal_to_the_slow_twin(seed, weeks, edge, correlation):
    curve = draw_noise(Noise(1.0, correlation), (1, weeks), (seed, 0))
    found, (squares, week, fitted) = fit_hinges(curve, edge), naive_hinge(curve[0], edge)
    assert found.week[0] == week
    assert found.squares[0] == pytest.approx(squares, rel=1e-9)
    np.testing.assert_allclose(found.fitted(weeks)[0], fitted, atol=1e-8)
    line = np.polyval(np.polyfit(np.arange(weeks), curve[0], 1), np.arange(weeks))
    assert found.line_squares[0] == pytest.approx(((curve[0] - line) ** 2).sum(), rel=1e-9)


def test_many_curves_are_fitted_as_each_alone():
    curves = draw_noise(Noise(1.0, 0.9), (7, 80), (3, 0))
    together = fit_hinges(curves)
    for place, curve in enumerate(curves):
        alone = fit_hinges(curve[None])
        for one, other in zip(together, alone, strict=True):
            np.testing.assert_allclose(one[place], other[0], rtol=1e-12)


@given(st.floats(-5, 5), st.floats(0.1, 100))
def test_shifted_and_scaled_curves_have_shifted_and_scaled_hinges(shift, scale):
    curve = hinge(100, 40, 0.2, height=0.8, final=0.9)[None] + draw_noise(Noise(0.02, 0.5), (1, 100), (5, 0))
    one, other = fit_hinges(curve), fit_hinges(shift + scale * curve)
    assert one.week == other.week
    np.testing.assert_allclose(other.height, shift + scale * one.height, rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(other.after, scale * one.after, rtol=1e-6, atol=1e-9)


def test_ruptures_finds_the_same_week():
    ruptures = pytest.importorskip("ruptures")
    for place, week in enumerate((30, 60, 90)):
        curve = hinge(130, week, 0.5, height=0.9, final=0.85) + draw_noise(Noise(0.003, 0.3), (1, 130), (place, 0))[0]
        change, end = ruptures.Dynp(model="clinear", min_size=EDGE, jump=1).fit(curve).predict(n_bkps=1)
        assert end == 130
        assert abs(fit_hinges(curve[None]).week[0] - (change - 1)) <= 2  # ruptures joins data points, not fitted values
        assert abs(fit_hinges(curve[None]).week[0] - week) <= 1


def test_a_curve_with_a_gap_has_no_hinge_and_spoils_no_other():
    curves = np.stack([hinge(60, 20, 0.0, height=1.0, final=1.0), straight(60, 0, 1)])
    curves[1, 30] = np.nan
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = fit_hinges(curves)
    assert found.week[0] == 20
    assert all(np.isnan(part[1]) for part in found)


def test_the_shortest_curve_has_one_place_for_a_hinge():
    assert fit_hinges(draw_noise(Noise(1.0, 0.0), (3, SHORTEST), (1, 0))).week.tolist() == [EDGE] * 3


@pytest.mark.parametrize("curve", [np.zeros(60), np.full(41, 0.5), np.arange(50.0)])
def test_of_equal_hinges_the_earliest_is_taken(curve):
    """A straight line is as good a hinge in any week, to the last bit."""
    found = fit_hinges(curve[None])
    assert found.squares[0] == found.line_squares[0] == 0
    assert found.week[0] == EDGE
