"""A company of a million people, and a hundred thousand runs in memory that does not grow, in processes of their own."""

from __future__ import annotations

import json
import os
import sys
import time

from benchmarks.measuring import Cell, Part, fingerprint, peak_megabytes
from benchmarks.processes import answer
from benchmarks.workload import SCENARIO, SEED, SIZES, Size
from orgsim.organization import Organization
from orgsim.spec.study import Design, Execution, Study


def measure(size: Size) -> Part:
    """The table: a company on one and on two threads, and summaries of few and of many runs."""
    table: list[tuple[Cell, ...]] = []
    for threads in (1, 2):
        found = answer("large", "company", size.name, threads, NUMBA_NUM_THREADS="2")
        label = f"one run of a company of {found['people']:,} people, {threads} thread{'s' if threads > 1 else ''}"
        table.append((label, found["cpu"], found["wall"], found["nanoseconds"], found["megabytes"], found["sha256"]))
    for runs in (size.streamed // 10, size.streamed):
        found = answer("large", "streamed", size.name, runs, NUMBA_NUM_THREADS="2")
        label = f"{runs:,} runs of {found['people']:,} people, summaries only, 2 threads"
        table.append((label, found["cpu"], found["wall"], found["nanoseconds"], found["megabytes"], found["sha256"]))
    return Part(
        f"Large: {size.weeks} weeks each",
        (
            ("", ""),
            ("CPU s", ".2f"),
            ("wall s", ".2f"),
            ("ns CPU / person-week", ".2f"),
            ("peak MB of the process", ",.0f"),
            ("sha256 of the means", ""),
        ),
        table,
        [
            "The company's departments stand side by side in the lanes; its two hashes must be equal. Goal for a million "
            "people × 260 weeks: 4 s of CPU. Goals for 100,000 runs: 60 s of wall time on two idle cores, 500 MB, no more "
            "than for fewer.",
            f"Each row once, after a short run that reads the compiled code. Load of the machine now: {os.getloadavg()[0]:.1f} "
            f"on {os.cpu_count()} cores.",
        ],
    )


def company(size: Size, threads: int) -> dict[str, object]:
    """One run of a company of about `size.company` people."""
    from orgsim.engines.run import run

    organization = Organization.synthetic()
    departments = -(-size.company // len(organization))
    run(organization, SCENARIO, Design(1, 2, SEED), execution=Execution("kernel", threads))
    wall, cpu = time.perf_counter(), time.process_time()
    design = Design(1, size.weeks, SEED, departments=departments)
    outcomes = run(organization, SCENARIO, design, execution=Execution("kernel", threads)).outcomes
    return _found(wall, cpu, departments * len(organization), size.weeks) | {"sha256": fingerprint(outcomes[0])}


def streamed(size: Size, runs: int) -> dict[str, object]:
    """Summaries of so many runs of the default department."""
    from orgsim.study.streaming import summarize_study

    organization = Organization.synthetic()
    summarize_study(Study(organization, (SCENARIO,), Design(1, 60, SEED)))
    wall, cpu = time.perf_counter(), time.process_time()
    study = Study(organization, (SCENARIO,), Design(runs, size.weeks, SEED))
    (summary,) = summarize_study(study).values()
    means = summary.weekly["performance_mean"].to_numpy()
    found = _found(wall, cpu, len(organization) * runs, size.weeks)
    return found | {"sha256": fingerprint(means), "people": len(organization)}


def _found(wall: float, cpu: float, people: int, weeks: int) -> dict[str, object]:
    took = time.process_time() - cpu
    return {
        "cpu": took,
        "wall": time.perf_counter() - wall,
        "nanoseconds": took * 1e9 / (people * weeks),
        "people": people,
        "megabytes": peak_megabytes(),
    }


if __name__ == "__main__":
    _, what, size_name, number = sys.argv
    print(json.dumps({"company": company, "streamed": streamed}[what](SIZES[size_name], int(number))))
