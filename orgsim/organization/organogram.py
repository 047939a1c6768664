"""A public body from the two files of the UK organogram format: senior posts, and junior posts by grade.

**Senior posts** form the tree by `Reports to Senior Post` (`XX` for none), repaired by the rules of
`orgsim.organization.repair`; of several roots the one with the most people under it, junior posts included, becomes
the head (ties: the higher pay floor, then the first row), since published files list vacant or seconded posts as
roots with nobody under them. Each reference is one person, whatever its FTE.

**Junior posts** are counts by grade under a senior post. Fractions become whole posts by largest remainder over the
whole file, so that the total is the file's total rounded half up. Under each senior post its junior posts are put in
rank order: by pay minimum, then pay maximum (unknown pay last), then the grade's name, then the row. In that order
they fill the fewest teams of at most 12, as even as can be: the senior post leads the first team, and the next teams
are led by the highest in rank, one after another (`orgsim.organization.posts.even_tree`). So higher grades supervise
lower ones; layers within a grade appear only where the grades above are too few for spans of 12. Neighbouring pay
points of one band (London and National) do not become layers of their own, which grade-by-grade placing would make.
Senior posts who report to a post do not count towards its span of junior posts.

Rows whose senior post is blank or unknown are **unplaced**: their posts stand under the head, in one rank order with
the head's own. Rows whose number of posts is missing, negative or no number count as none.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import numpy as np

from orgsim.errors import OrganizationError
from orgsim.organization.arrange import Int64
from orgsim.organization.columns import guess, likely
from orgsim.organization.messages import about
from orgsim.organization.posts import even_tree, whole_posts
from orgsim.organization.repair import NO_BOSS, Chain, Draft, Entry, Log, chain
from orgsim.organization.report import Kind, RepairReport
from orgsim.organization.synthetic import MAX_PEOPLE
from orgsim.organization.tables import PathLike, Table, cell, ragged, read_table
from orgsim.organization.wording import listing, plain, shown

SENIOR_COLUMNS = {
    "Post Unique Reference": ("postuniquereference", "postreference", "uniquereference", "postid"),
    "Reports to Senior Post": ("reportstoseniorpost", "reportstopost", "reportsto", "reportingseniorpost"),
}
JUNIOR_COLUMNS = {
    "Reporting Senior Post": ("reportingseniorpost", "reportstoseniorpost", "reportstopost", "reportsto"),
    "Grade": ("grade", "graderank", "gradename", "gradeorequivalent", "payband", "band"),
    "Number of Posts in FTE": ("numberofpostsinfte", "numberofposts", "numberoffte", "postsinfte", "posts", "fte"),
}
PAY_FLOOR = ("actualpayfloor", "payfloor", "paybandfloor")
PAY_MINIMUM = ("payscaleminimum", "payscalemin", "payminimum", "salaryminimum", "minimumpay")
PAY_MAXIMUM = ("payscalemaximum", "payscalemax", "paymaximum", "salarymaximum", "maximumpay")
_NUMBER = re.compile(r"-?(\d{1,3}(,\d{3})+|\d{1,12})?(\.\d{0,12})?")


class Posts(NamedTuple):
    """One row of the junior file: where it stands, its grade and pay, and its posts as written and made whole."""

    row: int
    senior: str
    grade: str
    pay: tuple[float, float]
    fte: Decimal
    whole: int = 0


def read_organogram(senior: PathLike, junior: PathLike, strict: bool = False, *, name: str | None = None) -> Draft:
    """The reporting tree in the two files of an organogram; see `Organization.from_organogram`."""
    entries, posts, log = _read_both(senior, junior)
    weight: defaultdict[str, int] = defaultdict(int)
    for each in posts:
        weight[each.senior] += each.whole
    tree = chain(entries, "senior", log, weight=weight)
    known = {entry.id: place for place, entry in enumerate(tree.kept)} if tree else {}
    if tree:
        _note_unplaced(posts, tree, known, log)
    rows = log.finish(strict, ["senior", "junior"])
    assert tree is not None  # else the log had a fault beyond repair
    boss, ids = _place(posts, tree, known)
    if len(boss) == 1:
        raise OrganizationError(about(plain(senior), "lonely"))
    dropped = sum(row.kind is Kind.NO_ID for row in rows)
    whole = len(boss) - len(tree.kept)
    unplaced = sum(each.whole for each in posts if each.senior not in known)
    report = RepairReport(
        rows=rows,
        placed=whole - unplaced,
        unplaced=unplaced,
        dropped=dropped,
        senior_rows=len(entries),
        senior_posts=len(tree.kept) + dropped,
        junior_rows=len(posts),
        junior_fte=float(sum((each.fte for each in posts), Decimal(0))),
        junior_posts=whole,
    )
    label = name or re.sub(r"[-_ .]*senior.*$", "", Path(senior).stem, flags=re.IGNORECASE) or Path(senior).stem
    return Draft(boss, ids, plain(label), report)


def _read_both(senior: PathLike, junior: PathLike) -> tuple[list[Entry], list[Posts], Log]:
    """The rows of both files; the faults of both at once."""
    log = Log()
    faults: list[str] = []
    entries: list[Entry] = []
    posts: list[Posts] = []
    try:
        entries = _read_senior(read_table(senior), log)
    except OrganizationError as error:
        faults += error.faults
    try:
        posts = _read_junior(read_table(junior), log)
    except OrganizationError as error:
        faults += error.faults
    if faults:
        raise OrganizationError(faults)
    known = {entry.id for entry in entries}
    return entries, [each if each.senior in known else _without_decimal(each) for each in posts], log


def _without_decimal(posts: Posts) -> Posts:
    """The row with a senior post such as `61.0` read as `61`, as spreadsheets write numbers."""
    return posts._replace(senior=posts.senior.removesuffix(".0"))


def _columns(table: Table, wanted: Mapping[str, tuple[str, ...]]) -> list[int]:
    """The places of the wanted columns; OrganizationError naming each that is lacking."""
    places = [guess(table.header, names) for names in wanted.values()]
    faults = []
    for (title, names), place in zip(wanted.items(), places, strict=True):
        near = likely(table.header, names) if place is None else None
        hint = f"; is it {shown(near)}?" if near else ""
        if place is None:
            faults.append(f"{table.label}: no column {shown(title)} among {listing(table.header)}{hint}")
    if faults:
        raise OrganizationError(faults)
    return [place for place in places if place is not None]


def _read_senior(table: Table, log: Log) -> list[Entry]:
    """The senior posts, row by row."""
    reference, reports = _columns(table, SENIOR_COLUMNS)
    floor = guess(table.header, PAY_FLOOR)
    entries = []
    for row, cells in table.rows:
        entries.append(Entry(row, cell(cells, reference), cell(cells, reports), pay_of(cell(cells, floor))))
        if ragged(cells, table.header):
            log.ragged(row, "senior", entries[-1].id, cells=len(cells), columns=len(table.header))
    return entries


def _read_junior(table: Table, log: Log) -> list[Posts]:
    """The junior posts, row by row, with their numbers made whole over the file."""
    senior, grade, number = _columns(table, JUNIOR_COLUMNS)
    low, high = guess(table.header, PAY_MINIMUM), guess(table.header, PAY_MAXIMUM)
    posts = []
    for row, cells in table.rows:
        if ragged(cells, table.header):
            log.ragged(row, "junior", cell(cells, senior), cells=len(cells), columns=len(table.header))
        fte = number_of(cell(cells, number))
        if fte is None or fte < 0:
            under = f"under {shown(cell(cells, senior))}: " if cell(cells, senior) else ""
            problem = f"{under}posts {shown(cell(cells, number))} is not a number of 0 or more"
            log.add(row, "junior", cell(cells, senior), kind=Kind.BAD_NUMBER, problem=problem, repair="counted as 0 posts")
            fte = Decimal(0)
        pay = (pay_of(cell(cells, low)), pay_of(cell(cells, high)))
        posts.append(Posts(row, cell(cells, senior), cell(cells, grade), pay, fte))
    total = sum(each.fte for each in posts)
    if total > MAX_PEOPLE:
        raise OrganizationError(f"{table.label}: {total:,.0f} posts; an organization has at most {MAX_PEOPLE:,} people")
    whole = whole_posts([each.fte for each in posts])
    return [each._replace(whole=count) for each, count in zip(posts, whole, strict=True)]


def number_of(text: str) -> Decimal | None:
    """A plain decimal number, thousands separated by commas if at all; None for anything else."""
    if not any(ch.isdigit() for ch in text) or not _NUMBER.fullmatch(text):
        return None
    return Decimal(text.replace(",", ""))


def pay_of(text: str) -> float:
    """Pounds in a cell such as `£30,000`, −1 where pay is unknown, which ranks it lowest."""
    number = number_of(re.sub(r"[£$€\s]", "", text))
    return float(number) if number is not None and number >= 0 else -1.0


def _note_unplaced(posts: Sequence[Posts], tree: Chain, known: dict[str, int], log: Log) -> None:
    """Say of each junior row without a known senior post that it stands under the head."""
    head = tree.kept[int(np.flatnonzero(tree.boss < 0)[0])].id
    for each in posts:
        if each.senior in known:
            continue
        missing = each.senior.casefold() in NO_BOSS
        kind = Kind.NO_SENIOR if missing else Kind.UNKNOWN_SENIOR
        problem = "no senior post" if missing else f"senior post {shown(each.senior)} is not in the senior file"
        problem += f" (grade {shown(each.grade)})"
        repair = f"put under the head {shown(head)}, posts: {each.whole}"
        log.add(each.row, "junior", each.senior, kind=kind, problem=problem, repair=repair)


def _place(posts: Sequence[Posts], tree: Chain, known: dict[str, int]) -> tuple[Int64, list[str]]:
    """Bosses (people,) and ids of senior posts and, after them, of the junior posts under each."""
    head = int(np.flatnonzero(tree.boss < 0)[0])
    under: defaultdict[int, list[Posts]] = defaultdict(list)
    for each in posts:
        under[known.get(each.senior, head)].append(each)
    ids = [entry.id for entry in tree.kept]
    boss = [tree.boss]
    taken, counts = set(ids), defaultdict[str, int](int)
    for senior, rows in sorted(under.items()):
        rows.sort(key=lambda each: (-each.pay[0], -each.pay[1], each.grade, each.row))
        inner = even_tree(sum(each.whole for each in rows))
        boss.append(np.where(inner < 0, senior, inner + len(ids)))
        for each in rows:
            prefix = f"{each.senior if each.senior in known else 'unplaced'}/{each.grade or 'no grade'}"
            ids += _fresh_ids(prefix, each.whole, counts, taken)
    return np.concatenate(boss), ids


def _fresh_ids(prefix: str, count: int, counts: defaultdict[str, int], taken: set[str]) -> list[str]:
    """`count` ids made of the prefix and a running number, none of which a senior post bears already."""
    ids: list[str] = []
    while len(ids) < count:
        counts[prefix] += 1
        candidate = f"{prefix}/{counts[prefix]}"
        if candidate not in taken:
            ids.append(candidate)
    return ids
