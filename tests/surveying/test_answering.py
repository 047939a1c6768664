"""Who answers what: the same in plain Python and compiled, and without a trace in the department."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import orgsim
from orgsim.engines.run import run
from orgsim.model.outcomes import OUTCOME_NAMES
from orgsim.model.parameters import Context, Leaving, Start
from orgsim.model.parameters.survey import Survey
from orgsim.model.scenario import Scenario
from orgsim.spec.study import Design, Execution, Recording
from orgsim.surveying import answering, compiled
from orgsim.surveying.instrument import CONTENTS, ITEM_NAMES, ITEMS
from orgsim.surveying.states import STATES
from orgsim.surveying.take import survey_weeks, take_survey, years_of
from tests.strategies import group_of
from tests.surveying.made_up import SMALL

WORDS = st.integers(0, 2**32 - 1)
ABOUT_BOSS = np.array([item.name.startswith(("my_manager", "supervisors")) for item in ITEMS])


def asked(ask: Any, survey: Survey, states: np.ndarray, varied: float = 0.0, seed: int = 1, unit: int = 0) -> np.ndarray:
    """Answers (replication, survey, person, item) to states (replication, survey, state, person)."""
    answers = np.full((*states.shape[:2], states.shape[-1], len(ITEMS)), -1, dtype=np.int8)
    contents, offsets = np.array([item.content for item in ITEMS]), np.array([item.offset for item in ITEMS])
    weeks, room = 52 * np.arange(1, states.shape[1] + 1) - 1, np.zeros((2, len(CONTENTS)))
    ask(survey, varied, seed, unit, 0, weeks, states, contents, offsets, ABOUT_BOSS, room[0], room[1], answers)
    return answers


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(group_of("context.survey", Survey), st.floats(0, 1), WORDS, WORDS, WORDS, st.integers(1, 12))
def test_plain_and_compiled_answers_are_equal(
    survey: Survey, varied: float, seed: int, unit: int, dice: int, people: int
) -> None:
    draws = np.random.default_rng(dice)
    states = draws.random((2, 2, len(STATES), people))
    states[:, :, 0][draws.random((2, 2, people)) < 0.2] = np.nan
    plain = asked(answering.survey_days, survey, states, varied, seed, unit)
    assert (plain == asked(compiled.survey_days(), survey, states, varied, seed, unit)).all()
    assert (plain >= 0).all()
    assert (plain[np.isnan(states[:, :, 0])] == 0).all()
    assert (plain[:, :, 0, ABOUT_BOSS] == 0).all()


@pytest.mark.parametrize("varied", [0.0, 1.0])
def test_both_engines_hold_the_same_survey(varied: float) -> None:
    scenario = Scenario(context=Context(leaving=Leaving(rate=0.03, vacancy=20.0)), start=Start(varied=varied))
    design, weeks = Design(2, 53, 9, unit=3, first=4), survey_weeks(53)
    found = []
    for engine in ("mesa", "kernel"):
        record = run(SMALL, scenario, design, execution=Execution(engine), people=Recording((4, 5), weeks))
        found.append(take_survey(record, SMALL, scenario, design=design, execution=Execution(engine)))
    assert (found[0] == found[1]).all()
    assert found[0].shape == (2, 1, 11, len(ITEMS))
    assert found[0].max() > 0


def test_asking_changes_no_bit_of_the_weeks() -> None:
    weekly = orgsim.simulate(SMALL, "as_found", replications=3, weeks=60, seed=5)
    tree = orgsim.survey(SMALL, "as_found", replications=3, weeks=60, seed=5, answers=True)
    for name in OUTCOME_NAMES:
        assert tree["weekly"][name].to_numpy().tobytes() == weekly[name].to_numpy().tobytes(), name


@pytest.mark.parametrize("rate", [0.0, 0.4, 1.0])
def test_the_share_of_people_who_answer(rate: float) -> None:
    states = np.full((4, 3, len(STATES), 400), 0.5)
    answers = asked(compiled.survey_days(), Survey(response_rate=rate), states)
    answered = answers[..., 0] > 0
    assert answered.mean() == pytest.approx(rate, abs=4 * (rate * (1 - rate) / answered.size) ** 0.5)
    assert ((answers[:, :, 1:] > 0).all(axis=-1) == answered[:, :, 1:]).all(), "everything or nothing, but for the head"
    if 0 < rate < 1:
        assert (answered[0, 0] != answered[0, 1]).any(), "other people another year"


def test_answers_have_the_probabilities_of_an_ordered_logit_without_a_halo() -> None:
    survey = Survey(response_rate=1.0, halo_sd=0.0, halo_engagement=0.0, inner=0.7, outer=2.0, trusted_base=0.4)
    states = np.full((5, 4, len(STATES), 500), 0.5)
    found = asked(compiled.survey_days(), survey, states)[..., ITEM_NAMES.index("trusted")]
    favourable = 1 / (1 + np.exp(0.7 - 0.4))
    assert (found >= 4).mean() == pytest.approx(favourable, abs=4 * (favourable * (1 - favourable) / found.size) ** 0.5)


def test_the_halo_ties_a_person_s_answers_together() -> None:
    states = np.full((2, 2, len(STATES), 500), 0.5)
    correlations = []
    for sd in (0.0, 2.0):
        survey = Survey(response_rate=1.0, halo_sd=sd)
        found = asked(compiled.survey_days(), survey, states)[:, :, 1:].reshape(-1, len(ITEMS))
        pair = found[:, [ITEM_NAMES.index("involved"), ITEM_NAMES.index("engagement_3")]]
        correlations.append(np.corrcoef(pair.T)[0, 1])
    assert abs(correlations[0]) < 4 / 2000**0.5
    assert correlations[1] > 0.3


@pytest.mark.parametrize(
    ("weeks", "after", "held"), [(51, 0, ()), (52, 0, (51,)), (160, 0, (51, 103, 155)), (160, 104, (155,)), (100, 30, (81,))]
)
def test_the_survey_is_held_in_the_last_week_of_each_full_year(weeks: int, after: int, held: tuple[int, ...]) -> None:
    assert survey_weeks(weeks, after) == held


def test_years_are_counted_from_one() -> None:
    assert years_of((51, 103, 155)).tolist() == [1, 2, 3]
