"""One chunk computed and committed, a block of points at a time, so that memory stays flat whatever the chunk's size."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from orgsim.model.outcomes import OUTCOME_NAMES
from orgsim.study.specification import Execution
from orgsim.summaries.runs import scalars
from orgsim.summaries.table import FOLLOWED, SCALAR_NAMES
from orgsim.sweep.plan import Sweep
from orgsim.sweep.running.tasks import ChunkRecord, ChunkTask, spans
from orgsim.sweep.running.weekly import weekly_table
from orgsim.sweep.store.atomic import HashedFile, LostError, commit
from orgsim.sweep.store.failures import FailedPoint, Failure, write_failure
from orgsim.sweep.store.frozen import difference
from orgsim.sweep.store.identity import fingerprint
from orgsim.sweep.store.journal import Journal
from orgsim.sweep.store.layout import RUNS, Layout
from orgsim.sweep.store.quarantine import MADE_BY
from orgsim.sweep.store.tables import digest_of, weekly_schema, write_runs, writer

Floats = NDArray[np.float64]
#: Bytes of weekly outcomes that are in memory at once.
BLOCK = 64 * 2**20
#: Points of a block are a multiple of it where there are so many, so that no lane stays empty.
_LANES = 16
#: Runs that are worth a thread.
_AT_LEAST = 64
#: Scalars without which a run says nothing.
_NEEDED = [SCALAR_NAMES.index(f"{kind}_{FOLLOWED}") for kind in ("final", "mean", "lowest")]
Progress = Callable[[int], object]


def compute_chunk(task: ChunkTask, threads: int | None = None, progress: Progress | None = None) -> ChunkRecord:
    """Compute a chunk and leave its files; what goes wrong comes back in the record, not as an exception."""
    here = fingerprint(task.sweep, str(task.shared["keep"]))
    line = difference({name: task.shared[name] for name in MADE_BY}, {name: here[name] for name in MADE_BY}, "worker")
    if line is not None:
        return ChunkRecord(task.chunk.key, refused=line)
    journal = Journal(Layout(task.root).journal)
    try:
        journal.note("begun", key=task.chunk.key)
        record = _Computing(task, threads, progress).run(journal)
        return record
    except LostError as error:
        return ChunkRecord(task.chunk.key, lost=str(error))
    except (Exception, MemoryError) as error:
        return ChunkRecord(task.chunk.key, error=_told(error))
    except BaseException:
        journal.note("stopped", key=task.chunk.key)
        raise


@dataclass
class _Computing:
    """A chunk while it is computed: scalars of the runs so far, and the points that failed."""

    task: ChunkTask
    threads: int | None
    progress: Progress | None
    seconds: float = 0.0
    failed: list[FailedPoint] = field(default_factory=list)
    parts: list[tuple[NDArray[np.int64], Floats]] = field(default_factory=list)
    memory: Floats | None = None

    def run(self, journal: Journal) -> ChunkRecord:
        """Compute all blocks; weekly tables are written as they come, the scalars last: they are the commit."""
        task, chunk, layout = self.task, self.task.chunk, Layout(self.task.root)
        files, keep = {}, str(task.shared["keep"])
        if keep == RUNS:
            self._all(lambda points, outcomes: None)
        else:
            files[f"{keep}/{chunk.key}"] = self._with_weekly(layout.chunk(chunk.key, keep), keep)
        if self.failed:
            reason = f"{len(self.failed):,} of {len(task.ids):,} points"
            record = Failure(chunk.key, "points", reason, chunk.first, chunk.count, tuple(self.failed))
            write_failure(layout.failure(chunk.key), record)
        runs, files[f"{RUNS}/{chunk.key}"] = self._commit(layout.chunk(chunk.key))
        journal.note("committed", key=chunk.key, runs=runs, seconds=round(self.seconds, 3), files=files)
        return ChunkRecord(chunk.key, runs, chunk.runs - runs, self.seconds)

    def _all(self, keep: Callable[[NDArray[np.int64], Floats], object]) -> None:
        design = self.task.sweep.strata[0].study.design
        size = self.task.chunk.count * design.weeks * len(OUTCOME_NAMES) * 8
        fitting = max(1, BLOCK // max(1, size))
        points = min(fitting - fitting % _LANES if fitting > _LANES else fitting, len(self.task.sweep))
        self.memory = np.empty((points * self.task.chunk.count, design.weeks, len(OUTCOME_NAMES)))  # for block after block
        for start, stop in spans(self.task.sweep, points):
            self._block(start, stop, keep)

    def _block(self, start: int, stop: int, keep: Callable[[NDArray[np.int64], Floats], object]) -> None:
        """Some points of one stratum; when one of them cannot be computed, each by itself."""
        points = np.arange(start, stop)
        began = perf_counter()
        try:
            outcomes = outcomes_of(
                self.task.sweep, start, stop, self.task.chunk.first, self.task.chunk.count, self.threads, self.memory
            )
            self.seconds += perf_counter() - began
        except MemoryError:
            raise
        except Exception as error:
            if stop - start == 1:
                self._fail(start, _told(error))
                return
            for point in range(start, stop):
                self._block(point, point + 1, keep)
            return
        found = summed_up(outcomes, self.threads or os.cpu_count() or 1)
        bad = ~(np.isfinite(found[:, :, _NEEDED]).all(axis=(1, 2)) & ~np.isinf(found).any(axis=(1, 2)))
        for point in points[bad]:
            self._fail(int(point), f"numbers that are not finite, first of {_first_bad(found[point - start])}")
        if bad.any():
            points, outcomes, found = points[~bad], outcomes[~bad], found[~bad]
        self.parts.append((points, found))
        keep(points, outcomes)
        if self.progress is not None:
            self.progress((stop - start) * self.task.chunk.count)

    def _fail(self, place: int, error: str) -> None:
        self.failed.append(self.task.failed_point(place, error))

    def _with_weekly(self, path: Path, keep: str) -> str:
        second = "replication" if keep == "series" else "quantile"
        chunk = self.task.chunk
        schema = weekly_schema(second, {"key": chunk.key, **{name: self.task.shared[name] for name in MADE_BY}})

        def write(file: HashedFile) -> None:
            with ExitStack() as stack:
                out = stack.enter_context(writer(file, schema))

                def add(points: NDArray[np.int64], outcomes: Floats) -> None:
                    if len(points):
                        out.write_table(weekly_table(keep, self.task.ids[points], chunk.first, outcomes, schema))

                self._all(add)

        return commit(path, write)

    def _commit(self, path: Path) -> tuple[int, str]:
        chunk, count = self.task.chunk, self.task.chunk.count
        points = np.concatenate([part for part, _ in self.parts]) if self.parts else np.empty(0, dtype=np.int64)
        width = len(SCALAR_NAMES)
        values = np.concatenate([part.reshape(-1, width) for _, part in self.parts]) if self.parts else np.empty((0, width))
        self.parts.clear()
        replication = np.tile(np.arange(chunk.first, chunk.first + count, dtype=np.int32), len(points))
        columns = [np.repeat(self.task.ids[points], count), replication, *np.ascontiguousarray(values.T)]
        about = {
            "key": chunk.key,
            **{name: self.task.shared[name] for name in MADE_BY},
            "first": chunk.first,
            "count": count,
            "points": len(points),
            "rows": len(values),
            "result": f"{digest_of(columns):064x}",
        }
        return len(values), write_runs(path, SCALAR_NAMES, about, columns)


def outcomes_of(
    sweep: Sweep, start: int, stop: int, first: int, count: int, threads: int | None, memory: Floats | None = None
) -> Floats:
    """Outcomes (point, replication, week, outcome) of points of one stratum in replications first, first + 1, …

    All points at once through the kernel, in `memory` where it is given (see `run_points`); agents, and companies of many
    departments, point by point.
    """
    study = sweep.strata[sweep.stratum[start]].study
    design = replace(study.design, first=first, replications=count)
    units = sweep.units(start, stop)
    execution = Execution(study.execution.engine, threads or study.execution.threads, study.execution.lanes)
    if execution.engine == "mesa" or design.departments > 1:
        from orgsim.engines.run import run

        its_own = [replace(design, unit=design.unit if units is None else units[place]) for place in range(stop - start)]
        scenarios = [sweep.scenario(point) for point in range(start, stop)]
        records = [run(study.organization, each, own, execution) for each, own in zip(scenarios, its_own, strict=True)]
        return np.stack([record.outcomes for record in records])
    from orgsim.engines.kernel.run import run_points

    fixed, levers = sweep.arrays(start, stop)
    return run_points(study.organization, fixed, levers, design, execution, units, into=memory)


def summed_up(outcomes: Floats, threads: int = 1) -> Floats:
    """Scalars (point, replication, scalar), without copying outcomes in whichever order they lie in memory."""
    points, count, *rest = outcomes.shape
    turned = outcomes.transpose(1, 0, 2, 3)
    if turned.flags.c_contiguous and not outcomes.flags.c_contiguous:
        return _scalars(turned.reshape(-1, *rest), threads).reshape(count, points, -1).transpose(1, 0, 2)
    return _scalars(outcomes.reshape(-1, *rest), threads).reshape(points, count, -1)


def _scalars(outcomes: Floats, threads: int) -> Floats:
    """The scalars of runs (run, scalar); each thread sums up some of them, the interpreter's lock let go."""
    found = np.empty((len(outcomes), len(SCALAR_NAMES)))
    step = max(_AT_LEAST, -(-len(outcomes) // threads))
    parts = [slice(start, start + step) for start in range(0, len(outcomes), step)]
    if len(parts) < 2:
        return scalars(outcomes, found)
    with ThreadPoolExecutor(len(parts)) as pool:
        list(pool.map(lambda part: scalars(outcomes[part], found[part]), parts))
    return found


def _first_bad(found: Floats) -> str:
    bad = np.asarray(np.isinf(found).any(axis=0))
    bad[_NEEDED] |= ~np.isfinite(found[:, _NEEDED]).all(axis=0)
    return SCALAR_NAMES[int(np.flatnonzero(bad)[0])]


def _told(error: BaseException) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1:]
    where = f" ({Path(last[0].filename).name}, line {last[0].lineno})" if last else ""
    return f"{type(error).__name__}: {' '.join(str(error).split())}{where}"
