"""`OrganizationModel` as Mesa users meet it: made from names and overrides, run to its end, collected from."""

from __future__ import annotations

import math
from typing import Any

import mesa
import numpy as np
import pytest

import orgsim
from orgsim import ConfigurationError, Organization, OrganizationModel
from orgsim.engines.mesa.model import MESA_HAS_SCENARIOS
from orgsim.model.state import PERSON_FIELD_NAMES

SMALL = Organization.synthetic(leaders=2, managers_per_leader=2, workers_per_manager=3)
WEEKS = 60
#: Managers are replaced early, so that posts are vacant.
SOON = {"shift.week": 0, "shift.ramp": 0, "levers.replace_below": 0.9}


def recorded(weeks: int = WEEKS) -> Any:
    """Everyone of the kernel's run, (week, person) by field."""
    found = orgsim.simulate(SMALL, "replace_untrusted", replications=1, weeks=weeks, overrides=SOON, people=True)
    return {name: found[f"person_{name}"].to_numpy()[0] for name in PERSON_FIELD_NAMES}


def test_overrides_come_by_key_as_lines_and_as_keywords() -> None:
    given: tuple[dict[str, Any], ...] = (
        {"overrides": {"levers.coaching": 2, "shift.week": 3}},
        {"overrides": ["levers.coaching=2", "shift.week=3"]},
        {"levers.coaching": 2, "shift.week": 3},
        {"overrides": "shift.week=3", "levers.coaching": 2.0},
    )
    models = [OrganizationModel(SMALL, "half_hearted", weeks=8, **each) for each in given]
    for model in models:
        model.run_model()
    assert all(model.plan == models[0].plan for model in models)
    assert (models[0].plan.levers.coaching, models[0].plan.shift.week) == (2.0, 3)
    assert len({tuple(model.outcomes.values()) for model in models}) == 1


FAULTS: tuple[tuple[dict[str, Any], str], ...] = (
    ({"overrides": ["levers.coachin=2"]}, "levers.coachin=2: unknown key; did you mean 'levers.coaching'?"),
    ({"overrides": {"levers.coachin": 2}}, "levers.coachin=2: unknown key; did you mean 'levers.coaching'?"),
    ({"levers.coachin": 2}, "levers.coachin=2: unknown key; did you mean 'levers.coaching'?"),
    ({"replicaton": 3}, "replicaton=3: unknown key; did you mean 'replication'?"),
    ({"overrides": ["levers.coaching=99"]}, "levers.coaching=99: must be a number from -10 to 10 (logit)"),
    ({"overrides": ["levers.coaching=1,2"]}, "levers.coaching=1,2: several values; a model has one"),
    ({"overrides": ["~levers.coaching=1"]}, "~levers.coaching=1: a key cannot be removed; give it another value"),
    ({"overrides": ["coaching"]}, "'coaching': a change is written 'key=value', or given as {'key': value}"),
    ({"overrides": {"levers.coaching": 2}, "levers.coaching": 3}, "levers.coaching: given twice, as 2 and as 3"),
    ({"seed": 2, "rng": 3}, "rng=3: is the seed, which is given as 2"),
    ({"replication": -1}, "replication=-1: must be a whole number from 0 to 4294967295 (32-bit)"),
    ({"climate": 0.5}, "climate=0.5: must be a whole number from 0 to 4294967295 (32-bit)"),
    ({"weeks": 0}, "weeks=0: must be a whole number from 1 to 100000 (weeks)"),
)


