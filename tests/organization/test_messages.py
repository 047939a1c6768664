"""Every message of the package, as a person reads it. `{d}` stands for the folder of the files."""

# ruff: noqa: E501
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from orgsim.errors import OrganizationError
from orgsim.organization import Organization, tables

from .helpers import JUNIOR_HEADER, SENIOR_HEADER, organogram, write

Build = Callable[[Path], object]


def made(**options: object) -> Build:
    return lambda _: Organization.synthetic(**options)  # type: ignore[arg-type]


def bosses(*args: object, **options: object) -> Build:
    return lambda _: Organization.from_bosses(*args, **options)  # type: ignore[arg-type]


def table(text: str | bytes, **options: object) -> Build:
    return lambda d: Organization.from_csv(write(d, text), **options)  # type: ignore[arg-type]


def charts(senior: str, junior: str, **options: object) -> Build:
    return lambda d: organogram(d, senior, junior, **options)


SEVERAL_FAULTS = "id,boss,x\nh,,1\na,h,1\na,h,1\nb,h,2\nb,a,1\n,h,1\nc,zz,1\nd,,1\ne,h\nf,h,1,2\n"
SENIOR_FAULTS = "a,SCS2,XX,1\na,SCS2,XX,1\nb,SCS1,a,1\nb,SCS1,zz,1\n,SCS1,a,1\nc,,qq,\nd,,xx,\n"
JUNIOR_FAULTS = "a,EO,1,2,-1\nb,EO,1,2,x\n,EO,1,2,3\nqq,EO,1,2,1.5\n"

