"""Samples: strata of Latin hypercubes, SALib's matrices, Morris' steps, whole numbers, logarithms, and what grows."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from SALib.sample import sobol as salib

from orgsim.sweeps.design.sampling import SAMPLERS, crossed, sample_size, scaled, unit_sample
from orgsim.sweeps.plan import Factor, Sampling

WORDS = st.integers(0, 2**32 - 1)


@given(st.sampled_from(SAMPLERS), st.integers(1, 17), st.integers(1, 6), WORDS)
@settings(max_examples=60, deadline=None)
def test_a_sample_is_in_the_unit_cube_has_its_size_and_comes_again(method: str, points: int, factors: int, seed: int) -> None:
    sampling = Sampling(method, points, seed)
    sample = unit_sample(sampling, factors)
    assert sample.shape == (sample_size(sampling, factors), factors)
    assert sample.min() >= 0
    assert sample.max() <= 1
    assert sample.tobytes() == unit_sample(sampling, factors).tobytes()


@pytest.mark.parametrize("method", SAMPLERS)
def test_another_seed_gives_another_sample(method: str) -> None:
    one, two = (unit_sample(Sampling(method, 16, seed), 3) for seed in (1, 2))
    assert not np.array_equal(one, two)


@given(st.integers(1, 50), st.integers(1, 6), WORDS)
@settings(max_examples=30, deadline=None)
def test_a_latin_hypercube_has_one_point_in_every_slice(points: int, factors: int, seed: int) -> None:
    slices = np.floor(unit_sample(Sampling("lhs", points, seed), factors) * points)
    assert np.array_equal(np.sort(slices, axis=0), np.tile(np.arange(points)[:, np.newaxis], factors))


@given(st.integers(0, 5), st.integers(1, 5), WORDS)
@settings(max_examples=20, deadline=None)
def test_a_sobol_sequence_is_even_in_every_factor(power: int, factors: int, seed: int) -> None:
    slices = np.floor(unit_sample(Sampling("sobol", 2**power, seed), factors) * 2**power)
    assert np.array_equal(np.sort(slices, axis=0), np.tile(np.arange(2**power)[:, np.newaxis], factors))


@pytest.mark.parametrize("second", [False, True])
@pytest.mark.parametrize(("points", "factors"), [(8, 2), (64, 5), (32, 1)])
def test_saltellis_matrices_are_those_of_salib(points: int, factors: int, second: bool) -> None:
    problem = {"num_vars": factors, "names": list("abcde")[:factors], "bounds": [[0, 1]] * factors}
    generator = np.random.Generator(np.random.Philox(7))
    expected = salib.sample(problem, points, calc_second_order=second, seed=generator)
    sampling = Sampling("saltelli", points, 7, second)
    assert np.array_equal(unit_sample(sampling, factors), expected)
    assert sample_size(sampling, factors) == len(expected)


@given(st.integers(1, 6), st.integers(1, 5), WORDS)
@settings(max_examples=30, deadline=None)
def test_morris_changes_every_factor_once_and_one_at_a_time(trajectories: int, factors: int, seed: int) -> None:
    steps = np.diff(
        unit_sample(Sampling("morris", trajectories, seed), factors).reshape(trajectories, factors + 1, factors), axis=1
    )
    changed = np.abs(steps) > 1e-9
    assert (changed.sum(axis=1) == 1).all()
    assert (changed.sum(axis=2) == 1).all()
    assert np.allclose(np.abs(steps[changed]), 2 / 3)


@pytest.mark.parametrize("method", ["random", "sobol"])
def test_a_sample_that_grows_keeps_its_points(method: str) -> None:
    small, large = (unit_sample(Sampling(method, points, 3), 4) for points in (8, 32))
    assert np.array_equal(small, large[:8])


def test_whole_numbers_stay_whole_and_have_equal_shares() -> None:
    factor = Factor("shift.week", "sampled", low=3.0, high=6.0)
    values = scaled((np.arange(4000) + 0.5) / 4000, factor)
    assert np.unique(values, return_counts=True)[1].tolist() == [1000] * 4
    assert scaled(np.array([0.0, 1.0]), factor).tolist() == [3.0, 6.0]


def test_a_logarithmic_scale_is_even_by_ratio() -> None:
    factor = Factor("context.trust.loss_to_gain", "sampled", low=0.5, high=8.0, scale="log")
    assert np.allclose(scaled(np.array([0.0, 0.25, 0.5, 0.75, 1.0]), factor), [0.5, 1, 2, 4, 8])


@given(st.lists(st.integers(1, 5), min_size=1, max_size=4))
@settings(max_examples=30, deadline=None)
def test_a_grid_has_every_combination_once_the_last_factor_fastest(lengths: list[int]) -> None:
    factors = [Factor(f"f{n}", "grid", tuple(float(v) for v in range(length))) for n, length in enumerate(lengths)]
    rows = list(zip(*crossed(factors, Sampling()).values(), strict=True))
    assert len(rows) == np.prod(lengths)
    assert rows == sorted(set(rows))


def test_every_grid_combination_has_the_whole_sample() -> None:
    grid = Factor("start.habit", "grid", (0.1, 0.9))
    sampled = Factor("levers.coaching", "sampled", low=0.0, high=4.0)
    columns = crossed([sampled, grid], Sampling("lhs", 5, 1))
    assert list(columns) == ["levers.coaching", "start.habit"]
    assert columns["start.habit"].tolist() == [0.1] * 5 + [0.9] * 5
    assert np.array_equal(columns["levers.coaching"][:5], columns["levers.coaching"][5:])
