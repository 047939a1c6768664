"""The one door: a sweep and a folder in, results in the folder out."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from orgsim.errors import ConfigurationError, ResultsError
from orgsim.study.kinds import expanded, manifest_of
from orgsim.sweeps.plan import Sweep
from orgsim.sweeps.running import pilot
from orgsim.sweeps.running.compute import Progress
from orgsim.sweeps.running.options import COMPLETE, FAILED, INTERRUPTED, LOST, RunOptions, SweepOutcome
from orgsim.sweeps.running.progress import Tally
from orgsim.sweeps.running.tasks import ChunkRecord, ChunkTask, task_of
from orgsim.sweeps.store.atomic import LostError, commit_text, lost, sweep_up
from orgsim.sweeps.store.blocks import Rectangle
from orgsim.sweeps.store.clients import note_client
from orgsim.sweeps.store.failures import write_failure
from orgsim.sweeps.store.folder import Contents, SweepFolder
from orgsim.sweeps.store.growing import freeze
from orgsim.sweeps.store.quarantine import fault_of
from orgsim.sweeps.store.sealed import NO_DIGEST

Executor = Callable[[Sequence[ChunkTask], RunOptions, Progress], Iterator[ChunkRecord]]
_AGAIN = "run the same command again: it goes on where it stopped"
_DEFAULTS = RunOptions()


def run_sweep(sweep: Sweep, folder: str | os.PathLike[str], options: RunOptions = _DEFAULTS) -> SweepOutcome:
    """Run what of a sweep is missing in its folder, which is made if need be; whatever lies there already is kept.

    A folder may grow: the same sweep with more replications, or with further points beside those it has, computes only what is
    new. Interrupted, or with the disk or the engine lost, it returns an outcome whose exit code and message say so.

    Raises ConfigurationError for an executor that is not installed, and ResultsError (exit code 2) when the folder holds
    another sweep or another model's results, naming the field that differs.
    """
    began = perf_counter()
    root = expanded(folder)
    try:
        opened = _opened(sweep, root, options)
        contents = _contents(opened, options)
    except LostError as error:
        return SweepOutcome(root, LOST, len(sweep), 0, 0, 0, 0, perf_counter() - began, 0.0, f"{error}; {_AGAIN}")
    except KeyboardInterrupt:
        return SweepOutcome(root, INTERRUPTED, len(sweep), 0, 0, 0, 0, perf_counter() - began, 0.0, f"interrupted; {_AGAIN}")
    return _Run(opened, contents, options, began=began).outcome()


class _Run:
    """One client's work on a folder."""

    def __init__(self, opened: SweepFolder, contents: Contents, options: RunOptions, *, began: float) -> None:
        self.opened, self.contents, self.options, self.began = opened, contents, options, began
        self.done, self.failed, self.kernel = contents.done, contents.failed, 0.0

    def outcome(self) -> SweepOutcome:
        """Compute what is missing; whatever happens is told by the outcome's exit code."""
        opened, missing = self.opened, self.opened.missing(self.contents)
        try:
            opened.journal.note("start", missing=len(missing), executor=self.options.executor)
            with Tally(opened.frozen.runs, self.done + self.failed, self.options.progress) as tally:
                self._compute([task_of(opened, chunk) for chunk in missing], tally)
            code, message = (FAILED, f"see {opened.layout.failed}") if self.failed else (COMPLETE, "")
        except LostError as error:
            code, message = LOST, f"{error}; {_AGAIN}"
        except KeyboardInterrupt:
            code, message = INTERRUPTED, f"interrupted; {_AGAIN}"
        if code in (LOST, INTERRUPTED):
            self.done = max(self.done, self._written())
        return self._told(code, message)

    def _written(self) -> int:
        """Runs that lie in the folder, those included of which no record has come back."""
        opened, before = self.opened, self.contents
        new = (opened.layout.keys() & opened.planned) - before.good.keys()
        found = [fault_of(opened.layout, opened.frozen.shared, key, planned=opened.planned) for key in new]
        return before.done + sum(int(about["rows"]) for about in found if isinstance(about, dict))

    def _compute(self, tasks: list[ChunkTask], tally: Tally) -> None:
        if tasks:
            pilot.warm_up(self.opened.sweep.common)
        by_key = {task.chunk.key: task for task in tasks}
        with closing(_executor(self.options.executor)(tasks, self.options, tally.ran)) as records:  # type: ignore[type-var]
            for record in records:
                self._take(record, by_key[record.key], tally)

    def _take(self, record: ChunkRecord, task: ChunkTask, tally: Tally) -> None:
        """Count a record. Raises LostError or ResultsError where it says that there is no going on."""
        if record.refused:
            raise ResultsError(record.refused)
        if record.lost:
            raise LostError(record.lost)
        failed = record.failed
        if record.error:
            self.opened.journal.note("failed", key=record.key, reason=record.error)  # first: the record is held to it
            write_failure(self.opened.layout.failure(record.key), task.failure(record.error))
            failed = task.chunk.runs
        self.done += record.runs
        self.failed += failed
        self.kernel += record.seconds
        if failed:
            tally.lost(failed)

    def _told(self, code: int, message: str) -> SweepOutcome:
        opened, before = self.opened, self.contents.done
        seconds = perf_counter() - self.began
        outcome = SweepOutcome(
            opened.layout.root,
            code,
            len(opened.sweep),
            opened.frozen.runs,
            before,
            self.done,
            self.failed,
            seconds,
            self.kernel,
            message,
        )
        with suppress(LostError):  # the disk is gone, and the outcome says so
            opened.journal.note("end", code=code, done=self.done, failed=self.failed)
        return outcome


