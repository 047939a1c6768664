"""The free parameters of a calibration: which are fitted, and between which values they are searched."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from orgsim.config.places import conf_folder
from orgsim.config.values import fault, number_faults, unknown
from orgsim.errors import ConfigurationError
from orgsim.model.parameters import BY_KEY
from orgsim.validation.reading import Rows, no_column, raise_all

Floats = NDArray[np.float64]
_COLUMNS = ("key", "low", "high")
_DIGITS = 4


@dataclass(frozen=True)
class Free:
    """One free parameter: its full key and the range it is searched in, within the table's bounds."""

    key: str
    low: float
    high: float

    @property
    def default(self) -> float:
        """Its value in the parameter table."""
        return BY_KEY[self.key].default


def shipped_free() -> str:
    """The table of free parameters that comes with orgsim."""
    return str(conf_folder() / "calibration" / "free.csv")


def read_free(path: str | os.PathLike[str]) -> list[Free]:
    """Free parameters from a table with the columns key, low and high. Raises ConfigurationError with every fault."""
    rows = Rows(path)
    raise_all([no_column(rows.name, name, rows.header) for name in _COLUMNS if name not in rows.header])
    found, faults = [], []
    context = [key for key in BY_KEY if key.startswith("context.")]
    for number, cells in rows.rows:
        where, row = f"{rows.name} row {number}", dict(zip(rows.header, cells, strict=False))
        if row["key"] not in context:
            faults.append(unknown(f"{where}: {row['key']}", "", context))
            continue
        limits = [_number(row[name]) for name in ("low", "high")]
        for name, value in zip(("low", "high"), limits, strict=True):
            faults += number_faults(f"{where}: {row['key']} {name}", value, BY_KEY[row["key"]].number)
        if all(isinstance(value, float) for value in limits):
            low, high = (float(value) for value in limits)
            faults += [] if low < high else [fault(f"{where}: low", low, f"below high, which is {high:g}")]
            found.append(Free(row["key"], low, high))
    twice = sorted({each.key for each in found if [other.key for other in found].count(each.key) > 1})
    raise_all([*faults, *(f"{rows.name}: {key} stands more than once" for key in twice)])
    if not found:
        raise ConfigurationError(f"{rows.name}: no free parameter")
    return found


def to_unit(free: Sequence[Free], values: Mapping[str, float]) -> Floats:
    """Values by key as a point of the unit cube, kept inside it."""
    point = [(values.get(each.key, each.default) - each.low) / (each.high - each.low) for each in free]
    return np.clip(np.array(point), 0.02, 0.98)


def from_unit(free: Sequence[Free], point: Floats) -> dict[str, float]:
    """A point of the unit cube as values by key, rounded to four significant digits, as they are written."""
    inside = np.clip(point, 0.0, 1.0)
    return {
        each.key: float(f"{each.low + (each.high - each.low) * share:.{_DIGITS}g}")
        for each, share in zip(free, inside, strict=True)
    }


def _number(cell: str) -> float | str:
    try:
        return float(cell)
    except ValueError:
        return cell
