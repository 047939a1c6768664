"""The command as a process of its own: what may be settled there, and would be wrong in someone else's."""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from orgsim.errors import ConfigurationError


def is_our_own() -> None:
    """Settle what holds for this process and those that it starts: figures go into files, whatever a notebook has set.

    Nothing is taken from settings of matplotlib's (`orgsim.figures.style`), so what it finds odd in them is not said.
    """
    os.environ["MPLBACKEND"] = "Agg"
    logging.getLogger("matplotlib").setLevel(logging.ERROR)


def check_settings() -> None:
    """Raise ConfigurationError where a settings file would keep matplotlib from loading, which is when a run is over."""
    for path in _settings():
        try:
            if path.is_file():
                path.read_text(encoding="utf-8")
                return  # it looks no further
        except (OSError, UnicodeDecodeError) as error:
            why = error.strerror if isinstance(error, OSError) else "not in UTF-8"
            raise ConfigurationError(
                f"{path}: {why}; matplotlib, which draws the figures, reads it: mend or remove it"
            ) from error


def _settings() -> Iterator[Path]:
    """Where matplotlib looks for its settings, in its order."""
    yield Path("matplotlibrc")
    named, folder = os.environ.get("MATPLOTLIBRC"), os.environ.get("MPLCONFIGDIR")
    yield from (Path(named), Path(named, "matplotlibrc")) if named else ()
    if folder or os.environ.get("HOME"):
        yield Path(folder or Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config", "matplotlib"), "matplotlibrc")


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
