"""Which run goes where: the jobs of a call, arranged in blocks for one of the drivers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from orgsim.engines.kernel.blocks import Jobs
from orgsim.spec.study import Design

#: What a block costs whose runs share their dice, against one whose runs do not, where measured.
SHARED_COST = 0.8


def blocks_of(runs: int, width: int, parts: int = 1) -> NDArray[np.int64]:
    """Where blocks start in `parts` rows of `runs` each, and where the last one ends; no block reaches over a row's end."""
    starts = np.arange(0, runs, width, dtype=np.int64)
    return np.append((np.arange(parts)[:, None] * runs + starts).ravel(), parts * runs)


def runs(design: Design, width: int, units: Sequence[int], rows: Sequence[int] | None = None) -> Jobs:
    """Every replication of every unit; lanes take whatever comes next, so that few stay empty.

    `rows` are the places of the units' parameters; without it each has its own.
    """
    place, replication = np.divmod(np.arange(len(units) * design.replications), design.replications)
    row = place if rows is None else np.asarray(rows)[place]
    return _jobs(design, row, replication, np.asarray(units)[place], blocks_of(len(place), width))


def points(design: Design, width: int, rows: int) -> Jobs:
    """Every row of every replication, replication after replication, so that the lanes of a block share their dice."""
    replication, row = np.divmod(np.arange(rows * design.replications), rows)
    return _jobs(design, row, replication, np.full(len(row), design.unit), blocks_of(rows, width, design.replications))


def dice_shared(design: Design, width: int, rows: int) -> bool:
    """Whether points in lanes cost less than replications in lanes: there are enough points to fill them."""
    shared = design.replications * -(-rows // width) * SHARED_COST
    return rows > 1 and shared < -(-rows * design.replications // width)


def _jobs(
    design: Design, row: NDArray[np.int64], replication: NDArray[np.int64], unit: NDArray[np.int64], starts: NDArray[np.int64]
) -> Jobs:
    climate = unit if design.climate is None else np.full(len(row), design.climate)
    unit, climate, replication, row = (
        np.ascontiguousarray(number, dtype=np.int64) for number in (unit, climate, design.first + replication, row)
    )
    return Jobs(design.seed, unit, climate, replication, row, starts)
