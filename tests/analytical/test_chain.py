"""A chain of a head, a leader, a manager and a team: every week's decisions, hours and learning, recomputed by hand."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest

from orgsim.engines.record import Record
from tests.analytical.still import CHAIN, CONTEXT, NOBODY_LEAVES, chain, on_both_engines, outcome, sigma, simulate, state

HEAD, LEADER, MANAGER = 0, 1, 2
WEEKS, WORKERS = 40, 20
#: Everybody learns fast, so that an error of a term would show.
FAST = {
    "context.competence.gain": 0.05,
    "context.competence.coaching": 0.03,
    "context.competence.decay": 0.01,
    "context.leading_skill.gain": 0.05,
    "context.trust.gain": 0.2,
    "context.trust.loss_to_gain": 2.0,
    "context.trust.attribution": 0.05,
    "context.style.habit_rate": 0.1,
    "context.influence.reach": 0.6,
}
#: Supervisors with ten hours a week and more exceptions than they can deal with.
BUSY = {
    "context.attention.hours": 10.0,
    "context.attention.exception": 2.0,
    "context.attention.oversight": 0.5,
    "context.work.exceptions": 1.0,
    "context.work.ideas": 0.5,
    "levers.protected_time": 0.2,
}


def weekly(engine: str, values: Mapping[str, float] | None = None) -> Record:
    return simulate(engine, chain(WORKERS), NOBODY_LEAVES | FAST | dict(values or {}), WEEKS)


def exceptions(record: Record) -> np.ndarray:
    """The team's exceptions each week, which the auto-pilot tells."""
    return WORKERS * (1 - outcome(record, "autopilot")[0])


def lagged(values: np.ndarray) -> np.ndarray:
    """What the second and later weeks found."""
    return values[:-1]


@on_both_engines
def test_resolution_from_the_parameters_alone(engine: str) -> None:
    """No style but the base, no spread, time for everything: the first week by hand."""
    off = dict.fromkeys(("habit", "peers", "boss", "pressure", "trust", "disposition_sd"), 0.0)
    values = {f"context.style.{name}": value for name, value in off.items()}
    values |= {"context.competence.sd": 0.0, "context.authority.info_loss": 0.2, "context.authority.uptake_floor": 0.3}
    record = simulate(engine, CHAIN, NOBODY_LEAVES | values, 1)
    released = 1 - sigma(0.3)
    leader, manager = released * (0.3 + 0.7 * 0.7), released * (0.3 + 0.7 * 0.5)
    by_leader = leader * 0.85 + (1 - leader) * 0.8 * 0.85
    by_manager = manager * 0.35 + (1 - manager) * 0.8 * by_leader
    assert state(record, "authority")[0, :3] == pytest.approx([1.0, leader, manager], abs=1e-14)
    assert state(record, "resolution")[0, :3] == pytest.approx([0.85, by_leader, by_manager], abs=1e-14)


@on_both_engines
@pytest.mark.parametrize("values", [{}, BUSY], ids=["quiet", "busy"])
def test_resolution_down_the_chain(engine: str, values: dict[str, float]) -> None:
    record = weekly(engine, values)
    taken, served, able = state(record, "authority")[1:], state(record, "served")[1:], lagged(state(record, "competence"))
    own = taken * served * able
    lost = (1 - taken) * (1 - CONTEXT.authority.info_loss)
    head = own[:, HEAD]
    leader = own[:, LEADER] + lost[:, LEADER] * head
    manager = own[:, MANAGER] + lost[:, MANAGER] * leader
    assert state(record, "resolution")[1:, :3] == pytest.approx(np.stack([head, leader, manager], axis=1), abs=1e-14)
    found = exceptions(record)[1:] > 0
    assert outcome(record, "unresolved")[0, 1:][found] == pytest.approx((1 - manager)[found], abs=1e-12)


