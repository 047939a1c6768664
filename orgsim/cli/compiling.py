"""All there is to compile, in one list, and what compiling it ahead of time took."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

from orgsim.engines.kernel import cache
from orgsim.engines.kernel.blocks import DRIVERS, name_of
from orgsim.engines.kernel.run import DEFAULT_LANES, ready
from orgsim.spec.bounds import LANES
from orgsim.summaries import compiled as summaries
from orgsim.surveying.compiled import survey_days

#: What the cache calls its folders; nothing else beside them is ever touched.
_FOLDER = re.compile(r"kernel-[0-9a-f]{20}")


class Compilable(NamedTuple):
    """A compiled function: its name in the cache, what it is, and the call that compiles it or reads it from the cache.

    The call returns numba's function, whose `stats` tell whether it was in the cache.
    """

    name: str
    what: str
    call: Callable[[], Any]


class Warmed(NamedTuple):
    """How a function became ready: whether it was compiled just now, in how many seconds, and its bytes in the cache."""

    compiled: bool
    seconds: float
    size: int


def compilables(every: bool = False) -> tuple[Compilable, ...]:
    """What a run can need: both drivers of the kernel, the survey, and what sums runs up.

    The kernel is that for the number of lanes that runs have when none is asked for, or for `every` number.
    """
    widths: Sequence[int] = LANES if every else (DEFAULT_LANES,)
    kernels = [
        Compilable(name_of(driver, width), f"kernel, {driver}, lanes={width}", partial(ready, driver, width))
        for width in widths
        for driver in DRIVERS
    ]
    reducing = [
        Compilable(summaries.name_of(name), f"summaries, {name}", partial(summaries.ready, name)) for name in summaries.NAMES
    ]
    return (*kernels, Compilable("survey", "survey", survey_days), *reducing)


def warm(function: Compilable) -> Warmed:
    """Compile a function, or read it from the cache."""
    start = perf_counter()
    made = function.call()
    seconds = perf_counter() - start
    return Warmed(bool(made.stats.cache_misses), seconds, size_of(cache.place_of(function.name)))


def stale_folders() -> Iterator[Path]:
    """Folders of the cache that hold what was compiled for other versions of the model, numba or Python."""
    mine = cache.folder()
    for path in sorted(mine.parent.iterdir()):
        if path != mine and _FOLDER.fullmatch(path.name) and path.is_dir() and not path.is_symlink():
            yield path


def clear() -> tuple[int, int]:
    """Throw stale folders away; returns how many and their bytes. What cannot be removed stays and does not count."""
    number = total = 0
    for path in list(stale_folders()):
        size = size_of(path)
        shutil.rmtree(path, ignore_errors=True)
        if not path.exists():
            number, total = number + 1, total + size
    return number, total


def size_of(folder: Path) -> int:
    """Bytes of all files in a folder; 0 where there is none."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
