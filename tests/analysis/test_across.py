"""Statistics across replications, held against NumPy, SciPy and hand-made cases."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from orgsim.analysis.across import mean_interval, mean_of, quantile, share_above, student

settings.register_profile("patient", deadline=None)  # the first call imports SciPy
settings.load_profile("patient")
numbers = st.floats(-1e3, 1e3, allow_nan=False, width=32)
values = arrays(np.float64, st.tuples(st.integers(1, 9), st.integers(1, 4)), elements=numbers)
gappy = arrays(np.float64, st.tuples(st.integers(1, 9), st.integers(1, 4)), elements=numbers | st.just(np.nan))


@pytest.fixture(autouse=True)
def no_warnings():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


@given(gappy, st.sampled_from([0.0, 0.1, 0.5, 0.9, 1.0]))
def test_quantiles_are_numpys(sample, share):
    found = quantile(sample, share)
    for column, value in zip(sample.T, found, strict=True):
        known = column[~np.isnan(column)]
        assert np.isnan(value) if len(known) == 0 else value == pytest.approx(np.quantile(known, share), abs=1e-9)


@given(gappy)
def test_means_leave_out_what_is_unknown(sample):
    found = mean_interval(sample, 0.95)
    np.testing.assert_array_equal(found.pairs, (~np.isnan(sample)).sum(axis=0))
    for column, mean, also in zip(sample.T, found.mean, mean_of(sample, axis=0), strict=True):
        known = column[~np.isnan(column)]
        expected = known.mean() if len(known) else np.nan
        assert (mean, also) == pytest.approx((expected, expected), abs=1e-6, nan_ok=True)


@given(values)
def test_intervals_are_students(sample):
    stats = pytest.importorskip("scipy.stats")
    found = mean_interval(sample, 0.9)
    if len(sample) == 1:
        assert np.isnan(found.low).all()
        assert np.isnan(found.high).all()
        return
    half = stats.t.ppf(0.95, len(sample) - 1) * sample.std(axis=0, ddof=1) / np.sqrt(len(sample))
    np.testing.assert_allclose(found.high - found.mean, half, rtol=1e-6, atol=1e-6)
    np.testing.assert_allclose(found.mean - found.low, half, rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize("freedom", [1, 2, 3, 4, 5, 6, 7, 10, 29, 30, 199, 200, 999, 5000])
@pytest.mark.parametrize("confidence", [0.5, 0.9, 0.95, 0.99, 0.999])
def test_student_factors_are_scipys(freedom, confidence):
    stats = pytest.importorskip("scipy.stats")
    assert student(freedom, confidence) == pytest.approx(stats.t.ppf(0.5 + confidence / 2, freedom), rel=1e-9)


def test_student_factors_of_old_tables():
    assert student(1, 0.95) == pytest.approx(12.706, abs=5e-4)
    assert student(2, 0.95) == pytest.approx(4.303, abs=5e-4)
    assert student(10, 0.95) == pytest.approx(2.228, abs=5e-4)
    assert student(30, 0.99) == pytest.approx(2.750, abs=5e-4)
    assert student(100_000, 0.95) == pytest.approx(1.95996, abs=1e-4)


def test_the_interval_covers_as_often_as_it_says():
    sample = np.random.default_rng(1).standard_normal((8, 20_000))
    found = mean_interval(sample, 0.9)
    assert np.mean((found.low < 0) & (found.high > 0)) == pytest.approx(0.9, abs=0.007)


def test_ties_count_half():
    assert share_above(np.array([[1.0], [0.0], [0.0], [-1.0], [np.nan]]))[0] == 0.5
    assert share_above(np.zeros((4, 1)))[0] == 0.5
    assert np.isnan(share_above(np.full((4, 1), np.nan))[0])
