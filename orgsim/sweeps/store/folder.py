"""A sweep's folder opened: its points in the order of its rows, its plan of chunks, and what of it is there."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from orgsim.errors import ResultsError
from orgsim.sweeps.plan import Sweep
from orgsim.sweeps.store.blocks import Rectangle, pieces
from orgsim.sweeps.store.failures import Failure, read_failures
from orgsim.sweeps.store.frozen import Frozen, read_frozen
from orgsim.sweeps.store.identity import Ids, chunk_key, point_ids, values_of
from orgsim.sweeps.store.journal import Journal
from orgsim.sweeps.store.layout import SPECIFICATION, Layout
from orgsim.sweeps.store.quarantine import scan
from orgsim.sweeps.store.sealed import NO_DIGEST, ChangedError, no_sweep
from orgsim.sweeps.store.tables import POINT_ID, read_design


@dataclass(frozen=True)
class Chunk:
    """Rows from `start` up to `stop` in the replications first, first + 1, …, `count` of them; `key` names their numbers."""

    key: str
    start: int
    stop: int
    first: int
    count: int

    @property
    def runs(self) -> int:
        """Runs in the chunk."""
        return (self.stop - self.start) * self.count


@dataclass(frozen=True)
class Contents:
    """What lies in a folder: footers of good chunks and failures by key, and what was put into quarantine just now."""

    good: dict[str, dict[str, Any]]
    failures: dict[str, Failure]
    aside: list[str] = field(default_factory=list)

    @property
    def done(self) -> int:
        """Runs that are there."""
        return sum(int(about["rows"]) for about in self.good.values())

    @property
    def failed(self) -> int:
        """Runs that failed for good."""
        return sum(failure.runs for failure in self.failures.values())

    @property
    def digest(self) -> str:
        """The hash of all results that are there, whatever chunks they lie in."""
        total = sum(int(about["result"], 16) for about in self.good.values()) % 2**256
        return hashlib.sha256(total.to_bytes(32, "little")).hexdigest()


@dataclass(frozen=True)
class SweepFolder:
    """`sweep` has the points in the order of the folder's rows; `ids` (points,) and `hashes` (strata,) name them."""

    layout: Layout
    frozen: Frozen
    sweep: Sweep
    ids: Ids
    hashes: list[str]

    @property
    def journal(self) -> Journal:
        """Where this process notes what it does."""
        return Journal(self.layout.journal)

    @cached_property
    def chunks(self) -> list[Chunk]:
        """Every chunk of every block, replications outermost."""
        values = values_of(self.sweep)
        return [self._chunk(piece, values) for piece in pieces(self.frozen.blocks)]

    @cached_property
    def planned(self) -> set[str]:
        """The keys of all chunks."""
        return {chunk.key for chunk in self.chunks}

    def contents(self) -> Contents:
        """What is there now; damaged files go into quarantine. Raises ResultsError for another model's chunks."""
        return self._contents(touch=True)

    def look(self) -> Contents:
        """The same without touching anything: `aside` says what would go into quarantine."""
        return self._contents(touch=False)

    def missing(self, contents: Contents) -> list[Chunk]:
        """The chunks that are neither there nor failed for good."""
        return [chunk for chunk in self.chunks if chunk.key not in contents.good and chunk.key not in contents.failures]

    def runs_of_points(self, contents: Contents) -> NDArray[np.int64]:
        """How many runs of each point are there, (points,)."""
        edges = np.zeros(len(self.sweep) + 1, dtype=np.int64)
        for chunk in (each for each in self.chunks if each.key in contents.good):
            edges[chunk.start] += chunk.count
            edges[chunk.stop] -= chunk.count
        found = edges.cumsum()[:-1]
        for failure in (each for each in contents.failures.values() if each.kind == "points"):
            found[[each.point for each in failure.points]] -= failure.count
        return found

    def _contents(self, touch: bool) -> Contents:
        good, aside = scan(self.layout, self.frozen.shared, self.planned, touch=touch, grown=self._grown_meanwhile)
        found = {key: each for key, each in read_failures(self.layout.failed).items() if key in self.planned}
        # A record of points counts beside their chunk, one of a chunk instead of it.
        return Contents(good, {key: each for key, each in found.items() if (each.kind == "points") == (key in good)}, aside)

    def _grown_meanwhile(self) -> bool:
        """Whether another client has added blocks since: their chunks are none of ours, and no strangers.

        Raises ChangedError where no chunk may be called a stranger, since what says which are ours was changed itself.
        """
        now = read_frozen(self.layout.root)
        if now is not None and now.blocks != self.frozen.blocks:
            return True
        self.hold_design()
        if not self.frozen.sealed:
            raise ChangedError(
                f"'{self.layout.root}' holds chunks that are not of its {SPECIFICATION}: they are of another sweep, or the "
                f"file was changed, which cannot be told ({NO_DIGEST}); no chunk was touched; take away what is not of it"
            )
        return False

    def hold_design(self) -> None:
        """Raise ChangedError where the design's values are not those of its points' ids."""
        if not self._design_holds:
            raise changed_design(self.layout)

    @cached_property
    def _design_holds(self) -> bool:
        return bool(np.array_equal(point_ids(self.sweep, self.hashes), self.ids))

    def _chunk(self, piece: Rectangle, values: Any) -> Chunk:
        rows, count = slice(piece.start, piece.stop), piece.last - piece.first
        hashes = [self.hashes[place] for place in np.unique(self.sweep.stratum[rows])]
        key = chunk_key(self.frozen.shared, sorted(hashes), self.ids[rows], values=values[rows], first=piece.first, count=count)
        return Chunk(key, piece.start, piece.stop, piece.first, count)


def open_folder(root: Path) -> SweepFolder:
    """A folder that is there, as it is. Raises ResultsError when it holds no sweep or cannot be read."""
    layout, frozen = Layout(root), read_frozen(root)
    if frozen is None:
        raise no_sweep(root)
    table = read_design(layout.design)
    if table is None or len(table) < frozen.points:
        raise ResultsError(f"'{layout.design}' is missing or cut short; run the sweep's command again, which writes it anew")
    table = table.iloc[: frozen.points]
    ids = table[POINT_ID].to_numpy(dtype=np.int64)
    if hash_of(ids) != frozen.points_hash:
        raise changed_design(layout)
    columns = {key: table[key].to_numpy(dtype=np.float64) for key in frozen.shared["columns"]}
    sweep = replace(frozen.sweep, columns=columns, stratum=table["stratum"].to_numpy(dtype=np.int64))
    return SweepFolder(layout, frozen, sweep, ids, list(frozen.hashes))


def changed_design(layout: Layout) -> ChangedError:
    """The line for a design that is not as it was written."""
    return ChangedError(
        f"'{layout.design}' was changed since it was written; no chunk was touched; remove it and run the sweep's command "
        "again, which writes it anew"
    )


def hash_of(ids: Ids) -> str:
    """SHA-256 of the ids of points in their order."""
    return hashlib.sha256(ids.astype("<i8").tobytes()).hexdigest()
