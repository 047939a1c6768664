"""A thousand runs of a department for five years, and the same on one and on two threads. Runs in a process of its own."""

from __future__ import annotations

import json
import os
import statistics
import sys
import time

import numpy as np

from benchmarks.measuring import Cell, Part, fingerprint
from benchmarks.processes import answer
from benchmarks.workload import SCENARIO, SEED, SIZES, Size
from orgsim.spec.study import Design, Execution


def measure(size: Size) -> Part:
    """The table of threads: CPU and wall seconds of many runs, and how much faster two threads are."""
    found = answer("scaling", size.name, NUMBA_NUM_THREADS="2")
    table: list[tuple[Cell, ...]] = []
    for threads in ("1", "2"):
        row = found[threads]
        label = "1 thread" if threads == "1" else f"{threads} threads"
        table.append((label, row["cpu"], row["first"], row["wall"], row["speedup"], row["sha256"]))
    people = len(size.organization)
    per = found["1"]["cpu"] * 1e9 / (people * size.weeks * size.many)
    equal = "Both hashes are equal." if found["1"]["sha256"] == found["2"]["sha256"] else "HASHES DIFFER."
    return Part(
        f"{size.many:,} replications of {people} people × {size.weeks} weeks, full series kept",
        (
            ("", ""),
            ("CPU s", ".3f"),
            ("of it the first thread's", ".3f"),
            ("wall s", ".3f"),
            ("wall, 1 thread / this", ".2f"),
            ("sha256 of all outcomes", ""),
        ),
        table,
        [
            f"{equal} One thread: {per:.2f} ns of CPU per person-week; peak memory {found['megabytes']:,.0f} MB, of which "
            f"{found['outcomes'] / 1e6:,.0f} MB are the weekly outcomes of all runs. Goal for 1,000 × 450 × 260: 0.6 s of CPU.",
            f"Medians of {found['rounds']} rounds in turn. This machine has {os.cpu_count()} cores and a load of "
            f"{found['load']:.1f} at the time: whatever else runs on it lowers the ratio of wall times. How evenly the work is "
            "shared, which is what an idle machine shows, can be read off the first thread's part of the CPU time.",
        ],
    )


def main(size_name: str) -> None:
    """Print both rows as measured."""
    from benchmarks.measuring import peak_megabytes
    from orgsim.engines.run import run

    size = SIZES[size_name]
    design, rounds = Design(size.many, size.weeks, SEED), min(size.rounds, 5)
    organization = size.organization
    walls: dict[int, list[float]] = {1: [], 2: []}
    cpus: dict[int, list[float]] = {1: [], 2: []}
    firsts: dict[int, list[float]] = {1: [], 2: []}
    found: dict[str, object] = {"load": os.getloadavg()[0], "rounds": rounds}
    hashes = {}
    for threads in walls:
        outcomes = run(organization, SCENARIO, design, execution=Execution("kernel", threads)).outcomes
        hashes[threads] = fingerprint(outcomes.reshape(-1, outcomes.shape[-1]))
        found["outcomes"] = outcomes.nbytes
        del outcomes
    for _ in range(rounds):
        for threads in walls:
            wall, cpu, first = time.perf_counter(), time.process_time(), time.thread_time()
            run(organization, SCENARIO, design, execution=Execution("kernel", threads))
            firsts[threads].append(time.thread_time() - first)
            cpus[threads].append(time.process_time() - cpu)
            walls[threads].append(time.perf_counter() - wall)
    for threads in walls:
        speedup = float(np.median([one / other for one, other in zip(walls[1], walls[threads], strict=True)]))
        found[str(threads)] = {
            "cpu": statistics.median(cpus[threads]),
            "first": statistics.median(firsts[threads]),
            "wall": statistics.median(walls[threads]),
            "speedup": speedup,
            "sha256": hashes[threads],
        }
    print(json.dumps(found | {"megabytes": peak_megabytes()}))


if __name__ == "__main__":
    main(sys.argv[1])
