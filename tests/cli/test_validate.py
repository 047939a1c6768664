"""`orgsim validate`, called in the process."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from orgsim.cli.main import main
from orgsim.cli.verbs import validate
from orgsim.errors import ConfigurationError
from orgsim.validation.statistics import STATISTICS
from tests.validation.helpers import HEADER, as_csv, drifting, write

Captured = pytest.CaptureFixture[str]
ROWS = HEADER + (
    "level,mean,engagement_index,,,,50,60,\n"
    "spread,sd,engagement_index,,,,100,200,\n"
    "lag one,lag_correlation,engagement_index,,1,,.5,1,\n"
    "lag three,lag_correlation,engagement_index,,3,,.5,1,\n"
    "leaving,mean,leave_12_months,,,,20,40,\n"
)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, ROWS)
    write(tmp_path, as_csv(drifting()), "survey_units.csv")
    return tmp_path


def test_scored_is_scored_unless_strict(here: Path, capsys: Captured) -> None:
    assert main(["validate", "patterns.csv"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("survey_units.csv: 40 units, 6 years, 1 replication; standard errors from resampled units (seed 1)\n")
    assert "FAIL  spread" in out
    assert "none  leaving" in out
    assert "3 passed, 1 failed, 1 could not be scored" in out
    assert "AR(1) + noise" in out
    assert main(["validate", "patterns.csv", "--strict"]) == 1
    write(here, HEADER + "level,mean,engagement_index,,,,50,60,\n", "fine.csv")
    assert main(["validate", "fine.csv", "--strict"]) == 0


def test_output_holds_scores_baselines_and_figure(here: Path, capsys: Captured) -> None:
    assert main(["validate", "patterns.csv", "--output", "made", "--reference", "survey_units.csv"]) == 0
    assert {path.name for path in Path("made").iterdir()} == {
        *("validation.csv", "baselines.csv", "validation.png", "validation.svg")
    }
    scores = pd.read_csv("made/validation.csv")
    assert scores["name"].tolist() == ["level", "spread", "lag one", "lag three", "leaving"]
    assert "by survey_units.csv" in capsys.readouterr().out


def test_describe_prints_or_writes_a_table_that_scores(here: Path, capsys: Captured) -> None:
    assert main(["validate", "--describe", "survey_units.csv", "--source", "ours"]) == 0
    printed = capsys.readouterr().out
    assert main(["validate", "--describe", "survey_units.csv", "--source", "ours", "--output", "made"]) == 0
    assert Path("made/survey_units_patterns.csv").read_text(encoding="utf-8") == printed
    assert main(["validate", "made/survey_units_patterns.csv", "--strict"]) == 0


def test_population_is_simulated_first(here: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    asked = []

    def dispatch(arguments: list[str]) -> int:
        asked.append(arguments)
        write(Path("made"), as_csv(drifting()), "survey_units.csv")
        return 0

    Path("made").mkdir()
    monkeypatch.setattr("orgsim.cli.main.dispatch", dispatch)
    assert validate.run(["patterns.csv", "--output", "made", "--population", "replications=3", "seed=2"]) == 0
    assert asked == [["+experiment=population", "output=made", "replications=3", "seed=2"]]
    assert "40 units" in capsys.readouterr().out


def test_population_that_leaves_no_units(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("orgsim.cli.main.dispatch", lambda arguments: 0)
    with pytest.raises(ConfigurationError, match=r"the population's run left no survey_units\.csv in 'results/population'"):
        validate.run(["patterns.csv", "--population"])


def test_help_teaches_every_statistic(capsys: Captured) -> None:
    assert main(["validate", "--help"]) == 0
    out = " ".join(capsys.readouterr().out.split())
    for each in STATISTICS.values():
        assert f"{each.name}: {each.meaning} [{each.unit}]; uses x" in out


MESSAGES = {
    ("--units", "none.csv", "patterns.csv"): "none.csv: no such file",
    ("--alias", "leave_any", "patterns.csv"): "--alias='leave_any': must be NAME=COLUMN, as in leave_12_months=leave_any",
    ("--seed", "-1"): "--seed=-1: must be a whole number from 0 to 4294967295",
    (
        "--reference",
        "other.csv",
        "patterns.csv",
    ): "other.csv: no column 'engagement_index' among 'engagement'; did you mean 'engagement'?",
    (
        "servey",
    ): "no table of patterns 'servey': neither a file nor one of evidence, subindices, survey; did you mean 'survey'?",
}


@pytest.mark.parametrize("arguments", MESSAGES)
def test_messages(here: Path, capsys: Captured, arguments: tuple[str, ...]) -> None:
    write(here, "unit,year,engagement\na,1,1\n", "other.csv")
    assert main(["validate", *arguments]) == 2
    assert capsys.readouterr().err == f"orgsim: error: {MESSAGES[arguments]}\n"


def test_without_units_the_shipped_population_is_simulated(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    asked: list[list[str]] = []

    def dispatch(arguments: list[str]) -> int:
        asked.append(arguments)
        write(Path("made"), as_csv(drifting()), "survey_units.csv")
        return 0

    Path("survey_units.csv").unlink(missing_ok=True)
    Path("made").mkdir()
    monkeypatch.setattr("orgsim.cli.main.dispatch", dispatch)
    assert validate.run(["patterns.csv", "--output", "made"]) == 0
    assert asked == [["+experiment=population", "output=made"]]
    out = capsys.readouterr().out
    assert out.startswith("no survey_units.csv in this folder and no --units: simulating the shipped population\n")
    assert "40 units" in out


def test_output_that_cannot_be_written(here: Path, capsys: Captured) -> None:
    assert main(["validate", "patterns.csv", "--output", "patterns.csv"]) == 2
    assert "--output=patterns.csv: cannot write there: File exists" in capsys.readouterr().err
