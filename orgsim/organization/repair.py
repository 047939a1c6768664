"""From rows of ids and bosses, with all the faults of real exports, to a list of bosses with one head.

The rules, in the order they are applied:

- A row without an id is left out.
- Of several rows with one id the first counts, but a row without a boss goes before one with a boss.
- A boss that is blank, a word for "none" (see `NO_BOSS`) or the person's own id makes the person a root; an id that
  somebody bears is never read as such a word. `12.0` means `12`, as spreadsheets write numbers.
- The head is the root with the largest subtree (ties: see `weight` and `pay`, then the first row); the other roots
  report to the head. If every root stands alone, people whose boss is unknown are candidates too.
- A person whose boss is not in the file reports to the head.
- People who report to each other in a circle cannot be placed: always an error.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from orgsim.errors import OrganizationError
from orgsim.organization.arrange import Int64, peel
from orgsim.organization.messages import about, message
from orgsim.organization.report import Kind, RepairReport, RepairRow
from orgsim.organization.wording import LIMITS, capped, circle, shown

NO_BOSS = ("", "-", "--", "–", "—", ".", "none", "n/a", "na", "#n/a", "nan", "null", "nil", "xx", "x", "nobody")


class Entry(NamedTuple):
    """One row of a file: its number, the person's id and the boss's id as written, and what a post pays at least."""

    row: int
    id: str
    boss: str
    pay: float = 0.0


class Draft(NamedTuple):
    """What a reader hands on: `boss` (people,) with one −1, `ids` (people,), a name and the repairs."""

    boss: Int64
    ids: list[str]
    name: str
    report: RepairReport


class Chain(NamedTuple):
    """Entries made into a tree: `boss` (people,) indices with one −1, the entries kept, how many were unplaced."""

    boss: Int64
    kept: list[Entry]
    unplaced: int


class Log:
    """Gathers repairs and faults beyond repair, so that all are said at once."""

    def __init__(self) -> None:
        self.rows: list[RepairRow] = []
        self.fatal: list[str] = []

    def add(self, entry_row: int, file: str, reference: str, *, kind: Kind, problem: str, repair: str) -> None:
        """Note one fault of one row and its repair."""
        self.rows.append(RepairRow(entry_row, file, reference, kind, problem, repair))

    def ragged(self, entry_row: int, file: str, reference: str, *, cells: int, columns: int) -> None:
        """Note a row that has fewer or more cells than the header."""
        repair = message("missing_cells" if cells < columns else "extra_cells")
        problem = message("ragged", cells=cells, columns=columns)
        if reference:
            problem = message("of_person", id=shown(reference), problem=problem)
        self.add(entry_row, file, reference, kind=Kind.RAGGED, problem=problem, repair=repair)

    def finish(self, strict: bool, files: Sequence[str]) -> tuple[RepairRow, ...]:
        """The repairs by file and row; OrganizationError for faults beyond repair, or for any fault when strict."""
        place = {file: rank for rank, file in enumerate(files)}
        rows = sorted(self.rows, key=lambda row: (place[row.file], row.row))
        faults = [row.fault() for row in rows] if strict else []
        if faults or self.fatal:
            raise OrganizationError(capped(self.fatal + faults))
        return tuple(rows)


def chain(entries: Sequence[Entry], file: str, log: Log, *, weight: Mapping[str, int] | None = None) -> Chain | None:
    """The entries as one tree, repairs noted in `log`; None when they are beyond repair, which `log` then says.

    `weight` adds to a person's subtree (junior posts under a senior post) when roots are compared; ties go to the
    root with the higher `pay`.
    """
    kept = _unique(entries, file, log)
    if not kept:
        log.fatal.append(about(file, "no_ids"))
        return None
    boss, unknown = _bosses(kept)
    own = np.array([1 + (weight or {}).get(entry.id, 0) for entry in kept], dtype=np.int64)
    tops = np.flatnonzero(boss < 0)
    sizes, circles = peel(boss, own)
    _note_circles(circles, kept, file, log, headless=len(tops) == 0)
    if circles:
        return None
    head = _choose_head(tops.tolist(), sizes, set(unknown), kept)
    _note_roots(tops.tolist(), set(unknown), head, kept, file, log)
    boss[tops] = head
    boss[head] = -1
    return Chain(boss, kept, len(set(unknown) - {head}))


def _unique(entries: Sequence[Entry], file: str, log: Log) -> list[Entry]:
    """One entry per id, in the order of first appearance."""
    kept: dict[str, Entry] = {}
    for entry in entries:
        first = kept.get(entry.id)
        if not entry.id:
            log.add(entry.row, file, "", kind=Kind.NO_ID, problem=message("no_id"), repair=message("left_out"))
        elif first is None:
            kept[entry.id] = entry
        else:
            kept[entry.id] = _settle(first, entry, file, log)
    return list(kept.values())


def _settle(first: Entry, again: Entry, file: str, log: Log) -> Entry:
    """Which of two rows with one id counts."""
    if first.boss == again.boss or (is_root(first) and is_root(again)):
        problem = message("repeated", id=shown(again.id), first=first.row)
        log.add(again.row, file, again.id, kind=Kind.REPEATED, problem=problem, repair=message("left_out"))
        return first
    wins = is_root(again)
    bosses = {"boss": shown(again.boss), "other": shown(first.boss)}
    problem = message("conflict", id=shown(again.id), first=first.row, **bosses)
    repair = message("kept_as_root", first=first.row) if wins else message("left_out")
    log.add(again.row, file, again.id, kind=Kind.CONFLICT, problem=problem, repair=repair)
    return again if wins else first


def is_root(entry: Entry) -> bool:
    """Whether the row says that the person has no boss (an id that looks like "none" is settled in `_bosses`)."""
    return entry.boss == entry.id or entry.boss.casefold() in NO_BOSS


def _bosses(kept: list[Entry]) -> tuple[Int64, list[int]]:
    """Index of each boss (people,), −1 for those without a known one, and the people whose boss is unknown."""
    place = {entry.id: index for index, entry in enumerate(kept)}
    boss, unknown = [], []
    for index, entry in enumerate(kept):
        above = place.get(entry.boss, place.get(entry.boss.removesuffix(".0"), -1))
        if above < 0 and not is_root(entry):
            unknown.append(index)
        boss.append(-1 if above == index else above)
    return np.array(boss, dtype=np.int64), unknown


def _choose_head(tops: list[int], sizes: Int64, unknown: set[int], kept: list[Entry]) -> int:
    """The top that becomes the head: roots that supervise someone first, then size, then pay, then the first row."""

    def rank(top: int) -> tuple[bool, int, bool, float]:
        root = top not in unknown
        return root and bool(sizes[top] > 1), int(sizes[top]), root, kept[top].pay

    return max(tops, key=rank)


def _note_roots(tops: list[int], unknown: set[int], head: int, kept: list[Entry], file: str, log: Log) -> None:
    """Say of every top but the head why it reports to the head, and of the head if its boss is unknown."""
    name = shown(kept[head].id)
    repair = message("to_head", head=name)
    for top in tops:
        entry = kept[top]
        if top in unknown:
            problem = message("unknown_boss", id=shown(entry.id), boss=shown(entry.boss))
            log.add(
                entry.row,
                file,
                entry.id,
                kind=Kind.UNKNOWN_BOSS,
                problem=problem,
                repair=message("made_head") if top == head else repair,
            )
        elif top != head:
            problem = message("several_roots", id=shown(entry.id), head=name, row=kept[head].row)
            log.add(entry.row, file, entry.id, kind=Kind.SEVERAL_ROOTS, problem=problem, repair=repair)


def _note_circles(circles: list[list[int]], kept: list[Entry], file: str, log: Log, headless: bool) -> None:
    """Say which people report to each other in a circle, and whether that leaves nobody for a head."""
    if headless:
        log.fatal.append(about(file, "no_head"))
    for members in circles:
        limit = LIMITS["circle"]
        rows = ", ".join(str(kept[i].row) for i in members[:limit]) + (", …" if len(members) > limit else "")
        log.fatal.append(message("circle", file=file, rows=rows, circle=circle([kept[i].id for i in members])))
