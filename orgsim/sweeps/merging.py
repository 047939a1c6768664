"""Folders of machines that share nothing joined into one: shards of a sweep, or its blocks computed in several places."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from orgsim.errors import ResultsError
from orgsim.study.files import file_hash
from orgsim.study.kinds import manifest_of
from orgsim.sweeps.store.atomic import HashedFile, LostError, commit, locked
from orgsim.sweeps.store.blocks import Block, overlap
from orgsim.sweeps.store.failures import read_failures, write_failure
from orgsim.sweeps.store.folder import SweepFolder, open_folder
from orgsim.sweeps.store.frozen import difference, read_frozen, write_frozen
from orgsim.sweeps.store.layout import DESIGN, RUNS, Layout
from orgsim.writing import saving

_COPIED = ("journal", "provenance")


@dataclass(frozen=True)
class Merged:
    """The joined folder, and how many chunks were copied into it and were there already."""

    folder: SweepFolder
    copied: int
    present: int


def merge(sources: Sequence[Path], target: Path) -> Merged:
    """Join the folders of one sweep in `target`, which may be one of them, a folder merged before, or new.

    Raises ResultsError when they are not of one sweep and one model, naming the field that differs, or hold the same runs in
    chunks of different sizes.
    """
    opened = [open_folder(source) for source in sources]
    if not opened:
        raise ResultsError("merge: no folder given")
    layout = Layout(target)
    if manifest_of(target) is not None:
        raise ResultsError(f"'{target}' holds a run; shards of a sweep are joined in a folder of their own")
    with saving(target, LostError):
        layout.make(opened[0].frozen.keep)
    with locked(layout.journal / "lock"):
        before = read_frozen(target)
        every = [*([open_folder(target)] if before is not None else []), *opened]
        _same(every)
        first = every[0]
        blocks = _joined(every)
        if before is None:
            _copy(first.layout.design, layout.root / DESIGN)
        most = max(each.frozen.replications for each in every)
        write_frozen(layout.root, replace(first.frozen, blocks=blocks, replications=most))
    copied = present = 0
    for source in opened:
        if source.layout.root.resolve() != target.resolve():
            some, others = _chunks_of(source, layout)
            copied, present = copied + some, present + others
    return Merged(open_folder(target), copied, present)


def _same(every: Sequence[SweepFolder]) -> None:
    first = every[0]
    for other in every[1:]:
        where = f"'{other.layout.root}' and '{first.layout.root}'"
        line = difference(other.frozen.shared, first.frozen.shared, where)
        if line is None and (other.frozen.points_hash != first.frozen.points_hash or other.hashes != first.hashes):
            line = f"{where}: their points differ ({other.frozen.points:,} and {first.frozen.points:,})"
        if line is not None:
            raise ResultsError(line)


def _joined(every: Sequence[SweepFolder]) -> tuple[Block, ...]:
    blocks = tuple(dict.fromkeys(block for each in every for block in each.frozen.blocks))
    twice = overlap(blocks)
    if twice is not None:
        a, b = twice
        shared = f"points from {max(a.start, b.start)}, replications from {max(a.first, b.first)}"
        raise ResultsError(f"merge: two folders hold the same runs in chunks of different sizes ({shared}); leave one out")
    return blocks


def _chunks_of(source: SweepFolder, layout: Layout) -> tuple[int, int]:
    """Copy a folder's good chunks, failures, journal and provenance; returns chunks copied and those that were there."""
    contents, there, copied = source.contents(), layout.keys(), 0
    for key in sorted(contents.good.keys() - there):
        for kind in dict.fromkeys((source.frozen.keep, RUNS)):  # scalars last: they are the commit
            _copy(source.layout.chunk(key, kind), layout.chunk(key, kind))
        copied += 1
    known = read_failures(layout.failed)
    for key, failure in contents.failures.items():
        if key not in known:
            write_failure(layout.failure(key), failure)
    for name in _COPIED:
        for path in (source.layout.root / name).glob("*.json*"):
            _beside(path, layout.root / name / path.name)
    return copied, len(contents.good.keys() & there)


def _beside(source: Path, target: Path) -> None:
    """Copy a file; where another lies under its name, since one process wrote in both folders, under a name of its own."""
    if target.exists() and file_hash(source) != file_hash(target):
        target = target.with_name(f"{target.stem}-{file_hash(source)[:8]}{target.suffix}")
    _copy(source, target)


def _copy(source: Path, target: Path) -> None:
    def write(out: HashedFile) -> None:
        with source.open("rb") as file:
            shutil.copyfileobj(file, out, 1 << 20)

    commit(target, write)
