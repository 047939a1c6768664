"""orgsim: a laboratory for leadership teams and management teams.

>>> import orgsim
>>> department = orgsim.Organization.synthetic()
>>> len(department)
277

Public names load when they are first used, so that `import orgsim` is quick and imports none of the heavy libraries.
They stand in the stub beside this file, once.
"""

from __future__ import annotations

from typing import Any

from orgsim.naming import homes as _homes
from orgsim.naming import load as _load

_HOMES = _homes(__file__)
#: Names of before, which answer with a warning for one version more.
_MOVED = {"summarise": "summary_table"}

__all__ = sorted([*_HOMES, "__version__"])


def __getattr__(name: str) -> Any:
    """Load a public name on first use (PEP 562)."""
    if name in _MOVED:
        from warnings import warn

        warn(f"orgsim.{name} is now orgsim.{_MOVED[name]}", DeprecationWarning, stacklevel=2)
    elif name == "__version__":
        return _version()
    return _load(_MOVED.get(name, name), _HOMES, globals())


def __dir__() -> list[str]:
    return sorted({*__all__, *(name for name in globals() if name.startswith("__"))})


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("orgsim")
    except PackageNotFoundError:
        return "unknown"
