"""CPU time per person-week of both engines, interleaved in one process; the hash of the outcomes must be one."""

from __future__ import annotations

import argparse
import hashlib
import platform
import resource
import statistics
import subprocess
import time
from collections.abc import Callable

from orgsim.engines.record import Record
from orgsim.engines.run import run
from orgsim.model.scenario import Scenario
from orgsim.organization import Organization
from orgsim.study.specification import Design, Execution


def timed(work: Callable[[], Record]) -> tuple[float, Record]:
    """CPU seconds of one call, and what it gave."""
    start = time.process_time()
    record = work()
    return time.process_time() - start, record


def machine() -> str:
    """The processor, Python and the commit that is measured."""
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        name = next((line.partition(":")[2].strip() for line in file if line.startswith("model name")), platform.processor())
    return f"{name}, Python {platform.python_version()}, commit {commit.stdout.strip() or 'unknown'}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="timed rounds per row (default 7)")
    parser.add_argument("--weeks", type=int, default=260)
    parser.add_argument("--mesa-weeks", type=int, default=52, help="weeks of the one Mesa replication (default 52)")
    options = parser.parse_args()
    organization, scenario = Organization.synthetic(), Scenario()
    people = len(organization)

    def kernel(lanes: int) -> Callable[[], Record]:
        return lambda: run(organization, scenario, Design(64, options.weeks), Execution("kernel", 1, lanes))

    mesa = Design(1, options.mesa_weeks)
    rows: dict[str, tuple[Callable[[], Record], int]] = {
        f"kernel, {lanes} lanes": (kernel(lanes), 64 * options.weeks) for lanes in (1, 4, 8, 16)
    }
    rows["Mesa agents, plain rules"] = (lambda: run(organization, scenario, mesa, Execution("mesa")), mesa.weeks)
    times: dict[str, list[float]] = {name: [] for name in rows}
    hashes = {}
    for name, (work, _) in rows.items():
        record = work()
        hashes[name] = hashlib.sha256(record.outcomes[:1, : mesa.weeks].tobytes()).hexdigest()[:16]
    for _ in range(options.rounds):
        for name, (work, weeks) in rows.items():
            times[name].append(timed(work)[0] * 1e9 / (weeks * people))
    print(machine())
    slowest = statistics.median(times["Mesa agents, plain rules"])
    print(f"{people} people, 64 replications of {options.weeks} weeks on one core, medians of {options.rounds} rounds\n")
    print(f"{'':26}{'ns per person-week':>20}{'over Mesa':>12}   sha256 of replication 0")
    for name, measured in times.items():
        middle = statistics.median(measured)
        print(f"{name:26}{middle:20,.2f}{slowest / middle:11,.0f}x   {hashes[name]}")
    seconds, _ = timed(lambda: run(organization, scenario, Design(1000, 312), Execution("kernel", 1)))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"\n1,000 replications of 312 weeks: {seconds:.2f} s CPU, peak memory of this process {peak:.2f} GB")


if __name__ == "__main__":
    main()
