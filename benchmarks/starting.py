"""From the start of a process to its first numbers: with an empty cache of compiled code, and with a full one."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measuring import Cell, Part
from benchmarks.processes import TIMEOUT, environment
from benchmarks.workload import Size

SIMULATE = """
import orgsim
runs = orgsim.simulate(orgsim.Organization.synthetic(), "management_trap", replications=8, weeks=52)
print(float(runs["performance"][:, -1].mean()))
"""
ROWS: dict[str, tuple[str, ...]] = {
    "python alone": ("-c", "pass"),
    "import orgsim": ("-c", "import orgsim"),
    "orgsim.simulate, 8 runs of 52 weeks": ("-c", SIMULATE),
}
#: The main job as it is; its first numbers are there when its table is, before it writes files and figures.
JOB = ("-m", "orgsim", "output=job")
TABLE_ENDS = "Client satisfaction"
#: Left out of the small version, as a cold start takes long.
COMMAND = {"orgsim command, 8 runs of 52 weeks, with figures": ("-m", "orgsim", "replications=8", "weeks=52", "output=.")}


def process(arguments: Sequence[str], cache: str) -> tuple[float, float]:
    """Wall and CPU seconds of one Python process with a cache folder of its own; it must succeed."""
    with tempfile.TemporaryDirectory() as elsewhere:
        settings = environment(ORGSIM_CACHE_DIR=cache, MPLBACKEND="Agg")
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run(
            [sys.executable, *arguments], env=settings, cwd=elsewhere, check=True, capture_output=True, timeout=TIMEOUT
        )
        wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def to_the_table(cache: str) -> tuple[float, float]:
    """Wall and CPU seconds of the whole main job, as it ships, until its table is printed."""
    with tempfile.TemporaryDirectory() as elsewhere:
        settings = {**environment(ORGSIM_CACHE_DIR=cache, MPLBACKEND="Agg"), "NUMBA_NUM_THREADS": str(os.cpu_count() or 1)}
        start = time.perf_counter()
        with subprocess.Popen(
            [sys.executable, *JOB], env=settings, cwd=elsewhere, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        ) as running:
            assert running.stdout is not None
            cpu = wall = float("nan")
            for line in running.stdout:
                if line.startswith(TABLE_ENDS):
                    wall, cpu = time.perf_counter() - start, _cpu_so_far(running.pid)
            if running.wait(TIMEOUT) != 0:
                raise RuntimeError("orgsim failed")
    return wall, cpu


def _cpu_so_far(pid: int) -> float:
    """CPU seconds of a running process; not a number where the system does not tell."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return float("nan")
    return (int(fields[11]) + int(fields[12])) / float(os.sysconf("SC_CLK_TCK"))


def measure(size: Size) -> Part:
    """The table of starts. A cold start compiles, a warm one reads what the cold one kept."""
    table: list[tuple[Cell, ...]] = []
    warm_rounds = min(size.rounds, 3)
    for name, arguments in (ROWS | (COMMAND if size.name == "full" else {})).items():
        with tempfile.TemporaryDirectory() as cache:
            cold = process(arguments, cache)
            kept = sum(os.path.getsize(os.path.join(folder, file)) for folder, _, files in os.walk(cache) for file in files)
            warm = [process(arguments, cache) for _ in range(warm_rounds)]
        wall, cpu = (statistics.median(column) for column in zip(*warm, strict=True))
        table.append((name, *cold, wall, cpu, kept / 1e6))
    if size.name == "full":
        with tempfile.TemporaryDirectory() as cache:
            cold = to_the_table(cache)
            warm = [to_the_table(cache) for _ in range(warm_rounds + 2)]
        wall, cpu = (statistics.median(column) for column in zip(*warm, strict=True))
        table.append(("orgsim command as it ships, 400 runs of 312 weeks, to its table", *cold, wall, cpu, None))
    return Part(
        "Starts: seconds from nothing to the end of the process, or to what the row says",
        (
            ("process", ""),
            ("cold, wall s", ".2f"),
            ("cold, CPU s", ".2f"),
            ("warm, wall s", ".2f"),
            ("warm, CPU s", ".2f"),
            ("cache kept, MB", ".1f"),
        ),
        table,
        [
            f"Cold: once, with an empty cache of compiled code. Warm: medians of {warm_rounds}, with the cache that the cold "
            "start left. Goal for the command as it ships, warm, to its first numbers: 1.2 s. "
            "Python's own bytecode is kept in both. Wall time is a busy machine's too.",
        ],
    )
