"""The executor `dask`: chunks on the workers of a cluster of this machine, of a scheduler's address, or of SLURM.

Workers write their own chunks and send back a small record. The client keeps a window of tasks in flight and looks at its own
state between waits: waiting without end never returns when the scheduler dies.
"""

from __future__ import annotations

import logging
import os
import sys
from asyncio import CancelledError as AsyncCancelledError
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import ExitStack, contextmanager, suppress
from importlib import import_module
from shutil import which
from time import monotonic
from typing import Any

from orgsim.errors import ConfigurationError
from orgsim.sweeps.running.compute import Progress, compute_chunk
from orgsim.sweeps.running.interrupts import held_back
from orgsim.sweeps.running.options import RunOptions, settings_of
from orgsim.sweeps.running.tasks import ChunkRecord, ChunkTask
from orgsim.sweeps.store.atomic import LostError

#: Tasks in flight for each worker; seconds of one wait.
WINDOW, WAIT = 4, 2.0
#: Seconds without a worker after which that is said.
PATIENCE = 10.0
_ALONE = "-alone"
_GONE = "the scheduler is gone"
_Ended = tuple[ChunkTask, ChunkRecord | None]


def run_dask(tasks: Sequence[ChunkTask], options: RunOptions, progress: Progress) -> Iterator[ChunkRecord]:
    """Compute chunks on a cluster. Raises LostError when the scheduler is gone, ConfigurationError without the extra `dask`."""
    settings = settings_of(options)
    with _client(settings, options) as client:
        for _, record in _in_flight(client, tasks, settings, _threads(settings, options)):
            if record is not None:
                progress(record.runs)
                yield record


def _in_flight(client: Any, tasks: Sequence[ChunkTask], settings: dict[str, Any], threads: int | None) -> Iterator[_Ended]:
    """Tasks with their records as they end, a window at a time.

    A worker that dies takes the blame to all tasks that wait for it; so what ends as KilledWorker is run again by itself.
    """
    killed: list[ChunkTask] = []
    there = _Attendance(settings)
    for task, record in _windowed(client, tasks, lambda: WINDOW * _workers(client, settings), threads, "", there):
        if record is None:
            killed.append(task)
        yield task, record
    for task, record in _windowed(client, killed, lambda: 1, threads, _ALONE, there):
        yield task, record or ChunkRecord(task.chunk.key, error="it ended its worker again and again (KilledWorker)")


def _windowed(
    client: Any,
    tasks: Sequence[ChunkTask],
    window: Callable[[], int],
    threads: int | None,
    suffix: str,
    attendance: _Attendance,
) -> Iterator[_Ended]:
    """Tasks with their records as they end; None for a task whose workers were killed."""
    todo, flying = deque(tasks), dict[Any, ChunkTask]()
    while todo or flying:
        with _scheduler_may_go():
            attendance.look(client)
            while todo and len(flying) < window():
                task = todo.popleft()
                key = f"orgsim-{task.chunk.key}{suffix}"
                flying[client.submit(compute_chunk, task, threads, key=key, pure=True)] = task
            with suppress(TimeoutError):
                import_module("distributed").wait(list(flying), timeout=WAIT, return_when="FIRST_COMPLETED")
            if client.status != "running":
                raise LostError(_GONE)
            ended = [(future, flying.pop(future)) for future in list(flying) if future.done()]
            records = [(task, _record(future)) for future, task in ended]
        yield from records


@contextmanager
def _scheduler_may_go() -> Iterator[None]:
    """Whatever a lost connection raises becomes a LostError."""
    try:
        yield
    except (OSError, CancelledError, AsyncCancelledError) as error:
        raise LostError(_GONE) from error


def _record(future: Any) -> ChunkRecord | None:
    """What came of a task; None where it was blamed for the death of workers. Raises LostError when the cluster gave it up."""
    if future.status == "finished":
        record: ChunkRecord = future.result(timeout=30)
        return record
    if future.status in ("cancelled", "lost"):
        raise LostError(_GONE)
    key, error = str(future.key).removeprefix("orgsim-").removesuffix(_ALONE), future.exception(timeout=10)
    if isinstance(error, import_module("distributed").KilledWorker):
        return None
    if isinstance(error, ImportError | AttributeError):
        return ChunkRecord(key, refused=f"worker: its orgsim cannot take this client's tasks ({type(error).__name__}: {error})")
    return ChunkRecord(key, error=f"{type(error).__name__}: {error}")


