"""The verbs that read a finished run: plateau, compare and power; and power beforehand."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from orgsim.analysis.summary import summary_table
from orgsim.analysis.synthetic_curves import Noise, draw_noise, hinge, straight
from orgsim.cli.main import main
from orgsim.study.files import write_results
from tests.analysis.results import results_of
from tests.study.helpers import LEAD, TRAP, make_study

Captured = pytest.CaptureFixture[str]
WEEKS = 156


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished run in which the trap levels off in week 40, and the other overtakes it in about week 93."""
    folder = tmp_path_factory.mktemp("finished")
    noise = draw_noise(Noise(0.01, 0.4), (20, WEEKS), (1, 1))
    results = results_of(
        lead=straight(WEEKS, 0.4, 0.8) + noise, trap=hinge(WEEKS, 40, 0.5, height=0.64, final=0.64) + noise[::-1]
    )
    write_results(
        folder,
        make_study(LEAD, TRAP, replications=20, weeks=WEEKS),
        "seed: 1\n",
        datasets=results,
        summary=summary_table(results),
    )
    return folder


def error(capsys: Captured) -> str:
    return capsys.readouterr().err.strip()


def test_plateau_says_week_height_and_false_alarms(finished: Path, capsys: Captured) -> None:
    assert main(["plateau", str(finished)]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"{finished}: synthetic department, seed 1, 20 replications of 156 weeks\n")
    assert "Performance (%), mean of 20 replications" in out
    assert "management_trap, weeks 0 to 155:\n  levels off in week 40 (" in out
    assert "no plateau: after week" in out
    assert "false alarms: straight line 0.0% (0.0%)" in out
    assert out.rstrip().endswith("seed 1")
    assert max(map(len, out.splitlines())) <= 100


def test_plateau_leaves_a_table_and_a_figure(finished: Path, tmp_path: Path, capsys: Captured) -> None:
    target = tmp_path / "deep" / "folder"
    assert main(["plateau", str(finished), "--output", str(target), "--seed", "3", "--from", "10", "--until", "150"]) == 0
    assert {path.name for path in target.iterdir()} == {"plateau.csv", "plateau.png", "plateau.svg"}
    table = pd.read_csv(target / "plateau.csv").set_index("scenario")
    assert list(table["plateau"]) == [False, True]
    assert (table["seed"] == 3).all()
    assert list(table.loc[TRAP.name, ["first_week", "last_week", "replications"]]) == [10, 149, 20]
    assert table.loc[TRAP.name, "week"] == pytest.approx(40, abs=2)
    assert {"false_alarms_straight_line_mean", "false_alarms_square_root_replication", "hits_mean"} <= set(table.columns)
    assert f"Table and figure: {target}" in capsys.readouterr().out


def test_compare_says_who_overtakes_when(finished: Path, tmp_path: Path, capsys: Captured) -> None:
    assert main(["compare", str(finished), "--outcome", "performance", "quits", "--output", str(tmp_path)]) == 0
    out = capsys.readouterr().out
    assert "lead_after_turnaround less management_trap" in out
    assert "Less is better, so ahead is who has less: quits" in out
    assert max(map(len, out.splitlines())) <= 100
    table = pd.read_csv(tmp_path / "differences.csv").set_index("outcome")
    assert table.loc["performance", "week"] == pytest.approx(93, abs=3)
    assert table.loc["performance", "difference"] == pytest.approx(0.16 - 0.4 * 6 / 155, abs=0.01)
    assert table.loc["performance", "deficit"] > 0.05
    assert {path.suffix for path in tmp_path.iterdir()} == {".csv", ".png", ".svg"}


def test_compare_the_other_way_round(finished: Path, capsys: Captured) -> None:
    assert main(["compare", str(finished), "--first", TRAP.name, "--outcome", "performance"]) == 0
    out = capsys.readouterr().out
    assert "management_trap less lead_after_turnaround" in out
    assert "never" in out