@on_both_engines
def test_authority_is_what_was_released_and_taken_up(engine: str) -> None:
    record = weekly(engine)
    directed, engaged = state(record, "directive_share")[1:, 1:3], lagged(state(record, "engagement"))[:, 1:3]
    assert state(record, "authority")[1:, 1:3] == pytest.approx((1 - directed) * (0.1 + 0.9 * engaged), abs=1e-14)


@on_both_engines
@pytest.mark.parametrize("values", [{}, BUSY], ids=["quiet", "busy"])
def test_the_queue_serves_what_the_hours_allow(engine: str, values: dict[str, float]) -> None:
    record = weekly(engine, values)
    limits = CONTEXT.attention._replace(**{key.split(".")[-1]: value for key, value in values.items() if "attention" in key})
    kept = values.get("levers.protected_time", 0.05)
    matters, ideas = exceptions(record), WORKERS * outcome(record, "ideas")[0] / 52
    taken, line, team = state(record, "authority"), state(record, "directive_share"), state(record, "team_directive_share")
    climbing = matters * (1 - taken[:, MANAGER])
    loads = (
        limits.exception * climbing * (1 - taken[:, LEADER]) + limits.oversight * line[:, LEADER],
        limits.exception * climbing * taken[:, LEADER]
        + limits.idea * ideas * (1 - taken[:, MANAGER])
        + limits.oversight * line[:, MANAGER],
        (limits.exception * matters + limits.idea * ideas) * taken[:, MANAGER] + limits.oversight * team[:, MANAGER],
    )
    available = limits.hours * (1 - kept)
    for person, load in enumerate(loads):
        served = np.minimum(1.0, available / load)
        assert state(record, "served")[:, person] == pytest.approx(served, abs=1e-12)
        leading = kept + np.maximum(available - load, 0.0) / limits.hours
        assert state(record, "leading_time")[:, person] == pytest.approx(leading, abs=1e-12)
    overloaded = np.stack(loads) > available
    assert overloaded.any() == bool(values)
    assert not overloaded.all()


@on_both_engines
def test_competence_and_leading_skill_follow_their_recursions(engine: str) -> None:
    record = weekly(engine)
    able, leads = state(record, "competence")[:, :3], state(record, "leading_skill")[:, :3]
    time, taken = state(record, "leading_time")[1:, :3], state(record, "authority")[1:, :3]
    example = lagged(leads) * time
    together = 0.3 * example[:, HEAD] + 0.7 * example[:, LEADER]
    received = np.stack([together, *(0.4 * example[:, boss] + 0.6 * together for boss in (HEAD, LEADER))], axis=1)
    growth, reachable = 0.05 * taken + 0.03 * received, state(record, "ability")[1:, :3]
    assert able[1:] == pytest.approx(lagged(able) + growth * (reachable - lagged(able)) - 0.01 * lagged(able), abs=1e-14)
    assert leads[1:] == pytest.approx(lagged(leads) + 0.05 * time * (1 - lagged(leads)), abs=1e-14)
    assert np.ptp(able, axis=0).min() > 0.01
    assert (np.ptp(state(record, "ability")[:, :3], axis=0) == 0.0).all()
    assert np.ptp(reachable[0]) > 0.01


@on_both_engines
@pytest.mark.parametrize("values", [{}, BUSY], ids=["quiet", "busy"])
def test_trust_follows_its_recursion(engine: str, values: dict[str, float]) -> None:
    record = weekly(engine, values)
    trusted, able = state(record, "trust"), state(record, "competence")
    taken, served, directed = state(record, "authority"), state(record, "served"), state(record, "directive_share")
    arriving = {MANAGER: exceptions(record), LEADER: exceptions(record) * (1 - taken[:, MANAGER])}
    for person, matters in arriving.items():
        before = lagged(trusted[:, person])
        weight = np.minimum(1.0, matters * taken[:, person] / 2.0)[1:]
        success = served[1:, person] * lagged(able[:, person])
        learnt = 0.2 * weight * (success * (1 - before) - 2.0 * (1 - success) * before)
        after = before + learnt + 0.05 * directed[1:, person] * (0.35 - before)
        assert trusted[1:, person] == pytest.approx(after, abs=1e-14)
        assert np.ptp(trusted[:, person]) > 0.01


