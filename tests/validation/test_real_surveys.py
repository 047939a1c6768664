"""The public surveys themselves: the shipped tables come from them, and what evidence says of them is so."""

from __future__ import annotations

import io

import pandas as pd
import pytest

from orgsim.cli.main import main
from orgsim.validation.panel import read_units
from orgsim.validation.scoring import score
from orgsim.validation.table import find_table, read_patterns
from tests.validation.helpers import CSPS, FEVS, needs_surveys

CASES = {"survey": (CSPS, []), "subindices": (FEVS, ["--without", "ALL", "--alias", "leave_12_months=leave_any"])}


@needs_surveys
@pytest.mark.parametrize("name", CASES)
def test_shipped_tables_are_what_describing_the_surveys_gives(name, capsys):
    path, options = CASES[name]
    shipped = pd.read_csv(find_table(name))
    items = ",".join(shipped.loc[shipped["statistic"] == "mean", "x"])
    assert main(["validate", "--describe", str(path), "--items", items, *options]) == 0
    found = pd.read_csv(io.StringIO(capsys.readouterr().out))
    pd.testing.assert_frame_equal(found.drop(columns="source"), shipped.drop(columns="source"), rtol=1e-9)


@needs_surveys
def test_the_evidence_holds_in_the_survey_it_was_computed_from():
    scores = score(read_patterns(find_table("evidence")), read_units(CSPS)).set_index("name")
    assert not (scores["passed"] == False).any()  # noqa: E712
    assert scores["passed"].sum() == 7
    assert all(note.startswith("no column") for note in scores.loc[scores["passed"].isna(), "note"])


@needs_surveys
def test_leave_intent_is_scored_only_when_it_is_named():
    patterns = [row for row in read_patterns(find_table("evidence")) if "leave intent" in row.name]
    assert score(patterns, read_units(FEVS))["passed"].isna().all()
    scores = score(patterns, read_units(FEVS, alias={"leave_12_months": "leave_any"}))
    assert scores["passed"].all()
    assert scores["value"].tolist() == pytest.approx([-0.539, -0.538], abs=5e-4)
