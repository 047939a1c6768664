"""Is everything in a sweep's folder, and as it was written: every byte read again, and a sample of runs computed again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from orgsim.errors import ResultsError
from orgsim.study.files import file_hash
from orgsim.summaries.table import SCALAR_NAMES
from orgsim.sweeps.running.compute import computed
from orgsim.sweeps.store.folder import Chunk, Contents, SweepFolder, open_folder
from orgsim.sweeps.store.frozen import difference
from orgsim.sweeps.store.identity import fingerprint
from orgsim.sweeps.store.layout import KINDS
from orgsim.sweeps.store.quarantine import set_aside
from orgsim.sweeps.store.records import Noted, lost, noted, record_faults, rows_of, short_of_runs, unfinished
from orgsim.sweeps.store.sealed import NO_DIGEST
from orgsim.sweeps.store.tables import DamagedError, digest_of, read_checked


@dataclass(frozen=True)
class Checked:
    """What a check found: the folder's contents after it, and a line for everything that is not as it should be.

    `aside` are files that were put into quarantine, `faults` what stands beside the chunks and does not agree with them;
    `missing` chunks are neither there nor failed for good, `lost` of them were there once; `recomputed` runs were computed
    again, `differing` came out otherwise. `notes` are no faults.
    """

    contents: Contents
    missing: int
    lost: int = 0
    aside: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    recomputed: int = 0
    differing: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Whether everything is there, and as it was written."""
        return not (self.missing or self.aside or self.faults or self.differing)


def check(folder: Path, deep: bool = False, sample: int = 8, *, seed: int = 1) -> Checked:
    """Hold a folder to itself: specification, design, footers of chunks, failures, journal.

    `deep` reads every page, compares checksums and hashes, and computes `sample` runs again, bit for bit, which needs the
    model that made them. Chunks that are not what their name says go to quarantine/: running the sweep again computes them.

    Raises ChangedError where sweep.json or the design was changed, which touches no chunk, and ResultsError for a folder that
    is none, or holds chunks of another model than its own.
    """
    opened = open_folder(folder)
    contents, journal = opened.contents(), noted(opened)
    aside, faults = list(contents.aside), list(record_faults(opened, contents, journal))
    notes = [] if opened.frozen.sealed else [NO_DIGEST]
    notes += [f"chunk {key}: its process ended before it noted what it wrote" for key in unfinished(contents, journal)]
    aside += [set_aside(opened.layout, key, why) for key, why in _damaged(opened, contents, journal, deep).items()]
    contents = opened.contents()
    recomputed, differing = 0, list[str]()
    if deep:
        line = difference(opened.frozen.shared, fingerprint(opened.sweep, opened.frozen.keep), str(folder))
        runs = list(_sample(opened, contents, sample, seed)) if line is None else []
        notes += [] if line is None else [f"no run was computed again: {line}"]
        recomputed = len(runs)
        differing = [each for run in runs for each in _recomputed(opened, *run)]
    missing, gone = len(opened.missing(contents)), lost(opened, contents, journal)
    return Checked(contents, missing, gone, aside, faults, recomputed, differing, notes)


def _damaged(opened: SweepFolder, contents: Contents, journal: Noted, deep: bool) -> dict[str, str]:
    """Chunks that are not what they should be, by key, and why."""
    found = short_of_runs(opened, contents)
    if deep:
        for chunk in (each for each in opened.chunks if each.key in contents.good and each.key not in found):
            reason = _damage(opened, chunk, contents, journal)
            found |= {} if reason is None else {chunk.key: reason}
    return found


def _damage(opened: SweepFolder, chunk: Chunk, contents: Contents, journal: Noted) -> str | None:
    """What is wrong with a chunk's files, byte by byte, or None."""
    for kind in KINDS:
        path = opened.layout.chunk(chunk.key, kind)
        if not path.exists():
            continue
        try:
            table = read_checked(path)
        except DamagedError as damage:
            return f"{kind}: {damage}"
        hashes = journal.written.get(f"{kind}/{chunk.key}")
        if hashes and file_hash(path) not in hashes:
            return f"{kind}: it is not the bytes that were written"
        if kind == KINDS[0]:
            if table.column_names[2:] != list(SCALAR_NAMES):
                return f"{kind}: it has other columns"
            columns = [column.to_numpy() for column in table.columns]
            if f"{digest_of(columns):064x}" != contents.good[chunk.key]["result"]:
                return f"{kind}: its numbers are not those that were computed"
            if set(columns[0].tolist()) != set(rows_of(opened, chunk, contents.failures.get(chunk.key)).tolist()):
                return f"{kind}: it holds runs of other points, or of some that failed"
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
    stored = stored_run(opened, chunk, point, replication=replication)
    if stored is None:  # its point failed
        return []
    found = computed(opened.sweep, point, point + 1, first=replication, count=1, threads=None)[1][0, 0]
    different = [name for name, a, b in zip(SCALAR_NAMES, stored, found, strict=True) if not (a == b or (a != a and b != b))]
    return [f"point {point}, replication {replication}: {different[0]} differs"] if different else []


def stored_run(opened: SweepFolder, chunk: Chunk, point: int, *, replication: int) -> NDArray[np.float64] | None:
    """The scalars of one run as they are stored, or None where it is not there."""
    try:
        table = read_checked(opened.layout.chunk(chunk.key))
    except DamagedError as error:
        raise ResultsError(f"cannot read chunk {chunk.key}: {error}") from error
    columns = [column.to_numpy() for column in table.columns]
    (rows,) = np.nonzero((columns[0] == opened.ids[point]) & (columns[1] == replication))
    return None if not len(rows) else np.array([column[rows[0]] for column in columns[2:]])
