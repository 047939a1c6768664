"""The part of the week in which workers act: the kernel's two stages against a hand-written C twin and the machine's limit."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks import compiler, limit
from benchmarks.measuring import Cell, Part, interleaved, medians, ratio
from benchmarks.processes import answer
from benchmarks.twin import twin_weeks
from benchmarks.workload import SEED, Size
from benchmarks.workspace import WIDTH, Workspace, kernel_weeks

KERNEL = "kernel's stages, numba"
COLUMNS = (
    ("", ""),
    ("ns CPU / worker-week", ".2f"),
    ("kernel's time / this", ".2f"),
    ("sha256 of the state left", ""),
)
#: Weeks of the whole model before the workers' stages are timed alone.
BEFORE = 52

Weeks = Callable[[Workspace, NDArray[np.float64], int, int], None]


def kernel(workspace: Workspace, base: NDArray[np.float64], first: int, count: int) -> None:
    """The kernel's two stages, compiled by numba, called like a twin."""
    kernel_weeks()(workspace.tree, SEED, workspace.words, base, first, count)


def implementations() -> dict[str, Weeks]:
    """The kernel's stages and a twin from each kind of compiler that is here: the best known to be there, and gcc."""
    found: dict[str, Weeks] = {KERNEL: kernel}
    for name in chosen_compilers():
        found[f"C by hand, {name}"] = twin_weeks(name)
    return found


def chosen_compilers() -> list[str]:
    """The first compiler of the order, and the first of another make."""
    present = compiler.compilers()
    others = [name for name in present if present and name.startswith("clang") != present[0].startswith("clang")]
    return [*present[:1], *others[:1]]


def left_by(weeks: Weeks, workspace: Workspace, count: int) -> str:
    """The first 16 digits of the sha256 of what some weeks leave behind."""
    base = workspace.copy()
    weeks(workspace, base, workspace.weeks, count)
    return hashlib.sha256(workspace.outcome(base)).hexdigest()[:16]


def measure(size: Size) -> Part:
    """The table of the worker's week: kernel, twins, and the operations that the processor must at least get through."""
    workspace = Workspace(size.organization, min(BEFORE, size.weeks))
    made = implementations()
    hashes = {name: left_by(weeks, workspace, size.weeks) for name, weeks in made.items()}
    bases = {name: workspace.copy() for name in made}

    def row(name: str) -> Callable[[], object]:
        return lambda: made[name](workspace, bases[name], workspace.weeks, size.weeks)

    times = interleaved({name: row(name) for name in made}, size.rounds)
    per = 1e9 / (size.organization.workers * WIDTH * size.weeks)
    middle = {name: seconds * per for name, seconds in medians(times).items()}
    table: list[tuple[Cell, ...]] = [(name, middle[name], ratio(times, KERNEL, name), hashes[name]) for name in made]
    title = f"The worker's week: {size.organization.workers} workers, {WIDTH} runs in lanes on one thread"
    equal = "All left the same bits." if len(set(hashes.values())) == 1 else "THE STATES DIFFER."
    notes = [
        f"{equal} The same memory and operations, {size.weeks} weeks after {workspace.weeks} of the whole model; medians of "
        f"{size.rounds} rounds in turn. Goal: at most 1.15 × the time of C."
    ]
    if len(made) == 1:
        return Part(title, COLUMNS, table, ["No C compiler here: neither a twin nor the machine's limit.", *notes])
    notes.append("C: " + "; ".join(compiler.version(name) for name in chosen_compilers()) + f"; {' '.join(compiler.FLAGS)}.")
    add_limit(table, notes, middle[KERNEL], size.rounds)
    return Part(title, COLUMNS, table, notes)


def add_limit(table: list[tuple[Cell, ...]], notes: list[str], kernel_time: float, rounds: int) -> None:
    """Rows for what the processor needs at least, and how that was found."""
    counts: dict[str, Any] = answer("counting")
    best: dict[str, float] = {}
    for name in chosen_compilers():
        for kind, seconds in medians(interleaved(limit.loops(name, counts), rounds)).items():
            best[kind] = min(best.get(kind, np.inf), seconds * 1e9 / (limit.WEEKS * limit.LANES))
    least = best.pop("all")
    table.append(("limit: the same operations, none waiting", least, kernel_time / least, None))
    table += [(f"  of which {kind.replace('_', ' ')} × {counts[kind]}, alone", cost, None, None) for kind, cost in best.items()]
    listed = ", ".join(f"{count} {kind.replace('_', ' ')}" for kind, count in counts.items() if count)
    notes.append(
        f"Limit: one worker's week takes {listed}, counted by running the stages on numbers that count (nobody leaves; "
        "what all workers of a team share is not counted). A loop in C with these operations on independent values was timed "
        f"here, and the faster compiler's taken. The kinds timed alone add up to {sum(best.values()):.2f} ns; those that go "
        f"through different ports of the processor overlap, so that all together take {least:.2f}."
    )
