"""Synthetic curves have the answers they are said to have."""

from __future__ import annotations

import numpy as np
import pytest

from orgsim.analysis.synthetic_curves import WITHOUT_PLATEAU, Noise, draw_noise, fit_noise, hinge, rising


@pytest.mark.parametrize("name", WITHOUT_PLATEAU)
def test_curves_without_a_plateau_rise_every_week_to_the_end(name):
    curve = WITHOUT_PLATEAU[name](200, 0.4, 0.9)
    assert (curve[0], curve[-1]) == (pytest.approx(0.4), pytest.approx(0.9))
    gains = np.diff(curve)
    assert (gains > 0).all()
    assert (np.diff(gains) < 1e-12).all()
    assert gains[-1] > 0.02 * gains[0]


def test_the_slowing_rise_ends_at_the_slope_it_promises():
    gains = np.diff(rising(1000, 0, 1, lengths=2))
    assert gains[-1] / gains[0] == pytest.approx(np.exp(-2), rel=0.01)


def test_a_hinge_is_where_it_should_be():
    curve = hinge(11, 4, 0.0, height=1.0, final=0.4)
    np.testing.assert_allclose(curve[[0, 2, 4, 7, 10]], [0, 0.5, 1, 0.7, 0.4])


@pytest.mark.parametrize("correlation", [0.0, 0.6, 0.95])
def test_noise_has_its_deviation_and_correlation_from_the_first_week(correlation):
    noise = draw_noise(Noise(0.3, correlation), (4000, 50), (1, 7))
    assert noise[:, 0].std() == pytest.approx(0.3, rel=0.05)
    assert noise[:, -1].std() == pytest.approx(0.3, rel=0.05)
    fitted = fit_noise(noise)
    assert fitted.deviation == pytest.approx(0.3, rel=0.03)
    assert fitted.correlation == pytest.approx(correlation, abs=0.02)


def test_noise_is_the_same_for_the_same_key():
    one, same, other = (draw_noise(Noise(1.0, 0.5), (2, 9), key) for key in ((1, 2), (1, 2), (1, 3)))
    np.testing.assert_array_equal(one, same)
    assert (one != other).all()


def test_no_residuals_are_no_noise():
    assert fit_noise(np.zeros((3, 20))) == (0.0, 0.0)