def test_power_beforehand(capsys: Captured) -> None:
    assert main(["power", "--effect", ".1", "--cells", "9", "--alpha", ".01", "--power", ".95"]) == 0
    out = capsys.readouterr().out
    assert out.splitlines() == [
        "327 replications a cell, 2,943 runs in 9 cells, for an effect f = 0.1",
        "(alpha 0.01, power 0.95)",
    ]
    assert main(["power", "--difference", ".5", "--deviation", "1"]) == 0
    assert capsys.readouterr().out.startswith("34 replications, the same dice in both scenarios")


def test_power_from_a_pilot(finished: Path, tmp_path: Path, capsys: Captured) -> None:
    assert main(["power", str(finished), "--difference", ".005", "--output", str(tmp_path)]) == 0
    out = capsys.readouterr().out
    assert "judged by 20 replications" in out
    assert "lead_after_turnaround less management_trap: observed +14." in out
    assert "sought 0.5" in out
    (row,) = pd.read_csv(tmp_path / "power.csv").to_dict("records")
    assert row["paired"] >= 2
    assert f"{row['paired']:,} replications with the same dice" in out
    assert {path.name for path in tmp_path.iterdir()} == {"power.csv", "power.png", "power.svg"}
    assert main(["power", str(finished)]) == 0
    assert "--difference names one that matters" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["plateau", "nowhere"], "cannot read results from 'nowhere': no such folder"),
        (["compare", "nowhere"], "cannot read results from 'nowhere': no such folder"),
        (["power", "nowhere"], "cannot read results from 'nowhere': no such folder"),
        (["plateau", "FOLDER", "--outcome", "performence"], "outcomes: no outcome 'performence'; did you mean 'performance'?"),
        (["plateau", "FOLDER", "--until", "20"], "weeks=0 to 20: a hinge needs 27 at least, 13 on either side of it"),
        (
            ["compare", "FOLDER", "--first", "managment_trap"],
            "--first='managment_trap': must be one of lead_after_turnaround, management_trap; did you mean 'management_trap'?",
        ),
        (["compare", "FOLDER", "--over", "4"], "over=4: must be an odd number of weeks, at most the 156 of the run"),
        (
            ["power", "--effect", "1"],
            "orgsim power: needs --effect with --cells, --difference with --deviation, or a pilot's folder; "
            "given: --effect; orgsim power --help lists the options",
        ),
        (["plateau", "FOLDER", "--seed", "-1"], "seed=-1: must be a whole number from 0 to 4294967295 (32-bit)"),
        (["power", "--effect", "1", "--cells", "1"], "cells=1: must be a whole number from 2"),
        (["power", "--difference", "1", "--deviation", "1", "--power", "80"], "power=80.0: must be a number between 0 and 1"),
    ],
)
def test_faults_are_one_line_and_exit_code_2(finished: Path, arguments: list[str], expected: str, capsys: Captured) -> None:
    assert main([str(finished) if each == "FOLDER" else each for each in arguments]) == 2
    assert error(capsys) == f"orgsim: error: {expected}"


def test_a_folder_that_cannot_be_written(finished: Path, tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "file").write_text("")
    assert main(["power", str(finished), "--output", str(tmp_path / "file")]) == 2
    assert error(capsys) == f"orgsim: error: --output={tmp_path / 'file'}: cannot write there: File exists"


def test_a_run_of_one_scenario_has_nothing_to_compare(tmp_path: Path, capsys: Captured) -> None:
    results = results_of(trap=straight(40, 0, 1) + draw_noise(Noise(0.1, 0), (3, 40), (1, 1)))
    only = {TRAP.name: results[TRAP.name]}
    write_results(tmp_path, make_study(TRAP, replications=3, weeks=40), "seed: 1\n", datasets=only, summary=summary_table(only))
    assert main(["compare", str(tmp_path)]) == 2
    assert error(capsys) == f"orgsim: error: {tmp_path}: has one scenario, 'management_trap'; a comparison needs two"
    assert main(["power", str(tmp_path)]) == 2
    assert error(capsys) == "orgsim: error: pilot: has one scenario; a difference needs two or more"