MESSAGES: dict[str, tuple[Build, list[str]]] = {
    "made: out of range": (
        made(leaders=-1, managers_per_leader=0, workers_per_manager=2.5, layers=99, spread=1, seed=-1),
        [
            "leaders=-1: must be a whole number from 0 to 100,000",
            "managers_per_leader=0: must be a whole number from 1 to 10,000",
            "workers_per_manager=2.5: must be a whole number from 1 to 1,000,000",
            "layers=99: must be a whole number from 0 to 20",
            "seed=-1: must be a whole number from 0 to 9,223,372,036,854,775,807",
            "spread=1: must be a number from 0 up to, but not including, 1",
        ],
    ),
    "made: not numbers": (
        made(leaders=None, workers_per_manager="8", spread="wide"),
        [
            "leaders=None: must be a whole number from 0 to 100,000",
            "workers_per_manager='8': must be a whole number from 1 to 1,000,000",
            "spread='wide': must be a number from 0 up to, but not including, 1",
        ],
    ),
    "made: not a number at all": (
        made(spread=float("nan")),
        [
            "spread=nan: must be a number from 0 up to, but not including, 1",
        ],
    ),
    "made: too many people": (
        made(leaders=1000, managers_per_leader=1000),
        [
            "9,001,001 people: an organization has at most 2,000,000",
        ],
    ),
    "bosses: nobody": (
        bosses([]),
        [
            "no people: a department has at least one supervisor and one worker",
        ],
    ),
    "bosses: one person": (
        bosses([-1]),
        [
            "one person only: a department has at least one supervisor and one worker",
        ],
    ),
    "bosses: several heads": (
        bosses([-1, -1, 0]),
        [
            "2 people have no boss: '0', '1'",
        ],
    ),
    "bosses: very many heads": (
        bosses([-1] * 9),
        [
            "9 people have no boss: '0', '1', '2', '3', '4' and 4 more",
        ],
    ),
    "bosses: no head": (
        bosses([1, 0]),
        [
            "no head: everyone has a boss",
            "a circle of bosses: '0' → '1' → '0'",
        ],
    ),
    "bosses: their own boss": (
        bosses([-1, 1, 0], ids=["ann", "bob", "cyd"]),
        [
            "person 'bob' is their own boss",
        ],
    ),
    "bosses: circle": (
        bosses([-1, 2, 3, 1]),
        [
            "a circle of bosses: '1' → '2' → '3' → '1'",
        ],
    ),
    "bosses: two circles": (
        bosses([-1, 2, 1, 4, 3, 1], ids=list("abcdef")),
        [
            "a circle of bosses: 'b' → 'c' → 'b'",
            "a circle of bosses: 'd' → 'e' → 'd'",
        ],
    ),
    "bosses: long circle": (
        bosses([-1, *range(2, 11), 1]),
        [
            "a circle of bosses: '1' → '2' → '3' → '4' → '5' → … (10 people in all) → '1'",
        ],
    ),
    "bosses: out of range": (
        bosses([-1, 7, -5]),
        [
            "person '1': boss 7 is not a person's index from 0 to 2, or -1 for the head",
            "person '2': boss -5 is not a person's index from 0 to 2, or -1 for the head",
        ],
    ),
    "bosses: not whole numbers": (
        bosses([-1, "x", 1.5]),
        [
            "person '1': boss 'x' is not a whole number or None",
            "person '2': boss '1.5' is not a whole number or None",
        ],
    ),
    "bosses: lists": (
        bosses([-1, [1, 2], 3]),
        [
            "person '1': boss '[1, 2]' is not a whole number or None",
        ],
    ),
    "bosses: beyond 64 bits": (
        bosses([-1, 2**70]),
        [
            "bosses must be whole numbers that fit 64 bits",
        ],
    ),
    "bosses: too many people": (
        bosses(range(2_000_001)),
        [
            "2,000,001 people: an organization has at most 2,000,000",
        ],
    ),
    "bosses: too few ids": (
        bosses([-1, 0], ids=["a"]),
        [
            "1 ids for 2 people",
        ],
    ),
    "bosses: repeated ids": (
        bosses([-1, 0, 0, 0], ids=["a", "a", "b", "b"]),
        [
            "ids must differ, but these repeat: 'a', 'b'",
        ],
    ),
    "bosses: several faults": (
        bosses([-1, 1, 9, -1]),
        [
            "person '2': boss 9 is not a person's index from 0 to 3, or -1 for the head",
            "person '1' is their own boss",
            "2 people have no boss: '0', '3'",
        ],
    ),
    "bosses: more faults than are shown": (
        bosses([-1, *range(1, 31)]),
        [*(f"person '{i}' is their own boss" for i in range(1, 21)), "and 10 more"],
    ),
    "csv: no such file": (
        lambda d: Organization.from_csv(d / "people.csv"),
        [
            "{d}/people.csv: no such file",
        ],
    ),
    "csv: folder": (
        lambda d: Organization.from_csv(d),
        [
            "{d}: is a folder, not a file",
        ],
    ),
    "csv: empty": (
        table(""),
        [
            "{d}/people.csv: is empty",
        ],
    ),
    "csv: blank lines only": (
        table("\n\n"),
        [
            "{d}/people.csv: is empty",
        ],
    ),
    "csv: header only": (
        table("id,boss\n"),
        [
            "{d}/people.csv: has a header and no rows",
        ],
    ),
    "csv: columns not recognised": (
        table("who,foo\na,b\n"),
        [
            "{d}/people.csv: no column of people's ids is recognised among 'who', 'foo'; set id_column",
            "{d}/people.csv: no column of bosses' ids is recognised among 'who', 'foo'; set boss_column",
        ],
    ),
    "csv: columns nearly recognised": (
        table("Emplyee ID,Managr ID\na,b\n"),
        [
            "{d}/people.csv: no column of people's ids is recognised among 'Emplyee ID', 'Managr ID'; set id_column, perhaps to 'Emplyee ID'",
            "{d}/people.csv: no column of bosses' ids is recognised among 'Emplyee ID', 'Managr ID'; set boss_column, perhaps to 'Managr ID'",
        ],
    ),
    "csv: no such columns": (
        table("id,boss\na,\nb,a\n", id_column="idd", boss_column="manager"),
        [
            "{d}/people.csv: no column 'idd' among 'id', 'boss'; did you mean 'id'?",
            "{d}/people.csv: no column 'manager' among 'id', 'boss'",
        ],
    ),
    "csv: column twice": (
        table("id,id,boss\na,a,\nb,b,a\n", id_column="id"),
        [
            "{d}/people.csv: column 'id' stands 2 times in the header",
        ],
    ),
    "csv: one column for both": (
        table("id,boss\na,\nb,a\n", boss_column="id"),
        [
            "{d}/people.csv: column 'id' cannot hold both ids and bosses",
        ],
    ),
    "csv: very wide": (
        table(",".join(f"c{i}" for i in range(30)) + "\n1\n", id_column="c0"),
        [
            "{d}/people.csv: no column of bosses' ids is recognised among 'c0', 'c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7', 'c8', 'c9', 'c10', 'c11', 'c12', 'c13', 'c14', 'c15', 'c16', 'c17', 'c18', 'c19' and 10 more; set boss_column",
        ],
    ),
    "csv: Excel workbook": (
        table(b"PK\x03\x04 and so on"),
        [
            "{d}/people.csv: is an Excel workbook or a zip archive; save the sheet as CSV first",
        ],
    ),
    "csv: old Excel workbook": (
        table(b"\xd0\xcf\x11\xe0 and so on"),
        [
            "{d}/people.csv: is an old Excel workbook; save the sheet as CSV first",
        ],
    ),
    "csv: PDF": (
        table(b"%PDF-1.7"),
        [
            "{d}/people.csv: is a PDF, not delimited text",
        ],
    ),
    "csv: NUL bytes": (
        table(b"id,boss\na,\x00\n"),
        [
            "{d}/people.csv: holds NUL bytes: it is no text, or UTF-16 without a mark (give its encoding)",
        ],
    ),
    "csv: no such encoding": (
        table("id,boss\na,\nb,a\n", encoding="klingon"),
        [
            "{d}/people.csv: no encoding is called 'klingon'",
        ],
    ),
    "csv: not in the encoding given": (
        table(b"id,boss\n\xe4,\n", encoding="ascii"),
        [
            "{d}/people.csv: cannot be read as 'ascii'; give another encoding",
        ],
    ),
    "csv: in no encoding tried": (
        table(b"id,boss\n\x81,\n"),
        [
            "{d}/people.csv: cannot be read as UTF-8 or Windows-1252; give its encoding",
        ],
    ),
    "csv: odd UTF-16": (
        table(b"\xff\xfei"),
        [
            "{d}/people.csv: cannot be read as 'utf-16'; give its encoding",
        ],
    ),
    "csv: odd delimiter": (
        table("id,boss\na,\nb,a\n", delimiter=";;"),
        [
            "{d}/people.csv: the delimiter ';;' is not one character such as , ; tab or |",
        ],
    ),
    "csv: open quote": (
        table('id,boss\na,\n"b,a\nc,a\n'),
        [
            "people.csv row 3: a quote opens here and never closes",
        ],
    ),
    "csv: open quote, long": (
        table('id,boss\na,\n"' + "b" * 140_000),
        [
            "people.csv row 3: a cell has more than 131,072 characters; does a quote open there and never close?",
        ],
    ),
    "csv: text after a quote": (
        table('id,boss\na,\n"b"x,a\nc,a\n'),
        [
            "people.csv row 3: text follows a closing quote (a quote within quotes is written twice)",
        ],
    ),
    "csv: one person": (
        table("id,boss\na,\n"),
        [
            "people.csv: one person only: a department has at least one supervisor and one worker",
        ],
    ),
    "csv: no ids": (
        table("id,boss\n,a\n,b\n"),
        [
            "people.csv: no row has an id",
        ],
    ),
    "csv: no head": (
        table("id,boss\na,b\nb,c\nc,a\n"),
        [
            "people.csv: no head, since everyone has a boss",
            "people.csv rows 2, 3, 4: a circle of bosses: 'a' → 'b' → 'c' → 'a'",
        ],
    ),
    "csv: circle": (
        table("id,boss\nh,\na,b\nb,a\n"),
        [
            "people.csv rows 3, 4: a circle of bosses: 'a' → 'b' → 'a'",
        ],
    ),
    "csv: long circle": (
        table("id,boss\n" + "".join(f"p{i},p{(i + 1) % 9}\n" for i in range(9))),
        [
            "people.csv: no head, since everyone has a boss",
            "people.csv rows 2, 3, 4, 5, 6, …: a circle of bosses: 'p0' → 'p1' → 'p2' → 'p3' → 'p4' → … (9 people in all) → 'p0'",
        ],
    ),
    "csv: bosses by name": (
        table("id,manager\n1,Ann\n2,Bob\n"),
        [
            "{d}/people.csv: no boss in column 'manager', such as 'Ann', is an id in column 'id'",
        ],
    ),
    "csv: strict": (
        table(SEVERAL_FAULTS, strict=True),
        [
            "people.csv row 4: 'a' again, as in row 3",
            "people.csv row 6: 'b' again with another boss (boss 'a' here, 'h' in row 5)",
            "people.csv row 7: no id",
            "people.csv row 8: 'c' reports to 'zz', who is not in the file",
            "people.csv row 9: 'd' has no boss, and the head is 'h' (row 2)",
            "people.csv row 10: 'e': 2 cells where the header has 3",
            "people.csv row 11: 'f': 4 cells where the header has 3",
        ],
    ),
    "csv: strict, more faults than are shown": (
        table("id,boss\nh,\na,h\n" + "".join(f"p{i},z\n" for i in range(25)), strict=True),
        [*(f"people.csv row {i + 4}: 'p{i}' reports to 'z', who is not in the file" for i in range(20)), "and 5 more"],
    ),
    "csv: strict, circle and others": (
        table("id,boss\nh,\na,b\nb,a\nb,a\n", strict=True),
        [
            "people.csv rows 3, 4: a circle of bosses: 'a' → 'b' → 'a'",
            "people.csv row 5: 'b' again, as in row 4",
        ],
    ),
    "csv: ids with line breaks, and long": (
        table(f'id,boss\nh,\na,h\n"b\nc",{"z" * 90}\n', strict=True),
        [
            "people.csv row 4: 'b\\nc' reports to 'zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz…', who is not in the file",
        ],
    ),
    "organogram: strict": (
        charts(SENIOR_FAULTS, JUNIOR_FAULTS, strict=True),
        [
            "senior row 3: 'a' again, as in row 2",
            "senior row 5: 'b' again with another boss (boss 'zz' here, 'a' in row 4)",
            "senior row 6: no id",
            "senior row 7: 'c' reports to 'qq', who is not in the file",
            "senior row 8: 'd' has no boss, and the head is 'a' (row 2)",
            "junior row 2: under 'a': posts '-1' is not a number of 0 or more",
            "junior row 3: under 'b': posts 'x' is not a number of 0 or more",
            "junior row 4: no senior post (grade 'EO')",
            "junior row 5: senior post 'qq' is not in the senior file (grade 'EO')",
        ],
    ),
    "organogram: strict, ragged rows": (
        charts("a,SCS2,XX\nb,SCS2,a,1,2\n", "a,EO,1,2,1,,9\n,EO,1\n", strict=True),
        [
            "senior row 2: 'a': 3 cells where the header has 4",
            "senior row 3: 'b': 5 cells where the header has 4",
            "junior row 2: 'a': 7 cells where the header has 5",
            "junior row 3: 3 cells where the header has 5",
            "junior row 3: posts '' is not a number of 0 or more",
            "junior row 3: no senior post (grade 'EO')",
        ],
    ),
    "organogram: circle": (
        charts("a,SCS2,b,1\nb,,a,1\n", "a,EO,1,2,1\n"),
        [
            "senior: no head, since everyone has a boss",
            "senior rows 2, 3: a circle of bosses: 'a' → 'b' → 'a'",
        ],
    ),
    "organogram: one person": (
        charts("a,SCS2,XX,1\n", "a,EO,1,2,0\n"),
        [
            "{d}/s-senior.csv: one person only: a department has at least one supervisor and one worker",
        ],
    ),
    "organogram: too many posts": (
        charts("a,SCS2,XX,1\n", "a,EO,1,2,9999999\n"),
        [
            "{d}/s-junior.csv: 9,999,999 posts; an organization has at most 2,000,000 people",
        ],
    ),
    "organogram: no references": (
        charts(",SCS2,XX,1\n", "a,EO,1,2,9\n"),
        [
            "senior: no row has an id",
        ],
    ),
    "organogram: both files": (
        lambda d: Organization.from_organogram(d / "s.csv", write(d, "Grade,Posts in FTEs\na,b\n", "j.csv")),
        [
            "{d}/s.csv: no such file",
            "{d}/j.csv: no column 'Reporting Senior Post' among 'Grade', 'Posts in FTEs'",
            "{d}/j.csv: no column 'Number of Posts in FTE' among 'Grade', 'Posts in FTEs'; is it 'Posts in FTEs'?",
        ],
    ),
    "organogram: files exchanged": (
        lambda d: Organization.from_organogram(write(d, JUNIOR_HEADER, "j.csv"), write(d, SENIOR_HEADER, "s.csv")),
        [
            "{d}/j.csv: no column 'Post Unique Reference' among 'Reporting Senior Post', 'Grade', 'Payscale Minimum (£)', 'Payscale Maximum (£)', 'Number of Posts in FTE'",
            "{d}/s.csv: no column 'Number of Posts in FTE' among 'Post Unique Reference', 'Grade', 'Reports to Senior Post', 'Actual Pay Floor (£)'",
        ],
    ),
}


