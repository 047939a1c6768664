from __future__ import annotations

from pathlib import Path

import pytest

from orgsim.organization.tables import read_table

from .helpers import write

TEXT = 'Nr,Name,Boss\n1,"Zoë, die Chefin",\n2,Jürgen "Jü" Groß,1\n'


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    ("encoding", "found"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("cp1252", "cp1252"), ("utf-16", "utf-16")],
)
def test_every_dialect_reads_the_same(tmp_path: Path, end: str, delimiter: str, encoding: str, found: str) -> None:
    text = TEXT.replace(",", delimiter).replace("Zoë" + delimiter, "Zoë,").replace("\n", end)
    table = read_table(write(tmp_path, text, encoding=encoding))
    assert (table.header, table.delimiter, table.encoding) == (("Nr", "Name", "Boss"), delimiter, found)
    assert list(table.rows) == [(2, ["1", "Zoë, die Chefin", ""]), (3, ["2", 'Jürgen "Jü" Groß', "1"])]


def test_utf_16_in_the_other_byte_order(tmp_path: Path) -> None:
    data = b"\xfe\xff" + "id;boss\nä;\n".encode("utf-16-be")
    table = read_table(write(tmp_path, data))
    assert (table.header, list(table.rows)) == (("id", "boss"), [(2, ["ä", ""])])


def test_rows_are_numbered_as_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    table = read_table(write(tmp_path, '\nid,boss\n\na,"two\nlines"\n,,\nb,a\n'))
    assert table.header == ("id", "boss")
    assert list(table.rows) == [(4, ["a", "two\nlines"]), (6, ["b", "a"])]


def test_cells_are_trimmed(tmp_path: Path) -> None:
    table = read_table(write(tmp_path, " id , boss\n a ,\xa0b\n"))
    assert (table.header, list(table.rows)) == (("id", "boss"), [(2, ["a", "b"])])


@pytest.mark.parametrize("given", ["semicolon", ";"])
def test_delimiter_and_encoding_can_be_given(tmp_path: Path, given: str) -> None:
    path = write(tmp_path, "a,b,c;é\n1,2,3;4\n", encoding="cp437")
    table = read_table(path, delimiter=given, encoding="cp437")
    assert (table.header, list(table.rows)) == (("a,b,c", "é"), [(2, ["1,2,3", "4"])])


def test_excels_line_that_names_the_delimiter(tmp_path: Path) -> None:
    table = read_table(write(tmp_path, "sep=;\r\nid,x;boss\r\n1;2\r\n"))
    assert (table.header, list(table.rows)) == (("id,x", "boss"), [(2, ["1", "2"])])


def test_delimiters_within_quotes_do_not_count(tmp_path: Path) -> None:
    assert read_table(write(tmp_path, '"a,b,c,d";"e"\n1;2\n')).header == ("a,b,c,d", "e")
