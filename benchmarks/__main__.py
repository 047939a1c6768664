"""The command: measure every part, print its table, and write the results with the commit they belong to."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

#: Parts by name: the module that measures each, and what it is about.
PARTS = {
    "engines": ("benchmarks.engines", "the kernel's drivers, our Mesa engine, Mesa alone, NumPy: CPU, memory, hashes"),
    "worker": ("benchmarks.worker", "the worker's week: the kernel's stages, their twin in C, and the processor's limit"),
    "many": ("benchmarks.scaling", "a thousand runs for five years, on one and two threads"),
    "large": ("benchmarks.large", "a company of a million people; a hundred thousand runs in memory that does not grow"),
    "charts": ("benchmarks.charts", "real organizations against even trees"),
    "browser": ("benchmarks.browser", "the browser's kernel under wasmtime and in Node against the native one"),
    "simulator": ("benchmarks.simulator", "the flight simulator in Chromium: opening, moving a slider, playing, saving"),
    "starts": ("benchmarks.starting", "from the start of a process to first numbers, cold and warm"),
}
RESULTS = Path(__file__).parent / "results"


def parser() -> argparse.ArgumentParser:
    """The command line."""
    found = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description=__doc__,
        epilog="parts:\n" + "\n".join(f"  {name:9} {what}" for name, (_, what) in PARTS.items()),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    found.add_argument("--quick", action="store_true", help="a small department for a minute: shows that all works, no more")
    found.add_argument("--only", nargs="+", choices=PARTS, metavar="PART", help="these parts and no others")
    found.add_argument(
        "--output",
        type=Path,
        help="folder for COMMIT.json and latest.md (default: benchmarks/results for a whole run, none with --quick or --only)",
    )
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; returns the exit code."""
    options = parser().parse_args(arguments)
    os.environ["NUMBA_NUM_THREADS"] = "1"
    # Only now, as numba reads its number of threads when it is imported.
    from benchmarks.machine import describe
    from benchmarks.report import machine_lines, text, write
    from benchmarks.workload import FULL, QUICK

    machine, size = describe(), QUICK if options.quick else FULL
    print(machine_lines(machine), end="\n\n", flush=True)
    parts = {}
    for name in options.only or PARTS:
        parts[name] = import_module(PARTS[name][0]).measure(size)
        print(text(parts[name]), flush=True)
    whole = not (options.quick or options.only)
    folder = options.output or (RESULTS if whole else None)
    if folder:
        for path in write(folder, machine, parts):
            print(f"written: {path.name}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