@pytest.mark.parametrize(("given", "line"), FAULTS)
def test_each_fault_is_one_line(given: dict[str, Any], line: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        OrganizationModel(SMALL, **given)
    assert caught.value.faults == (line,)


def test_all_faults_come_at_once() -> None:
    with pytest.raises(ConfigurationError) as caught:
        OrganizationModel(SMALL, "half_herted", overrides=["levers.x=1"], seed=-1, replication=-1)
    assert [line.partition("=")[0] for line in caught.value.faults] == ["seed", "replication", "scenario"]


def test_rng_is_another_name_for_the_seed() -> None:
    given: tuple[dict[str, Any], ...] = ({"seed": 2}, {"rng": 2}, {"seed": None}, {})
    models = [OrganizationModel(SMALL, weeks=8, **each) for each in given]
    for model in models:
        model.run_model()
    of = [tuple(model.outcomes.values()) for model in models]
    assert of[0] == of[1] != of[2] == of[3]


def test_run_model_ends_with_the_last_of_its_weeks() -> None:
    model = OrganizationModel(SMALL, weeks=5)
    model.run_model()
    assert (model.running, model.week, len(model.datacollector.get_model_vars_dataframe())) == (False, 4, 5)
    model.step()
    assert (model.running, model.week) == (False, 5)


def test_a_model_that_was_stopped_stays_stopped() -> None:
    model = OrganizationModel(SMALL)
    model.running = False
    model.step()
    assert not model.running


def test_the_scenario_is_the_plan() -> None:
    model = OrganizationModel(SMALL, "half_hearted")
    assert model.plan == orgsim.load_scenario("half_hearted")
    if MESA_HAS_SCENARIOS:
        with pytest.raises(AttributeError, match=r"what is simulated is model\.plan"):
            _ = model.scenario
    else:
        assert model.scenario is model.plan
    with pytest.raises(AttributeError, match="keeps its plan"):
        model.scenario = orgsim.load_scenario("management_trap")


def test_people_are_collected_as_results_have_them() -> None:
    model = OrganizationModel(SMALL, "replace_untrusted", overrides=SOON, weeks=WEEKS)
    collector = mesa.DataCollector(agent_reporters=model.person_reporters())
    while model.running:
        model.step()
        collector.collect(model)
    found = collector.get_agent_vars_dataframe()
    for name, values in recorded().items():
        assert np.array_equal(found[name].to_numpy().reshape(values.shape), values, equal_nan=True), name
    assert list(found.index.get_level_values("AgentID").unique()) == list(range(1, len(SMALL) + 1))
    assert bool((found["engagement"].isna()).any()), "somebody's post is vacant in a week of these"


def test_every_agent_answers_every_field_by_its_name() -> None:
    model = OrganizationModel(SMALL, "replace_untrusted", overrides=SOON, weeks=WEEKS)
    before = mesa.DataCollector(agent_reporters={name: name for name in PERSON_FIELD_NAMES})
    before.collect(model)  # before the first week, too
    model.run_model()
    collector = mesa.DataCollector(agent_reporters={name: name for name in PERSON_FIELD_NAMES})
    collector.collect(model)
    found = collector.get_agent_vars_dataframe()
    assert found.dtypes.eq(float).all()
    for name, values in recorded().items():
        there = ~np.isnan(values[-1])
        assert np.array_equal(found[name].to_numpy()[there], values[-1][there]), name


def test_what_is_no_field_of_people_is_no_attribute() -> None:
    model = OrganizationModel(SMALL)
    assert math.isnan(model.teams[0].workers[0].trust)
    for person in (model.head, model.teams[0].workers[0]):
        with pytest.raises(AttributeError, match="'engagment'"):
            _ = person.engagment
    with pytest.raises(ConfigurationError, match=r"engagment: not a field of people; did you mean 'engagement'\?"):
        model.person_reporters("trust", "engagment")


class Watched(OrganizationModel):
    """A user's model that collects people."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        reporters = self.person_reporters("engagement")
        self.datacollector = mesa.DataCollector(model_reporters={"outcome": "outcomes"}, agent_reporters=reporters)


@pytest.mark.skipif(not hasattr(mesa, "batch_run"), reason="this Mesa has no batch_run")
def test_batches_vary_parameters_by_key() -> None:
    asked = {"organization": [SMALL], "scenario": "half_hearted", "shift.week": 0, "levers.coaching": [0.0, 4.0], "weeks": 10}
    rows = mesa.batch_run(Watched, asked, number_processes=1, display_progress=False)
    assert len(rows) == 2 * len(SMALL)
    ends = {row["levers.coaching"]: row["outcome"] for row in rows}
    assert ends[4.0]["delegation"] > ends[0.0]["delegation"]
    assert {row["AgentID"] for row in rows} == set(range(1, len(SMALL) + 1))
