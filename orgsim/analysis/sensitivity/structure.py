"""What kind of design a sample is, read off its points: Saltelli's for Sobol indices, Morris's trajectories, or any other."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from orgsim.analysis.across import Floats

Ints = NDArray[np.int64]
_CLOSE = 1e-9


class Saltelli(NamedTuple):
    """A design for Sobol indices: `rows` (base, D + 2 or 2 D + 2) are points in SALib's order A, AB_1…D, (BA_1…D,) B."""

    rows: Ints
    second: bool


class Trajectories(NamedTuple):
    """Morris's design: `rows` (trajectories, D + 1), and the step of each factor as a part of its range, (factors,)."""

    rows: Ints
    steps: Floats


def saltelli(unit: Floats) -> Saltelli | None:
    """The Saltelli design that points (points, factors) are, row by row or block by block; None when they are none.

    AB_j is A but for factor j, which is B's; BA_j is B but for factor j, which is A's (Saltelli 2002; Saltelli et al. 2010).
    """
    count, factors = unit.shape
    for second in (True, False):
        width = (2 if second else 1) * factors + 2
        if count % width:
            continue
        for rows in (_row_by_row(count, width), _block_by_block(count, width)):
            if _is_saltelli(unit[rows], factors, second):
                return Saltelli(rows, second)
    return None


def _row_by_row(count: int, width: int) -> Ints:
    return np.arange(count, dtype=np.int64).reshape(-1, width)


def _block_by_block(count: int, width: int) -> Ints:
    """All of A, then all of B, then all of AB_1 and so on."""
    blocks = np.arange(count, dtype=np.int64).reshape(width, -1)
    return np.concatenate([blocks[:1], blocks[2:], blocks[1:2]]).T


def _is_saltelli(values: Floats, factors: int, second: bool) -> bool:
    """Whether values (base, width, factors) are in SALib's order, and A differs from B in every factor somewhere."""
    a, b = values[:, 0], values[:, -1]
    if (np.abs(a - b) <= _CLOSE).all(axis=0).any():
        return False
    for place in range(factors):
        own = np.arange(factors) == place
        if not _same(values[:, 1 + place], np.where(own, b, a)):
            return False
        if second and not _same(values[:, 1 + factors + place], np.where(own, a, b)):
            return False
    return True


def _same(values: Floats, others: Floats) -> bool:
    return bool((np.abs(values - others) <= _CLOSE).all())


def trajectories(unit: Floats) -> Trajectories | None:
    """Morris's trajectories that points (points, factors) are: each step moves one factor, each factor once; None when none.

    The step of a factor is the median over trajectories; a whole number's may differ a little by rounding.
    """
    count, factors = unit.shape
    if factors < 2 or count % (factors + 1):
        return None
    rows = _row_by_row(count, factors + 1)
    moves = np.diff(unit[rows], axis=1)
    moved = np.abs(moves) > _CLOSE
    if not ((moved.sum(axis=2) == 1).all() and (moved.sum(axis=1) == 1).all()):
        return None
    return Trajectories(rows, np.median(np.abs(moves).max(axis=1), axis=0))
