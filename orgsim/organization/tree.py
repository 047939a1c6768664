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
from orgsim.organization.shown import as_html, as_tree, branches
from orgsim.organization.synthetic import synthetic_bosses
from orgsim.organization.tables import PathLike


class Role(IntEnum):
    """What a person is in the tree: see `Organization.role`."""

    WORKER = 0
    MANAGER = 1
    LEADER = 2


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class Organization:
    """A reporting tree of at least one supervisor and one worker. Make one with a class method below.

    People stand in canonical order: supervisors (people with reports) breadth-first from the head, who is person 0,
    people under one boss in their given order; then workers, team by team in the order of their supervisors. So a
    boss always precedes their reports, and each supervisor's supervising reports and team are contiguous spans.

    All arrays are read-only. Two organizations are the same tree when their `fingerprint()` is the same; `==` compares
    identity.

    Parameters
    ----------
    boss : array of int32
        Each person's boss, (people,); −1 for the head.
    level : array of int32
        Reporting lines up to the head, (people,).
    role : array of int8
        A `Role`, (people,): the head and those of the head's reports who supervise are leaders, other supervisors managers,
        everyone else a worker.
    child_start, child_end : array of int32
        The span of a supervisor's reports who supervise, (supervisors,); empty where both are equal.
    team_start, team_end : array of int32
        The span of the workers who report to the supervisor, (supervisors,); empty where both are equal.
    ids : tuple of str
        The people's ids.
    name : str, default ""
        What the whole is called.
    report : RepairReport, default nothing
        What was repaired while reading.

    Examples
    --------
    >>> import orgsim
    >>> orgsim.Organization.synthetic(leaders=2, managers_per_leader=2, workers_per_manager=3)
    synthetic department: 19 people (3 leaders, 4 managers, 12 workers), depth 3, span 2 to 3 (median 3)
    0, the head
    ├─ 1: 2 managers, 6 workers
    └─ 2: 2 managers, 6 workers
    """

    boss: Int32
    level: Int32
    role: NDArray[np.int8]
    child_start: Int32
    child_end: Int32
    team_start: Int32
    team_end: Int32
    ids: tuple[str, ...]
    name: str = ""
    report: RepairReport = field(default_factory=RepairReport)

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

        Parameters
        ----------
        leaders : int, default 6
            Leaders under the head. None (0): the head has one team.
        managers_per_leader : int, default 5
            Managers under each leader, and under each manager of a layer but the lowest.
        workers_per_manager : int, default 8
            People in each team of the lowest layer.
        layers : int, default 1
            Layers of managers. None (0): leaders have the teams.
        spread : float, default 0
            From 0 up to 1: team sizes vary over `workers_per_manager ± spread * (workers_per_manager - 1)` with the same total.
        seed : int, default 0
            Decides which team gets which size.
        name : str, default "synthetic department"
            What the whole is called.

        Returns
        -------
        Organization
            The tree, in canonical order.

        Raises
        ------
        OrganizationError
            Naming each value that is out of range.

        Examples
        --------
        >>> import orgsim
        >>> len(orgsim.Organization.synthetic(leaders=2, managers_per_leader=2, workers_per_manager=3))
        19
        """
        boss = synthetic_bosses(leaders, managers_per_leader, workers_per_manager, layers=layers, spread=spread, seed=seed)
        return cls.from_bosses(boss, name=name)

    @classmethod
    def from_bosses(cls, boss: Sequence[int | None] | NDArray[Any], ids: Sequence[str] | None = None, name: str = "") -> Self:
        """A tree from the index of each person's boss, in any order of people.

        Parameters
        ----------
        boss : sequence of int or None, or array
            The index of each person's boss; None or −1 for the head.
        ids : sequence of str, optional
            The people's ids in the same order; by default "0", "1", ….
        name : str, default ""
            What the whole is called.

        Returns
        -------
        Organization
            The tree, in canonical order.

        Raises
        ------
        OrganizationError
            When there is no head or more than one, someone is their own boss or reports to someone who is not in the list,
            people report to each other in a circle, ids repeat, or there is only one person.

        Examples
        --------
        >>> import orgsim
        >>> orgsim.Organization.from_bosses([None, 0, 0, 1, 1], ids=["head", "ann", "bo", "cy", "di"]).leaders
        2
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

        What can be repaired is, row by row, and listed in `report`. See `orgsim.organization.hris` for the rules.

        Parameters
        ----------
        path : str or Path
            The file.
        id_column, boss_column : str, optional
            Names of the two columns; recognised when not given.
        delimiter : str, optional
            Comma, semicolon, tab or bar; recognised when not given.
        encoding : str, optional
            By default UTF-8, UTF-16 with a byte-order mark, else Windows-1252.
        strict : bool, default False
            Whether to refuse the file instead of repairing it.
        name : str, optional
            What the whole is called; by default the file's name.

        Returns
        -------
        Organization
            The tree, in canonical order.

        Raises
        ------
        OrganizationError
            With a line for each fault that cannot be repaired, or with `strict` for each fault.

        Examples
        --------
        >>> import orgsim, pathlib, tempfile
        >>> path = pathlib.Path(tempfile.mkdtemp(), "people.csv")
        >>> _ = path.write_text("employee_id,manager_id\\nann,\\nbo,ann\\ncy,bo\\n")
        >>> orgsim.Organization.from_csv(path).ids
        ('ann', 'bo', 'cy')
        """
        return cls._from_draft(
            read_hris(path, id_column, boss_column, delimiter=delimiter, encoding=encoding, strict=strict, name=name)
        )

    @classmethod
    @named()
    def from_organogram(cls, senior: PathLike, junior: PathLike, *, strict: bool = False, name: str | None = None) -> Self:
        """A public body from the two files of the UK organogram format: senior posts, and junior posts by grade.

        Senior posts form the tree as published; junior posts stand under their senior post, higher grades over lower ones,
        with even spans of at most 12. What can be repaired is, row by row, and listed in `report`. See
        `orgsim.organization.organogram` for the rules.

        Parameters
        ----------
        senior, junior : str or Path
            The two files.
        strict : bool, default False
            Whether to refuse the files instead of repairing them.
        name : str, optional
            What the whole is called; by default the senior file's name.

        Returns
        -------
        Organization
            The tree, in canonical order.

        Raises
        ------
        OrganizationError
            With a line for each fault that cannot be repaired, or with `strict` for each fault.

        Examples
        --------
        >>> import orgsim
        >>> orgsim.Organization.from_organogram("no senior.csv", "no junior.csv")
        Traceback (most recent call last):
        orgsim.errors.OrganizationError: no senior.csv: no such file
        no junior.csv: no such file
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

    def __repr__(self) -> str:
        return as_tree(self.describe(), f"{self.ids[0]}, the head", list(branches(self)))

    def _repr_html_(self) -> str:
        return as_html(self.describe(), f"{self.ids[0]}, the head", list(branches(self)))

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
        """People by role, depth and spans, in one line.

        Returns
        -------
        str
            As in the example.

        Examples
        --------
        >>> import orgsim
        >>> orgsim.Organization.from_bosses([None, 0, 0, 1, 1], name="a start").describe()
        'a start: 5 people (2 leaders, 0 managers, 3 workers), depth 2, span 2 to 2 (median 2)'
        """
        spans = self.spans
        return (
            f"{self.name or 'organization'}: {len(self):,} people ({self.leaders:,} leaders, {self.managers:,} managers, "
            f"{self.workers:,} workers), depth {self.depth}, "
            f"span {spans.min()} to {spans.max()} (median {np.median(spans):g})"
        )

    def fingerprint(self) -> str:
        """The tree alone as a number: the same for the same shape, whatever names and labels say.

        Returns
        -------
        str
            SHA-256, 64 hexadecimal digits.
        """
        return hashlib.sha256(np.ascontiguousarray(self.boss, dtype="<i4").tobytes()).hexdigest()
