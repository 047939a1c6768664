"""`orgsim wasm`: the kernel as WebAssembly, built from the model's sources and held to the native kernel's bits."""

from __future__ import annotations

import gzip
from argparse import RawDescriptionHelpFormatter
from pathlib import Path

from orgsim.cli.verbs import Parser

SUMMARY = "build the kernel for the browser, or check that it gives Python's numbers"
_DESCRIPTION = """\
The kernel for the browser is the native kernel's code compiled to WebAssembly: one file that imports nothing.

build   writes kernel.wasm, manifest.json (how it is called, and what it was made from) and parameters.json (the tables of the
        model and the scenarios). The same sources and tools give the same bytes on every machine. Takes about a minute.
check   runs the module beside the native kernel and compares every number bit by bit: all scenarios with three seeds on three
        organizations, and one scenario on 5,000 people. Fails when a bit differs, or when the module was made from another
        version of the model.

Both need the extra: pip install 'orgsim[wasm]'."""
_EPILOG = """\
The table of `check` has a row for each organization: its people, the runs compared (scenarios, seeds and replications), the
numbers compared and how many of them differ.

Examples: orgsim wasm build
          orgsim wasm check"""


def run(arguments: list[str]) -> int:
    """Build or check."""
    raw = RawDescriptionHelpFormatter
    parser = Parser(prog="orgsim wasm", description=_DESCRIPTION, epilog=_EPILOG, formatter_class=raw)
    parser.add_argument("what", choices=("build", "check"), help="what to do")
    parser.add_argument("--output", type=Path, metavar="FOLDER", help="another folder than the package's own")
    options = parser.parse_args(arguments)
    from orgsim.wasm.manifest import FOLDER

    folder = options.output or FOLDER
    return _build(folder) if options.what == "build" else _check(folder)


def _build(folder: Path) -> int:
    from orgsim.wasm.build import build
    from orgsim.wasm.manifest import WASM

    module = build(folder)
    packed = len(gzip.compress(module, 9, mtime=0))
    print(f"{folder / WASM}: {len(module):,} bytes, {packed:,} with gzip")
    return 0


def _check(folder: Path) -> int:
    from orgsim.wasm.build import need
    from orgsim.wasm.manifest import faults, read

    need("wasmtime", "orgsim wasm check")
    found = faults(folder)
    for fault in found:
        print(fault)
    if found:
        return 1
    from orgsim.wasm.check import cases, compare
    from orgsim.wasm.host import WasmKernel

    kernel = WasmKernel(*read(folder))
    print(f"{'organization':<14}{'people':>7}{'runs':>7}{'numbers':>13}{'different':>11}")
    different = len(kernel.imports)
    for case in cases():
        compared = compare(kernel, case)
        runs = len(case.scenarios) * len(case.seeds) * case.replications
        row = f"{case.name:<14}{len(case.boss):>7,}{runs:>7,}{compared.doubles:>13,}{compared.different:>11,}"
        print(f"{row}  {compared.first}".rstrip(), flush=True)
        different += compared.different
    print("imports: " + (", ".join(kernel.imports) or "none"))
    print("equal, bit by bit" if not different else "NOT equal")
    return 1 if different else 0