@on_both_engines
def test_habit_follows_the_style_in_use(engine: str) -> None:
    record = weekly(engine)
    habit = state(record, "habit")[:, :3]
    line, team = state(record, "directive_share"), state(record, "team_directive_share")
    used = np.stack([line[:, LEADER], line[:, MANAGER], team[:, MANAGER]], axis=1)
    before = np.concatenate([np.full((1, 3), 0.85), lagged(habit)])
    assert habit == pytest.approx(before + 0.1 * (used - before), abs=1e-14)


@on_both_engines
def test_style_is_the_logistic_of_its_utility(engine: str) -> None:
    """The leader's choice on the line to the manager, with the leadership team's norm and the pressure of the goal."""
    record = weekly(engine)
    habit, weights = lagged(state(record, "habit")), CONTEXT.style
    norm = 0.3 * habit[:, HEAD] + 0.7 * habit[:, LEADER]
    performed = np.concatenate([[0.59], outcome(record, "performance")[0]])
    reported = performed[:1]
    for value in performed[1:]:
        reported = np.append(reported, reported[-1] + 0.2 * (value - reported[-1]))
    utility = (
        weights.base
        + state(record, "disposition")[1:, LEADER]
        + weights.habit * (habit[:, LEADER] - 0.5)
        + weights.peers * (norm - 0.5)
        + weights.boss * (state(record, "directive_share")[1:, LEADER] - 0.5)
        + weights.pressure * np.maximum(0.8 - reported[1:-1], 0.0)
        - weights.trust * (lagged(state(record, "trust"))[:, MANAGER] - 0.5)
    )
    assert state(record, "directive_share")[1:, MANAGER] == pytest.approx(1 / (1 + np.exp(-utility)), abs=1e-13)
    assert outcome(record, "directive_norm")[0, 1:] == pytest.approx(norm, abs=1e-14)


@on_both_engines
def test_gaps_move_by_drive_ideas_and_erosion(engine: str) -> None:
    record = weekly(engine, {"context.improvement.idea_effect": 0.05, "context.work.ideas": 0.5})
    rates, work = CONTEXT.improvement._replace(idea_effect=0.05), CONTEXT.work
    taken, served, able = state(record, "authority")[1:], state(record, "served")[1:], lagged(state(record, "competence"))
    ideas = outcome(record, "ideas")[0, 1:] * WORKERS / 52
    own = taken[:, MANAGER] * served[:, MANAGER] * (1 + 2 * able[:, MANAGER]) / 3
    acted_on = own + (1 - taken[:, MANAGER]) * rates.approval * served[:, LEADER]
    alignment = lagged(outcome(record, "alignment")[0])
    closure = np.minimum(1.0, 8 * rates.idea_effect * ideas * acted_on / WORKERS) * (0.5 + alignment)
    neglected = (1 + rates.upholding * (0.5 - served[:, MANAGER] * able[:, MANAGER])) * (1.5 - alignment)
    for name, highest in (("visible_gap", rates.visible_max), ("local_gap", rates.local_max)):
        gap = state(record, name)[:, MANAGER]
        reopened = rates.erosion * work.turbulence * (highest - lagged(gap)) * neglected
        moved = gap[1:] - lagged(gap) - reopened
        if name == "local_gap":
            assert moved == pytest.approx(-closure * lagged(gap), abs=1e-14)
        else:
            driven = -moved / lagged(gap) - 0.5 * closure
            assert (driven >= -1e-14).all()
            assert (driven <= rates.driven + 1e-14).all()
    voice = state(record, "voice_response")[:, MANAGER]
    assert voice[1:] == pytest.approx(lagged(voice) + 0.1 * (acted_on - lagged(voice)), abs=1e-14)
    assert outcome(record, "ideas_implemented")[0, 1:] == pytest.approx(52 * ideas * acted_on / WORKERS, abs=1e-12)
    assert closure.max() > 0.0
