"""What Python is offered: every public name, what its functions return, and all their public methods."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from typing import Any

import orgsim
from orgsim.analysis.decompose import Decomposition
from orgsim.analysis.overtaking import Overtaking
from orgsim.analysis.plateau import Plateau
from orgsim.analysis.show import Look
from orgsim.analysis.switching import Switching
from orgsim.analysis.tipping import Tipping
from orgsim.sweeps.sweep_results import SweepResults
from orgsim.sweeps.sweep_table import SweepTable

#: What public functions return and nobody makes by hand.
RESULTS = (Decomposition, Look, Overtaking, Plateau, SweepResults, Switching, SweepTable, Tipping)
#: How results show themselves (`orgsim.notebook.Shown`) is no business of those who call.
_SHOWING = ("headline", "cells")

FUNCTIONS: dict[str, Callable[..., Any]] = {}
CLASSES: dict[str, type] = {}
for _name in orgsim.__all__:
    _value = getattr(orgsim, _name)
    if isinstance(_value, type):
        CLASSES[_name] = _value
    elif callable(_value):
        FUNCTIONS[_name] = _value


def methods() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Name and function of each public method that a class of ours defines itself, or is given by a class of ours."""
    for owner in (*CLASSES.values(), *RESULTS):
        for name, value in vars(owner).items():
            function = value.__func__ if isinstance(value, classmethod | staticmethod) else value
            if not name.startswith("_") and name not in _SHOWING and inspect.isfunction(function):
                yield f"{owner.__name__}.{name}", function


METHODS = dict(methods())


def parameters(function: Callable[..., Any]) -> list[inspect.Parameter]:
    """The parameters that a caller gives."""
    found = inspect.signature(function).parameters.values()
    return [each for each in found if each.name not in ("self", "cls")]


def constructor(owner: type) -> type | None:
    """The class that says how `owner` is made: itself, or the one it inherits that from; None for what is not ours."""
    makers = (each for each in owner.__mro__ if "__init__" in vars(each))
    found = next(makers)
    return found if found.__module__.startswith("orgsim") else None
