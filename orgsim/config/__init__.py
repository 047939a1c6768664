"""Configurations: Hydra's groups and overrides in, validated scenarios and studies out. Past here nobody knows Hydra.

Public names, which stand in the stub beside this file, load when they are first used, so that the command's help needs none of
the numerical libraries.
"""

from __future__ import annotations

from typing import Any

from orgsim.naming import homes, load

_HOMES = homes(__file__)
__all__ = sorted(_HOMES)


def __getattr__(name: str) -> Any:
    """Load a public name on first use (PEP 562)."""
    return load(name, _HOMES, globals())
