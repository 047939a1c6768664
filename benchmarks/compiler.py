"""The C compiler of this machine, if there is one: the benchmarks use what is there and install nothing."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

#: Tried in this order.
COMPILERS = ("clang-19", "clang", "gcc", "cc")
FLAGS = ("-O3", "-march=native", "-ffp-contract=off", "-fno-math-errno", "-shared", "-fPIC")


def compilers() -> list[str]:
    """Those of `COMPILERS` that this machine has."""
    return [name for name in COMPILERS if shutil.which(name)]


def version(compiler: str) -> str:
    """The first line of what a compiler says of itself."""
    done = subprocess.run([compiler, "--version"], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()[0]


def library(source: Path, compiler: str, constants: Mapping[str, int], more: Sequence[str] = ()) -> ctypes.CDLL:
    """A C file compiled with constants and loaded. Raises RuntimeError with the compiler's words when it does not compile."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / f"{source.stem}.so"
        defined = [f"-D{name}={value}" for name, value in constants.items()]
        command = [compiler, *FLAGS, *more, *defined, "-o", str(target), str(source)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"{compiler} does not compile {source.name}: {done.stderr.strip()}")
        return ctypes.CDLL(str(target))
