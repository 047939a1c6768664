"""Time of the WebAssembly module under wasmtime and in Node against the native kernel, on one core, interleaved."""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from orgsim.engines.kernel.run import run_kernel
from orgsim.engines.wasm.host import WasmKernel
from orgsim.engines.wasm.manifest import FOLDER, read
from orgsim.model.scenario import Scenario
from orgsim.organization import Organization
from orgsim.study.specification import Design, Execution

DESIGN = Design(32, 312)


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of one call."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1e3


def in_node(organization: Organization, rounds: int) -> list[float]:
    """Milliseconds of each call in Node, the first one, which still compiles, included; none without Node."""
    if (node := shutil.which("node")) is None:
        return []
    given = {"kernel": str(FOLDER), "bosses": organization.boss.tolist(), "rounds": rounds}
    given |= {"replications": DESIGN.replications, "weeks": DESIGN.weeks}
    command = [node, str(Path(__file__).with_suffix(".mjs"))]
    done = subprocess.run(command, input=json.dumps(given), capture_output=True, text=True, check=True)
    measured: list[float] = json.loads(done.stdout)
    return measured


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15, help="timed rounds per row (default 15)")
    rounds = parser.parse_args().rounds
    organization, scenario = Organization.synthetic(), Scenario()
    module = WasmKernel(*read())
    module.organize(organization.boss)
    fixed, levers = scenario.fixed(), scenario.weekly_levers(DESIGN.weeks)

    def native(lanes: int) -> Callable[[], object]:
        return lambda: run_kernel(organization, scenario, DESIGN, Execution("kernel", 1, lanes))

    rows: dict[str, Callable[[], object]] = {f"native, {lanes} lanes": native(lanes) for lanes in (8, 2)}
    rows["wasmtime"] = lambda: module.run(fixed, levers, DESIGN)
    times: dict[str, list[float]] = {name: [] for name in rows}
    for work in rows.values():
        work()
    for _ in range(rounds):
        for name, work in rows.items():
            times[name].append(timed(work))
    if measured := in_node(organization, rounds):
        times |= {"Node": measured[rounds // 2 :], "Node, first call": measured[:1]}
    weeks = len(organization) * DESIGN.replications * DESIGN.weeks
    print(f"{len(organization)} people, {DESIGN.replications} replications of {DESIGN.weeks} weeks, one core\n")
    print(f"{'':20}{'ms, median':>12}{'ms, best':>10}{'million person-weeks/s':>24}{'replications in 50 ms':>23}")
    for name, measured in times.items():
        middle = statistics.median(measured)
        speed, fit = weeks / middle / 1e3, int(50 / middle * DESIGN.replications)
        print(f"{name:20}{middle:12.1f}{min(measured):10.1f}{speed:24.0f}{fit:23}")


if __name__ == "__main__":
    main()
