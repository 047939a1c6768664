"""Other primitives under the same rules: replaced in a process of its own, before anything that uses them is imported."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any

#: Whoever imports these has taken the primitives by name, and would not notice a replacement.
USERS = ("orgsim.model.rules.", "orgsim.engines.mesa.", "orgsim.engines.kernel.stages.")


def replace(module: ModuleType, functions: Mapping[str, Callable[..., Any]]) -> None:
    """Put functions in the place of a module's own. Raises RuntimeError when that comes too late, or one does not exist."""
    late = sorted(name for name in sys.modules if name.startswith(USERS))
    if late:
        raise RuntimeError(f"{late[0]} has been imported and holds the functions that were to be replaced")
    for name, function in functions.items():
        if not hasattr(module, name):
            raise RuntimeError(f"{module.__name__} has no function {name} to replace")
        setattr(module, name, function)
