"""The server engine: the same bits as Python's, and every fault told with its field."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from starlette.testclient import TestClient

import orgsim
from orgsim.app import limits
from orgsim.engines.run import run
from orgsim.model.outcomes import OUTCOME_NAMES
from orgsim.model.state import PERSON_FIELD_NAMES
from orgsim.provenance import model_hash
from orgsim.study.specification import Design, Execution, Recording
from orgsim.web.futures import scenario_of
from tests.app.helpers import BOSSES, asked, asked_people, numbers, words


def test_outcomes_are_those_of_simulate_bit_for_bit(page: TestClient) -> None:
    body = asked(unit=5)
    found = numbers(page.post("/api/simulate", json=body))
    tree, scenario = orgsim.Organization.from_bosses(BOSSES), scenario_of(body["future"])
    runs = orgsim.simulate(tree, scenario, 3, 20, seed=3, first=2, unit=5)
    expected = np.stack([runs[name].to_numpy() for name in OUTCOME_NAMES], axis=-1)
    assert found.shape == expected.shape == (3, 20, len(OUTCOME_NAMES))
    assert np.array_equal(words(found), words(expected))


def test_presets_are_organizations_by_name(page: TestClient) -> None:
    body = asked(organization={"preset": "small"}, replications=1, weeks=4, future={"scenario": "half_hearted"})
    tree = orgsim.Organization.synthetic(leaders=3, managers_per_leader=2, workers_per_manager=6)
    runs = orgsim.simulate(tree, "half_hearted", 1, 4, seed=3, first=2)
    found = numbers(page.post("/api/simulate", json=body))
    assert np.array_equal(words(found[:, :, 0]), words(runs[OUTCOME_NAMES[0]].to_numpy()))


def test_people_are_those_of_the_whole_run_in_the_order_of_weeks(page: TestClient) -> None:
    body = asked_people(recorded=[7, 0])
    found = numbers(page.post("/api/people", json=body))
    tree, design = orgsim.Organization.from_bosses(BOSSES), Design(replications=1, weeks=20, seed=3, first=4)
    record = run(tree, scenario_of(body["future"]), design, Execution(), Recording((4,), (0, 7))).people
    assert record is not None
    assert found.shape == (2, len(PERSON_FIELD_NAMES), len(BOSSES))
    assert np.array_equal(words(found), words(record.values[0]))


@pytest.mark.parametrize(
    ("changes", "field", "hint"),
    [
        ({"weks": 3}, "weks", "did you mean 'weeks'?"),
        ({"weeks": 0}, "weeks", None),
        ({"weeks": 1e9}, "weeks", None),
        ({"weeks": ...}, "weeks", None),
        ({"weeks": "20"}, "weeks", None),
        ({"seed": -1}, "seed", None),
        ({"seed": 1.5}, "seed", None),
        ({"replications": True}, "replications", None),
        ({"replications": limits.REPLICATIONS.high + 1}, "replications", None),
        ({"first": 2**32 - 1}, "first", None),
        ({"future": {"scenario": "half_harted"}}, "future.scenario", "did you mean 'half_hearted'?"),
        ({"future": {"scenario": "../../etc/passwd.yaml"}}, "future.scenario", None),
        ({"future": ...}, "future.scenario", None),
        ({"future": "half_hearted"}, "future", None),
        (
            {"future": {"scenario": "half_hearted", "levers": {"coachin": 1}}},
            "levers.coachin",
            "did you mean 'levers.coaching'?",
        ),
        ({"future": {"scenario": "half_hearted", "levers": {"coaching": 1e9}}}, "levers.coaching", None),
        ({"future": {"scenario": "half_hearted", "fixed": {"events.crisis.week": 20}}}, "events.crisis.week", None),
        ({"future": {"scenario": "half_hearted", "shift": {"end": 0}}}, "shift.end", None),
        ({"organization": ...}, "organization", None),
        ({"organization": {"preset": "smal"}}, "organization.preset", "did you mean 'small'?"),
        ({"organization": {"bosses": [0, 1]}}, "organization.bosses", None),
        ({"organization": {"bosses": [-1]}}, "organization.bosses", None),
        ({"organization": {"bosses": "-1"}}, "organization.bosses", None),
        ({"organization": {"bosses": [-1, 0.5]}}, "organization.bosses", None),
    ],
)
def test_faults_name_their_field_and_the_nearest(
    page: TestClient, changes: dict[str, Any], field: str, hint: str | None
) -> None:
    answer = page.post("/api/simulate", json=asked(**changes))
    said = answer.json()
    assert answer.status_code == 422
    assert said["field"] == field
    if hint is not None:
        assert said["hint"] == hint


def test_all_faults_are_told_at_once(page: TestClient) -> None:
    body = asked(weeks=0, organization={"preset": "x"}, future={"scenario": "half_hearted", "levers": {"coaching": 99}})
    fields = [each["field"] for each in page.post("/api/simulate", json=body).json()["faults"]]
    assert fields == ["weeks", "organization.preset", "levers.coaching"]


@pytest.mark.parametrize("recorded", [None, [], [20], [-1], [3, 3], [1.5], "0", [True], list(range(21))])
def test_weeks_to_record_are_weeks_of_the_run(page: TestClient, recorded: Any) -> None:
    said = page.post("/api/people", json=asked_people(recorded=recorded)).json()
    assert said["field"] == "recorded"
    assert said["error"].endswith("a list of different weeks from 0 to 19")


def test_more_than_one_answer_may_cost_is_refused(page: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PERSON_WEEKS", 20 * 3 * len(BOSSES) - 1)
    said = page.post("/api/simulate", json=asked()).json()
    assert said["field"] == "replications"
    assert said["hint"] == "the command line has no limits"
    monkeypatch.setattr(limits, "PEOPLE", len(BOSSES) - 1)
    assert page.post("/api/people", json=asked_people()).json()["field"] == "organization"


def test_bodies_that_are_none(page: TestClient) -> None:
    kind = {"Content-Type": "application/json"}
    for content, status in (
        (b"{", 400), (b"\xff", 400), (b'{"weeks": NaN}', 400), (b"[" * 100_000, 400), (b"[]", 422), (b"null", 422),
        (b'{"seed": ' + b"9" * 5000 + b"}", 400), (b'{"seed": "\\ud800"}', 400), (b'{"seed": "\\u00e9"}', 422),
        (b" " * (limits.BODY + 1), 413),
    ):  # fmt: skip
        answer = page.post("/api/simulate", content=content, headers=kind)
        assert (answer.status_code, "error" in answer.json()) == (status, True), content[:20]
    streamed = page.post("/api/simulate", content=iter([b" " * 600_000] * 2), headers=kind)
    assert streamed.status_code == 413, "also where the size is not announced"
    assert page.post("/api/simulate", content=b"{}", headers={"Content-Type": "text/plain"}).status_code == 415


def test_addresses_and_methods_that_are_not_there(page: TestClient) -> None:
    for method, path, status in (
        ("GET", "/api/simulate", 405), ("GET", "/api/nothing", 404), ("POST", "/api/nothing", 404),
        ("POST", "/index.html", 405), ("DELETE", "/api/about", 405), ("GET", "/api/", 404),
    ):  # fmt: skip
        answer = page.request(method, path)
        assert (answer.status_code, set(answer.json())) == (status, {"error", "field", "hint"}), path


def test_about_says_which_model_answers(page: TestClient) -> None:
    answer = page.get("/api/about")
    assert (answer.json()["model"], answer.json()["version"]) == (model_hash(), orgsim.__version__)
    assert answer.headers["cache-control"] == "no-store"