def _opened(sweep: Sweep, root: Path, options: RunOptions) -> SweepFolder:
    """The folder, made or grown, with this client's provenance and configuration in it."""
    _check(sweep)
    if manifest_of(root) is not None:
        raise ResultsError(f"output={root}: holds a run; a sweep needs a folder of its own")
    workers = max(int(options.processes), *(int(options.settings.get(name) or 1) for name in ("workers", "jobs")))
    given = (options.points_per_chunk, options.replications_per_chunk)

    def sizes(ordered: Sweep, new: list[Rectangle]) -> tuple[int, int]:
        replications = max(each.last - each.first for each in new)
        return pilot.sizes(ordered, replications, options.keep, threads=options.threads, given=given, workers=workers)

    try:
        opened = freeze(root, sweep, options.keep, shard=options.shard, sizes=sizes)
        sweep_up(root)
        note_client(opened.layout.provenance, options.threads, options.executor)
        _leave_configuration(opened, options)
    except OSError as error:
        raise lost(f"cannot write '{root}'", error) from error
    return opened


def _contents(opened: SweepFolder, options: RunOptions) -> Contents:
    """What is there; failures are forgotten, to be tried again, where that is asked for."""
    contents = opened.contents()
    if not opened.frozen.sealed:
        print(f"orgsim: {NO_DIGEST}", file=sys.stderr)
    for line in contents.aside:
        print(f"orgsim: {line}", file=sys.stderr)
        opened.journal.note("quarantined", what=line)
    if not (options.retry_failed and contents.failures):
        return contents
    for key in contents.failures:
        opened.layout.chunk(key).unlink(missing_ok=True)
        opened.layout.failure(key).unlink(missing_ok=True)
    return opened.contents()


def _check(sweep: Sweep) -> None:
    designs = {stratum.study.design for stratum in sweep.strata}
    if not len(sweep):
        raise ConfigurationError("a sweep needs at least one point")
    if len(designs) > 1:
        raise ConfigurationError("all points of a sweep need the same replications, weeks, seed and unit")


def _leave_configuration(opened: SweepFolder, options: RunOptions) -> None:
    """config/: the composed configuration and overrides of the last command, and every command line."""
    folder = opened.layout.config
    if options.config:
        commit_text(folder / "config.yaml", options.config)
    commit_text(folder / "overrides.txt", "".join(f"{line}\n" for line in options.overrides))
    with (folder / "commands.txt").open("a", encoding="utf-8") as file:
        file.write(f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} {shlex.join(options.command or sys.argv)}\n")


def _executor(name: str) -> Executor:
    if name == "dask":
        from orgsim.sweeps.running.daskrun import run_dask

        return run_dask
    if name == "slurm":
        from orgsim.sweeps.running.slurm import run_slurm

        return run_slurm
    from orgsim.sweeps.running.local import run_local

    return run_local
