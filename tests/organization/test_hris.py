from __future__ import annotations

import csv
import io
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orgsim.errors import OrganizationError
from orgsim.organization import Organization
from orgsim.organization.report import Kind

from .helpers import bosses_by_id, check_invariants, write


def read(folder: Path, text: str, **options: object) -> Organization:
    return Organization.from_csv(write(folder, text), **options)  # type: ignore[arg-type]


def repairs(org: Organization) -> list[tuple[int, str, Kind, str]]:
    return [(row.row, row.reference, row.kind, row.repair) for row in org.report.rows]


def test_a_clean_export(tmp_path: Path) -> None:
    org = read(tmp_path, "Employee ID,Name,Manager ID\n7,Di,3\n3,Al,\n5,Bo,3\n9,Cy,5\n")
    assert bosses_by_id(org) == {"3": None, "5": "3", "7": "3", "9": "5"}
    assert org.ids == ("3", "5", "7", "9")
    assert (org.name, org.report.rows, org.report.placed, org.report.unplaced) == ("people", (), 4, 0)
    assert str(org.report) == "nothing repaired"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_dialects_give_the_same_organization(tmp_path: Path, encoding: str, delimiter: str) -> None:
    text = "Zeile,Personalnummer,Vorgesetzter\n1,Zoë,-\n2,Jürgen,Zoë\n3,Åsa,Jürgen\n".replace(",", delimiter)
    org = Organization.from_csv(write(tmp_path, text, encoding=encoding), strict=True)
    assert bosses_by_id(org) == {"Zoë": None, "Jürgen": "Zoë", "Åsa": "Jürgen"}


@pytest.mark.parametrize("none", ["", "-", "none", "None", "n/a", "N/A", "XX", "xx", "NULL", "a", " "])
def test_words_for_no_boss(tmp_path: Path, none: str) -> None:
    org = read(tmp_path, f"id,boss\na,{none}\nb,a\n", strict=True)
    assert bosses_by_id(org) == {"a": None, "b": "a"}


def test_an_id_is_never_read_as_a_word_for_none(tmp_path: Path) -> None:
    org = read(tmp_path, "id,boss\na,\nNA,a\nb,NA\n", strict=True)
    assert bosses_by_id(org) == {"a": None, "NA": "a", "b": "NA"}


def test_numbers_as_spreadsheets_write_them(tmp_path: Path) -> None:
    org = read(tmp_path, "id,boss\n12,\n13,12.0\n14,13.0\n", strict=True)
    assert bosses_by_id(org) == {"12": None, "13": "12", "14": "13"}


def test_columns_and_name_can_be_given(tmp_path: Path) -> None:
    text = "id,boss,who,whose\n1,2,a,\n2,1,b,a\n"
    org = read(tmp_path, text, id_column="Who", boss_column="whose", name="us")
    assert (bosses_by_id(org), org.name) == ({"a": None, "b": "a"}, "us")


def test_repeated_rows(tmp_path: Path) -> None:
    org = read(tmp_path, "id,boss\na,\nb,a\nb,a\nc,a\nc,b\n")
    assert bosses_by_id(org) == {"a": None, "b": "a", "c": "a"}
    assert repairs(org) == [(4, "b", Kind.REPEATED, "row left out"), (6, "c", Kind.CONFLICT, "row left out")]


def test_a_repeated_row_without_a_boss_wins(tmp_path: Path) -> None:
    org = read(tmp_path, "id,boss\na,b\nb,a\na,XX\n")
    assert bosses_by_id(org) == {"a": None, "b": "a"}
    assert repairs(org) == [(4, "a", Kind.CONFLICT, "kept as a root; row 2 left out")]


def test_the_root_with_most_people_becomes_the_head(tmp_path: Path) -> None:
    org = read(tmp_path, "id,boss\na,\nb,\nc,b\nd,c\ne,a\nf,\n")
    assert bosses_by_id(org) == {"b": None, "a": "b", "f": "b", "c": "b", "d": "c", "e": "a"}
    assert repairs(org) == [
        (2, "a", Kind.SEVERAL_ROOTS, "reports to the head 'b'"),
        (7, "f", Kind.SEVERAL_ROOTS, "reports to the head 'b'"),
    ]
    assert org.report.rows[0].problem == "'a' has no boss, and the head is 'b' (row 3)"


def test_equal_roots_go_to_the_first(tmp_path: Path) -> None:
    assert read(tmp_path, "id,boss\na,\nb,\n").ids == ("a", "b")


