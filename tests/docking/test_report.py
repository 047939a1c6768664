"""The report and its verb: tables, files, figure and messages."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from orgsim.cli.main import main
from orgsim.docking.comparison import DIFFERS, EQUALITIES, Range, near, within
from orgsim.docking.report import MODELS, as_text, courses, dock, failures, summary
from orgsim.figures.docking import Courses, docking_data, draw_docking

Captured = pytest.CaptureFixture[str]


def test_every_model_is_compared_and_says_what_kind_of_equality() -> None:
    for name in MODELS:
        lines = dock(name, 3, 1)
        assert {line.model for line in lines} == {name}
        assert {line.equality for line in lines} <= set(EQUALITIES)
        assert len({line.cell for line in lines}) == len(lines)


def test_the_capability_trap_claims_numerical_equality_only_for_the_limit() -> None:
    lines = dock("capability_trap", 3, 1)
    exact = [line for line in lines if line.equality == "numerical"]
    assert len(exact) == 4
    assert all("limit" in line.cell and line.verdict == "agrees" for line in exact)


def test_failures_are_named_beside_successes() -> None:
    good, bad = near("nk", "good", 2, 0.1, np.array([1.9, 2.1])), within("nk", "bad", Range(5, 6), (1.0, 0.9, 1.1))
    assert list(failures([good, bad])) == [bad]
    assert summary([good, bad]) == "2 comparisons: 1 agrees, 1 DIFFERS"
    text = as_text("nk", [good, bad], 2, 7)
    assert "2 replications, seed 7" in text
    assert text.splitlines()[-1].split() == ["bad", "5", "to", "6", "-", "1", "0.9", "to", "1.1", DIFFERS]


def test_the_verb_prints_and_writes(tmp_path: Path, capsys: Captured) -> None:
    assert main(["dock", "--model", "nk", "--replications", "40", "--seed", "3", "--output", str(tmp_path / "new")]) == 0
    out = capsys.readouterr().out
    assert "40 replications, seed 3" in out
    assert "11 comparisons" in out
    with (tmp_path / "new" / "docking.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 11
    assert {row["seed"] for row in rows} == {"3"}
    assert all(row["verdict"] for row in rows)
    assert {path.name for path in (tmp_path / "new").iterdir()} == {"docking.csv", "docking.png", "docking.svg"}


def test_the_figure_has_a_row_for_every_scale_and_marks_what_lies_beyond() -> None:
    far, open_ended = (
        within("nk", "far", Range(1, 3), (22.0, 21.0, 23.0)),
        within("nk", "open", Range(0, np.inf), (1.0, 0.0, 2.0)),
    )
    data = docking_data("title", "seed 1", [far, open_ended], courses=[Courses("curves", {"one": np.array([0.0, 1.0])})])
    assert [(point.label, point.here, point.low) for point in data.points] == [("nk: far", 20.0, 19.0)]
    figure = draw_docking(data)
    texts = [text.get_text() for part in figure.subfigs for ax in part.axes for text in ax.texts]
    assert texts == ["+20.0"]


def test_curves_are_shown_for_the_capability_trap_alone() -> None:
    panels = courses("capability_trap", 3, 1)
    assert list(panels) == ["The equations", "The full model"]
    assert all(curve.shape == (260,) for curves in panels.values() for curve in curves.values())
    assert courses("nk", 3, 1) == {}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--model", "marsh"], "--model='marsh': must be one of capability_trap, march, nk; did you mean 'march'?"),
        (["--replications", "1"], "--replications=1: must be a whole number from 2 to 1000000"),
        (["--seed", "-1"], "--seed=-1: must be a whole number from 0 to 4294967295"),
        (["--replication", "x"], "invalid int value: 'x'"),
        (["--sed", "3"], "did you mean '--seed'?"),
    ],
)
def test_faults_are_named_in_one_line(arguments: list[str], message: str, capsys: Captured) -> None:
    assert main(["dock", *arguments]) == 2
    error = capsys.readouterr().err
    assert message in error
    assert len(error.strip().splitlines()) == 1


def test_faults_are_named_together(capsys: Captured) -> None:
    assert main(["dock", "--model", "nkk", "--replications", "0"]) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 2


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "file").write_text("")
    assert main(["dock", "--model", "nk", "--replications", "2", "--output", str(tmp_path / "file")]) == 2
    assert f"--output={tmp_path / 'file'}: cannot write there" in capsys.readouterr().err
