"""The executor `slurm`: a batch array by submitit, each job some chunks; no live scheduler to lose.

Jobs go on when this client ends: the same command again finds what they have left.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from importlib import import_module
from time import sleep
from typing import Any

from orgsim.errors import ConfigurationError
from orgsim.sweeps.running.compute import Progress, compute_chunk
from orgsim.sweeps.running.options import RunOptions, settings_of
from orgsim.sweeps.running.processes import DEATHS
from orgsim.sweeps.running.tasks import ChunkRecord, ChunkTask
from orgsim.sweeps.store.layout import Layout

Batch = Sequence[ChunkTask]


def run_slurm(tasks: Sequence[ChunkTask], options: RunOptions, progress: Progress) -> Iterator[ChunkRecord]:
    """Submit all chunks as one array and wait for it; of a job that died, each chunk that is missing gets a job of its own.

    Raises ConfigurationError without the extra `slurm`, or without SLURM.
    """
    if not tasks:
        return
    settings = settings_of(options)
    executor, deaths = _executor(settings, tasks[0]), Counter[str]()
    threads = options.threads or int(settings["cpus"])
    count = min(len(tasks), int(settings["jobs"]))
    jobs = _submitted(executor, [tasks[place::count] for place in range(count)], threads)
    while jobs:
        for job, batch in [pair for pair in jobs if pair[0].done()]:
            jobs.remove((job, batch))
            try:
                records: list[ChunkRecord] = job.result()
            except Exception as error:
                records, again = _given_up(batch, deaths, str(error))
                jobs += _submitted(executor, again, threads)
            for record in records:
                progress(record.runs)
                yield record
        progress(0)
        if jobs:
            sleep(settings["poll"])


def compute_batch(tasks: Batch, threads: int | None) -> list[ChunkRecord]:
    """What one job does."""
    return [compute_chunk(task, threads) for task in tasks]


def _executor(settings: dict[str, Any], task: ChunkTask) -> Any:
    try:
        submitit: Any = import_module("submitit")
    except ImportError as error:
        raise ConfigurationError("executor=slurm: needs the extra 'slurm': pip install 'orgsim[slurm]'") from error
    try:
        executor = submitit.AutoExecutor(folder=Layout(task.root).journal / "slurm", cluster=settings["cluster"])
    except RuntimeError as error:
        raise ConfigurationError(f"executor=slurm: {error}") from error
    executor.update_parameters(
        name="orgsim",
        timeout_min=int(settings["minutes"]),
        cpus_per_task=int(settings["cpus"]),
        mem_gb=settings["memory_gb"],
        **({} if settings["partition"] is None else {"slurm_partition": settings["partition"]}),
    )
    return executor


def _submitted(executor: Any, batches: Sequence[Batch], threads: int) -> list[tuple[Any, Batch]]:
    if not batches:
        return []
    return list(zip(executor.map_array(compute_batch, batches, [threads] * len(batches)), batches, strict=True))


def _given_up(batch: Batch, deaths: Counter[str], why: str) -> tuple[list[ChunkRecord], list[Batch]]:
    """What to say of a dead job's chunks, and what to try again: those that are missing, each by itself."""
    records: list[ChunkRecord] = []
    again: list[Batch] = []
    for task in batch:
        key = task.chunk.key
        if Layout(task.root).chunk(key).exists():
            records.append(ChunkRecord(key, runs=task.chunk.runs))
            continue
        deaths[key] += 1
        if deaths[key] < DEATHS:
            again.append([task])
        else:
            records.append(ChunkRecord(key, error=f"it ended its job {DEATHS} times ({' '.join(why.split())[:200]})"))
    return records, again
