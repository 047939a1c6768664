"""Tables for a terminal: widths from what stands in them, alignment, headings over columns."""

from __future__ import annotations

from orgsim.text_table import RULE, aligned, cut


def test_columns_are_as_wide_as_what_stands_in_them() -> None:
    assert aligned([("", "mean", "SD"), ("engagement", "61.2", "7"), ("a", "100.0", "12")]) == [
        "             mean  SD",
        "engagement   61.2   7",
        "a           100.0  12",
    ]


def test_a_sign_for_each_column_the_last_for_all_further() -> None:
    assert aligned([("a", "b", "c"), ("aa", "bb", "cc")], "><") == [" a  b   c", "aa  bb  cc"]


def test_a_long_cell_widens_its_column_in_place_of_pushing_the_next() -> None:
    short, long = aligned([("x", "1"), ("y", "1,000,000,000")], least=(3, 4))
    assert (short, long) == ("x                1", "y    1,000,000,000")
    assert aligned([("x", "1")], least=(3, 4)) == ["x       1"]


def test_rows_may_end_early_and_texts_stand_between_them() -> None:
    lines = aligned([("a", "1", "2"), "a heading that is longer than the table", RULE, ("bb", "3")], indent=2)
    assert lines == ["  a   1  2", "  a heading that is longer than the table", "  --------", "  bb  3"]


def test_no_line_ends_in_spaces_and_no_rows_are_no_lines() -> None:
    assert aligned([("a", ""), ("", "")], "<", least=(5, 5)) == ["a", ""]
    assert aligned([]) == []


def test_headings_stand_over_their_columns() -> None:
    rows = [("", "A", "B", "A", "B"), ("quits", "1.5", "2.5", "100.0", "4")]
    over, *rest = aligned(rows, gap=1, least=(5, 5, 5, 5, 5), over=[("", 1), ("year 1", 2), ("year 2", 2)])
    assert over == "       - year 1 -  - year 2 -"
    assert rest == ["          A     B     A     B", "quits   1.5   2.5 100.0     4"]
    assert {len(line) for line in (over, *rest)} == {29}


def test_what_is_cut_says_so() -> None:
    assert cut("coaching", 8) == "coaching"
    assert cut("coaching 2", 8) == "coachin…"
