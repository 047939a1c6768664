"""The verbs, called in the process."""

from __future__ import annotations

import csv
import io

import numpy as np
import pytest

from orgsim.cli.main import main
from orgsim.cli.verbs import verbs
from orgsim.cli.verbs import verify as verb
from orgsim.config import list_scenarios
from orgsim.engines.record import PeopleRecord, Record
from orgsim.model.parameters import LEVERS, TABLE

Captured = pytest.CaptureFixture[str]


def test_scenarios_are_listed(capsys: Captured) -> None:
    assert main(["scenarios"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == [name for name, _, _ in list_scenarios()]


def test_scenarios_at_length_have_levers_and_dates(capsys: Captured) -> None:
    assert main(["scenarios", "--long"]) == 0
    out = capsys.readouterr().out
    assert "levers.coaching 3 from week 156, over 13 weeks, until week 208" in out
    assert "levers.coaching 2.6 throughout" in out
    assert "events.shock.week 182" in out


def test_parameters_are_listed(capsys: Captured) -> None:
    assert main(["parameters"]) == 0
    out = capsys.readouterr().out
    assert all(row.key in out for row in TABLE)


def test_parameters_by_pattern_and_kind(capsys: Captured) -> None:
    assert main(["parameters", "--kind", "lever"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1 + len(LEVERS)
    assert main(["parameters", "loss_to_gain"]) == 0
    assert capsys.readouterr().out.count("\n") == 2


def test_parameters_as_csv_and_markdown(capsys: Captured) -> None:
    assert main(["parameters", "--csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["key"] for row in rows] == [row.key for row in TABLE]
    assert [float(row["default"]) for row in rows] == [row.default for row in TABLE]
    assert main(["parameters", "--markdown", "--kind", "start"]) == 0
    assert capsys.readouterr().out.splitlines()[2].startswith("| start.habit | start | 0.85 |")


@pytest.mark.parametrize("verb_name", verbs())
def test_every_verb_has_help(verb_name: str, capsys: Captured) -> None:
    assert main([verb_name, "--help"]) == 0
    assert f"usage: orgsim {verb_name}" in capsys.readouterr().out


def fake_engines(monkeypatch: pytest.MonkeyPatch, change: tuple[int, int, int] | None, person: bool = False) -> None:
    def run(organization, scenario, design, execution, people=(), progress=None):  # type: ignore[no-untyped-def]
        outcomes = np.zeros((design.replications, design.weeks, 23))
        values = np.zeros((1, design.weeks, 3, 4))
        if execution.engine == "mesa" and change is not None:
            if person:
                values[0, change[1], change[2], 2] = 1e-300
            else:
                outcomes[change] = -0.0
        return Record(outcomes, PeopleRecord(tuple(people), values, tuple(range(design.weeks))))

    monkeypatch.setattr(verb, "run_engine", run)


def test_verify_says_equal(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    fake_engines(monkeypatch, None)
    assert main(["verify"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert all(line.endswith(": equal") for line in lines[:-1])
    assert len(lines) > 5


def test_verify_says_what_differs_first(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    fake_engines(monkeypatch, (2, 7, 1))
    assert main(["verify"]) == 1
    line = capsys.readouterr().out.splitlines()[0]
    assert line.endswith(": DIFFERENT: improvement in week 7, replication 2: kernel 0.0, mesa -0.0")


def test_verify_looks_at_people_too(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    fake_engines(monkeypatch, (2, 7, 1), person=True)
    assert main(["verify"]) == 1
    assert "in week 7, person 2 of replication 2" in capsys.readouterr().out.splitlines()[0]


@pytest.mark.parametrize(
    "words", ["gallery s99 --output mine s98", "validate a.csv --seed 2 b.csv", "calibrate a.csv --seed 2 b.csv"]
)
def test_words_may_stand_on_both_sides_of_an_option(words: str, capsys: Captured) -> None:
    verb_name, first, _, _, second = words.split()
    assert main(words.split()) == 2
    told = capsys.readouterr().err
    assert first in told
    assert second in told
    assert "unrecognized" not in told, verb_name
