"""`orgsim decompose`, `orgsim switching` and `orgsim tipping`, called in the process on a small department."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from orgsim.cli.main import main

Captured = pytest.CaptureFixture[str]
SMALL = ["organization.leaders=2", "organization.managers_per_leader=2", "organization.workers_per_manager=3", "replications=4"]


def left(folder: Path, stem: str) -> pd.DataFrame:
    assert sorted(path.name for path in folder.iterdir()) == [f"{stem}.csv", f"{stem}.png", f"{stem}.svg"]
    return pd.read_csv(folder / f"{stem}.csv")


def test_decompose_prints_and_leaves_the_table(tmp_path: Path, capsys: Captured) -> None:
    arguments = ["--mechanism", "habit", "--mechanism", "erosion", "--output", str(tmp_path / "out")]
    assert main(["decompose", *SMALL, "weeks=40", *arguments]) == 0
    out = capsys.readouterr().out
    assert "Performance, %: led_from_the_start" in out
    assert "Engagement, %: led_from_the_start" in out
    assert "4 replications, seed 1" in out
    table = left(tmp_path / "out", "decomposition")
    assert len(table) == 2 * 5
    for _, rows in table.groupby("statistic"):
        values = rows.set_index("part")["value"]
        assert values["habit"] + values["erosion"] + values["no switch explains"] == pytest.approx(values["the whole gap"])


def test_the_list_of_mechanisms(capsys: Captured) -> None:
    assert main(["decompose", "--list"]) == 0
    assert "context.style.peers 0" in capsys.readouterr().out


def test_switching_prints_and_leaves_the_table(tmp_path: Path, capsys: Captured) -> None:
    assert main(["switching", *SMALL, "weeks=60", "--every", "26", "--output", str(tmp_path / "out"), "seed=9"]) == 0
    out = capsys.readouterr().out
    assert "lead_after_turnaround: means over 60 weeks" in out
    assert "seed 9" in out
    assert left(tmp_path / "out", "switching").groupby("outcome").size().tolist() == [4, 4]


def test_tipping_prints_and_leaves_the_table(tmp_path: Path, capsys: Captured) -> None:
    arguments = ["--ramp", "60", "--strength", "3", "--strength", "0", "--output", str(tmp_path / "out")]
    assert main(["tipping", *SMALL, "weeks=30", *arguments]) == 0
    out = capsys.readouterr().out
    assert "J 3: critical share" in out
    assert "loop area" in out
    assert left(tmp_path / "out", "tipping")["strength"].tolist() == [3.0] * 4 + [0.0] * 4


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["decompose", "compare=[]"], "compare=[]: name the one directed scenario"),
        (["decompose", "--mechanism", "habbit"], "mechanism 'habbit': unknown; did you mean 'habit'?"),
        (["decompose", "--statistic", "engagment"], "did you mean 'engagement'"),
        (["decompose", "replicatons=3"], "did you mean 'replications'"),
        (["switching", "scenario=management_trap"], "pulls no lever at its shift"),
        (["switching", "compare=[management_trap]"], "orgsim switching looks at one scenario; leave compare out"),
        (["switching", "--every", "0"], "--every=0: must be a whole number of weeks from 1"),
        (["switching", "weeks=200", "--until", "300"], "before the horizon of 200 weeks"),
        (["tipping", "--strength", "11"], "context.style.peers=11.0: must be a number from 0 to 10"),
        (["tipping", "--ramp", "5"], "ramp=5: must be a whole number from 10"),
        (["tipping", "--rampp", "5"], "--rampp; did you mean '--ramp'?"),
    ],
)
def test_faults_are_one_line_each(arguments: list[str], line: str, capsys: Captured) -> None:
    assert main([*arguments, *SMALL]) == 2
    error = capsys.readouterr().err
    assert line in error
    assert error.startswith("orgsim: error: ")


def test_a_folder_that_cannot_be_written(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "file").write_text("")
    arguments = ["--mechanism", "habit", "--output", str(tmp_path / "file")]
    assert main(["decompose", *SMALL, "weeks=5", *arguments]) == 2
    assert "cannot write there" in capsys.readouterr().err
