"""The diagnosis page's requests: the questions, and answers that say what the command line says."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import yaml
from starlette.testclient import TestClient

from orgsim.config import compose, to_job
from orgsim.questionnaire.answers import to_answers
from orgsim.questionnaire.assessment import assess
from orgsim.questionnaire.questions import QUESTIONS
from orgsim.web.futures import scenario_of
from tests.questionnaire.helpers import GIVEN

SMALL = {**GIVEN, "leaders": 2, "managers": 1, "people": 8}


def test_questions_are_those_of_the_questionnaire(page: TestClient) -> None:
    found = page.get("/api/questions").json()["questions"]
    assert [each["id"] for each in found] == list(QUESTIONS)
    assert [each["text"] for each in found] == [each.number.meaning for each in QUESTIONS.values()]
    assert [each["id"] for each in found if each["optional"]] == ["survey_gap", "weeks_since_rescue"]


def test_answers_are_told_what_the_command_tells_and_begin_where_its_plan_begins(page: TestClient, tmp_path: Path) -> None:
    answer = page.post("/api/diagnose", json={"answers": SMALL, "seed": 2})
    assert answer.status_code == 200, answer.text
    found = answer.json()
    assessment = assess(to_answers(SMALL))
    assert (found["index"], found["said"], found["gap"]) == (assessment.index, assessment.said, assessment.gap)
    assert {each["name"]: each["answered"] for each in found["parts"]} == assessment.parts
    assert all(found["text"][name] for name in ("verdict", "said", "start"))
    plan = tmp_path / "plan.yaml"
    plan.write_text(found["yaml"], encoding="utf-8")
    study = to_job(compose([f"scenario={plan}"])).study
    assert (found["weeks"], found["today"]) == (study.design.weeks, study.design.weeks - 260)
    assert found["organization"]["own"]["bosses"] == study.organization.boss.tolist()
    for letter, scenario in zip("AB", study.scenarios, strict=True):
        future = scenario_of(found["futures"][letter])
        assert np.array_equal(future.fixed(), scenario.fixed())
        assert np.array_equal(future.weekly_levers(found["weeks"]), scenario.weekly_levers(found["weeks"]))
    assert yaml.safe_load(found["yaml"])["start"]["habit"] == found["start"]["settings"]["start.habit"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"answers": {**GIVEN, "leaders": 1}}, "leaders"),
        ({"answers": {**GIVEN, "leders": 4}}, "leders"),
        ({"answers": {**GIVEN, "agendas": "often"}}, "agendas"),
        ({"answers": []}, "answers"),
        ({}, "answers"),
        ({"answers": GIVEN, "seed": -1}, "seed"),
        ({"answers": GIVEN, "sed": 1}, "sed"),
    ],
)
def test_faults_of_answers_name_their_question(page: TestClient, body: object, field: str) -> None:
    answer = page.post("/api/diagnose", json=body)
    assert (answer.status_code, answer.json()["field"]) == (422, field)
