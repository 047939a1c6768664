"""Where compiled kernels are kept: a folder for each hash of all model sources, numba version and processor.

numba itself looks only at the file of the function it compiles, and would serve stale code when a rule in another file changes.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import llvmlite
import numba
from llvmlite import binding

from orgsim.provenance import model_hash


def candidates() -> list[Path]:
    """Folders to try, best first: the user's choices, the usual cache, then a private temporary one."""
    chosen = [os.environ.get("ORGSIM_CACHE_DIR"), os.environ.get("NUMBA_CACHE_DIR")]
    usual = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    private = os.path.join(tempfile.gettempdir(), f"orgsim-{os.getuid() if hasattr(os, 'getuid') else 'user'}")
    return [Path(folder) / "orgsim" for folder in (*chosen, usual, private) if folder]


def key() -> str:
    """Hash of everything that decides the machine code: model sources, numba, LLVM, the processor and what it can do."""
    processor = (numba.config.CPU_NAME or binding.get_host_cpu_name(), str(numba.config.CPU_FEATURES))
    features = binding.get_host_cpu_features().flatten()
    parts = (model_hash(), numba.__version__, llvmlite.__version__, sys.version, *processor, features)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:20]


@cache
def folder() -> Path:
    """The folder for this model on this machine, created; the first candidate that can be written."""
    for candidate in candidates():
        place = candidate / f"kernel-{key()}"
        try:
            place.mkdir(parents=True, exist_ok=True, mode=0o700)
            with tempfile.TemporaryFile(dir=place):
                return place
        except OSError:
            continue
    return Path(tempfile.mkdtemp(prefix="orgsim-"))


def place_of(width: int) -> Path:
    """The folder of one kernel."""
    return folder() / f"lanes-{width}"


def is_compiled(width: int) -> bool:
    """Whether a kernel lies in the cache."""
    return any(place_of(width).rglob("*.nbc"))


def forget(width: int) -> None:
    """Throw a kernel away, damaged or not."""
    shutil.rmtree(place_of(width), ignore_errors=True)


def cached_in(function: Callable[..., None], width: int) -> Any:
    """`function` compiled by numba with its cache in our folder; other users of numba in this process keep theirs."""
    before = numba.config.CACHE_DIR
    numba.config.CACHE_DIR = str(place_of(width))
    try:
        return numba.njit(function, error_model="numpy", parallel=True, nogil=True, cache=True)
    finally:
        numba.config.CACHE_DIR = before
