"""Leaving: the observed rate of quits is the stated one, newcomers start afresh, and vacancies last as long as they should."""

from __future__ import annotations

import math

import numpy as np
import pytest

from orgsim.organization import Organization
from tests.analytical.still import UNMOVED, chain, on_both_engines, outcome, simulate, state

ORGANIZATION = Organization.synthetic(leaders=3, managers_per_leader=2, workers_per_manager=10)
PEOPLE = len(ORGANIZATION)


def held_at(level: float) -> dict[str, float]:
    """Everyone's engagement stays at one level, newcomers' too, and posts are filled at once."""
    starts = ("start", "start_leaders", "newcomer")
    held = {f"context.engagement.{name}": level for name in starts}
    return UNMOVED | held | {"context.engagement.rate": 0.0, "context.leaving.vacancy": 0.0}


@pytest.mark.parametrize("level", [0.1, 0.5, 0.9])
@pytest.mark.parametrize(("engine", "replications"), [("mesa", 2), ("kernel", 100)])
def test_people_quit_at_the_stated_rate(engine: str, replications: int, level: float) -> None:
    weeks, rate, sensitivity = 104, 0.01, 2.2
    values = {"context.leaving.rate": rate, "context.leaving.sensitivity": sensitivity}
    quits = outcome(simulate(engine, ORGANIZATION, held_at(level) | values, weeks, replications), "quits").sum() * PEOPLE / 52
    chance, occasions = rate * math.exp(-sensitivity * (level - 0.5)), replications * weeks * (PEOPLE - 1)
    assert quits == pytest.approx(round(quits), abs=1e-6)
    assert quits == pytest.approx(occasions * chance, abs=4 * math.sqrt(occasions * chance * (1 - chance)))


@on_both_engines
def test_a_probability_above_one_is_certainty_for_everyone_but_the_head(engine: str) -> None:
    values = {"context.leaving.rate": 0.5, "context.leaving.sensitivity": 20.0}
    quits = outcome(simulate(engine, ORGANIZATION, held_at(0.0) | values, 5), "quits")[0]
    assert quits == pytest.approx(52 * (PEOPLE - 1) / PEOPLE, rel=1e-14)


@on_both_engines
def test_a_supervisor_s_post_stays_empty_for_the_vacancy_and_a_worker_s_never(engine: str) -> None:
    """Everyone but the head leaves in week 0; newcomers, fully engaged, never do."""
    values = {"context.leaving.rate": 0.5, "context.leaving.sensitivity": 20.0, "context.leaving.vacancy": 4.0}
    record = simulate(engine, chain(3), held_at(0.0) | values | {"context.engagement.newcomer": 1.0}, 8)
    empty = np.isnan(state(record, "engagement"))
    assert not empty[:, [0, 3, 4, 5]].any()
    for post in (1, 2):
        assert empty[:, post].tolist() == [True] * 4 + [False] * 4
        assert np.isnan(state(record, "leading_time")[:4, post]).all()
    assert (state(record, "engagement")[:, 3:] == 1.0).all()
    assert outcome(record, "quits")[0, 0] == pytest.approx(52 * 5 / 6, rel=1e-14)
    assert (outcome(record, "quits")[0, 1:] == 0.0).all()


@on_both_engines
def test_newcomers_bring_their_own_experience_and_need(engine: str) -> None:
    values = {"context.leaving.rate": 0.5, "context.leaving.sensitivity": 20.0, "context.engagement.newcomer": 1.0}
    record = simulate(engine, chain(3), held_at(0.0) | values, 4)
    experience = state(record, "experience")[:, 3:]
    assert (experience[0] == 0.3).all()
    assert experience[1] == pytest.approx(0.3 + 0.01 * 0.7, rel=1e-14)
    needs = state(record, "need")
    stayed = simulate(engine, chain(3), held_at(0.0) | {"context.leaving.rate": 0.0}, 1)
    assert (needs[0, 3:] != state(stayed, "need")[0, 3:]).all()
    assert (needs[1:, 3:] == needs[0, 3:]).all()


@on_both_engines
def test_managers_who_are_not_trusted_are_replaced_after_the_boss_s_patience(engine: str) -> None:
    """Trust stands still below the bar: the manager, not the leader, is replaced in the week that patience ends."""
    values = {"context.leaving.rate": 0.0, "levers.replace_below": 0.7, "context.trust.patience": 5.0}
    values |= {"context.trust.gain": 0.0, "context.trust.attribution": 0.0, "context.leaving.vacancy": 3.0}
    record = simulate(engine, chain(2), values, 15)
    trust = state(record, "trust")
    assert trust[:4, 2].tolist() == [0.45] * 4
    assert np.isnan(trust[4:7, 2]).all()
    assert trust[7:12, 2].tolist() == [0.6] * 5  # in post from week 8 on, and trusted no more than this bar either
    assert np.isnan(trust[12:, 2]).all()
    assert trust[:, 1].tolist() == [0.6] * 15
    assert (outcome(record, "quits") == 0.0).all()
