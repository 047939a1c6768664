"""The browser's kernel under wasmtime and in Node against the native kernel, all on one core."""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks.measuring import Cell, Part, fingerprint, interleaved
from benchmarks.workload import SCENARIO, SEED, Size
from orgsim.engines.kernel.run import DEFAULT_LANES, run_kernel
from orgsim.organization import Organization
from orgsim.spec.study import Design, Execution
from orgsim.wasm.host import WasmKernel
from orgsim.wasm.interface import WIDTH
from orgsim.wasm.manifest import FOLDER, read

#: What a slider may take, in seconds.
PATIENCE = 0.05
NODE, FIRST = "Node", "Node, first call"


def measure(size: Size) -> Part:
    """The table of engines: milliseconds, person-weeks a second, and replications within `PATIENCE`."""
    full = size.name == "full"
    organization = Organization.synthetic() if full else size.organization
    design = Design(32, 312, SEED) if full else Design(4, size.weeks, SEED)
    work = calls(organization, design)
    times = interleaved(work, size.rounds)
    hashes = {name: fingerprint(call()) for name, call in work.items()}
    if node := in_node(organization, design, size.rounds):
        times |= {NODE: node["seconds"][1:], FIRST: node["seconds"][:1]}
        hashes |= dict.fromkeys((NODE, FIRST), node["sha256"])
    weeks = len(organization) * design.replications * design.weeks
    table: list[tuple[Cell, ...]] = []
    for name, measured in times.items():
        middle = statistics.median(measured)
        fit = PATIENCE / middle * design.replications
        table.append((name, middle * 1e3, min(measured) * 1e3, weeks / middle / 1e6, fit, hashes[name]))
    title = f"The browser's kernel: {design.replications} replications of {len(organization)} people × {design.weeks} weeks"
    columns = (
        ("", ""),
        ("ms", ".1f"),
        ("ms, best", ".1f"),
        ("million person-weeks / s", ".1f"),
        (f"replications in {PATIENCE * 1e3:.0f} ms", ".0f"),
        ("sha256 of all outcomes", ""),
    )
    return Part(title, columns, table, notes(size, set(hashes.values()), bool(node)))


def calls(organization: Organization, design: Design) -> dict[str, Callable[[], Any]]:
    """The rows that run in this process, by name; wasmtime where it is installed. Each gives the outcomes."""

    def native(lanes: int) -> Callable[[], Any]:
        return lambda: run_kernel(organization, SCENARIO, design, Execution("kernel", 1, lanes)).outcomes

    found = {f"native, {lanes} lanes": native(lanes) for lanes in (DEFAULT_LANES, WIDTH)}
    if find_spec("wasmtime") is not None:
        module = WasmKernel(*read())
        module.organize(organization.boss)
        fixed, levers = SCENARIO.fixed(), SCENARIO.weekly_levers(design.weeks)
        found["wasmtime"] = lambda: module.run(fixed, levers, design)[0]
    return found


def in_node(organization: Organization, design: Design, rounds: int) -> dict[str, Any]:
    """Wall seconds of each call in Node, the first of which still compiles, and the hash; empty without Node."""
    if (node := shutil.which("node")) is None:
        return {}
    given = {"kernel": str(FOLDER), "bosses": organization.boss.tolist(), "rounds": rounds}
    given |= {"replications": design.replications, "weeks": design.weeks, "seed": design.seed}
    command = [node, str(Path(__file__).with_suffix(".mjs"))]
    done = subprocess.run(command, input=json.dumps(given), capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def notes(size: Size, hashes: set[str], node: bool) -> list[str]:
    """What a reader must know."""
    return [
        "All hashes are equal." if len(hashes) == 1 else "HASHES DIFFER.",
        f"The module has {len(read()[1]):,} bytes and {WIDTH} lanes.",
        f"Medians of {size.rounds} rounds: CPU time, in Node wall time.",
        *([] if find_spec("wasmtime") else ["wasmtime is not installed: pip install 'orgsim[wasm]'."]),
        *([] if node else ["Node is not installed."]),
    ]
