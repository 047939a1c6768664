"""An HR export as an organization: a delimited file with a column of ids and one of bosses' ids.

Faults are repaired by the rules of `orgsim.organization.repair`; besides, a row with too few or too many cells is
read as far as it goes. Every repair is a row of the report.
"""

from __future__ import annotations

from pathlib import Path

from orgsim.errors import OrganizationError
from orgsim.organization.columns import BOSS_NAMES, ID_NAMES, find, guess, likely
from orgsim.organization.messages import about, message
from orgsim.organization.repair import Draft, Entry, Log, chain, is_root
from orgsim.organization.report import Kind, RepairReport
from orgsim.organization.tables import PathLike, Table, cell, ragged, read_table
from orgsim.organization.wording import listing, plain, shown

WHAT = {"id_column": "people's ids", "boss_column": "bosses' ids"}
"""What each column holds."""


def read_hris(
    path: PathLike,
    id_column: str | None = None,
    boss_column: str | None = None,
    *,
    delimiter: str | None = None,
    encoding: str | None = None,
    strict: bool = False,
    name: str | None = None,
) -> Draft:
    """The reporting tree in an HR export; see `Organization.from_csv`."""
    table = read_table(path, delimiter, encoding)
    columns = find_columns(table, id_column, boss_column)
    log = Log()
    entries = _entries(table, *columns, log)
    _check_bosses_are_ids(entries, table, columns, log)
    tree = None if log.fatal else chain(entries, table.name, log)
    rows = log.finish(strict, [table.name])
    assert tree is not None  # else the log had a fault beyond repair
    if len(tree.kept) == 1:
        raise OrganizationError(about(table.name, "lonely"))
    report = RepairReport(
        rows=rows,
        placed=len(tree.kept) - tree.unplaced,
        unplaced=tree.unplaced,
        dropped=sum(row.kind is Kind.NO_ID for row in rows),
    )
    return Draft(tree.boss, [entry.id for entry in tree.kept], plain(name or Path(path).stem), report)


def find_columns(table: Table, id_column: str | None = None, boss_column: str | None = None) -> tuple[int, int]:
    """The columns of ids and of bosses' ids, as named or else guessed; OrganizationError when they are not clear."""
    faults = []
    places: list[int | None] = []
    for parameter, wanted, known, what in (
        ("id_column", id_column, ID_NAMES, WHAT["id_column"]),
        ("boss_column", boss_column, BOSS_NAMES, WHAT["boss_column"]),
    ):
        place, fault = (guess(table.header, known), "") if wanted is None else find(table.header, wanted)
        places.append(place)
        if place is None:
            near = likely(table.header, known)
            hint = message("set_column", parameter=parameter) + (message("perhaps", column=shown(near)) if near else "")
            fault = fault or message("no_column_known", what=what, header=listing(table.header)) + hint
            faults.append(message("about", label=table.label, fault=fault))
    ids, bosses = places
    if ids is not None and ids == bosses:
        faults.append(about(table.label, "both_columns", column=shown(table.header[ids])))
    if faults or ids is None or bosses is None:
        raise OrganizationError(faults)
    return ids, bosses


def _check_bosses_are_ids(entries: list[Entry], table: Table, columns: tuple[int, int], log: Log) -> None:
    """Refuse a column of bosses that are never anybody's id (their names, say): all would end up under one person."""
    known = {entry.id for entry in entries}
    named = [entry.boss for entry in entries if entry.id and not is_root(entry)]
    if len(named) > 1 and not any(boss in known or boss.removesuffix(".0") in known for boss in named):
        ids, bosses = (shown(table.header[place]) for place in columns)
        log.fatal.append(about(table.label, "names_not_ids", bosses=bosses, boss=shown(named[0]), ids=ids))


def _entries(table: Table, ids: int, bosses: int, log: Log) -> list[Entry]:
    """The rows as entries; those with too few or too many cells are noted."""
    entries = []
    for row, cells in table.rows:
        entry = Entry(row, cell(cells, ids), cell(cells, bosses))
        if ragged(cells, table.header):
            log.ragged(row, table.name, entry.id, cells=len(cells), columns=len(table.header))
        entries.append(entry)
    return entries