def _threads(settings: dict[str, Any], options: RunOptions) -> int | None:
    """Threads of one worker: those asked for; else its share of this machine, or of a SLURM job all processors."""
    if options.threads is not None or settings["address"] is not None:
        return options.threads
    if settings["queue"] is not None:
        return None if settings["job_cpu"] is None else int(settings["job_cpu"])
    return max(1, (os.cpu_count() or 1) // int(settings["workers"]))


def _workers(client: Any, settings: dict[str, Any]) -> int:
    """Workers that are there, or are asked for while none is."""
    return max(1, _present(client) or int(settings["workers"]))


def _present(client: Any) -> int:
    """Workers that are there."""
    info = client.cluster.scheduler_info if client.cluster is not None else client.scheduler_info()
    return len(info.get("workers", {}))


class _Attendance:
    """Says so, once, when chunks have waited for some time and no worker is there, and how to go on."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self._settings, self._since, self._told = settings, monotonic(), False

    def look(self, client: Any) -> None:
        """See who is there."""
        now = monotonic()
        if _present(client):
            self._since, self._told = now, False
        elif not self._told and now - self._since >= PATIENCE:
            self._told = True
            print(f"orgsim: {self._line()}", file=sys.stderr, flush=True)

    def _line(self) -> str:
        address, queue = self._settings["address"], self._settings["queue"]
        how = f"start one where orgsim is installed: dask worker {address}" if address else "it is started again"
        how = f"its jobs wait in the queue {queue}: see squeue" if queue and not address else how
        where = f"the scheduler at {address}" if address else "the cluster"
        return f"{where} has had no worker for {PATIENCE:.0f} s; {how}; Ctrl-C ends this, and the same command goes on later"


@contextmanager
def _client(settings: dict[str, Any], options: RunOptions) -> Iterator[Any]:
    try:
        dask, client_of = import_module("dask"), import_module("distributed").Client
    except ImportError as error:
        raise ConfigurationError("executor=dask: needs the extra 'dask': pip install 'orgsim[dask]'") from error
    quiet = {"distributed.scheduler.allowed-failures": int(settings["allowed_failures"])}
    logging.getLogger("distributed").setLevel(logging.ERROR)
    with ExitStack() as stack:
        stack.enter_context(dask.config.set(quiet))
        try:
            with held_back():
                where = settings["address"] or _cluster(stack, settings, options)
                client = stack.enter_context(_closing(client_of(where, timeout=settings["connect_timeout"])))
        except (OSError, TimeoutError) as error:
            raise LostError(f"no scheduler answers at {settings['address']}: {error}") from error
        yield client


@contextmanager
def _closing(client: Any) -> Iterator[Any]:
    """A client that lets go of a dead scheduler too."""
    try:
        yield client
    finally:
        with suppress(Exception):
            client.close(timeout=2 if client.status == "running" else 0.1)


def _cluster(stack: ExitStack, settings: dict[str, Any], options: RunOptions) -> Any:
    """A cluster of our own: worker processes here, or SLURM jobs where a queue is named."""
    if settings["queue"] is not None:
        return stack.enter_context(_slurm(settings))
    how = {"processes": True, "threads_per_worker": 1, "host": "127.0.0.1", "dashboard_address": None}
    cluster = import_module("distributed").LocalCluster(n_workers=int(settings["workers"]), silence_logs=logging.ERROR, **how)
    return stack.enter_context(cluster)


def _slurm(settings: dict[str, Any]) -> Any:
    """One worker process a job with one task slot, all processors of the job for the kernel's threads."""
    try:
        cluster_of = import_module("dask_jobqueue").SLURMCluster
    except ImportError as error:
        raise ConfigurationError("executor.queue: needs dask-jobqueue: pip install 'orgsim[dask]'") from error
    if which("sbatch") is None:
        raise ConfigurationError(
            f"executor.queue={settings['queue']}: no SLURM here (there is no sbatch); leave it out for workers on this machine"
        )
    given = {name: settings[name] for name in ("queue", "job_cpu", "memory", "walltime", "interface")}
    cluster = cluster_of(cores=1, processes=1, **given)
    cluster.scale(jobs=int(settings["workers"]))
    return cluster
