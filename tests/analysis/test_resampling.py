"""The bootstrap: the same dice everywhere, and the interval that theory expects."""

from __future__ import annotations

import numpy as np
import pytest

from orgsim.analysis.resampling import bootstrap_interval, resampled


def test_resamples_depend_on_the_seed_alone() -> None:
    np.random.default_rng(5).random(7)
    one, same, other = resampled(9, 1, 5), resampled(9, 1, 5), resampled(9, 2, 5)
    assert np.array_equal(one, same)
    assert not np.array_equal(one, other)
    assert one.shape == (5, 9)
    assert set(np.unique(resampled(9, 1))) == set(range(9))


def test_the_interval_of_a_mean_is_that_of_the_normal_distribution() -> None:
    values = np.random.Generator(np.random.Philox(3)).normal(2.0, 1.0, (400, 1))
    low, high = bootstrap_interval(values, lambda means: means[:, 0], 1, 0.95)
    half = 1.96 * values.std() / 20
    assert low == pytest.approx(values.mean() - half, abs=0.01)
    assert high == pytest.approx(values.mean() + half, abs=0.01)


def test_resamples_without_a_number_are_left_out() -> None:
    values = np.array([[0.0], [1.0]])
    low, high = bootstrap_interval(values, lambda means: np.where(means[:, 0] > 0.9, 7.0, np.nan), 1, 0.9)
    assert (low, high) == (7.0, 7.0)
    assert np.isnan(bootstrap_interval(values, lambda means: means[:, 0] * np.nan, 1, 0.9)).all()
