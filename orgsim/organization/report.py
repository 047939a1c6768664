"""What was wrong with an organization's file and how it was repaired, row by row."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, fields
from enum import StrEnum

from orgsim.organization.messages import message
from orgsim.organization.wording import LIMITS, capped


class Kind(StrEnum):
    """Kinds of faults that a reader can repair."""

    REPEATED = "repeated row"
    CONFLICT = "conflicting row"
    NO_ID = "no id"
    UNKNOWN_BOSS = "unknown boss"
    SEVERAL_ROOTS = "several roots"
    RAGGED = "ragged row"
    BAD_NUMBER = "bad number"
    NO_SENIOR = "no senior post"
    UNKNOWN_SENIOR = "unknown senior post"


@dataclass(frozen=True, slots=True)
class RepairRow:
    """One fault of one row, and what was done about it.

    `row` counts as a spreadsheet shows it (the header is row 1 unless blank lines precede it); `file` is the file's
    name, or "senior" and "junior" for an organogram; `reference` is the person's id or the post's reference.
    """

    row: int
    file: str
    reference: str
    kind: Kind
    problem: str
    repair: str

    def fault(self) -> str:
        """The fault as one line, as `strict` reading says it."""
        return message("in_row", file=self.file, row=self.row, fault=self.problem)


@dataclass(frozen=True)
class RepairReport:
    """Every repair made while reading a file, and the totals that account for every head.

    For an HR export `placed` people have the place that the file gives them and `unplaced` ones were put under the
    head because their boss is not in the file; `dropped` counts people left out (rows without an id).

    For an organogram `placed` and `unplaced` count junior posts; `senior_posts` are the different posts of the senior
    file (each row without a reference counts as one), `junior_fte` the sum of the posts (full-time equivalents),
    `junior_posts` that sum rounded. Always `len(organization) == senior_posts + junior_posts - dropped`.
    """

    rows: tuple[RepairRow, ...] = ()
    placed: int = 0
    unplaced: int = 0
    dropped: int = 0
    senior_rows: int = 0
    senior_posts: int = 0
    junior_rows: int = 0
    junior_fte: float = 0.0
    junior_posts: int = 0

    @property
    def counts(self) -> dict[str, int]:
        """How many repairs of each kind, the most frequent first."""
        return {kind.value: count for kind, count in Counter(row.kind for row in self.rows).most_common()}

    def to_rows(self) -> list[dict[str, str | int]]:
        """One dict per repair (keys row, file, reference, kind, problem, repair), ready for `csv.DictWriter`."""
        names = [each.name for each in fields(RepairRow)]
        return [{name: getattr(row, name) for name in names} | {"kind": row.kind.value} for row in self.rows]

    def __str__(self) -> str:
        if not self.rows:
            return message("nothing_repaired")
        kinds = ", ".join(f"{kind} {count:,}" for kind, count in self.counts.items())
        whole = message("repairs", repairs=len(self.rows), kinds=kinds, unplaced=self.unplaced, dropped=self.dropped)
        lines = [message("repaired", fault=row.fault(), repair=row.repair) for row in self.rows]
        return "\n  ".join([whole, *capped(lines, LIMITS["repairs"])])
