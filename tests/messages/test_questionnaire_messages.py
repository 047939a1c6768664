"""Bad answers: exactly these lines on stderr, exit code 2, and never a traceback."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from orgsim.cli.main import main
from tests.questionnaire.helpers import GIVEN

Captured = pytest.CaptureFixture[str]
ABSENT = object()
WEEK = "hours_deciding, hours_reviewing, hours_overseeing, hours_leading"

#: What is changed in good answers, and the lines that it costs.
ANSWERS: list[tuple[dict[str, Any], list[str]]] = [
    ({"leaders": 1}, ["leaders=1: must be a whole number from 2 to 50 (people)"]),
    ({"leaders": 3.5}, ["leaders=3.5: must be a whole number from 2 to 50 (people)"]),
    ({"leaders": True}, ["leaders=true: must be a whole number from 2 to 50 (people)"]),
    ({"managers": ABSENT}, ["managers: must be given: a whole number from 1 to 2000 (people)"]),
    ({"managers": None}, ["managers: must be given: a whole number from 1 to 2000 (people)"]),
    ({"hours_leadin": 3}, ["hours_leadin=3: unknown key; did you mean 'hours_leading'?"]),
    ({"hours_leading": "six"}, ["hours_leading='six': must be a number from 0 to 100 (hours/week)"]),
    ({"agendas": 20}, ["agendas=20: must be a list of 1 to 5 numbers from 0 to 100 (%)"]),
    ({"agendas": []}, ["agendas=[]: must be a list of 1 to 5 numbers from 0 to 100 (%)"]),
    ({"agendas": [1] * 6}, ["agendas=[1, 1, 1, 1, 1, 1]: must be a list of 1 to 5 numbers from 0 to 100 (%)"]),
    ({"decisions_below": 11}, ["decisions_below=11: must be a whole number from 0 to 10 (decisions)"]),
    ({"survey_gap": "low"}, ["survey_gap='low': must be a number from -100 to 100 (points), or null"]),
    ({"hours_deciding": 90}, [f"{WEEK}: add up to 116 hours; a week has 1 to 100"]),
    ({"people": 21}, ["people=21: must be at least 22: leaders, managers and a worker for each manager"]),
    (
        {"rating": 101, "decision_below": 3, "weeks_since_rescue": 0},
        [
            "decision_below=3: unknown key; did you mean 'decisions_below'?",
            "weeks_since_rescue=0: must be a whole number from 1 to 1040 (weeks), or null",
            "rating=101: must be a number from 0 to 100 (%)",
        ],
    ),
]


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def complaints(arguments: list[str], capsys: Captured) -> list[str]:
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    return [line.removeprefix("orgsim: error: ") for line in captured.err.splitlines()]


@pytest.mark.parametrize(("changes", "lines"), ANSWERS, ids=[",".join(changes) for changes, _ in ANSWERS])
def test_every_fault_of_the_answers_is_told_at_once(changes: dict[str, Any], lines: list[str], capsys: Captured) -> None:
    given = {key: value for key, value in (GIVEN | changes).items() if value is not ABSENT}
    Path("team.yaml").write_text(yaml.safe_dump(given), encoding="utf-8")
    assert complaints(["diagnose", "team.yaml"], capsys) == [f"team.yaml: {line}" for line in lines]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"", "team.yaml: holds no answers; orgsim diagnose --template prints an empty questionnaire"),
        (b"- 1\n", "team.yaml: holds no answers; orgsim diagnose --template prints an empty questionnaire"),
        (b"leaders: 3\nrating: [1\n", "team.yaml, line 3, column 1: did not find expected ',' or ']'"),
        (b"leaders: 3\nrating: \xff\n", "team.yaml, line 2: not in UTF-8; save the file in that encoding"),
    ],
)
def test_files_that_hold_no_answers(content: bytes, line: str, capsys: Captured) -> None:
    Path("team.yaml").write_bytes(content)
    assert complaints(["diagnose", "team.yaml"], capsys) == [line]


def test_what_the_verb_cannot_use(capsys: Captured) -> None:
    assert complaints(["diagnose", "nobody.yaml"], capsys) == ["nobody.yaml: no such file"]
    assert complaints(["diagnose", "--window=0"], capsys) == [
        "orgsim diagnose: --window=0: must be a whole number of weeks from 1; orgsim diagnose --help lists the options"
    ]
    assert complaints(["diagnose", "levers.coachin=2"], capsys)[0].startswith("levers.coachin=2: unknown key; did you mean")
    assert complaints(["diagnose", "no_such_run"], capsys) == ["cannot read results from 'no_such_run': no such folder"]
    assert "did you mean '--template'?" in complaints(["diagnose", "--templat3"], capsys)[0]
    Path("answers.yaml").write_text("", encoding="utf-8")
    assert complaints(["diagnose", "--ask"], capsys) == [
        "answers.yaml: exists already; name another file, or diagnose it: orgsim diagnose answers.yaml"
    ]
