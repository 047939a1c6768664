"""The start nearest to a team's answers is found again where it is known, and the scenario made of it runs from there."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import orgsim
from orgsim.analysis.diagnose import PARTS, diagnose
from orgsim.config import compose, load_scenario, to_study
from orgsim.organization import Organization
from orgsim.questionnaire.answers_text import answers_text
from orgsim.questionnaire.assessment import Assessment, assess
from orgsim.questionnaire.plan import FROM_TODAY, TODAY, plan_text
from orgsim.questionnaire.start import MATCHED, NOT_INFERRED, NearestStart, find_start, organization_keys, settings_of
from tests.questionnaire.helpers import answers

TEAM = answers()
HIDDEN_HABIT, HIDDEN_LOAD, HIDDEN_WEEKS = 0.5, 2.0, 40


def department() -> Organization:
    return Organization.synthetic(**organization_keys(TEAM))


def hidden() -> Assessment:
    """What a model team would answer that has started from a known place."""
    scenario = load_scenario("management_trap", settings_of(TEAM, HIDDEN_HABIT, HIDDEN_LOAD))
    found = diagnose(orgsim.simulate(department(), scenario, replications=64, weeks=HIDDEN_WEEKS, seed=99))
    parts = {name: float(found[name][:, -1].mean()) for name in PARTS}
    return Assessment(parts, 0.0, 0.0, 0.0, 0.0, "", 0.0, 0.0, 0.9)


KNOWN = hidden()
FOUND = find_start(TEAM, KNOWN)


def test_the_department_has_the_people_of_the_answers() -> None:
    assert organization_keys(TEAM) == {"leaders": 3, "managers_per_leader": 3, "workers_per_manager": 4}
    assert department().leaders == TEAM.leaders
    uneven = answers(leaders=5, managers=7, people=40)
    assert organization_keys(uneven) == {"leaders": 4, "managers_per_leader": 2, "workers_per_manager": 3}


def test_a_known_start_is_found_again() -> None:
    """With a workload between two points of the grid's and dice of its own."""
    assert FOUND.misfit < 0.12  # what replications differ by among themselves is part of it
    assert FOUND.burn_in == pytest.approx(HIDDEN_WEEKS, abs=20)
    for name in MATCHED:
        assert FOUND.parts[name] == pytest.approx(KNOWN.parts[name], abs=0.06)


def test_the_start_found_is_the_one_that_the_model_has() -> None:
    """Its parts are what a simulation of its settings shows in its week."""
    scenario = load_scenario("management_trap", FOUND.settings)
    runs = orgsim.simulate(department(), scenario, replications=FOUND.replications, weeks=FOUND.burn_in, seed=FOUND.seed)
    found = diagnose(runs).isel(week=-1)
    assert FOUND.parts == pytest.approx({name: found[name].mean().item() for name in PARTS}, rel=1e-12)


def test_the_same_seed_finds_the_same_start() -> None:
    assert find_start(TEAM, KNOWN) == FOUND


def test_who_does_not_know_when_it_began_may_be_anywhere() -> None:
    start = find_start(answers(weeks_since_rescue=None, people=20, managers=3), KNOWN)
    assert 13 <= start.burn_in <= 312
    assert start.misfit == start.misfit


def test_the_scenario_runs_from_there(tmp_path: Path) -> None:
    file = tmp_path / "plan.yaml"
    file.write_text(plan_text(TEAM, FOUND, "team.yaml"), encoding="utf-8")
    study = to_study(compose([f"scenario={file}", "replications=3"]))
    today, leading = study.scenarios
    assert [today.name, leading.name] == [TODAY, FROM_TODAY]
    assert study.organization.fingerprint() == department().fingerprint()
    assert study.design.weeks == FOUND.burn_in + 260
    assert today.start.habit == leading.start.habit == FOUND.settings["start.habit"]
    assert today.context == leading.context
    assert today.context.attention.hours == TEAM.hours
    assert leading.levers == load_scenario("lead_after_turnaround").levers
    assert leading.shift.week == FOUND.burn_in
    runs = {
        each.name: orgsim.simulate(study.organization, each, replications=3, weeks=FOUND.burn_in + 30)
        for each in study.scenarios
    }
    before = {name: each["delegation"][:, : FOUND.burn_in].to_numpy() for name, each in runs.items()}
    assert np.array_equal(before[TODAY], before[FROM_TODAY])
    assert runs[FROM_TODAY]["delegation"][:, -1].mean() > runs[TODAY]["delegation"][:, -1].mean()


def test_the_file_says_what_it_could_not_know() -> None:
    text = plan_text(TEAM, FOUND, "team.yaml")
    assert text.startswith("# @package _global_\n# From team.yaml")
    assert "- trust, competence and leading skill" in text
    assert "&id" not in text


def test_a_team_reads_its_index_the_gap_and_how_near_the_model_is() -> None:
    far = NearestStart(0.5, 1.0, 40, {}, FOUND.parts, 0.2, 16, 1)
    text = answers_text(TEAM, assess(TEAM), far)
    assert text.startswith("Management team, as far as ten decisions and five agendas can tell.")
    assert "You say 75.0 %, which is 65 points above what you do." in text
    assert "Survey gap -8 points" in text
    assert "20 points" in text
    assert "More than 10 points is far" in text
    assert all(each.split(",")[0] in text.replace("\n", " ") for each in NOT_INFERRED)
    assert max(map(len, text.splitlines())) <= 100
    near = answers_text(answers(survey_gap=None), assess(TEAM), FOUND)
    assert "Survey gap" not in near
