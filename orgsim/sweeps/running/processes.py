"""Worker processes on this machine: started anew (never forked after a parallel call), one chunk at a time each.

A chunk that aborts takes its worker with it and nothing else; the worker is started again and the chunk tried again, until it
has taken `DEATHS` workers.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from typing import Any

from orgsim.sweeps.running.compute import Progress, compute_chunk
from orgsim.sweeps.running.interrupts import end_with_client, held_back
from orgsim.sweeps.running.tasks import ChunkRecord, ChunkTask

#: Workers that a chunk may take with it before it has failed for good.
DEATHS = 3
_WAIT = 2.0


def run_in_processes(
    tasks: Sequence[ChunkTask], count: int, threads: int | None, *, progress: Progress
) -> Iterator[ChunkRecord]:
    """Compute chunks in `count` processes with `threads` each; a record for each, in the order in which they end."""
    todo, deaths = deque(tasks), Counter[str]()
    workers = [_Worker(threads) for _ in range(min(count, len(tasks)))]
    try:
        for worker in workers:
            worker.give(todo.popleft())
        while any(worker.task is not None for worker in workers):
            busy = [worker for worker in workers if worker.task is not None]
            wait([handle for worker in busy for handle in (worker.pipe, worker.process.sentinel)], _WAIT)
            for worker in busy:
                yield from _looked_after(worker, todo, deaths, progress)
    finally:
        for worker in workers:
            worker.stop()


def _looked_after(worker: _Worker, todo: deque[ChunkTask], deaths: Counter[str], progress: Progress) -> Iterator[ChunkRecord]:
    """What a worker has said since; a dead one is started again, with the next chunk."""
    task = worker.task
    assert task is not None
    try:
        while worker.pipe.poll():
            said = worker.pipe.recv()
            if isinstance(said, ChunkRecord):
                worker.task = None
                if todo:
                    worker.give(todo.popleft())
                yield said
                return
            worker.told += said
            progress(said)
    except (EOFError, OSError):
        worker.process.join(_WAIT)
    if worker.process.is_alive():
        return
    how = _how(worker.process.exitcode)
    key = task.chunk.key
    deaths[key] += 1
    progress(-worker.told)  # what it had of the chunk is gone with it
    worker.restart()
    if deaths[key] < DEATHS:
        todo.append(task)
    else:
        yield ChunkRecord(key, error=f"it ended its process {DEATHS} times ({how})")
    if todo:
        worker.give(todo.popleft())


class _Worker:
    """One process and the pipe to it; `task` is the chunk it is at, `told` the runs of it that it has told of."""

    def __init__(self, threads: int | None) -> None:
        self.threads = threads
        self.task: ChunkTask | None = None
        self.told = 0
        self._start()

    def give(self, task: ChunkTask) -> None:
        """Hand it a chunk; if it is dead, that is seen later."""
        self.task, self.told = task, 0
        with suppress(OSError):
            self.pipe.send(task)

    def restart(self) -> None:
        """Another process in the place of a dead one."""
        self.pipe.close()
        self.task = None
        self._start()

    def stop(self) -> None:
        """End it at once; what it had not committed is not there."""
        self.process.kill()
        self.process.join()
        self.pipe.close()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process: Any = context.Process(target=_serve, args=(theirs, self.threads), daemon=True)
        with held_back():
            self.process.start()
        theirs.close()


def _serve(pipe: Connection, threads: int | None) -> None:
    """A worker's life: take a chunk, compute it, say what came of it; ends when the client is gone."""
    end_with_client()
    with suppress(EOFError, OSError):
        while True:
            task = pipe.recv()
            pipe.send(compute_chunk(task, threads, pipe.send))


def _how(code: int | None) -> str:
    if code is not None and code < 0:
        with suppress(ValueError):
            return signal.Signals(-code).name
    return f"exit code {code}"
