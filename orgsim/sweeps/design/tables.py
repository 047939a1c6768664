"""A design that was made elsewhere: a table of points from CSV or Parquet, its columns named by full keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from orgsim.config.places import group_folders, options
from orgsim.config.schema import known_keys
from orgsim.errors import ConfigurationError, suggestion
from orgsim.organization.tables import read_table
from orgsim.spec.values import allowed, counted, is_number, name_fault, number_faults, shown
from orgsim.spreadsheets import unguarded
from orgsim.sweeps.design.axes import NUMBERS, is_fixed

#: Columns of a sweep's own design table that number its points, and the one that names them whatever their place.
_NUMBERING, _IDENTITY = ("point", "stratum"), "point_id"
_FAULTS_SHOWN = 3


@dataclass(frozen=True)
class Points:
    """A table as it was read: what each column holds, (rows,), and what a row is called in messages.

    `numbering` are columns of a sweep's own design, which number its points.
    """

    name: str
    columns: dict[str, NDArray[Any]]
    rows: NDArray[np.int64]
    numbering: dict[str, NDArray[Any]] = field(default_factory=dict)

    def where(self, place: int) -> str:
        """The file and the row, as a spreadsheet numbers it."""
        return f"{self.name} row {self.rows[place]}"

    def crossed(self, values: Mapping[str, Sequence[Any]]) -> Points:
        """Every combination of further columns' values, the last one fastest, each with all rows."""
        found = self
        for key, own in reversed(list(values.items())):
            size, count = len(found.rows), len(own)
            column = np.array(own, dtype=np.float64 if key in NUMBERS else object)
            columns = {name: np.tile(each, count) for name, each in found.columns.items()}
            numbering = {name: np.tile(each, count) for name, each in found.numbering.items()}
            found = Points(self.name, {**columns, key: np.repeat(column, size)}, np.tile(found.rows, count), numbering)
        return found

    def numbered_as(self, places: NDArray[np.int64], stratum: NDArray[np.int64]) -> list[str]:
        """A line for each numbering column that is not how a sweep with the rows in this order numbers its points itself."""
        own = {"point": np.arange(len(places)), "stratum": stratum[places]}
        faults = []
        for name, column in self.numbering.items():
            given = np.array([_parsed(each) for each in column[places]])
            wrong = np.flatnonzero(given != own[name])
            if len(wrong):
                place = int(wrong[0])
                faults.append(
                    f"{self.where(int(places[place]))}: {name} is {column[places][place]}, and the sweep numbers it "
                    f"{own[name][place]}: it numbers points and strata itself; remove the column {name}"
                )
        return faults

    @property
    def numeric(self) -> list[str]:
        """Columns that are numbers of the table."""
        return [key for key in self.columns if key in NUMBERS]

    @property
    def structural(self) -> list[str]:
        """Columns whose values make strata."""
        return [key for key in self.columns if key not in NUMBERS]


def read_points(path: str, config_dir: Path | None = None) -> Points:
    """The points of a file, checked against the parameter table. Raises ConfigurationError with a line for every fault."""
    found = _read_parquet(path) if path.endswith((".parquet", ".pq")) else _read_csv(path)
    numbering = {name: found.columns.pop(name) for name in _NUMBERING if name in found.columns}
    faults = _key_faults(found, config_dir)
    if faults:
        raise ConfigurationError(faults)
    columns: dict[str, NDArray[Any]] = {}
    for key, column in found.columns.items():
        if key in NUMBERS:
            columns[key], lines = _numbers(key, column, found.where)
            faults += lines
        else:
            columns[key] = column
            faults += _choice_faults(key, column, found.where, config_dir)
    if faults:
        raise ConfigurationError(faults)
    return Points(found.name, columns, found.rows, numbering)


def _read_csv(path: str) -> Points:
    table = read_table(path)
    numbers, cells = [], []
    for number, row in table.rows:
        if len(row) > len(table.header) and any(row[len(table.header) :]):
            raise ConfigurationError(f"{table.name} row {number}: has more cells than the header")
        numbers.append(number)
        cells.append([*map(unguarded, row), *("" for _ in table.header)][: len(table.header)])
    columns = np.array(cells, dtype=object).T
    if len(set(table.header)) < len(table.header):
        twice = next(key for key in table.header if table.header.count(key) > 1)
        raise ConfigurationError(f"{table.name}: the column {shown(twice)} is there twice")
    return Points(table.name, dict(zip(table.header, columns, strict=True)), np.array(numbers, dtype=np.int64))


