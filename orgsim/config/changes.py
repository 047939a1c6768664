"""Changes of a scenario as Python gives them: values by full key, or lines as on the command line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from orgsim.config.overrides import parse_override
from orgsim.errors import ConfigurationError
from orgsim.spec.values import shown


def by_key(changes: Mapping[str, Any] | Iterable[str]) -> dict[str, Any]:
    """Values by full key. Raises ConfigurationError with a line for every one that cannot be read.

    >>> by_key(["levers.coaching=2", "shift.week=52"])
    {'levers.coaching': 2, 'shift.week': 52}
    """
    if isinstance(changes, Mapping):
        return dict(changes)
    found: dict[str, Any] = {}
    faults: list[str] = []
    for line in [changes] if isinstance(changes, str) else changes:
        try:
            found.update([_read(line)])
        except ConfigurationError as error:
            faults += error.faults
    if faults:
        raise ConfigurationError(faults)
    return found


def _read(line: Any) -> tuple[str, Any]:
    """Key and value of one line. Raises ConfigurationError."""
    if not isinstance(line, str) or "=" not in line:
        raise ConfigurationError(f"{shown(line)}: a change is written 'key=value', or given as {{'key': value}}")
    override = parse_override(line)
    if override.is_delete():
        raise ConfigurationError(f"{line}: a key cannot be removed; give it another value")
    if override.is_sweep_override():
        raise ConfigurationError(f"{line}: several values; a model has one")
    return override.key_or_group, override.value()
