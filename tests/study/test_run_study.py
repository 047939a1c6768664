"""Running a study and `simulate`, against a made-up engine."""

from __future__ import annotations

import numpy as np
import pytest

from orgsim.api.simulate import simulate
from orgsim.config import load_scenario
from orgsim.errors import ConfigurationError
from orgsim.model.scenario import Scenario
from orgsim.organization import Organization
from orgsim.study.progress import progress_bar
from orgsim.study.run_study import run_study
from tests.study.helpers import LEAD, SMALL, TRAP, fake_record, make_study


@pytest.fixture(autouse=True)
def calls(monkeypatch):
    """Every call of the engine, as it was made."""
    made: list[tuple] = []

    def engine(*arguments, **named):
        made.append((*arguments, *named.values()))
        return fake_record(*arguments, *named.values())

    monkeypatch.setattr("orgsim.engines.run.run", engine)
    return made


def faults_of(**changes) -> tuple[str, ...]:
    with pytest.raises(ConfigurationError) as caught:
        simulate(**{"organization": SMALL, **changes})
    return caught.value.faults


def test_a_study_runs_every_scenario_in_order(calls):
    finished: list[int] = []
    results = run_study(make_study(LEAD, TRAP), (1,), finished.append)
    assert list(results) == ["lead_after_turnaround", "management_trap"]
    assert [call[1] for call in calls] == [LEAD, TRAP]
    assert finished == [5, 5]
    assert all("person_trust" in dataset for dataset in results.values())


def test_scenarios_need_names_of_their_own():
    with pytest.raises(ConfigurationError, match="'management_trap' stands more than once"):
        run_study(make_study(TRAP, TRAP))
    study = make_study(TRAP)
    with pytest.raises(ConfigurationError, match="none given"):
        run_study(type(study)(SMALL, ()))


def test_simulate_by_name_with_overrides(calls):
    runs = simulate(
        SMALL,
        "half_hearted",
        replications=3,
        weeks=20,
        seed=9,
        overrides={"context.trust.loss_to_gain": 3},
        unit=2,
        first=4,
        lanes=8,
    )
    organization, scenario, design, execution, people, progress = calls[0]
    assert scenario == load_scenario("half_hearted", {"context.trust.loss_to_gain": 3})
    assert scenario.context.trust.loss_to_gain == 3.0
    assert (design.replications, design.weeks, design.seed, design.unit, design.first) == (3, 20, 9, 2, 4)
    assert (organization, execution.engine, execution.lanes, list(people), progress) == (SMALL, "kernel", 8, [], None)
    assert runs.attrs["scenario"] == "half_hearted"
    assert runs.sizes == {"replication": 3, "week": 20}


def test_simulate_a_scenario_object(calls):
    simulate(SMALL, LEAD, replications=2, weeks=10)
    assert calls[-1][1] == LEAD
    simulate(SMALL, LEAD, replications=2, weeks=10, overrides={"levers.coaching": 1})
    assert calls[-1][1] == Scenario(LEAD.name, LEAD.title, levers=LEAD.levers._replace(coaching=1.0), shift=LEAD.shift)


def test_a_scenario_object_is_checked_like_a_file():
    wrong = Scenario(levers=TRAP.levers._replace(protected_time=2.0), context=TRAP.context)
    assert faults_of(scenario=wrong) == ("levers.protected_time=2.0: must be a number from 0 to 0.9 (share)",)


@pytest.mark.parametrize(
    ("people", "recorded"),
    [(False, []), (True, [5]), ([5, 7], [5, 7]), ((), []), (np.array([6]), [6]), (range(5, 8), [5, 6, 7])],
)
def test_people_of_chosen_replications(calls, people, recorded):
    runs = simulate(SMALL, TRAP, replications=3, weeks=10, first=5, people=people)
    assert list(calls[0][4]) == recorded
    assert ("person_trust" in runs) == bool(recorded)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"organization": 5}, "organization=5: must be an Organization; make one with Organization.synthetic()"),
        ({"organization": "people.csv"}, "organization='people.csv': must be an Organization; make one with"),
        ({"replications": 0}, "replications=0: must be a whole number from 1 to 10000000 (runs)"),
        ({"weeks": 2.5}, "weeks=2.5: must be a whole number"),
        ({"weeks": True}, "weeks=true: must be a whole number"),
        ({"seed": -1}, "seed=-1: must be a whole number from 0 to 4294967295 (32-bit)"),
        ({"unit": 2**32}, "unit=4294967296: must be a whole number from 0 to 4294967295"),
        ({"first": "a"}, "first='a': must be a whole number"),
        ({"first": 2**32 - 3, "replications": 10}, "first=4294967293: must be at most 4294967286, so that 10 runs"),
        ({"engine": "kernl"}, "engine='kernl': must be one of kernel, mesa; did you mean 'kernel'?"),
        ({"threads": 0}, "threads=0: must be a whole number from 1 to"),
        ({"lanes": 3}, "lanes=3: must be one of 1, 2, 4, 8, 16, or None"),
        ({"people": [200]}, "people=200: must be a whole number from 0 to 199 (replications of this study)"),
        ({"people": [3, 3]}, "people=3: must be named once only"),
        ({"people": 1.5}, "people=1.5: must be a whole number"),
        ({"scenario": "managment_trap"}, "did you mean 'management_trap'?"),
        ({"scenario": 3}, "scenario=3: must be a scenario's name"),
        ({"overrides": {"levers.coachin": 3}}, "levers.coachin=3: unknown key; did you mean 'levers.coaching'?"),
        ({"overrides": {"levers.coaching": 30}}, "levers.coaching=30: must be a number from -10 to 10 (logit)"),
    ],
)
def test_each_fault_is_one_clear_line(changes, expected):
    (line,) = faults_of(**changes)
    assert expected in line
    assert "\n" not in line


def test_all_faults_are_told_at_once(calls):
    found = faults_of(organization=None, replications=0, engine="x", overrides={"levers.coaching": 30, "levers.stretch": 1})
    assert [line.partition("=")[0] for line in found] == [
        *("organization", "replications", "engine", "levers.coaching", "levers.stretch")
    ]
    assert not calls


def test_a_progress_bar_only_where_wanted(calls, capsys):
    simulate(Organization.synthetic(1, 1, 1), TRAP, replications=4, weeks=3, progress=True)
    assert calls[0][5] is not None
    assert capsys.readouterr().err == ""  # nothing for what takes less than two seconds
    with progress_bar(5, enabled=False) as progress:
        assert progress is None