def _read_parquet(path: str) -> Points:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.read_table(path)
    except FileNotFoundError as error:
        raise ConfigurationError(f"{path}: no such file") from error
    except (OSError, pa.ArrowException) as error:
        raise ConfigurationError(f"{path}: not readable as Parquet") from error
    if not table.num_rows:
        raise ConfigurationError(f"{path}: has no rows")
    columns = {name: table[name].to_numpy() for name in table.column_names}
    return Points(Path(path).name, columns, np.arange(1, table.num_rows + 1))


def _key_faults(points: Points, config_dir: Path | None) -> list[str]:
    """Columns that are no keys, or keys of the sweep as a whole."""
    groups = group_folders(config_dir)
    known = [*NUMBERS, *groups, *(key for key in known_keys() if not is_fixed(key, config_dir))]
    faults = []
    for key in points.columns:
        if key in known and not is_fixed(key, config_dir):
            continue
        if key == _IDENTITY:
            faults.append(f"{points.name}: the column {key} names the points of one folder of a sweep; remove it")
        elif key in known_keys():
            faults.append(f"{points.name}: the column {key} cannot vary within a sweep; give it one value on the command line")
        else:
            faults.append(f"{points.name}: the column {shown(key)} is no key{suggestion(key, known)}")
    return faults


def _numbers(key: str, column: NDArray[Any], where: Callable[[int], str]) -> tuple[NDArray[np.float64], list[str]]:
    """A column as numbers, and a line for each of the first values that the table does not allow."""
    number = NUMBERS[key]
    try:
        values = np.asarray(column, dtype=np.float64)
    except (TypeError, ValueError):
        values = np.array([_parsed(each) for each in column], dtype=np.float64)
    wrong = ~((values >= number.low) & (values <= number.high))
    if number.whole:
        wrong |= values != np.floor(values)
    places = np.flatnonzero(wrong)
    lines = [_row_fault(key, column[place], where(int(place))) for place in places[:_FAULTS_SHOWN]]
    if len(places) > _FAULTS_SHOWN:
        lines.append(f"{key}: and {counted(len(places) - _FAULTS_SHOWN, 'row')} more")
    return values, lines


def _row_fault(key: str, given: Any, where: str) -> str:
    value = _parsed(given)
    if given is None or given == "" or (isinstance(given, float) and np.isnan(given)):
        return f"{where}: {key} is empty; must be {allowed(NUMBERS[key])}"
    return f"{where}: {number_faults(key, _plain(given) if np.isfinite(value) else str(given), NUMBERS[key])[0]}"


def _parsed(cell: Any) -> float:
    try:
        return float(cell)
    except (TypeError, ValueError):
        return float("nan")


def grouped(points: Points) -> tuple[list[dict[str, Any]], NDArray[np.int64]]:
    """Every combination of structural values in the order of first appearance, and the place of each row's, (rows,)."""
    keys = points.structural
    found: dict[tuple[Any, ...], int] = {}
    cells = zip(*(points.columns[key] for key in keys), strict=True) if keys else ((),) * len(points.rows)
    places = [found.setdefault(tuple(each), len(found)) for each in cells]
    return [dict(zip(keys, map(_plain, each), strict=True)) for each in found], np.array(places, dtype=np.int64)


def _plain(value: Any) -> Any:
    """A structural value of a cell: a whole number or a number where it reads as one, else its text."""
    number = _parsed(value)
    if isinstance(value, bool) or not is_number(number):
        return value
    return int(number) if number.is_integer() else number


def _choice_faults(key: str, column: NDArray[Any], where: Callable[[int], str], config_dir: Path | None) -> list[str]:
    """A line for each of the first cells of a structural column that are empty, or no choice of their group."""
    known = options(key, config_dir) if key in group_folders(config_dir) else None
    lines: list[str] = []
    for place, each in enumerate(column):
        if each is None or each == "":
            lines.append(f"{where(place)}: {key} is empty")
        elif known is not None and each not in known:
            lines.append(f"{where(place)}: {name_fault(key, each, known)}")
        if len(lines) == _FAULTS_SHOWN:
            break
    return lines