@pytest.mark.parametrize("case", MESSAGES)
def test_message(case: str, tmp_path: Path) -> None:
    build, expected = MESSAGES[case]
    with pytest.raises(OrganizationError) as caught:
        build(tmp_path)
    faults = [fault.replace(str(tmp_path), "{d}") for fault in caught.value.faults]
    assert faults == expected
    assert all(len(fault.splitlines()) == 1 for fault in faults)
    assert str(caught.value) == "\n".join(caught.value.faults)


def test_there_are_many_kinds() -> None:
    assert len({line for _, lines in MESSAGES.values() for line in lines}) >= 60


def test_too_many_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MAX_ROWS", 2)
    assert len(Organization.from_csv(write(tmp_path, "id,boss\na,\nb,a\n"))) == 2
    with pytest.raises(OrganizationError, match=r"people\.csv: has more than 2 rows$"):
        Organization.from_csv(write(tmp_path, "id,boss\na,\nb,a\nc,a\n"))


def test_too_many_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MAX_BYTES", 2**20)
    with pytest.raises(OrganizationError, match=r"people\.csv: is larger than 1 MiB$"):
        Organization.from_csv(write(tmp_path, "id,boss\n" + " " * 2**20))


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    path = write(tmp_path, "id,boss\na,\nb,a\n")
    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(OrganizationError, match=r"people\.csv: cannot be read \(Permission denied\)$"):
        Organization.from_csv(path)


def test_a_path_that_cannot_be() -> None:
    with pytest.raises(OrganizationError, match=r"^a\?b: (no such file|cannot be read \(.*null.*\))$"):
        Organization.from_csv("a\0b")


def test_a_device_is_not_a_file() -> None:
    with pytest.raises(OrganizationError, match=r"^/dev/null: is not a regular file$"):
        Organization.from_csv("/dev/null")
