"""One chunk computed and committed, a block of points at a time, so that memory stays flat whatever the chunk's size."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from orgsim.model.outcomes import OUTCOME_NAMES
from orgsim.spec.study import Execution
from orgsim.summaries.runs import scalars
from orgsim.summaries.table import FOLLOWED, SCALAR_NAMES
from orgsim.sweeps.plan import Sweep
from orgsim.sweeps.running.tasks import ChunkRecord, ChunkTask, spans
from orgsim.sweeps.running.weekly import weekly_table
from orgsim.sweeps.store.atomic import HashedFile, LostError, commit
from orgsim.sweeps.store.failures import FailedPoint, Failure, write_failure
from orgsim.sweeps.store.frozen import difference
from orgsim.sweeps.store.identity import fingerprint
from orgsim.sweeps.store.journal import Journal
from orgsim.sweeps.store.layout import RUNS, Layout
from orgsim.sweeps.store.quarantine import MADE_BY
from orgsim.sweeps.store.tables import digest_of, weekly_schema, write_runs, writer

Floats = NDArray[np.float64]
#: Bytes of weekly outcomes that are in memory at once.
BLOCK = 64 * 2**20
#: Points of a block are a multiple of it where there are so many, so that no lane stays empty.
_LANES = 16
#: Scalars without which a run says nothing.
_NEEDED = [SCALAR_NAMES.index(f"{kind}_{FOLLOWED}") for kind in ("final", "mean", "lowest")]
Progress = Callable[[int], object]


def compute_chunk(task: ChunkTask, threads: int | None = None, progress: Progress | None = None) -> ChunkRecord:
    """Compute a chunk and leave its files; what goes wrong comes back in the record, not as an exception."""
    return compute_ahead(task, threads, progress)()


def compute_ahead(task: ChunkTask, threads: int | None, progress: Progress | None) -> Callable[[], ChunkRecord]:
    """Compute a chunk; returns what commits its scalars, which another thread may do while the next chunk is computed."""
    here = fingerprint(task.sweep, str(task.shared["keep"]))
    line = difference({name: task.shared[name] for name in MADE_BY}, {name: here[name] for name in MADE_BY}, "worker")
    if line is not None:
        refused = ChunkRecord(task.chunk.key, refused=line)
        return lambda: refused
    journal, work = Journal(Layout(task.root).journal), _Computing(task, threads, progress)
    done = _tried(task, journal, partial(work.compute, journal))
    return (lambda: done) if isinstance(done, ChunkRecord) else partial(_tried, task, journal, done)


_Done = TypeVar("_Done")


def _tried(task: ChunkTask, journal: Journal, step: Callable[[], _Done]) -> _Done | ChunkRecord:
    """What a step gives, or the record of what went wrong."""
    try:
        return step()
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
    files: dict[str, str] = field(default_factory=dict)
    memory: Floats | None = None

    def compute(self, journal: Journal) -> Callable[[], ChunkRecord]:
        """Compute all blocks; weekly tables are written as they come. Returns what commits the chunk."""
        chunk, layout, keep = self.task.chunk, Layout(self.task.root), str(self.task.shared["keep"])
        journal.note("begun", key=chunk.key)
        if keep == RUNS:
            self._all(lambda points, outcomes: None)
        else:
            self.files[f"{keep}/{chunk.key}"] = self._with_weekly(layout.chunk(chunk.key, keep), keep)
        self.memory = None
        return partial(self.commit, journal)

    def commit(self, journal: Journal) -> ChunkRecord:
        """Write the scalars, which is the commit, after the record of points that failed."""
        task, chunk, layout = self.task, self.task.chunk, Layout(self.task.root)
        if self.failed:
            reason = f"{len(self.failed):,} of {len(task.ids):,} points"
            record = Failure(chunk.key, "points", reason, chunk.first, chunk.count, tuple(self.failed))
            write_failure(layout.failure(chunk.key), record)
        runs, self.files[f"{RUNS}/{chunk.key}"] = self._commit(layout.chunk(chunk.key))
        journal.note("committed", key=chunk.key, runs=runs, seconds=round(self.seconds, 3), files=self.files)
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
            outcomes, found = computed(
                self.task.sweep,
                start,
                stop,
                first=self.task.chunk.first,
                count=self.task.chunk.count,
                threads=self.threads,
                memory=self.memory,
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
                        out.write_table(
                            weekly_table(keep, self.task.ids[points], chunk.first, outcomes=outcomes, schema=schema)
                        )

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
        return len(values), write_runs(path, SCALAR_NAMES, about, columns=columns)


def computed(
    sweep: Sweep, start: int, stop: int, *, first: int, count: int, threads: int | None, memory: Floats | None = None
) -> tuple[Floats, Floats]:
    """Points of one stratum in replications first, first + 1, …: outcomes (point, replication, week, outcome) and scalars.

    Scalars are (point, replication, scalar). All points go through the kernel at once, in `memory` where it is given (see
    `run_points`), and each thread sums up its runs while they are in its cache; agents, and companies of many departments, go
    point by point.
    """
    study = sweep.strata[sweep.stratum[start]].study
    design = replace(study.design, first=first, replications=count)
    units = sweep.units(start, stop)
    execution = Execution(study.execution.engine, threads or study.execution.threads, study.execution.lanes)
    if execution.engine == "mesa" or design.departments > 1:
        from orgsim.engines.run import run

        its_own = [replace(design, unit=design.unit if units is None else units[place]) for place in range(stop - start)]
        scenarios = [sweep.scenario(point) for point in range(start, stop)]
        records = [
            run(study.organization, each, own, execution=execution) for each, own in zip(scenarios, its_own, strict=True)
        ]
        outcomes = np.stack([record.outcomes for record in records])
        return outcomes, np.stack([scalars(record.outcomes) for record in records])
    from orgsim.engines.kernel.run import run_points

    fixed, levers = sweep.arrays(start, stop)
    found = np.empty(((stop - start) * count, len(SCALAR_NAMES)))

    def sum_up(place: int, runs: Floats) -> None:
        scalars(runs, found[place : place + len(runs)])

    outcomes = run_points(study.organization, fixed, levers, design, execution, units, into=memory, finished=sum_up)
    return outcomes, _ordered_as(outcomes, found)


def _ordered_as(outcomes: Floats, found: Floats) -> Floats:
    """Rows (run, scalar) as (point, replication, scalar): they lie in the order in which the outcomes do."""
    points, count = outcomes.shape[:2]
    if outcomes.strides[0] < outcomes.strides[1]:
        return found.reshape(count, points, -1).transpose(1, 0, 2)
    return found.reshape(points, count, -1)


def _first_bad(found: Floats) -> str:
    bad = np.asarray(np.isinf(found).any(axis=0))
    bad[_NEEDED] |= ~np.isfinite(found[:, _NEEDED]).all(axis=0)
    return SCALAR_NAMES[int(np.flatnonzero(bad)[0])]


def _told(error: BaseException) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1:]
    where = f" ({Path(last[0].filename).name}, line {last[0].lineno})" if last else ""
    return f"{type(error).__name__}: {' '.join(str(error).split())}{where}"
