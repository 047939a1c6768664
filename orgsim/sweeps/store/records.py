"""Whether what stands beside the chunks of a folder agrees with them: the design, the records of failures, the journal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

import numpy as np

from orgsim.sweeps.store.failures import Failure, faulty_files, read_failures
from orgsim.sweeps.store.folder import Chunk, Contents, SweepFolder, changed_design
from orgsim.sweeps.store.growing import design_frame, same_rows
from orgsim.sweeps.store.identity import fingerprint, stratum_hashes
from orgsim.sweeps.store.journal import events, journal_faults
from orgsim.sweeps.store.layout import RUNS, SPECIFICATION
from orgsim.sweeps.store.tables import read_design


@dataclass
class Noted:
    """What the journal knows: SHA-256 of the files written under each name, chunks begun, and why chunks failed."""

    written: dict[str, set[str]] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)
    failed: dict[str, set[str]] = field(default_factory=dict)


def noted(opened: SweepFolder) -> Noted:
    """The journal of a folder, as far as it is what was written."""
    found = Noted()
    for event in events(opened.layout.journal):
        key = str(event.get("key", ""))
        if event["event"] == "begun":
            found.begun.add(key)
        elif event["event"] == "failed":
            found.failed.setdefault(key, set()).add(str(event.get("reason")))
        for name, digest in event.get("files", {}).items():
            found.written.setdefault(name, set()).add(digest)
    return found


def record_faults(opened: SweepFolder, contents: Contents, journal: Noted) -> Iterator[str]:
    """A line for everything beside the chunks that is not as it was written, or says what the chunks do not.

    Raises ChangedError where it is the design.
    """
    _hold_design(opened)
    yield from _strata(opened)
    yield from journal_faults(opened.layout.journal)
    yield from _failures(opened, contents, journal)
    yield from _journal(contents, journal)


def unfinished(contents: Contents, journal: Noted) -> list[str]:
    """The chunks whose process ended after it had written them and before it had noted that."""
    return [key for key in sorted(contents.good) if f"{RUNS}/{key}" not in journal.written and key in journal.begun]


def lost(opened: SweepFolder, contents: Contents, journal: Noted) -> int:
    """How many chunks were written once and are not there."""
    return sum(f"{RUNS}/{chunk.key}" in journal.written for chunk in opened.missing(contents))


def short_of_runs(opened: SweepFolder, contents: Contents) -> dict[str, str]:
    """Chunks that lack runs of which no record says why they failed, by key."""
    found = {}
    for chunk in opened.chunks:
        about, failure = contents.good.get(chunk.key), contents.failures.get(chunk.key)
        if about is not None and int(about["rows"]) + (0 if failure is None else failure.runs) != chunk.runs:
            gone = chunk.runs - int(about["rows"])
            found[chunk.key] = f"it lacks {gone:,} of {chunk.runs:,} runs, and no record in failed/ says why"
    return found


def _hold_design(opened: SweepFolder) -> None:
    opened.hold_design()
    there = read_design(opened.layout.design)
    if there is None or not same_rows(there[: opened.frozen.points], design_frame(opened)):
        raise changed_design(opened.layout)


def _strata(opened: SweepFolder) -> Iterator[str]:
    """Of a specification without a digest, the strata at least have hashes, which this model can make again."""
    frozen = opened.frozen
    if not frozen.sealed and fingerprint(opened.sweep, frozen.keep)["model_hash"] == frozen.shared.get("model_hash"):
        for place, (there, here) in enumerate(zip_longest(opened.hashes, stratum_hashes(opened.sweep))):
            if there != here:
                yield f"{SPECIFICATION} was changed since it was written: stratum {place} is not that of its hash"


def _failures(opened: SweepFolder, contents: Contents, journal: Noted) -> Iterator[str]:
    chunks = {chunk.key: chunk for chunk in opened.chunks}
    for name in faulty_files(opened.layout.failed):
        yield f"failed/{name} cannot be read, so its chunk is tried again"
    for key, failure in read_failures(opened.layout.failed).items():
        wrong = _wrong(opened, chunks.get(key), key, failure)
        stands_for_it = failure.kind == "chunk" and key not in contents.good
        if stands_for_it and failure.reason not in journal.failed.get(key, ()):
            wrong = wrong or "the journal knows of no such failure"
        if wrong:
            yield f"failed/{key}.json is not what was written: {wrong}; remove it, and the sweep's command tries its runs again"


def _wrong(opened: SweepFolder, chunk: Chunk | None, key: str, failure: Failure) -> str:
    """Why a record is not one of its chunk; empty where it is."""
    if failure.key != key or failure.kind not in ("points", "chunk"):
        return f"it is of chunk {failure.key}, and of kind {failure.kind!r}"
    if chunk is None:
        return "the sweep has no such chunk"
    if (failure.first, failure.count) != (chunk.first, chunk.count):
        return "its replications are not those of the chunk"
    rows = [each.point for each in failure.points]
    inside = all(isinstance(row, int) and chunk.start <= row < chunk.stop for row in rows) and len(set(rows)) == len(rows) > 0
    if not inside or (failure.kind == "chunk" and len(rows) != chunk.stop - chunk.start):
        return "its points are not those of the chunk"
    if any(not _is_point(opened, asked) for asked in failure.points):
        return "its points have other values in the design"
    return ""


def _is_point(opened: SweepFolder, asked: Any) -> bool:
    sweep, row = opened.sweep, asked.point
    values = {name: float(column[row]) for name, column in sweep.columns.items()}
    choices = dict(sweep.strata[int(sweep.stratum[row])].choices)
    return (asked.point_id, asked.values, asked.choices) == (int(opened.ids[row]), values, choices)


def _journal(contents: Contents, journal: Noted) -> Iterator[str]:
    unknown = [key for key in sorted(contents.good) if f"{RUNS}/{key}" not in journal.written and key not in journal.begun]
    if unknown:
        yield (
            f"the journal has no line for {len(unknown):,} of {len(contents.good):,} chunks (the first is {unknown[0]}): "
            "their bytes cannot be compared with those that were written, only their numbers with their own checksums"
        )


def rows_of(opened: SweepFolder, chunk: Chunk, failure: Failure | None) -> np.ndarray[Any, Any]:
    """The ids of the points whose runs a chunk must hold, in its order."""
    gone = set() if failure is None else {each.point for each in failure.points}
    return opened.ids[[row for row in range(chunk.start, chunk.stop) if row not in gone]]
