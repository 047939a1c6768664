"""An organization: a reporting tree held in arrays, whose people stand in one canonical order."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from enum import IntEnum
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from orgsim.naming import named
from orgsim.organization.arrange import Int32, arrange
from orgsim.organization.bosses import check_bosses, check_ids
from orgsim.organization.hris import read_hris
from orgsim.organization.organogram import read_organogram
from orgsim.organization.repair import Draft
from orgsim.organization.report import RepairReport
from orgsim.organization.synthetic import synthetic_bosses
from orgsim.organization.tables import PathLike


class Role(IntEnum):
    """What a person is in the tree: see `Organization.role`."""

    WORKER = 0
    MANAGER = 1
    LEADER = 2


@dataclass(frozen=True, eq=False)
class Organization:
    """A reporting tree of at least one supervisor and one worker. Make one with a class method below.

    People stand in canonical order: supervisors (people with reports) breadth-first from the head, who is person 0,
    people under one boss in their given order; then workers, team by team in the order of their supervisors. So a
    boss always precedes their reports, and each supervisor's supervising reports and team are contiguous spans.

    All arrays are read-only. `boss` (people,) int32 is −1 for the head. `level` (people,) int32 counts reporting lines
    up to the head. `role` (people,) int8 is a `Role`: the head and those of the head's reports who supervise are
    leaders, other supervisors managers, everyone else a worker. `child_start`, `child_end` (supervisors,) int32 span
    a supervisor's reports who supervise; `team_start`, `team_end` (supervisors,) int32 span the workers who report to
    the supervisor; both hold people's indices and are empty where start == end. `ids` (people,) are the people's ids,
    `name` labels the whole, `report` says what was repaired while reading.

    Two organizations are the same tree when their `fingerprint()` is the same; `==` compares identity.
    """

    boss: Int32
    level: Int32
    role: NDArray[np.int8]
    child_start: Int32
    child_end: Int32
    team_start: Int32
    team_end: Int32
    ids: tuple[str, ...] = field(repr=False)
    name: str = ""
    report: RepairReport = field(default_factory=RepairReport, repr=False)

    def __post_init__(self) -> None:
        for each in fields(self):
            value = getattr(self, each.name)
            if isinstance(value, np.ndarray):
                value.flags.writeable = False

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self.__post_init__()  # pickle forgets that arrays were read-only

    # ---- making one -------------------------------------------------------------------------------------------

    @classmethod
    @named()
    def synthetic(
        cls,
        leaders: int = 6,
        managers_per_leader: int = 5,
        workers_per_manager: int = 8,
        *,
        layers: int = 1,
        spread: float = 0.0,
        seed: int = 0,
        name: str = "synthetic department",
    ) -> Self:
        """A regular department: a head, leaders, `layers` layers of managers, and workers.

        Each manager of a layer has `managers_per_leader` managers under them, those of the lowest layer a team of
        `workers_per_manager`. No layers: leaders have the teams. No leaders: the head has one team. A `spread` from 0
        up to 1 makes team sizes vary over `workers_per_manager ± spread * (workers_per_manager - 1)` with the same
        total; `seed` decides which team gets which size. Raises OrganizationError naming each value out of range.
        """
        boss = synthetic_bosses(leaders, managers_per_leader, workers_per_manager, layers=layers, spread=spread, seed=seed)
        return cls.from_bosses(boss, name=name)

    @classmethod
    def from_bosses(cls, boss: Sequence[int | None] | NDArray[Any], ids: Sequence[str] | None = None, name: str = "") -> Self:
        """A tree from the index of each person's boss (None or −1 for the head), in any order.

        `ids` name the people in the same order; without them people are called "0", "1", …. Raises OrganizationError
        when there is no head or more than one, someone is their own boss or reports to someone who is not in the
        list, people report to each other in a circle, ids repeat, or there is only one person.
        """
        names = check_ids(ids, len(boss))
        return cls._from_draft(Draft(check_bosses(boss, names), names, name, RepairReport()))

    @classmethod
    @named()
    def from_csv(
        cls,
        path: PathLike,
        id_column: str | None = None,
        boss_column: str | None = None,
        *,
        delimiter: str | None = None,
        encoding: str | None = None,
        strict: bool = False,
        name: str | None = None,
    ) -> Self:
        """An HR export: a delimited text file with a column of person ids and one of their bosses' ids.

        Columns, delimiter (comma, semicolon, tab or bar) and encoding (UTF-8, UTF-16 with a byte-order mark, else
        Windows-1252) are recognised unless given. What can be repaired is, row by row, and listed in `report`;
        `strict` refuses instead. See `orgsim.organization.hris` for the rules. Raises OrganizationError.
        """
        return cls._from_draft(
            read_hris(path, id_column, boss_column, delimiter=delimiter, encoding=encoding, strict=strict, name=name)
        )

    @classmethod
    @named()
    def from_organogram(cls, senior: PathLike, junior: PathLike, *, strict: bool = False, name: str | None = None) -> Self:
        """A public body from the two files of the UK organogram format: senior posts, and junior posts by grade.

        Senior posts form the tree as published; junior posts stand under their senior post, higher grades over lower
        ones, with even spans of at most 12. What can be repaired is, row by row, and listed in `report`; `strict`
        refuses instead. See `orgsim.organization.organogram` for the rules. Raises OrganizationError.
        """
        return cls._from_draft(read_organogram(senior, junior, strict, name=name))

    @classmethod
    def _from_draft(cls, draft: Draft) -> Self:
        """The canonical form of a draft whose list of bosses has exactly one head."""
        tree = arrange(draft.boss)
        role = np.full(len(tree.order), Role.WORKER, dtype=np.int8)
        role[: len(tree.child_start)] = Role.MANAGER
        role[tree.child_start[0] : tree.child_end[0]] = Role.LEADER
        role[0] = Role.LEADER
        ids = tuple(map(draft.ids.__getitem__, tree.order.tolist()))
        arrays = {key: value for key, value in tree._asdict().items() if key != "order"}
        return cls(**arrays, role=role, ids=ids, name=draft.name, report=draft.report)

    # ---- looking at it ----------------------------------------------------------------------------------------

    def __len__(self) -> int:
        return len(self.boss)

    @property
    def supervisors(self) -> int:
        """People with reports."""
        return len(self.team_start)

    @property
    def workers(self) -> int:
        """People without reports."""
        return len(self) - self.supervisors

    @property
    def leaders(self) -> int:
        """The head and those of the head's reports who supervise others."""
        return 1 + int(self.child_end[0] - self.child_start[0])

    @property
    def managers(self) -> int:
        """Supervisors who are not leaders."""
        return self.supervisors - self.leaders

    @property
    def depth(self) -> int:
        """Reporting lines between the head and the person farthest from them."""
        return int(self.level.max())

    @property
    def spans(self) -> Int32:
        """People who report directly to each supervisor (supervisors,)."""
        return (self.child_end - self.child_start) + (self.team_end - self.team_start)

    def describe(self) -> str:
        """People by role, depth and spans, in one line."""
        spans = self.spans
        return (
            f"{self.name or 'organization'}: {len(self):,} people ({self.leaders:,} leaders, {self.managers:,} managers, "
            f"{self.workers:,} workers), depth {self.depth}, "
            f"span {spans.min()} to {spans.max()} (median {np.median(spans):g})"
        )

    def fingerprint(self) -> str:
        """SHA-256 of the tree alone (hexadecimal): the same for the same shape, whatever names and labels say."""
        return hashlib.sha256(np.ascontiguousarray(self.boss, dtype="<i4").tobytes()).hexdigest()
