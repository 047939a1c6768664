"""The bootstrap: the same draws for the same seed, the spread of the mean, and intervals that may be open."""

from __future__ import annotations

import numpy as np
import pytest

from orgsim.analysis.bootstrap import percentile_interval, resampled_means
from orgsim.errors import ConfigurationError


def test_draws_do_not_depend_on_how_many_are_asked_for():
    values = np.random.default_rng(1).standard_normal((30, 4))
    few, many = resampled_means(values, 10, seed=3), resampled_means(values, 50, seed=3)
    np.testing.assert_allclose(few, many[:10], rtol=1e-12)
    assert not np.allclose(few, resampled_means(values, 10, seed=4))


def test_means_spread_as_the_standard_error():
    values = np.random.default_rng(1).standard_normal((50, 2))
    means = resampled_means(values, 4000)
    np.testing.assert_allclose(means.mean(axis=0), values.mean(axis=0), atol=0.01)
    np.testing.assert_allclose(means.std(axis=0), values.std(axis=0) / 50**0.5, rtol=0.05)


def test_weeks_are_drawn_together():
    values = np.random.default_rng(1).standard_normal((20, 1)).repeat(3, axis=1)
    means = resampled_means(values, 20)
    np.testing.assert_allclose(means[:, 0], means[:, 2], rtol=1e-12)


def test_intervals_hold_the_middle_and_may_be_open():
    estimates = np.arange(1000.0)
    assert percentile_interval(estimates, 0.9) == pytest.approx((50, 950), abs=1)
    estimates[-30:] = np.nan
    low, high = percentile_interval(estimates, 0.95)
    assert low == pytest.approx(25, abs=1)
    assert np.isnan(high)
    assert np.isnan(percentile_interval(np.full(10, np.nan), 0.95)).all()


def test_at_least_one_resample():
    with pytest.raises(ConfigurationError, match=r"resamples=0: must be a whole number from 1"):
        resampled_means(np.zeros((3, 3)), 0)
