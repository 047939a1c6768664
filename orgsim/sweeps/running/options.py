"""How a sweep is run, which never changes a number of it, and what came of running it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from orgsim.config.places import conf_folder
from orgsim.errors import ConfigurationError
from orgsim.spec.values import fault, is_number, name_fault, unknown

EXECUTORS = ("local", "dask", "slurm")
KEEP = ("runs", "quantiles", "series")
#: Settings of executors that are texts, and the smallest number that others may be, and whether a whole one.
_TEXTS = ("queue", "memory", "walltime", "interface", "cluster", "partition")
_NUMBERS = {
    **dict.fromkeys(("workers", "job_cpu", "jobs", "cpus", "minutes"), (1, True)),
    "allowed_failures": (0, True), "memory_gb": (0.1, False), "connect_timeout": (0, False), "poll": (0, False),
}  # fmt: skip
_ADDRESS = re.compile(r"^((tcp|tls|ucx|ws|wss)://)?([^\s/:\[\]]+|\[[0-9a-fA-F:]+\]):\d{1,5}$")
#: Exit codes of a sweep.
COMPLETE, FAILED, REFUSED, LOST, INTERRUPTED = 0, 1, 2, 75, 130


@dataclass(frozen=True)
class RunOptions:
    """How and where chunks are computed and what is kept beside the scalars of each run.

    `threads` are those of the kernel in one process (None: all). `processes` of the local executor: 0 computes in this process,
    more start that many workers, so that a chunk that aborts takes only its worker with it. `settings` are the executor's own:
    see conf/executor/*.yaml. `keep`: `runs` (scalars only), `quantiles` (also by week over a point's replications) or `series`
    (also every week of every run); it is frozen with the folder. `shard` (k, n) computes the k-th of n parts of the points,
    counted from 1. Chunk sizes are found by a timed pilot unless given. `overrides`, `command` and `config` are left in the
    folder's config/ as they are. Raises ConfigurationError for what cannot be.
    """

    executor: str = "local"
    threads: int | None = None
    processes: int = 0
    keep: str = "runs"
    shard: tuple[int, int] | None = None
    points_per_chunk: int | None = None
    replications_per_chunk: int | None = None
    retry_failed: bool = False
    progress: bool = True
    settings: Mapping[str, Any] = field(default_factory=dict)
    config: str = ""
    overrides: tuple[str, ...] = ()
    command: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        faults = [name_fault("executor", self.executor, EXECUTORS)] if self.executor not in EXECUTORS else []
        faults += [name_fault("keep", self.keep, KEEP)] if self.keep not in KEEP else []
        for key in ("threads", "points_per_chunk", "replications_per_chunk"):
            value = getattr(self, key)
            if value is not None and not (is_number(value, whole=True) and value >= 1):
                faults.append(fault(key, value, "a whole number from 1, or null"))
        if not (is_number(self.processes, whole=True) and self.processes >= 0):
            faults.append(fault("processes", self.processes, "a whole number from 0"))
        if self.shard is not None and not 1 <= self.shard[0] <= self.shard[1]:
            faults.append(fault("shard", "/".join(map(str, self.shard)), "k/n with k from 1 to n, such as 3/8"))
        faults += setting_faults(self) if self.executor in EXECUTORS else []
        if faults:
            raise ConfigurationError(faults)


def parse_shard(text: str | None) -> tuple[int, int] | None:
    """`"3/8"` as (3, 8). Raises ConfigurationError."""
    if text is None:
        return None
    part, slash, parts = str(text).partition("/")
    if not (slash and part.isdecimal() and parts.isdecimal()):
        raise ConfigurationError(fault("shard", text, "k/n with k from 1 to n, such as 3/8"))
    return int(part), int(parts)


def settings_of(options: RunOptions) -> dict[str, Any]:
    """The executor's settings: those given, the others as in its file under conf/executor/."""
    return {**_shipped(options.executor), **options.settings}


def setting_faults(options: RunOptions) -> list[str]:
    """A line for each setting that the executor has not, or not with such a value."""
    known, faults = _shipped(options.executor), []
    for key, value in options.settings.items():
        name = f"executor.{key}"
        if key not in known:
            faults.append(unknown(name, value, known))
        elif key == "address" and value is not None and not _ADDRESS.match(str(value)):
            faults.append(fault(name, value, "a scheduler's address, such as tcp://node1:8786, or null"))
        elif key in _TEXTS and not ((isinstance(value, str) and value) or (value is None and known[key] is None)):
            faults.append(fault(name, value, f"a text{', or null' if known[key] is None else ''}"))
        elif key in _NUMBERS and not ((value is None and known[key] is None) or _is_at_least(value, *_NUMBERS[key])):
            low, whole = _NUMBERS[key]
            faults.append(fault(name, value, f"a {'whole ' if whole else ''}number from {low:g}"))
    return faults


def _is_at_least(value: Any, low: float, whole: bool) -> bool:
    return is_number(value, whole=whole) and value >= low


def _shipped(executor: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((conf_folder() / "executor" / f"{executor}.yaml").read_text("utf-8"))
    return found


@dataclass(frozen=True)
class SweepOutcome:
    """What came of it: `exit_code` 0 complete, 1 some points failed for good, 75 engine or disk lost, 130 interrupted.

    `runs` are asked for, `done` of them lie in the folder now, `before` did already; `failed` runs have a record in failed/.
    `kernel_seconds` is what the engine's calls took, of `seconds` in all (both of this process and its workers).
    """

    folder: Path
    exit_code: int
    points: int
    runs: int
    before: int
    done: int
    failed: int
    seconds: float
    kernel_seconds: float
    message: str = ""
