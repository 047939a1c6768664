"""What a page's state and notes describe, and what is said of a state that describes nothing."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from orgsim.errors import ConfigurationError
from orgsim.export.report import report_of
from orgsim.export.tables import bands, differences, headlines
from orgsim.organization import Organization

TRAP, LATE = {"scenario": "management_trap"}, {"scenario": "early_shift", "levers": {"coaching": 2.5}}
SMALL = {"organization": {"preset": "small"}, "weeks": 60, "seed": 3}


def test_futures_have_letters_and_names_of_their_own() -> None:
    twice = {"A": TRAP, "B": {**TRAP, "levers": {"coaching": 1}}, "C": None}
    report = report_of({"futures": twice, **SMALL}, {"title": "Ours"}, replications=2)
    assert list(report.titles.values()) == ["A: Strong managers keep directing", "B: Strong managers keep directing, changed"]
    assert report.title == "Ours"
    assert len(report.study.organization) == 46
    assert set(report.results) == {each.name for each in report.study.scenarios}


def test_ones_own_chart_is_simulated_as_it_is() -> None:
    bosses = [3, 3, 3, -1, 0, 0, 1, 2]
    state = {"futures": {"A": TRAP}, **SMALL, "organization": {"own": {"name": "<b>Ours</b>", "bosses": bosses}}}
    organization = report_of(state).study.organization
    assert organization.fingerprint() == Organization.from_bosses(bosses).fingerprint()
    assert organization.name == "<b>Ours</b>"


def test_bands_are_quantiles_of_the_runs() -> None:
    report = report_of({"futures": {"A": TRAP, "B": LATE}, **SMALL}, replications=7)
    table = bands(report, ["trust"])
    assert list(table.columns) == ["week", "outcome", "scenario", "low", "median", "high"]
    for name, runs in report.results.items():
        expected = np.quantile(runs["trust"].to_numpy(), [0.1, 0.5, 0.9], axis=0)
        found = table[table["scenario"] == name]
        assert np.allclose(found[["low", "median", "high"]].to_numpy().T, expected, rtol=0, atol=1e-15)
        assert found["week"].tolist() == list(range(60))


def test_headlines_are_paired_against_a() -> None:
    charts = ["performance", "quits"]
    report = report_of({"futures": {"A": TRAP, "B": LATE}, **SMALL, "charts": charts}, replications=5)
    year, rows = headlines(report)
    one, other = (runs["performance"].to_numpy()[:, -13:].mean(axis=1) for runs in report.results.values())
    assert year == 2
    assert rows[0].label == "Performance, %"
    assert rows[0].stands[1].startswith(f"{other.mean() * 100:.1f}  (")
    assert rows[0].against == (f"{(other - one).mean() * 100:+.1f}  ({(other > one).sum()} of 5)",)


def test_what_differs_is_said_with_its_dates() -> None:
    changed = {**LATE, "fixed": {"context.trust.gain": 0.02}, "timing": {"coaching": {"week": 30, "ramp": 0, "end": 40}}}
    found = {each.key: each for each in differences(report_of({"futures": {"A": TRAP, "B": changed}, **SMALL}))}
    assert found["levers.coaching"].meaning == "Coaching leaders to let go"
    assert found["levers.coaching"].values == ("0 (everyday)", "2.5 from week 30 to 40")
    assert found["context.trust.gain"].values[1] == "0.02"
    assert "context.trust.start" not in found


@pytest.mark.parametrize(
    ("state", "notes", "line"),
    [
        ([], None, "state=[]: must be a page's state"),
        ({}, None, "futures=null: must be futures by letter"),
        ({"futures": {"A": {"scenario": "half_harted"}}}, None, "did you mean 'half_hearted'?"),
        ({"futures": {"A": {**TRAP, "levers": {"coaching": 99}}}}, None, "futures.A: levers.coaching=99: must be a number"),
        ({"futures": {"A": TRAP, "D": TRAP}}, None, "futures.D='…': unknown key"),
        ({"futures": {"A": TRAP}, "weeks": 0}, None, "weeks=0: must be a whole number from 1 to 100000"),
        ({"futures": {"A": TRAP}, "seed": "x"}, None, "seed='x': must be a whole number"),
        ({"futures": {"A": TRAP}, "charts": ["trusd"]}, None, "charts=trusd: no such outcome; did you mean 'trust'?"),
        ({"futures": {"A": TRAP}, "charts": 3}, None, "charts=3: must be names of outcomes"),
        ({"futures": {"A": TRAP}}, {"trusd": "x"}, "notes.trusd='…': unknown key; did you mean 'notes.trust'?"),
        ({"futures": {"A": TRAP}}, {"trust": 3}, "notes.trust=3: must be text"),
        ({"futures": {"A": TRAP}}, {"trust": "x" * 5000}, "notes.trust: 5,000 characters; at most 4,000"),
        ({"futures": {"A": TRAP}, "organization": {"preset": "departmant"}}, None, "did you mean 'department'?"),
        ({"futures": {"A": TRAP}, "organization": {"bosses": [-1, "a"]}}, None, "organization.bosses: must be whole numbers"),
        ({"futures": {"A": TRAP}, "organization": {"own": {"bosses": [1, 0, 0]}}}, None, "organization.own.bosses: no head"),
    ],
)  # fmt: skip
def test_one_line_for_each_fault(state: Any, notes: Any, line: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        report_of(state, notes)
    assert any(line in fault for fault in caught.value.faults), caught.value.faults
    assert all("\n" not in fault for fault in caught.value.faults)
