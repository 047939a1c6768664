"""A table of units: one row for each replication, unit and year, and a column for each measure."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from orgsim.errors import ConfigurationError, nearest, suggestion
from orgsim.organization.wording import listing
from orgsim.spec.values import fault, shown
from orgsim.validation.numbered_rows import UNKNOWN, Rows, no_column, raise_all

Floats = NDArray[np.float64]
#: Names that the column of units goes by.
UNIT_NAMES = ("unit", "organisation", "organization", "agency", "department")
YEAR, REPLICATION = "year", "replication"
#: The measure that persistence is judged on, unless another is named.
INDEX = "engagement_index"
_YEARS = (0, 9999)


@dataclass(frozen=True)
class Panel:
    """One replication: `values` holds an array (unit, year) for each measure, NaN where it is unknown.

    The years run from the first to the last without a gap, so that a lag is a shift along the second axis.
    """

    units: tuple[str, ...]
    years: tuple[int, ...]
    values: Mapping[str, Floats]

    def __getitem__(self, name: str) -> Floats:
        return self.values[name]

    def resampled(self, places: NDArray[np.int64]) -> Panel:
        """The same with the units at these places, some of them more than once."""
        units = tuple(self.units[place] for place in places)
        return Panel(units, self.years, {name: values[places] for name, values in self.values.items()})

    def during(self, years: Iterable[int]) -> Panel:
        """The same with every other year unknown."""
        kept = np.isin(self.years, list(years))
        return Panel(self.units, self.years, {name: np.where(kept, values, np.nan) for name, values in self.values.items()})


@dataclass(frozen=True)
class UnitTable:
    """A table of units as read: text cells by column, and where each row belongs.

    `alias` says which column is read for a name that patterns use; nothing is guessed. Make one with `read_units`.
    """

    name: str
    columns: Mapping[str, tuple[str, ...]]
    rows: tuple[int, ...]
    keys: tuple[tuple[str, str, int], ...]
    alias: Mapping[str, str] = field(default_factory=dict)

    @property
    def measures(self) -> list[str]:
        """Every measure by the name that patterns use."""
        renamed = {column: name for name, column in self.alias.items()}
        return [renamed.get(column, column) for column in self.columns]

    def has(self, measure: str) -> bool:
        """Whether there is a column for this measure."""
        return self.alias.get(measure, measure) in self.columns

    def near(self, measure: str) -> str | None:
        """The measure whose name is most like this one's."""
        return nearest(measure, self.measures)

    def panels(self, measures: Iterable[str]) -> list[Panel]:
        """A panel for each replication, in the table's order. Raises ConfigurationError for cells that are no numbers."""
        names = [name for name in dict.fromkeys(measures) if self.has(name)]
        faults: list[str] = []
        numbers = {name: self._numbers(self.alias.get(name, name), faults) for name in names}
        raise_all(faults)
        years = sorted({year for _, _, year in self.keys})
        span = tuple(range(years[0], years[-1] + 1))
        return [_panel(self.keys, places, span, numbers) for places in self._replications().values()]

    def _replications(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for place, (replication, _, _) in enumerate(self.keys):
            found.setdefault(replication, []).append(place)
        return found

    def _numbers(self, column: str, faults: list[str]) -> Floats:
        cells = self.columns[column]
        values = np.full(len(cells), np.nan)
        for place, cell in enumerate(cells):
            number = _number(cell)
            if number is None:
                where = f"{self.name} row {self.rows[place]}: {column}"
                faults.append(fault(where, cell, "a number, or empty where it is unknown"))
            else:
                values[place] = number
        return values


def read_units(
    path: str | os.PathLike[str],
    unit_column: str | None = None,
    alias: Mapping[str, str] | None = None,
    *,
    without: Sequence[str] = (),
) -> UnitTable:
    """The table of units in a delimited text file.

    It needs a column `year` and one of units, called unit, organisation, organization, agency or department, or as
    `unit_column` says. A column `replication` tells runs apart; without it there is one. `without` names units to leave out,
    such as totals. Raises ConfigurationError with every fault.
    """
    rows = Rows(path)
    places = {name: place for place, name in enumerate(rows.header) if name}
    unit = _unit_column(rows, unit_column)
    if YEAR not in places:
        raise ConfigurationError(no_column(rows.name, YEAR, rows.header))
    wide = len(rows.header)
    lines = [(number, cells + [""] * (wide - len(cells))) for number, cells in rows.rows]
    names = {cells[places[unit]] for _, cells in lines}
    faults = [f"{rows.name}: {_no_unit(name, unit, names)}" for name in without if name not in names]
    lines = [line for line in lines if line[1][places[unit]] not in without]
    replication = places.get(REPLICATION)
    keys = list(_keys(rows.name, lines, (replication, places[unit], places[YEAR]), unit, faults))
    measures = [name for name in places if name not in (unit, YEAR, REPLICATION)]
    for name, column in (alias or {}).items():
        faults += _alias_faults(rows.name, name, column, measures)
    if not lines and not faults:
        faults.append(f"{rows.name}: no row is left")
    raise_all(faults)
    columns = {name: tuple(cells[places[name]] for _, cells in lines) for name in measures}
    return UnitTable(rows.name, columns, tuple(number for number, _ in lines), tuple(keys), dict(alias or {}))


def _unit_column(rows: Rows, given: str | None) -> str:
    """The column of units: the one given, else the only one that goes by a known name."""
    if given is not None:
        if given in rows.header:
            return given
        raise ConfigurationError(no_column(rows.name, given, rows.header))
    found = [name for name in UNIT_NAMES if name in rows.header]
    if len(found) == 1:
        return found[0]
    what = f"{listing(found)} could all name the units" if found else f"no column {', '.join(UNIT_NAMES)} for the units"
    raise ConfigurationError(f"{rows.name}: {what}; say which with --unit-column, one of {listing(rows.header)}")


def _keys(
    file: str,
    lines: Sequence[tuple[int, list[str]]],
    places: tuple[int | None, int, int],
    unit_name: str,
    faults: list[str],
) -> Iterator[tuple[str, str, int]]:
    """Replication, unit and year of each row; what is wrong with them goes to `faults`."""
    seen: dict[tuple[str, str, int], int] = {}
    for number, cells in lines:
        replication = "" if places[0] is None else cells[places[0]]
        unit, year = cells[places[1]], _number(cells[places[2]])
        where = f"{file} row {number}"
        if not unit:
            faults.append(fault(f"{where}: {unit_name}", unit, "given"))
        if year is None or not year.is_integer() or not _YEARS[0] <= year <= _YEARS[1]:
            wanted = f"a whole number from {_YEARS[0]} to {_YEARS[1]}"
            faults.append(fault(f"{where}: {YEAR}", cells[places[2]], wanted))
            continue
        key = (replication, unit, int(year))
        if key in seen:
            faults.append(f"{where}: {shown(unit)} in {int(year)} stands in row {seen[key]} already")
        seen.setdefault(key, number)
        yield key


def _no_unit(name: str, column: str, names: Iterable[str]) -> str:
    return f"no {column} is called {shown(name)}{suggestion(name, names)}"


def _alias_faults(file: str, name: str, column: str, measures: Sequence[str]) -> Iterator[str]:
    """An alias must lead to a column there is, and must not hide another one."""
    if column not in measures:
        yield f"{file}: no column {shown(column)} to read as {shown(name)}{suggestion(column, measures)}"
    if name in measures and name != column:
        yield f"{file}: has a column {shown(name)} of its own; {shown(column)} cannot be read as that"


def _number(cell: str) -> float | None:
    """A finite number, NaN for a cell that says it is unknown, None for anything else."""
    if cell.lower() in UNKNOWN:
        return float("nan")
    try:
        number = float(cell)
    except ValueError:
        return None
    return number if np.isfinite(number) else None


def _panel(
    keys: Sequence[tuple[str, str, int]], places: Sequence[int], years: tuple[int, ...], numbers: Mapping[str, Floats]
) -> Panel:
    """The rows of one replication laid out by unit and year."""
    units = {unit: at for at, unit in enumerate(dict.fromkeys(keys[place][1] for place in places))}
    row = np.array([units[keys[place][1]] for place in places])
    column = np.array([keys[place][2] - years[0] for place in places])
    values = {}
    for name, cells in numbers.items():
        values[name] = np.full((len(units), len(years)), np.nan)
        values[name][row, column] = cells[list(places)]
    return Panel(tuple(units), years, values)
