"""The command as a process of its own: what may be left out there to start quickly, and would be wrong in someone else's."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

_LINEAR_ALGEBRA = "scipy.linalg"
_own = False


def is_our_own() -> None:
    """Say that this process does nothing but run the command."""
    global _own
    _own = True


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """No garbage collection meanwhile: loading libraries makes objects that stay, and looking them through takes 0.3 s."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def without_linear_algebra() -> Iterator[None]:
    """numba looks for SciPy's linear algebra, which no rule uses, whenever it is there; not loading it saves 0.2 s.

    Only in a process of our own: numba's matrix products need it elsewhere.
    """
    modules = cast(dict[str, Any], sys.modules)
    left_out = _own and _LINEAR_ALGEBRA not in modules
    if left_out:
        modules[_LINEAR_ALGEBRA] = None
    try:
        yield
    finally:
        if left_out:
            del modules[_LINEAR_ALGEBRA]


def free_memory() -> int | None:
    """Bytes that this process may still take: of the machine and of its control group; None where the system does not say."""
    found = [_available(), _left_in_group()]
    return min((each for each in found if each is not None), default=None)


def _available() -> int | None:
    """What Linux says is available, less what would have to be swapped out."""
    try:
        lines = Path("/proc/meminfo").read_text().splitlines()
        return next(1024 * int(line.split()[1]) for line in lines if line.startswith("MemAvailable:"))
    except (OSError, StopIteration, ValueError):
        return None


def _left_in_group() -> int | None:
    """What is left of the memory that a container allows."""
    group = Path("/sys/fs/cgroup")
    for most, now in (("memory.max", "memory.current"), ("memory/memory.limit_in_bytes", "memory/memory.usage_in_bytes")):
        try:
            return max(int((group / most).read_text()) - int((group / now).read_text()), 0)
        except (OSError, ValueError):  # there is none, or it says "max"
            continue
    return None
