"""CPU time taken fairly: all rows in turn, round after round, so that a busy moment of the machine hits each of them."""

from __future__ import annotations

import hashlib
import re
import resource
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

#: What a cell of a table may hold; None is printed as a dash.
Cell = str | float | None


@dataclass(frozen=True)
class Part:
    """One table of the report: columns as (heading, number format), rows of cells, and what a reader must know."""

    title: str
    columns: tuple[tuple[str, str], ...]
    rows: list[tuple[Cell, ...]]
    notes: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The part as plain data: each row by its headings."""
        headings = [heading for heading, _ in self.columns]
        rows = [dict(zip(headings, row, strict=True)) for row in self.rows]
        return {"title": self.title, "rows": rows, "notes": self.notes}


def cpu_seconds(work: Callable[[], object]) -> float:
    """CPU seconds of this process, all its threads together, for one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def interleaved(rows: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
    """CPU seconds of each row in each round, the rows taking turns; every row has been called once before, untimed."""
    for work in rows.values():
        work()
    times: dict[str, list[float]] = {name: [] for name in rows}
    for _ in range(rounds):
        for name, work in rows.items():
            times[name].append(cpu_seconds(work))
    return times


def medians(times: Mapping[str, list[float]]) -> dict[str, float]:
    """The middle of each row's rounds."""
    return {name: statistics.median(measured) for name, measured in times.items()}


def ratio(times: Mapping[str, list[float]], name: str, base: str) -> float:
    """The median over rounds of one row's time over another's in the same round: less noisy than a ratio of medians."""
    return statistics.median(a / b for a, b in zip(times[name], times[base], strict=True))


def fingerprint(outcomes: NDArray[np.float64]) -> str:
    """The first 16 digits of the sha256 of outcomes, such as (week, outcome)."""
    return hashlib.sha256(np.ascontiguousarray(outcomes).tobytes()).hexdigest()[:16]


def peak_megabytes() -> float:
    """The most memory this process has held, in MB (10^6 bytes)."""
    try:
        # Not getrusage where it can be helped: on Linux a new process inherits its parent's peak there.
        status = Path("/proc/self/status").read_text(encoding="utf-8")
        found = re.search(r"VmHWM:\s+(\d+) kB", status)
        if found:
            return int(found[1]) * 1024 / 1e6
    except OSError:
        pass
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
