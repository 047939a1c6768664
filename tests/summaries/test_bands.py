"""Bands: against NumPy on the values themselves, and the same bits for any parts, order and grouping."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orgsim.errors import ResultsError
from orgsim.model.outcomes import OUTCOME_NAMES, OUTCOMES
from orgsim.summaries import counting
from orgsim.summaries.bands import Bands
from orgsim.summaries.resolution import RESOLUTION

COUNT = len(OUTCOMES)
SHARES = (0.0, 0.1, 0.25, 0.5, 0.9, 1.0)


def made_up(runs: int, weeks: int = 7, seed: int = 0) -> np.ndarray:
    """Shares that reach both ends, rates that do not stay below 1, a change that is below zero, and gaps."""
    dice = np.random.default_rng(seed)
    values = np.clip(dice.normal(0.6, 0.3, (runs, weeks, COUNT)), 0, 1)
    values[:, :, OUTCOME_NAMES.index("improvement")] = dice.normal(0, 0.3, (runs, weeks))
    values[:, :, OUTCOME_NAMES.index("quits")] = 0.19 * dice.poisson(0.5, (runs, weeks))
    values[:, :, OUTCOME_NAMES.index("ideas")] = dice.exponential(5, (runs, weeks))
    values[dice.random(values.shape) < 0.02] = np.nan
    return values


def bands_of(*parts: np.ndarray) -> Bands:
    bands = Bands(parts[0].shape[1])
    for part in parts:
        bands.add(part)
    return bands


def numbers(bands: Bands) -> list[np.ndarray]:
    quantiles = [bands.quantile(share) for share in SHARES]
    return [bands.mean(), bands.sd(), bands.count(), bands.missing(), bands.minimum, bands.maximum, *quantiles]


def assert_same(one: Bands, other: Bands) -> None:
    assert one.runs == other.runs
    for mine, theirs in zip(numbers(one), numbers(other), strict=True):
        np.testing.assert_array_equal(mine, theirs)


@pytest.mark.parametrize("runs", [2, 3, 50, 3000])
def test_quantiles_are_within_one_bin_of_those_of_the_values(runs):
    values = made_up(runs)
    values[0] = 0.3  # no cell without a value
    bands = bands_of(values)
    for share in SHARES:
        off = np.abs(bands.quantile(share) - np.nanquantile(values, share, axis=0))
        assert (off <= RESOLUTION * (1 + 2.0**-16)).all()
    np.testing.assert_array_equal(bands.quantile(0.0), np.nanmin(values, axis=0))
    np.testing.assert_array_equal(bands.quantile(1.0), np.nanmax(values, axis=0))


def test_mean_and_spread_are_as_close_as_stated():
    values = made_up(2000, seed=1)
    bands, closest = bands_of(values), RESOLUTION / 2**17
    assert (np.abs(bands.mean() - np.nanmean(values, axis=0)) <= closest * (1 + 1e-6)).all()
    assert (np.abs(bands.sd() - np.nanstd(values, axis=0, ddof=1)) <= closest * (1 + 1e-3)).all()
    np.testing.assert_array_equal(bands.missing(), np.isnan(values).sum(axis=0))
    np.testing.assert_array_equal(bands.count() + bands.missing(), 2000)


def test_a_value_that_never_varies_has_no_spread_and_is_its_own_quantile():
    values = np.full((40, 3, COUNT), 0.7)
    bands = bands_of(values)
    assert (bands.sd() == 0).all()
    for share in SHARES:
        assert (bands.quantile(share) == 0.7).all()


@settings(deadline=None, max_examples=25)
@given(st.lists(st.integers(0, 60), max_size=4), st.permutations(range(60)), st.integers(0, 5))
def test_any_parts_and_order_give_the_same_bits(cuts, order, seed):
    values = made_up(60, seed=seed)
    assert_same(bands_of(*np.split(values[order], sorted(cuts))), bands_of(values))


@settings(deadline=None, max_examples=15)
@given(st.integers(0, 10), st.floats(-3, 3))
def test_merging_is_associative_and_like_adding(seed, shift):
    parts = [made_up(20, seed=seed), made_up(0), made_up(9, seed=seed + 1) + shift, made_up(30, seed=seed + 2) * 3]
    left, right, other = bands_of(parts[0]), bands_of(parts[2]), bands_of(parts[3])
    empty = bands_of(parts[1])
    right.merge(other)
    empty.merge(right)
    left.merge(empty)  # a + (0 + (b + c))
    assert_same(left, bands_of(*parts))
    one, two = bands_of(parts[3]), bands_of(parts[2])
    two.merge(one)
    two.merge(bands_of(parts[0]))  # (c + b) + a
    assert_same(two, left)
    assert_same(one, other)


def test_an_outcome_nobody_has_stays_nan():
    values = made_up(5)
    values[:, :, 3] = np.nan
    bands = bands_of(values)
    assert all(np.isnan(each[:, 3]).all() for each in (bands.mean(), bands.sd(), bands.quantile(0.5)))
    assert (bands.missing()[:, 3] == 5).all()
    assert np.isnan(Bands(4).quantile(0.5)).all()


def test_one_run_has_a_mean_and_no_spread():
    values = made_up(1)
    values[np.isnan(values)] = 0.5
    bands = bands_of(values)
    np.testing.assert_allclose(bands.mean(), values[0], atol=RESOLUTION.max() / 2**17)
    assert np.isnan(bands.sd()).all()
    np.testing.assert_array_equal(bands.quantile(0.3), values[0])


def test_squares_of_many_large_values_stay_exact():
    values = np.full((3000, 1, COUNT), 127.0)
    values[::2] = -127.0
    values[:, :, RESOLUTION < 1 / 256] /= 8
    np.testing.assert_allclose(bands_of(values).sd(), np.std(values, axis=0, ddof=1), rtol=1e-14)


def test_plain_python_counts_the_same():
    values = made_up(6, weeks=10)
    bands = bands_of(values)
    counts, totals = np.zeros_like(bands._counts), np.zeros_like(bands._totals)
    counting.count(values, bands._scale, bands._bins.base, counts, totals)
    np.testing.assert_array_equal(counts, bands._counts)
    np.testing.assert_array_equal(totals, bands._totals)


def test_bins_grow_to_the_range_in_use_alone():
    bands = Bands(2, np.array([1 / 1024]), ["trust"])
    bands.add(np.full((3, 2, 1), 0.51))
    assert bands._counts.shape == (2, 64)
    bands.add(np.full((3, 2, 1), -0.51))
    assert bands._counts.shape == (2, 1152)


@pytest.mark.parametrize(("value", "shown"), [(1e9, "1e+09"), (-200.0, "-200"), (np.inf, "inf")])
def test_values_too_large_for_bins_are_refused_by_name(value, shown):
    values = np.full((2, 3, COUNT), 0.5)
    values[1, 1, OUTCOME_NAMES.index("quits")] = value
    bands = bands_of(np.full((2, 3, COUNT), 0.5))
    with pytest.raises(ResultsError) as caught:
        bands.add(values)
    assert caught.value.faults == (
        f"quits={shown}: is too large for bands (at most 128 either way, at a resolution of 0.00390625)",
    )
    assert_same(bands, bands_of(np.full((2, 3, COUNT), 0.5)))


def test_bands_of_other_shapes_are_refused():
    with pytest.raises(ValueError, match="cannot be merged"):
        Bands(3).merge(Bands(4))
    with pytest.raises(ValueError, match="cannot be merged"):
        Bands(3).merge(Bands(3, RESOLUTION / 2))
    with pytest.raises(ValueError, match="these bands \\(run, 3, 25\\)"):
        Bands(3).add(np.zeros((1, 4, COUNT)))
