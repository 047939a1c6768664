"""Is everything that a sweep's folder holds what was computed: every byte read again, and a sample of runs computed again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from orgsim.errors import ResultsError
from orgsim.study.files import file_hash
from orgsim.summaries.table import SCALAR_NAMES
from orgsim.sweep.running.compute import computed
from orgsim.sweep.store.folder import Chunk, Contents, SweepFolder, open_folder
from orgsim.sweep.store.frozen import difference
from orgsim.sweep.store.identity import fingerprint
from orgsim.sweep.store.journal import written_hashes
from orgsim.sweep.store.layout import KINDS
from orgsim.sweep.store.quarantine import set_aside
from orgsim.sweep.store.tables import DamagedError, digest_of, read_checked


@dataclass(frozen=True)
class Checked:
    """What a check found: the folder's contents after it, files put aside, runs computed again and those that differed."""

    contents: Contents
    missing: int
    aside: list[str] = field(default_factory=list)
    recomputed: int = 0
    differing: list[str] = field(default_factory=list)
    note: str = ""

    @property
    def sound(self) -> bool:
        """Whether nothing was wrong with what is there."""
        return not self.aside and not self.differing


def check(folder: Path, deep: bool = False, sample: int = 8, seed: int = 1) -> Checked:
    """Look at every chunk's footer; `deep` reads every page, compares checksums and hashes, and computes `sample` runs again.

    Files that are not what their name says go to quarantine/: running the sweep again computes them. Runs are computed again
    bit for bit, which needs the model that made them. Raises ResultsError for a folder that is none, or holds chunks of another
    model than its own.
    """
    opened = open_folder(folder)
    contents = opened.contents()
    aside = list(contents.aside)
    recomputed, differing, note = 0, list[str](), ""
    if deep:
        known = written_hashes(opened.layout.journal)
        for key in sorted(contents.good):
            reason = _damage(opened, key, contents, known)
            if reason is not None:
                aside.append(set_aside(opened.layout, key, reason))
        contents = opened.contents()
        line = difference(opened.frozen.shared, fingerprint(opened.sweep, opened.frozen.keep), str(folder))
        if line is not None:
            note = f"no run was computed again: {line}"
        else:
            for chunk, point, replication in _sample(opened, contents, sample, seed):
                recomputed += 1
                differing += _recomputed(opened, chunk, point, replication)
    return Checked(contents, len(opened.missing(contents)), aside, recomputed, differing, note)


def _damage(opened: SweepFolder, key: str, contents: Contents, known: dict[str, set[str]]) -> str | None:
    """What is wrong with a chunk's files, byte by byte, or None."""
    for kind in KINDS:
        path = opened.layout.chunk(key, kind)
        if not path.exists():
            continue
        try:
            table = read_checked(path)
        except DamagedError as damage:
            return f"{kind}: {damage}"
        hashes = known.get(f"{kind}/{key}")
        if hashes and file_hash(path) not in hashes:
            return f"{kind}: it is not the bytes that were written"
        if kind == KINDS[0]:
            if table.column_names[2:] != list(SCALAR_NAMES):
                return f"{kind}: it has other columns"
            found = digest_of([column.to_numpy() for column in table.columns])
            if f"{found:064x}" != contents.good[key]["result"]:
                return f"{kind}: its numbers are not those that were computed"
    return None


def _sample(opened: SweepFolder, contents: Contents, count: int, seed: int) -> Iterator[tuple[Chunk, int, int]]:
    """Some of the runs that are there, each with its chunk: point and replication."""
    there = [chunk for chunk in opened.chunks if chunk.key in contents.good]
    if not there:
        return
    dice = np.random.Generator(np.random.Philox(key=seed))
    runs = np.cumsum([chunk.runs for chunk in there])
    for place in dice.integers(0, runs[-1], size=count):
        chunk = there[int(np.searchsorted(runs, place, side="right"))]
        point = int(dice.integers(chunk.start, chunk.stop))
        yield chunk, point, int(dice.integers(chunk.first, chunk.first + chunk.count))


def _recomputed(opened: SweepFolder, chunk: Chunk, point: int, replication: int) -> list[str]:
    """Nothing when a run comes out with the bits that are stored, else a line."""
    stored = stored_run(opened, chunk, point, replication)
    if stored is None:  # its point failed
        return []
    found = computed(opened.sweep, point, point + 1, replication, 1, None)[1][0, 0]
    different = [name for name, a, b in zip(SCALAR_NAMES, stored, found, strict=True) if not (a == b or (a != a and b != b))]
    return [f"point {point}, replication {replication}: {different[0]} differs"] if different else []


def stored_run(opened: SweepFolder, chunk: Chunk, point: int, replication: int) -> NDArray[np.float64] | None:
    """The scalars of one run as they are stored, or None where it is not there."""
    try:
        table = read_checked(opened.layout.chunk(chunk.key))
    except DamagedError as error:
        raise ResultsError(f"cannot read chunk {chunk.key}: {error}") from error
    columns = [column.to_numpy() for column in table.columns]
    (rows,) = np.nonzero((columns[0] == opened.ids[point]) & (columns[1] == replication))
    return None if not len(rows) else np.array([column[rows[0]] for column in columns[2:]])
