"""The diagnosis: parts, index and probability by hand, over time, and the gap between said and done."""

from __future__ import annotations

import json

import numpy as np
import pytest
import xarray as xr

import orgsim
from orgsim.analysis.diagnose import (
    LABELS,
    PARTS,
    diagnose,
    leadership_index,
    parameters_of,
    probability,
    summarise_diagnosis,
    verdict,
)
from orgsim.analysis.diagnosis_text import diagnosis_text, ledger_text
from orgsim.analysis.ledger import by_role, ledger
from orgsim.errors import ConfigurationError
from orgsim.organization import Organization
from tests.study.helpers import LEAD, TRAP, make_results, make_study

WEEKS = 20


def made(**weekly: list[float]) -> xr.Dataset:
    """One replication whose outcomes are given, week after week."""
    values = {name: (("replication", "week"), np.array([each], dtype=float)) for name, each in weekly.items()}
    weeks = len(next(iter(weekly.values())))
    coords = {"replication": [0], "week": np.arange(weeks), "year": ("week", np.arange(weeks) // 52 + 1)}
    described = {"scenario": {"parameters": {"context.attention.hours": 30.0, "context.diagnosis.colouring": 0.25}}}
    return xr.Dataset(values, coords, {"seed": 1, "scenario": "made", "specification": json.dumps(described)})


HAND = made(
    released=[0.2, 0.8, 1.0],
    autopilot=[0.9, 0.7, 1.0],  # exceptions per worker .1, .3, 0
    leading_time=[0.2, 0.4, 0.3],
    strategic_agenda=[0.0, 0.5, 1.0],
    involvement_leaders=[0.9, 0.9, 0.9],
)


def test_the_index_by_hand():
    found = diagnose(HAND, window=2)
    assert np.isnan(found["index"].values[0, 0])
    second = found.sel(replication=0, week=1)
    assert second["released"].item() == pytest.approx((0.1 * 0.2 + 0.3 * 0.8) / 0.4)  # weeks count by their exceptions
    assert second["leading_time"].item() == pytest.approx(0.3)
    assert second["strategic_agenda"].item() == pytest.approx(0.25)
    meeting = parameters_of(HAND)[0].meeting
    assert second["horizon"].item() == pytest.approx((30 * 0.3 + meeting * 0.25) / (30 + meeting))
    index = np.mean([second[name].item() for name in PARTS])
    assert second["index"].item() == pytest.approx(index)
    assert second["said"].item() == pytest.approx(index + 0.25 * (0.9 - index))
    assert second["gap"].item() == pytest.approx(second["said"].item() - index)
    assert found["released"].values[0, 2] == pytest.approx(0.8)  # a week without exceptions says nothing


def test_a_quiet_window_releases_everything_and_a_short_run_is_one_window():
    assert diagnose(HAND, window=1)["released"].values[0, 2] == 1.0
    short = diagnose(HAND, window=13)
    assert np.isnan(short["index"].values[0, :2]).all()
    assert np.isfinite(short["index"].values[0, 2])


def test_without_managers_the_index_is_the_mean_of_the_other_parts():
    without = HAND.assign(released=HAND["released"] * np.nan)
    found = diagnose(without, window=2).sel(replication=0, week=2)
    assert np.isnan(found["released"])
    assert found["index"].item() == pytest.approx(np.mean([found[name].item() for name in PARTS[1:]]))
    assert np.isnan(leadership_index(dict.fromkeys(PARTS, np.nan)))


def test_the_probability_is_a_share_with_wilson_s_interval():
    index = np.array([0.4] * 6 + [0.6] * 4 + [np.nan])
    found = probability(index)
    assert (found.share, found.replications) == (0.4, 10)
    assert found.low == pytest.approx(0.16818, abs=1e-5)  # Wilson's formula at 4 of 10
    assert found.high == pytest.approx(0.68733, abs=1e-5)
    sure = probability(np.full(20, 0.9))
    assert sure.share == sure.high == 1.0
    assert 0.8 < sure.low < 0.85
    assert np.isnan(probability(np.array([np.nan])).share)
    assert [verdict(index) for index in (0.5, 0.51)] == ["management team", "leadership team"]


DEPARTMENT = Organization.synthetic(4, 4, 5)
#: In a small department matters must take long, or even directing leaders have most of the week to themselves.
BUSY = {"context.attention.exception": 6.0, "context.attention.oversight": 9.0, "context.attention.item": 0.5}


def runs_of(scenario: str, **changes: float) -> xr.Dataset:
    changed = BUSY | {f"context.diagnosis.{name}": value for name, value in changes.items()}
    return orgsim.simulate(DEPARTMENT, scenario, replications=12, weeks=104, people=True, overrides=changed)


RUNS = {name: runs_of(name) for name in ("management_trap", "led_from_the_start")}
DIAGNOSES = {name: diagnose(runs) for name, runs in RUNS.items()}
SUMMARY = summarise_diagnosis(DIAGNOSES)


def test_the_trap_is_a_management_team_and_a_team_that_leads_is_none():
    trap, led = SUMMARY.to_dict("records")
    assert (trap["verdict"], led["verdict"]) == ("management team", "leadership team")
    assert trap["probability"] == 0.0 < trap["probability_high"] < 0.3
    assert led["probability"] > 0.5  # how firmly it leads under so much load is the calibration's matter
    assert led["probability_low"] < led["probability"] <= led["probability_high"] <= 1.0
    for part in PARTS:
        assert trap[part] < led[part]


def test_directing_leaders_say_more_than_they_do():
    trap, led = SUMMARY.to_dict("records")
    assert trap["gap_low"] > led["gap_high"] > 0.0
    plain = runs_of("management_trap", colouring=0)
    assert (diagnose(plain)["gap"].values[:, -1] == 0.0).all()


def test_colouring_changes_nothing_but_what_is_said():
    coloured = runs_of("management_trap", colouring=1)
    assert all(np.array_equal(coloured[name], RUNS["management_trap"][name], equal_nan=True) for name in coloured.data_vars)


def test_horizon_and_ledger_tell_the_same_story():
    """The horizon of a replication is what its leaders' ledger adds up to."""
    for name, runs in RUNS.items():
        table = ledger(runs)
        team = table[(table["role"] != "manager") & (table["weeks"] == 13)].set_index("kind")["share"]
        ahead = team["leading"].mean() + team["meeting_strategic"].mean()
        assert ahead == pytest.approx(DIAGNOSES[name]["horizon"].values[0, -1], abs=0.02)


def test_a_week_of_the_past_can_be_diagnosed():
    early = summarise_diagnosis(DIAGNOSES, week=51)
    assert set(early["week"]) == {51}
    value = DIAGNOSES["management_trap"]["index"].sel(week=51).mean().item()
    assert early["index"][0] == pytest.approx(value)


def test_refuses_what_cannot_be_diagnosed():
    with pytest.raises(ConfigurationError, match="window=0: must be a whole number of weeks from 1"):
        diagnose(HAND, window=0)
    with pytest.raises(ConfigurationError, match="cannot diagnose: the results have no outcome 'released'"):
        diagnose(HAND.drop_vars("released"))
    with pytest.raises(ConfigurationError, match="week=300: must be a week of the run, 0 to 103"):
        summarise_diagnosis(DIAGNOSES, week=300)
    with pytest.raises(ConfigurationError, match="diagnosis: no results"):
        summarise_diagnosis({})


def test_tables_for_the_terminal():
    text = diagnosis_text(SUMMARY)
    assert "management_trap: management team; probability of a leadership team 0 % (0 to 24 %)" in text
    assert all(label in text for label in LABELS.values())
    hours = ledger_text(by_role(ledger(RUNS["management_trap"])))
    assert "managers (16)" in hours
    assert "left undone" in hours
    many = {f"scenario_{i}": diagnose(each) for i in range(2) for each in make_results(make_study(LEAD, TRAP)).values()}
    assert max(map(len, f"{text}\n{hours}\n{diagnosis_text(summarise_diagnosis(many))}".splitlines())) <= 100
