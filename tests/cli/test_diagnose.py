"""`orgsim diagnose` in its four forms: scenarios, a finished run, a team's answers, and the questions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
import yaml

from orgsim.cli.main import main
from orgsim.questionnaire.answers import read_answers
from orgsim.questionnaire.questions import QUESTIONS
from tests.questionnaire.helpers import GIVEN, answers

Captured = pytest.CaptureFixture[str]
SMALL = ["organization.leaders=2", "organization.managers_per_leader=2", "organization.workers_per_manager=3"]


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_by_default_the_trap_beside_a_team_that_leads(capsys: Captured) -> None:
    assert main(["diagnose", *SMALL, "replications=3", "weeks=30", "--output", "out"]) == 0
    out = capsys.readouterr().out
    assert "The 13 weeks up to week 29, 3 replications, seed 1" in out
    assert "The time ledger of replications 0, 1, 2" in out
    assert [line.split(":")[0] for line in out.splitlines() if "probability of" in line] == [
        "management_trap",
        "led_from_the_start",
    ]
    assert {path.name for path in Path("out").iterdir()} == {"diagnosis.csv", "diagnosis.png", "diagnosis.svg", "ledger.csv"}
    assert list(pd.read_csv("out/diagnosis.csv")["scenario"]) == ["management_trap", "led_from_the_start"]
    assert len(pd.read_csv("out/ledger.csv")) == 2 * 3 * 7 * 7


def test_another_scenario_stands_alone_unless_compared(capsys: Captured) -> None:
    assert main(["diagnose", *SMALL, "scenario=led_from_the_start", "replications=2", "weeks=14", "--window=5"]) == 0
    out = capsys.readouterr().out
    assert "The 5 weeks up to week 13, 2 replications" in out
    assert "management_trap" not in out


def test_a_finished_run(capsys: Captured) -> None:
    assert main([*SMALL, "scenario=management_trap", "compare=[]", "replications=2", "weeks=20", "output=run"]) == 0
    capsys.readouterr()
    assert main(["diagnose", "run"]) == 0
    out = capsys.readouterr().out
    assert "management_trap: " in out
    assert "No time ledger" in out


def test_the_template_can_be_filled_in_and_diagnosed(capsys: Captured) -> None:
    assert main(["diagnose", "--template"]) == 0
    assert set(yaml.safe_load(capsys.readouterr().out)) == set(QUESTIONS)
    Path("team.yaml").write_text(yaml.safe_dump(GIVEN), encoding="utf-8")
    assert main(["diagnose", "team.yaml"]) == 0
    assert "With --output FOLDER the scenario that starts from there is written" in capsys.readouterr().out
    assert main(["diagnose", "team.yaml", "--output", "plans"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Management team")
    assert "orgsim scenario=plans/from_answers.yaml" in out
    assert main(["scenario=plans/from_answers.yaml", "replications=1", "output=ahead"]) == 0
    assert "leading_from_today: The same team begins to lead today" in capsys.readouterr().out
    assert main(["diagnose", "scenario=plans/from_answers.yaml", "replications=1"]) == 0
    assert "leading_from_today: leadership team" in capsys.readouterr().out


def test_questions_one_by_one(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    lines: Iterator[str] = iter(
        ", ".join(map(str, value)) if isinstance(value, list) else str(value) for value in GIVEN.values()
    )
    monkeypatch.setattr("builtins.input", lambda prompt: next(lines))
    assert main(["diagnose", "--ask", "team.yaml"]) == 0
    assert "Answers: team.yaml" in capsys.readouterr().out
    assert read_answers("team.yaml") == answers()


def test_answers_that_do_not_go_together_are_kept_and_can_be_mended(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    given = GIVEN | {"people": 10, "agendas": 10}
    lines = iter(map(str, given.values()))
    monkeypatch.setattr("builtins.input", lambda prompt: next(lines))
    assert main(["diagnose", "--ask"]) == 2
    assert "answers.yaml: people=10: must be at least 22" in capsys.readouterr().err
    assert yaml.safe_load(Path("answers.yaml").read_text(encoding="utf-8"))["people"] == 10


def test_help_teaches(capsys: Captured) -> None:
    assert main(["diagnose", "--help"]) == 0
    out = capsys.readouterr().out
    assert "The leadership index is the mean of four shares" in out
    assert "orgsim diagnose --template > team.yaml" in out
