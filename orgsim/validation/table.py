"""Pattern tables: rows that say which statistic of which columns should lie in which range."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf, isfinite
from pathlib import Path

from orgsim.config.places import conf_folder
from orgsim.errors import ConfigurationError, nearest, suggestion
from orgsim.spec.values import bound, fault, name_fault, shown
from orgsim.validation.cases import LEVELS
from orgsim.validation.numbered_rows import Rows, no_column, raise_all
from orgsim.validation.query import Query, Statistic
from orgsim.validation.statistics import STATISTICS

#: The tables that are scored where none is named.
DEFAULT_TABLES = ("survey", "subindices", "evidence")
#: Columns of a pattern table; others, such as `source`, may stand beside them.
COLUMNS = ("name", "statistic", "x", "y", "lag", "level", "low", "high", "weight")
_NEEDED = ("name", "statistic", "x", "low", "high")
_LONGEST_LAG = 50


@dataclass(frozen=True)
class Pattern:
    """One row: `statistic` of `query` should lie from `low` to `high` (infinite where open); `weight` in the total.

    `source` tells where the range comes from, "" when the table does not say. `aim` is the narrower range that a calibration
    searches in (columns aim_low and aim_high), where the table gives one; scores know the range alone.
    """

    name: str
    statistic: str
    query: Query
    low: float
    high: float
    weight: float = 1.0
    source: str = ""
    aim: tuple[float, float] | None = None


def shipped_tables() -> list[str]:
    """Names of the tables that come with orgsim."""
    return sorted(path.stem for path in (conf_folder() / "patterns").glob("*.csv"))


def find_table(name: str) -> Path:
    """The file of a table given by its path or, for one that comes with orgsim, by its name."""
    if Path(name).suffix or Path(name).exists():
        return Path(name)
    if name not in shipped_tables():
        names = shipped_tables()
        raise ConfigurationError(
            f"no table of patterns {shown(name)}: neither a file nor one of {', '.join(names)}{suggestion(name, names)}"
        )
    return conf_folder() / "patterns" / f"{name}.csv"


def read_patterns(*paths: str | os.PathLike[str], also: Mapping[str, Statistic] | None = None) -> list[Pattern]:
    """The rows of one or more pattern tables; `also` are statistics beside those of units.

    Raises ConfigurationError with a line for every fault in all of them.
    """
    known = {**STATISTICS, **(also or {})}
    found: list[Pattern] = []
    faults: list[str] = []
    stands: dict[str, str] = {}
    for path in paths:
        try:
            rows = Rows(path)
        except ConfigurationError as error:
            faults += error.faults
            continue
        missing = [name for name in _NEEDED if name not in rows.header]
        if missing:
            faults += [no_column(rows.name, name, rows.header) for name in missing]
            continue
        faults += _misspelt(rows)
        for number, cells in rows.rows:
            where = f"{rows.name} row {number}"
            row = dict(zip(rows.header, cells, strict=False))
            found += _pattern(where, row, known, faults)
            name = row.get("name", "")
            if name in stands:
                faults.append(f"{where}: name={shown(name)}: stands in {stands[name]} already")
            elif name:
                stands[name] = where
    raise_all(faults)
    return found


def _misspelt(rows: Rows) -> Iterator[str]:
    """A column that is missing and whose name another one nearly has would be passed over silently."""
    others = [column for column in rows.header if column not in COLUMNS]
    for name in COLUMNS:
        if name not in rows.header and nearest(name, others):
            yield no_column(rows.name, name, others)


def _pattern(where: str, row: Mapping[str, str], known: Mapping[str, Statistic], faults: list[str]) -> list[Pattern]:
    """The row as a pattern, or nothing and its faults."""
    before = len(faults)
    cell = {name: row.get(name, "") for name in COLUMNS}
    if not cell["name"]:
        faults.append(fault(f"{where}: name", "", "given"))
    statistic = known.get(cell["statistic"])
    if statistic is None:
        faults.append(name_fault(f"{where}: statistic", cell["statistic"], known))
    query = None if statistic is None else _query(where, cell, statistic, faults)
    low, high = (_limit(where, name, cell[name], end, faults) for name, end in (("low", -inf), ("high", inf)))
    if not cell["low"] and not cell["high"]:
        faults.append(f"{where}: low and high are empty: at least one must be a number")
    elif low > high:
        faults.append(f"{where}: low={cell['low']}: must not be above high={cell['high']}")
    aim = _aim(where, row, (low, high), faults)
    weight = _number(where, "weight", cell["weight"] or "1", (0.0, inf), "a number from 0 up, or empty for 1", faults)
    if query is None or weight is None or len(faults) > before:
        return []
    return [Pattern(cell["name"], cell["statistic"], query, low, high, weight, row.get("source", ""), aim)]


def _aim(where: str, row: Mapping[str, str], limits: tuple[float, float], faults: list[str]) -> tuple[float, float] | None:
    """The narrower range a calibration searches in, where the row has one; an empty end is that of the range."""
    cells = {name: row.get(name, "") for name in ("aim_low", "aim_high")}
    if not any(cells.values()):
        return None
    low, high = (_limit(where, name, text, end, faults) for (name, text), end in zip(cells.items(), limits, strict=True))
    if not limits[0] <= low <= high <= limits[1]:
        faults.append(
            f"{where}: aim_low={low:g}, aim_high={high:g}: must be in order and inside low={limits[0]:g}, high={limits[1]:g}"
        )
    return low, high


def _query(where: str, cell: Mapping[str, str], statistic: Statistic, faults: list[str]) -> Query | None:
    """Which columns, lag and level: everything that the statistic uses, and nothing that it does not."""
    before = len(faults)
    x = _split(where, cell["x"], statistic, faults)
    y, lag, level = cell["y"] or None, None, None
    if y is None and statistic.y == "required":
        faults.append(f"{where}: y must be given: {statistic.name} is the {statistic.meaning}")
    if statistic.y == "optional" and statistic.joined and (len(x) > 1) == (y is not None):
        faults.append(f"{where}: give either y, or several columns in x with '{statistic.joined}' between them")
    unused = {"y": statistic.y == "unused", "lag": statistic.lag is None, "level": statistic.level is None}
    vain = [name for name, no in unused.items() if no and cell[name]]
    faults += [fault(f"{where}: {name}", cell[name], f"empty: {statistic.name} has none") for name in vain]
    if statistic.lag is not None and (cell["lag"] or not statistic.lag):
        allowed = f"a whole number of years from 1 to {_LONGEST_LAG}"
        years = _number(where, "lag", cell["lag"], (1, _LONGEST_LAG), allowed, faults, whole=True)
        lag = None if years is None else int(years)
    if statistic.level is not None:
        level = _level(where, cell["level"], statistic.level, faults)
    return Query(tuple(x), y, lag, level) if len(faults) == before else None


def _split(where: str, text: str, statistic: Statistic, faults: list[str]) -> Sequence[str]:
    """The columns in x."""
    if not statistic.needs_x:
        faults += [fault(f"{where}: x", text, f"empty: {statistic.name} has none")] if text else []
        return []
    parts = [part.strip() for part in text.split(statistic.joined)] if statistic.joined else [text]
    if not all(parts):
        wanted = f"a column of the units, or several with '{statistic.joined}' between" if statistic.joined else "a column"
        faults.append(fault(f"{where}: x", text, wanted))
    signs = [sign for sign in "+>" if sign in text and sign != statistic.joined]
    if signs:
        faults.append(fault(f"{where}: x", text, f"one column: {statistic.name} takes none joined by '{signs[0]}'"))
    return parts


def _level(where: str, text: str, level: str | tuple[float, float], faults: list[str]) -> str | float | None:
    """A word for what a case is, or a number in its bounds."""
    if isinstance(level, tuple):
        ends = [bound(end) for end in level if isfinite(end)]
        allowed = "a number" + (f" from {ends[0]}" if ends else "") + (f" to {ends[1]}" if len(ends) > 1 else "")
        return _number(where, "level", text, level, allowed, faults)
    if text and text not in LEVELS:
        faults.append(name_fault(f"{where}: level", text, LEVELS))
    return text or None


def _limit(where: str, name: str, text: str, end: float, faults: list[str]) -> float:
    """An end of the range, infinite where it is empty."""
    number = _number(where, name, text, (-inf, inf), "a number, or empty for none", faults) if text else None
    return end if number is None else number


def _number(
    where: str, name: str, text: str, limits: tuple[float, float], allowed: str, faults: list[str], whole: bool = False
) -> float | None:
    """The number in a cell, or None and a fault."""
    try:
        value = float(text)
    except ValueError:
        value = inf
    if isfinite(value) and limits[0] <= value <= limits[1] and not (whole and value % 1):
        return value
    faults.append(fault(f"{where}: {name}", text, allowed))
    return None
