"""The executor `local`: one chunk after the other with the kernel's threads, here or in processes of their own."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from orgsim.sweeps.running.compute import Progress, compute_ahead
from orgsim.sweeps.running.options import RunOptions
from orgsim.sweeps.running.processes import run_in_processes
from orgsim.sweeps.running.tasks import ChunkRecord, ChunkTask
from orgsim.sweeps.store.journal import suspects
from orgsim.sweeps.store.layout import Layout


def run_local(tasks: Sequence[ChunkTask], options: RunOptions, progress: Progress) -> Iterator[ChunkRecord]:
    """Compute chunks on this machine.

    Chunks that were begun twice and never ended may be what ended their process: they come last, in a process of their own.
    """
    if not tasks:
        return
    if options.processes:
        yield from run_in_processes(tasks, options.processes, threads_of(options), progress=progress)
        return
    doubtful = suspects(Layout(tasks[0].root).journal)
    yield from _one_after_the_other([task for task in tasks if task.chunk.key not in doubtful], options, progress)
    yield from run_in_processes([task for task in tasks if task.chunk.key in doubtful], 1, options.threads, progress=progress)


def _one_after_the_other(tasks: Sequence[ChunkTask], options: RunOptions, progress: Progress) -> Iterator[ChunkRecord]:
    """Compute chunks; each is written while the next is computed, so that the processor does not wait for the disk."""
    with ThreadPoolExecutor(1, "writer") as writer:
        written: Future[ChunkRecord] | None = None
        for task in tasks:
            commit = compute_ahead(task, options.threads, progress)
            if written is not None:
                yield written.result()
            written = writer.submit(commit)
        if written is not None:
            yield written.result()


def threads_of(options: RunOptions) -> int | None:
    """Threads of one of several processes: those asked for, shared out."""
    if not options.processes:
        return options.threads
    return max(1, (options.threads or os.cpu_count() or 1) // options.processes)
