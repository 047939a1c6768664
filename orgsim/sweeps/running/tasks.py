"""A chunk as it is sent to whoever computes it: all it needs, and nothing of the rest of the sweep."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from orgsim.sweeps.plan import Sweep
from orgsim.sweeps.store.failures import FailedPoint, Failure
from orgsim.sweeps.store.folder import Chunk, SweepFolder
from orgsim.sweeps.store.identity import Ids


@dataclass(frozen=True, eq=False)
class ChunkTask:
    """`sweep` holds the chunk's points alone; `ids` (points,) name them; `root` is the folder that the results go to."""

    root: Path
    chunk: Chunk
    shared: Mapping[str, Any]
    sweep: Sweep
    ids: Ids

    def failed_point(self, place: int, error: str) -> FailedPoint:
        """The record of one of its points, by its place in the chunk."""
        choices = dict(self.sweep.strata[self.sweep.stratum[place]].choices)
        values = {key: float(column[place]) for key, column in self.sweep.columns.items()}
        return FailedPoint(self.chunk.start + place, int(self.ids[place]), choices, values, error)

    def failure(self, reason: str) -> Failure:
        """The record of a chunk of which nothing could be computed."""
        points = tuple(self.failed_point(place, "") for place in range(len(self.ids)))
        return Failure(self.chunk.key, "chunk", reason, self.chunk.first, self.chunk.count, points)


@dataclass(frozen=True)
class ChunkRecord:
    """What a worker says of a chunk: runs that are there and that failed, seconds of the engine; `error`: nothing is there.

    `lost` says that the disk is full or gone, `refused` that the worker has another model.
    """

    key: str
    runs: int = 0
    failed: int = 0
    seconds: float = 0.0
    error: str = ""
    lost: str = ""
    refused: str = ""


def task_of(folder: SweepFolder, chunk: Chunk) -> ChunkTask:
    """The task for a chunk of a folder."""
    rows, sweep = slice(chunk.start, chunk.stop), folder.sweep
    used, stratum = np.unique(sweep.stratum[rows], return_inverse=True)
    own = replace(
        sweep,
        strata=tuple(sweep.strata[place] for place in used),
        columns={key: np.array(column[rows]) for key, column in sweep.columns.items()},
        stratum=stratum.reshape(-1).astype(np.int64),
    )
    return ChunkTask(folder.layout.root.resolve(), chunk, folder.frozen.shared, own, folder.ids[rows])


def spans(sweep: Sweep, most: int) -> Iterator[tuple[int, int]]:
    """Points that stand together and share a stratum, at most so many at once."""
    edges = [0, *(np.flatnonzero(np.diff(sweep.stratum)) + 1).tolist(), len(sweep)]
    for start, stop in pairwise(edges):
        for at in range(start, stop, most):
            yield at, min(at + most, stop)
