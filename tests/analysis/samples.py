"""Samples with known answers: designs and functions whose indices, boxes and regrets stand in textbooks or follow by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import qmc

from orgsim.analysis.sample import Sample
from orgsim.analysis.sample_making import make_sample

Floats = NDArray[np.float64]
Function = Callable[[Floats], Floats]


def ishigami(x: Floats) -> Floats:
    """sin x1 + 7 sin² x2 + 0.1 x3⁴ sin x1 on (−π, π)³ (Ishigami & Homma 1990)."""
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


def saltelli_points(factors: int, base: int, low: float = 0.0, high: float = 1.0, second: bool = False) -> Floats:
    """A, AB_1 … AB_D, (BA_1 … BA_D,) B, from a scrambled Sobol sequence in 2 D dimensions."""
    both = low + (high - low) * qmc.Sobol(2 * factors, rng=np.random.default_rng(1)).random(base)
    a, b = both[:, :factors], both[:, factors:]
    own = np.eye(factors, dtype=bool)
    blocks = [a, *(np.where(row, b, a) for row in own), *(np.where(row, a, b) for row in own if second), b]
    return np.stack(blocks, axis=1).reshape(-1, factors)


def morris_points(factors: int, count: int, levels: int = 4) -> Floats:
    """Trajectories on a grid of levels in the unit cube with steps of p / (2 (p − 1))."""
    dice, step = np.random.default_rng(1), levels / (2 * (levels - 1))
    grid = np.arange(levels // 2) / (levels - 1)
    paths = []
    for _ in range(count):
        start = dice.choice(grid, factors)
        order = dice.permutation(factors)
        path = np.tile(start, (factors + 1, 1))
        for place, factor in enumerate(order):
            path[place + 1 :, factor] += step
        paths.append(path)
    return np.concatenate(paths)


def latin(factors: int, count: int, low: float = 0.0, high: float = 1.0, seed: int = 1) -> Floats:
    """A Latin hypercube."""
    return low + (high - low) * qmc.LatinHypercube(factors, rng=np.random.default_rng(seed)).random(count)


def sample_of(
    points: Floats,
    replications: int = 1,
    noise: float = 0.0,
    names: Sequence[str] | None = None,
    weekly: pd.DataFrame | None = None,
    common: bool = False,
    **functions: Function,
) -> Sample:
    """The sample that functions of points (points, factors) give, with normal noise of its own in every run."""
    keys = list(names or (f"group.x{place + 1}" for place in range(points.shape[1])))
    design = pd.DataFrame(points, columns=keys)
    design.insert(0, "point", np.arange(len(points)))
    dice = np.random.default_rng(7)
    runs = pd.DataFrame(
        {"point": np.repeat(np.arange(len(points)), replications), "replication": np.tile(np.arange(replications), len(points))}
    )
    for name, function in functions.items():
        runs[name] = np.repeat(function(points), replications) + noise * dice.standard_normal(len(runs))
    return make_sample(design, runs, weekly=weekly, common=common)
