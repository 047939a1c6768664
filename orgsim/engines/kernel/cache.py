"""Where compiled kernels are kept: a folder for each hash of all model sources, numba version and processor.

numba itself looks only at the file of the function it compiles, and would serve stale code when a rule in another file changes.
"""

from __future__ import annotations

import hashlib
import os
import pickle
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
from numba.core.caching import CompileResultCacheImpl, FunctionCache

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


def place_of(name: str) -> Path:
    """The folder of one compiled function."""
    return folder() / name


def is_compiled(name: str) -> bool:
    """Whether a compiled function lies in the cache."""
    return any(place_of(name).rglob("*.nbc"))


def forget(name: str) -> None:
    """Throw a compiled function away, damaged or not."""
    shutil.rmtree(place_of(name), ignore_errors=True)


class _Place:
    """Where numba keeps one function: the folder that `cached_in` set, whose name says what numba would ask the source."""

    def __init__(self, path: str) -> None:
        self._path = path

    @classmethod
    def from_function(cls, function: Any, source: str) -> _Place:
        return cls(numba.config.CACHE_DIR)

    def ensure_cache_path(self) -> None:
        os.makedirs(self._path, exist_ok=True)

    def get_cache_path(self) -> str:
        return self._path

    def get_source_stamp(self) -> str:
        return ""

    def get_disambiguator(self) -> str:
        return ""


class _Files(CompileResultCacheImpl):
    _locator_classes = (_Place,)


class _Whole(FunctionCache):
    """numba's cache, keyed by signature and processor alone.

    numba also looks at the bytes of the function and of what it refers to, which change from a fresh source to a cached one and
    from checkout to checkout, and would compile again without need.
    """

    _impl_class = _Files

    def _index_key(self, signature: Any, codegen: Any) -> Any:
        return signature, codegen.magic_tuple()


def cached_in(function: Callable[..., None], name: str) -> Any:
    """`function` compiled by numba with its cache in our folder; other users of numba in this process keep theirs."""
    before = numba.config.CACHE_DIR
    numba.config.CACHE_DIR = str(place_of(name))
    try:
        made = numba.njit(function, error_model="numpy", nogil=True)
        if not numba.config.DISABLE_JIT:
            made._cache = _Whole(function)
        return made
    finally:
        numba.config.CACHE_DIR = before


def made_ready(name: str, what: str, make: Callable[[], Any], try_out: Callable[[Any], object]) -> Any:
    """A compiled function that has been tried out once; a damaged cache is thrown away and made again, with a message.

    `make` gives the function with its cache, `try_out` calls it with next to nothing to do, so that it is compiled or read.
    """
    if not is_compiled(name):
        _say(f"compiling {what}, once for this machine …")
    for attempt in (1, 2):
        function = make()
        try:
            try_out(function)
            return function
        except (EOFError, OSError, ValueError, KeyError, pickle.UnpicklingError):
            if attempt == 2:
                raise
            _say(f"the cached copy of {what} is damaged; compiling it again …")
            forget(name)
    raise AssertionError("unreachable")


def _say(what: str) -> None:
    if not numba.config.DISABLE_JIT:
        print(f"orgsim: {what}", file=sys.stderr, flush=True)
