"""Designs are told by their points: Saltelli's in either order, Morris's trajectories, and nothing else."""

from __future__ import annotations

import numpy as np
import pytest

from orgsim.analysis.sensitivity.structure import saltelli, trajectories
from orgsim.sweeps.design.sampling import unit_sample
from orgsim.sweeps.plan import Sampling
from tests.analysis.samples import latin, morris_points, saltelli_points


@pytest.mark.parametrize("second", [False, True])
@pytest.mark.parametrize("factors", [1, 2, 5])
def test_saltelli_designs_are_told_row_by_row(factors: int, second: bool) -> None:
    found = saltelli(saltelli_points(factors, 32, second=second))
    assert found is not None
    assert found.second == second
    assert found.rows.shape == (32, (2 if second else 1) * factors + 2)


def test_saltelli_designs_are_told_block_by_block() -> None:
    points = saltelli_points(3, 16)
    rows = np.arange(80).reshape(16, 5)
    blocks = rows[:, [0, 4, 1, 2, 3]].T.ravel()  # all A, all B, all AB_1, …
    found = saltelli(points[blocks])
    assert found is not None
    assert np.array_equal(points[blocks][found.rows], points[rows])


def test_the_designs_that_sweeps_make_are_told() -> None:
    assert saltelli(unit_sample(Sampling("saltelli", 16, 3), 4)) is not None
    found = trajectories(unit_sample(Sampling("morris", 10, 3), 4))
    assert found is not None
    assert found.rows.shape == (10, 5)
    assert found.steps == pytest.approx([2 / 3] * 4)


def test_other_points_are_neither() -> None:
    points = latin(3, 80)
    assert saltelli(points) is None
    assert trajectories(points) is None
    moved = saltelli_points(3, 16)
    moved[7, 1] += 0.01
    assert saltelli(moved) is None
    shuffled = morris_points(3, 10)[np.random.default_rng(1).permutation(40)]
    assert trajectories(shuffled) is None
