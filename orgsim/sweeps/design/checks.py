"""Rules between two numbers, for all points of a stratum at once: gaps, ends of levers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from orgsim.config.checking import end_fits, gap_fits, gap_keys, scenario_faults
from orgsim.config.schema import defaults
from orgsim.model.parameters import LEVERS
from orgsim.spec.values import counted

Floats = NDArray[np.float64]


def point_faults(found: Mapping[str, Any], values: Mapping[str, Floats], where: Callable[[int], str]) -> list[str]:
    """A line for each rule that points of a stratum break, at the first such point.

    `found` is what the stratum's configuration says by full key, `values` (points,) what the points have instead; `where` names
    the point at a place. Each value by itself is taken as checked.
    """
    lines: dict[str, None] = {}
    for keys, fits in _rules({**found, **values}):
        if not set(keys) & set(values):
            continue
        broken = np.flatnonzero(~np.broadcast_to(fits, len(next(iter(values.values())))))
        if len(broken):
            place = int(broken[0])
            more = f"; and {counted(len(broken) - 1, 'point')} more" if len(broken) > 1 else ""
            at = {**found, **{key: _plain(column[place]) for key, column in values.items()}}
            lines |= dict.fromkeys(f"{where(place)}: {line}{more}" for line in _faults_at(at) if line.startswith(keys))
    return list(lines)


def _rules(at: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], Any]]:
    """The keys of each rule and where it holds."""
    for start, most in gap_keys():
        yield (start, most), gap_fits(at[start], at[most])
    for section in ("shift", *(f"timing.{row.name}" for row in LEVERS)):
        keys = tuple(_standing(at, section, field) for field in ("week", "end"))
        week, end = (at[key] for key in keys)
        if end is not None and not isinstance(end, str):
            yield (f"{section}.end", *keys), end_fits(week, end)


def _standing(at: Mapping[str, Any], section: str, field: str) -> str:
    """The key that a timing takes a field from: its own, or the shift's where it leaves that open."""
    own = f"{section}.{field}"
    return own if at[own] is not None else f"shift.{field}"


def _faults_at(at: Mapping[str, Any]) -> list[str]:
    """What is wrong with the configuration of one point."""
    nested: dict[str, Any] = {}
    for key, value in at.items():
        *groups, name = key.split(".")
        if groups and groups[0] in defaults():
            node = nested
            for group in groups:
                node = node.setdefault(group, {})
            node[name] = value
    return scenario_faults(nested)


def _plain(value: float) -> float:
    """A number as it was probably typed."""
    return int(value) if float(value).is_integer() else float(value)
