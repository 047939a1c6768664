"""The loops of this package compiled: their sources as they stand, kept in the kernel's cache under a hash of their own."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from types import FunctionType
from typing import Any

import numpy as np
from numba.extending import register_jitable
from numpy.typing import NDArray

from orgsim.engines.kernel.cache import cached_in, made_ready
from orgsim.provenance import summaries_hash
from orgsim.summaries import counting, hinge, reducing


@cache
def ready(name: str) -> Callable[..., None]:
    """A function of `reducing` or `counting`, compiled or from the cache.

    It takes C-contiguous arrays of float64, and the types for which it was tried out: others are compiled when they come.
    """
    function = getattr(reducing, name, None) or getattr(counting, name)
    stem = name_of(name)
    made: Callable[..., None] = made_ready(stem, f"summaries, {name}", lambda: cached_in(function, stem), _TRIALS[name])
    return made


def name_of(name: str) -> str:
    """What a function is called in the cache: its folder knows the model's sources, the name those of this package."""
    return f"summaries-{name}-{summaries_hash()[:12]}"


def _room(*shape: int) -> NDArray[np.float64]:
    return np.zeros(shape)


#: How each function is called once with nothing to do, so that it is compiled, or read from the cache.
_TRIALS: Mapping[str, Callable[[Any], object]] = {
    "reduce_runs": lambda loop: loop(_room(0, 0, 0), 0, 0, 0, 0.0, 0.0, _room(4, 0), _room(0), _room(0), _room(8), _room(0, 0)),
    "fit_curves": lambda loop: loop(_room(0, 0), 0, _room(0), _room(0, 8)),
    "extend": lambda loop: loop(_room(0, 0, 0), _room(0, 0), _room(0, 0)),
    "count": lambda loop: loop(
        _room(0, 0, 0), _room(0), np.zeros(0, np.int64), np.zeros((0, 0), np.uint32), np.zeros((4, 0, 0), np.int64)
    ),
    "weigh_curves": lambda loop: loop(_room(0, 0), _room(0, 8), _room(0)),
}
NAMES = tuple(_TRIALS)


def _make_compilable(modules: Sequence[Any]) -> None:
    """Let compiled code call every function that the modules define."""
    for module in modules:
        for _, function in inspect.getmembers(module, lambda member: isinstance(member, FunctionType)):
            if function.__module__ == module.__name__:
                register_jitable(function)


_make_compilable((hinge, reducing, counting))
