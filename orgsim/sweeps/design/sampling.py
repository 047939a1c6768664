"""Samples in the unit cube, and what they mean for each factor: Latin hypercubes, Sobol' sequences, Morris trajectories.

All of it is a pure function of method, points, number of factors and seed, by NumPy's Philox with that seed.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from orgsim.sweeps.design.axes import NUMBERS
from orgsim.sweeps.plan import Factor, Sampling

Floats = NDArray[np.float64]
#: Levels of Morris' grid in each factor: trajectories visit 0, 1/3, 2/3 and 1 of the range.
MORRIS_LEVELS = 4


def unit_sample(sampling: Sampling, factors: int) -> Floats:
    """The sample in the unit cube, (points, factors), rows in the order that SALib's analyses need.

    `random` and `sobol` only grow when more points are asked for; `lhs`, `saltelli` and `morris` become others, but for
    saltelli whose base points grow.
    """
    generator = np.random.Generator(np.random.Philox(sampling.seed))
    if sampling.method == "saltelli":
        return _saltelli(sampling.points, factors, generator, sampling.second_order)
    return _METHODS[sampling.method](sampling.points, factors, generator)


def sample_size(sampling: Sampling, factors: int) -> int:
    """Points of one sample: what `points` asks for, times what the method makes of each."""
    base = 2 * factors + 2 if sampling.second_order else factors + 2
    return sampling.points * {"saltelli": base, "morris": factors + 1}.get(sampling.method, 1)


def scaled(unit: Floats, factor: Factor) -> Floats:
    """Places in the unit interval as values of a factor: evenly by value, or by its logarithm; whole where the key wants it.

    Whole numbers have equal shares of the unit interval, both ends included.
    """
    assert factor.low is not None
    assert factor.high is not None
    whole = NUMBERS[factor.key].whole
    low, high = factor.low, factor.high + whole
    logs = np.log(low) + unit * (np.log(high) - np.log(low)) if factor.scale == "log" else None
    values = low + unit * (high - low) if logs is None else np.exp(logs)
    return np.asarray(np.clip(np.floor(values) if whole else values, factor.low, factor.high))


def _random(points: int, factors: int, generator: np.random.Generator) -> Floats:
    return generator.random((points, factors))


def _lhs(points: int, factors: int, generator: np.random.Generator) -> Floats:
    """One point in each of `points` equal slices of every factor (McKay, Beckman & Conover 1979)."""
    from scipy.stats import qmc

    return np.asarray(qmc.LatinHypercube(factors, seed=generator).random(points))


def _sobol(points: int, factors: int, generator: np.random.Generator) -> Floats:
    """The first points of a scrambled Sobol' sequence (Owen 1998)."""
    from scipy.stats import qmc

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # that balance needs a power of two: the sweep says so itself
        return np.asarray(qmc.Sobol(factors, scramble=True, seed=generator).random(points))


def _saltelli(points: int, factors: int, generator: np.random.Generator, second_order: bool) -> Floats:
    """Saltelli's matrices for Sobol' indices of first and total order, and of second order where asked for.

    For each base point: A, then for each factor A with that factor of B, then (second order) B with that factor of A, then B.
    Source: Saltelli et al. 2010; the same rows as `SALib.sample.sobol.sample`.
    """
    base = _sobol(points, 2 * factors, generator)
    first, second = base[:, :factors], base[:, factors:]
    own = np.eye(factors, dtype=bool)
    swapped = [np.where(own, second[:, np.newaxis], first[:, np.newaxis])]
    if second_order:
        swapped.append(np.where(own, first[:, np.newaxis], second[:, np.newaxis]))
    return np.concatenate([first[:, np.newaxis], *swapped, second[:, np.newaxis]], axis=1).reshape(-1, factors)


def _morris(points: int, factors: int, generator: np.random.Generator) -> Floats:
    """Morris' trajectories (Morris 1991): each starts on the grid and moves every factor once, in an order of its own.

    A move is half the levels, up or down, so that all levels are met equally often.
    """
    half = MORRIS_LEVELS // 2
    lower = generator.integers(0, half, size=(points, 1, factors))
    starts_above = generator.integers(0, 2, size=(points, 1, factors)).astype(bool)
    order = generator.permuted(np.tile(np.arange(factors), (points, 1)), axis=1)[:, np.newaxis]
    moved = order < np.arange(factors + 1)[np.newaxis, :, np.newaxis]
    levels = lower + half * (starts_above ^ moved)
    return (levels / (MORRIS_LEVELS - 1.0)).reshape(-1, factors)


_METHODS: dict[str, Callable[[int, int, np.random.Generator], Floats]] = {
    "random": _random,
    "lhs": _lhs,
    "sobol": _sobol,
    "morris": _morris,
}
SAMPLERS = (*_METHODS, "saltelli")


def crossed(factors: Sequence[Factor], sampling: Sampling) -> dict[str, Floats]:
    """Every combination of the grid factors, the last one fastest, each with the whole sample of the sampled ones: by key."""
    grid = [factor for factor in factors if factor.kind == "grid"]
    sampled = [factor for factor in factors if factor.kind == "sampled"]
    combinations = int(np.prod([len(factor.values) for factor in grid], dtype=np.int64))
    size = sample_size(sampling, len(sampled)) if sampled else 1
    columns, inner = {}, combinations
    for factor in grid:
        inner //= len(factor.values)
        outer = combinations // (inner * len(factor.values))
        columns[factor.key] = np.repeat(np.tile(np.repeat(np.array(factor.values, dtype=np.float64), inner), outer), size)
    if sampled:
        unit = unit_sample(sampling, len(sampled))
        for place, factor in enumerate(sampled):
            columns[factor.key] = np.tile(scaled(unit[:, place], factor), combinations)
    return {factor.key: columns[factor.key] for factor in factors}
