"""CSV files hold nothing that a spreadsheet would run, and come back as they were."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import orgsim
from orgsim.spreadsheets import as_csv, as_read, guarded, guarded_line, unguarded

FORMULAS = ["=1+1", "@SUM(A1)", "+x", "-x", "\t=x", "\r=x", " =x", "=cmd|' /C calc'!A0", "＝1", "-1+1", '"=x']
HARMLESS = ["", "plain", "a=b", "-1.5", "+3", "-1e-3", "-", "it's", "'quoted'", "'-1.5"]


@pytest.mark.parametrize("text", FORMULAS)
def test_what_would_run_is_text(text):
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", HARMLESS)
def test_what_would_not_stays_as_it_is(text):
    assert guarded(text) == text


@given(st.text(alphabet="'=+-@x1. \t\r\n\",;＝", max_size=6))
def test_every_text_comes_back(text):
    assert unguarded(guarded(text)) == text


@given(st.lists(st.text(alphabet="'=+-@x1 ", min_size=1, max_size=5), min_size=1, unique=True))
def test_every_table_comes_back(texts):
    table = pd.DataFrame({"name": texts, "=key": texts, "value": -1.5})
    written = as_csv(table)
    back = as_read(pd.read_csv(io.StringIO(written), dtype={"name": str, "'=key": str}, keep_default_na=False))
    pd.testing.assert_frame_equal(back, table)
    assert ",-1.5\n" in written


def test_the_parts_of_a_remark_are_text():
    assert guarded_line("A is x,=cmd; +y, -3, z") == "A is x,'=cmd;' +y, -3, z"


def test_every_table_is_written_by_the_one_writer():
    source = Path(orgsim.__file__).parent
    own = [
        path for path in source.rglob("*.py") if path.name != "spreadsheets.py" and re.search(r"\.to_csv\(", path.read_text())
    ]
    assert own == []
