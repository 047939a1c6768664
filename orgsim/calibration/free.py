"""The free parameters of a calibration: which are fitted, and between which values they are searched."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from orgsim.config.places import conf_folder
from orgsim.errors import ConfigurationError, suggestion
from orgsim.model.parameters import BY_KEY
from orgsim.spec.values import number_faults
from orgsim.validation.numbered_rows import Rows, no_column, raise_all

Floats = NDArray[np.float64]
_COLUMNS = ("key", "low", "high")
_DIGITS = 4


@dataclass(frozen=True)
class Free:
    """One free parameter: its full key, the range it is searched in, within the table's bounds, and where the search starts."""

    key: str
    low: float
    high: float
    start: float


def shipped_free() -> str:
    """The table of free parameters that comes with orgsim."""
    return str(conf_folder() / "calibration" / "free.csv")


def read_free(path: str | os.PathLike[str]) -> list[Free]:
    """Free parameters from a table with the columns key, low, high and perhaps start (without it: the middle of the range).

    Raises ConfigurationError with every fault.
    """
    rows = Rows(path)
    raise_all([no_column(rows.name, name, rows.header) for name in _COLUMNS if name not in rows.header])
    found: list[Free] = []
    faults: list[str] = []
    for number, cells in rows.rows:
        row = dict(zip(rows.header, cells, strict=False))
        found += _read(f"{rows.name} row {number}", row, faults)
    twice = sorted({each.key for each in found if [other.key for other in found].count(each.key) > 1})
    raise_all([*faults, *(f"{rows.name}: {key} stands more than once" for key in twice)])
    if not found:
        raise ConfigurationError(f"{rows.name}: no free parameter")
    return found


def _read(where: str, row: Mapping[str, str], faults: list[str]) -> list[Free]:
    """The row as a free parameter, or nothing and its faults."""
    key, before = row["key"], len(faults)
    context = [each for each in BY_KEY if each.startswith("context.")]
    if key not in context:
        faults.append(f"{where}: {key}: not a parameter of the context{suggestion(key, context)}")
        return []
    values = {name: _number(row[name]) for name in ("low", "high", "start") if row.get(name) or name != "start"}
    for name, value in values.items():
        faults += number_faults(f"{where}: {key} {name}", value, BY_KEY[key].number)
    if len(faults) > before:
        return []
    low, high = float(values["low"]), float(values["high"])
    start = float(values.get("start", 0.5 * (low + high)))
    if not low < high or not low <= start <= high:
        faults.append(f"{where}: {key}: low={low:g}, start={start:g}, high={high:g}: must be in this order")
        return []
    return [Free(key, low, high, start)]


def to_unit(free: Sequence[Free], values: Mapping[str, float]) -> Floats:
    """Values by key as a point of the unit cube, kept inside it."""
    point = [(values.get(each.key, each.start) - each.low) / (each.high - each.low) for each in free]
    return np.asarray(np.clip(np.array(point), 0.02, 0.98), dtype=np.float64)


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