def test_unknown_bosses_report_to_the_head(tmp_path: Path) -> None:
    org = read(tmp_path, "id,boss\na,\nb,a\nc,gone\nd,c\ne,c\n")
    assert bosses_by_id(org) == {"a": None, "b": "a", "c": "a", "d": "c", "e": "c"}
    assert repairs(org) == [(4, "c", Kind.UNKNOWN_BOSS, "reports to the head 'a'")]
    assert (org.report.placed, org.report.unplaced) == (4, 1)


def test_a_head_whose_boss_is_outside_the_file(tmp_path: Path) -> None:
    org = read(tmp_path, "id,boss\nstray,\na,board\nb,a\nc,b\n")
    assert bosses_by_id(org) == {"a": None, "stray": "a", "b": "a", "c": "b"}
    assert repairs(org) == [
        (2, "stray", Kind.SEVERAL_ROOTS, "reports to the head 'a'"),
        (3, "a", Kind.UNKNOWN_BOSS, "made the head"),
    ]
    assert (org.report.placed, org.report.unplaced) == (4, 0)


def test_rows_without_an_id_are_dropped(tmp_path: Path) -> None:
    org = read(tmp_path, "id,boss\na,\n,a\nb,a\n")
    assert (org.ids, org.report.dropped) == (("a", "b"), 1)
    assert repairs(org) == [(3, "", Kind.NO_ID, "row left out")]


def test_ragged_rows_are_read_as_far_as_they_go(tmp_path: Path) -> None:
    org = read(tmp_path, "id,boss,room\na,,1\nb,a\nc,a,2,more\nd,a,3,,\n")
    assert bosses_by_id(org) == {"a": None, "b": "a", "c": "a", "d": "a"}
    assert repairs(org) == [
        (3, "b", Kind.RAGGED, "missing cells read as blank"),
        (4, "c", Kind.RAGGED, "extra cells left out"),
    ]


def test_the_report_as_text_and_as_rows(tmp_path: Path) -> None:
    org = read(tmp_path, "id,boss\na,\nb,a\nb,a\nc,gone\n" + "".join(f"x{i},\n" for i in range(10)))
    assert org.report.counts == {"several roots": 10, "repeated row": 1, "unknown boss": 1}
    lines = str(org.report).splitlines()
    assert lines[0] == "12 repairs (several roots 10, repeated row 1, unknown boss 1); 1 unplaced, 0 dropped"
    assert lines[1] == "  people.csv row 4: 'b' again, as in row 3: row left out"
    assert (len(lines), lines[-1]) == (12, "  and 2 more")
    rows = org.report.to_rows()
    assert rows[1] == {
        "row": 5,
        "file": "people.csv",
        "reference": "c",
        "kind": "unknown boss",
        "problem": "'c' reports to 'gone', who is not in the file",
        "repair": "reports to the head 'a'",
    }
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0].keys())
    writer.writerows(rows)
    assert out.getvalue().splitlines()[0].startswith("4,people.csv,b,repeated row,")


def test_strict_refuses_whatever_would_be_repaired(tmp_path: Path) -> None:
    text = "id,boss\na,\nb,a\nb,a\nc,gone\n"
    assert len(read(tmp_path, text)) == 3
    with pytest.raises(OrganizationError) as caught:
        read(tmp_path, text, strict=True)
    assert caught.value.faults == tuple(row.fault() for row in read(tmp_path, text).report.rows)


CELLS = st.sampled_from(["", "a", "b", "c", "d", "e", "-", "gone"])


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=12))
@settings(max_examples=300, deadline=None)
def test_any_rows_give_a_tree_or_a_message(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]]) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_text("id,boss\n" + "".join(f"{a},{b}\n" for a, b in rows))
    try:
        org = Organization.from_csv(path)
    except OrganizationError as error:
        faults = error.faults
        assert faults
        assert all("\n" not in fault for fault in faults)
    else:
        check_invariants(org)
        assert set(org.ids) == {a for a, _ in rows if a}
        assert org.report.dropped == sum(1 for a, b in rows if not a and b)
        assert org.report.placed + org.report.unplaced == len(org)


def test_a_hundred_thousand_rows(tmp_path: Path) -> None:
    text = "id,boss\np0,\n" + "".join(f"p{i},p{(i - 1) // 9}\n" for i in range(1, 100_000))
    started = time.perf_counter()
    org = read(tmp_path, text)
    assert time.perf_counter() - started < 3
    assert len(org) == 100_000
    assert org.fingerprint() == Organization.from_bosses([-1, *((i - 1) // 9 for i in range(1, 100_000))]).fingerprint()
