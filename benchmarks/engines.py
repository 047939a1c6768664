"""The kernel with both of its drivers and the project's Mesa engine, in turn in one process; then the others beside them."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.measuring import Cell, Part, fingerprint, interleaved, medians, ratio
from benchmarks.processes import answer
from benchmarks.workload import SCENARIO, SEED, Size
from orgsim.engines.kernel.run import run_points
from orgsim.engines.run import run
from orgsim.model.parameters.table import LEVERS
from orgsim.spec.study import Design, Execution

POINTS = "kernel, design points in lanes"
MESA = "this project's Mesa engine"
#: The lever that the design points differ in; the first has the scenario's own value.
VARIED = "levers.coaching"


@dataclass(frozen=True)
class Implementation:
    """One way to compute: `work` gives outcomes (run, week, outcome), run 0 being replication 0 of the scenario."""

    work: Callable[[], NDArray[np.float64]]
    person_weeks: int


def design_points(size: Size) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """As many points as there are runs: fixed parameters (point, parameter) and levers (point, week, lever)."""
    fixed = np.repeat(SCENARIO.fixed()[None], size.runs, axis=0)
    levers = np.repeat(SCENARIO.weekly_levers(size.weeks)[None], size.runs, axis=0)
    place = [row.key for row in LEVERS].index(VARIED)
    levers[:, :, place] += np.linspace(0.0, 1.0, size.runs)[:, None]
    return fixed, levers


def replications_row(lanes: int | None) -> str:
    """What the kernel's row with so many runs side by side is called."""
    return "kernel, replications in lanes" + (f", {lanes}" if lanes else "")


def implementations(size: Size) -> dict[str, Implementation]:
    """What is timed in this process, by the name of its row."""
    organization, design = size.organization, size.design
    people = len(organization)
    fixed, levers = design_points(size)
    one = Design(1, size.weeks, SEED)

    def kernel(lanes: int | None) -> Implementation:
        execution = Execution("kernel", 1, lanes)
        return Implementation(
            lambda: run(organization, SCENARIO, design, execution=execution).outcomes, people * size.runs * size.weeks
        )

    def points() -> NDArray[np.float64]:
        return run_points(organization, fixed, levers, one, Execution("kernel", 1))[:, 0]

    return {
        POINTS: Implementation(points, people * size.runs * size.weeks),
        **{replications_row(lanes): kernel(lanes) for lanes in (None, *size.lanes)},
        MESA: Implementation(
            lambda: run(organization, SCENARIO, size.compared, execution=Execution("mesa")).outcomes,
            people * size.weeks_compared,
        ),
    }


def measure(size: Size) -> Part:
    """The table of implementations: CPU, ratios, memory and the hash of replication 0's first weeks."""
    rows = implementations(size)
    hashes = {name: fingerprint(row.work()[0, : size.weeks_compared]) for name, row in rows.items()}
    times = {
        name: [seconds * 1e9 / rows[name].person_weeks for seconds in measured]
        for name, measured in interleaved({name: row.work for name, row in rows.items()}, size.rounds).items()
    }
    middle = medians(times)
    idle = answer("alone", size.name, "nothing")["megabytes"]
    idiomatic = answer("idiomatic", size.name)
    plain = statistics.median(idiomatic["times"])

    def line(name: str, cost: float, over: float, megabytes: float, sha256: str | None) -> tuple[Cell, ...]:
        return (name, cost, over, plain / cost, megabytes, sha256)

    table = [
        line(name, middle[name], ratio(times, MESA, name), answer("alone", size.name, name)["megabytes"], hashes[name])
        for name in rows
    ]
    same = answer("over_replications", size.name, "--batch", 4, "--compare")["sha256"]
    for batch in size.batches:
        found = answer("over_replications", size.name, "--batch", batch)
        cost = statistics.median(found["times"])
        table.append(line(f"NumPy over {batch:,} replications", cost, middle[MESA] / cost, found["megabytes"], same))
    table.append(line("Mesa alone, idiomatically", plain, middle[MESA] / plain, idiomatic["megabytes"], None))
    return Part(
        f"Engines: {len(size.organization)} people on one thread",
        (
            ("implementation", ""),
            ("ns CPU / person-week", ",.2f"),
            ("× faster than our Mesa", ",.1f"),
            ("× faster than Mesa alone", ",.1f"),
            ("peak MB of a process", ",.0f"),
            (f"sha256 of replication 0, {size.weeks_compared} weeks", ""),
        ),
        table,
        _notes(size, idle, set(hashes.values()) | {same}),
    )


def _notes(size: Size, idle: float, hashes: set[str]) -> list[str]:
    equal = "All hashes are equal." if len(hashes) == 1 else f"HASHES DIFFER: {', '.join(sorted(hashes))}."
    return [
        f"{equal} Mesa alone has other dice, so it has none.",
        f"Kernel rows: {size.runs} runs of {size.weeks} weeks; Mesa: one run of {size.weeks_compared} weeks. These take turns "
        f"in one process; medians of {size.rounds} rounds. Without a number of lanes, the kernel's own choice.",
        f"Design points: {size.runs} values of {VARIED}, one replication each, all with the same dice.",
        "NumPy: the kernel's own stages and rules, uncompiled, with NumPy's functions as primitives; the start is not timed. "
        "In a process of its own.",
        "Mesa alone: our agents with `model.random` for dice and `math.exp`. In a process of its own.",
        f"Memory: of a process that does this row once, outcomes included; {idle:,.0f} MB of it are Python and its imports "
        "(for NumPy and Mesa alone, less).",
    ]
