"""What a package offers: names from its stub that load on first use, names that moved, and calls that name their arguments."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Mapping
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def homes(package: str) -> dict[str, str]:
    """The module of each name that a package (the path of its `__init__.py`) offers, as the stub beside it imports them.

    So what type checkers read and what loads on first use (PEP 562) are one statement: lines `from home import name as name`.
    """
    stub = Path(package).with_suffix(".pyi").read_text(encoding="utf-8")
    return {name: home for home, name in re.findall(r"^from (\S+) import (\w+) as \2$", stub, re.MULTILINE)}


def load(name: str, homes: Mapping[str, str], namespace: dict[str, Any]) -> Any:
    """The public name, from its home into the package's namespace. Raises AttributeError for a name that is not offered."""
    if name not in homes:
        raise AttributeError(f"module {namespace['__name__']!r} has no attribute {name!r}")
    namespace[name] = value = getattr(import_module(homes[name]), name)
    return value


def named(moved: Mapping[str, str] | None = None) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A function whose misuse is answered with the call as it should be: what goes by name, and arguments that `moved`.

    `moved` says for each argument of before what takes its place. The error is a TypeError of one line.
    """

    def taught(function: Callable[P, R]) -> Callable[P, R]:
        parameters = list(inspect.signature(function).parameters.values())
        free = [each.name for each in parameters if each.kind is not each.KEYWORD_ONLY]
        by_name = [each.name for each in parameters if each.kind is each.KEYWORD_ONLY]
        own = function.__name__

        @wraps(function)
        def call(*args: P.args, **kwargs: P.kwargs) -> R:
            for name in kwargs:
                if moved and name in moved:
                    raise TypeError(f"{own}() has no '{name}': {moved[name]}")
            if len(args) > len(free):
                rest = args[len(free) :]
                given = [f"{name}={_short(value)}" for name, value in zip(by_name, rest, strict=False)]
                wanted = f"only {_listed([each for each in free if each not in ('self', 'cls')])} without a name"
                raise TypeError(f"{own}() takes {wanted}; write {', '.join(given) or 'the others by name'}")
            return function(*args, **kwargs)

        return call

    return taught


def _listed(names: list[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _short(value: object, limit: int = 30) -> str:
    text = " ".join(repr(value).split())
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
