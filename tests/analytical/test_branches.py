"""A department with uneven branches: what is averaged over siblings, leaders and everyone below, recomputed by hand."""

from __future__ import annotations

import numpy as np
import pytest

from orgsim.engines.record import Record
from orgsim.organization import Organization
from tests.analytical.still import CONTEXT, NOBODY_LEAVES, on_both_engines, outcome, simulate, state

#: The head (0) over two leaders (1, 2); managers 3 and 4 under the one, 5 under the other; teams of 3, 6 and 2.
ORGANIZATION = Organization.from_bosses([-1, 0, 0, 1, 1, 2, *[3] * 3, *[4] * 6, *[5] * 2])
BOSS, TEAMS = [0, 0, 0, 1, 1, 2], {3: 3, 4: 6, 5: 2}
BELOW = {0: (3, 4, 5), 1: (3, 4), 2: (5,), 3: (3,), 4: (4,), 5: (5,)}
WEEKS = 30
STYLE, FEELING = CONTEXT.style, CONTEXT.engagement


def weekly(engine: str) -> Record:
    values = {"context.engagement.mood_sd": 0.0, "context.influence.reach": 0.6, "context.style.habit_rate": 0.2}
    values |= {"context.attention.hours": 6.0, "context.work.ideas": 0.5}
    return simulate(engine, ORGANIZATION, NOBODY_LEAVES | values, WEEKS)


def before(record: Record, name: str) -> np.ndarray:
    """The supervisors' state that the second and later weeks found, (week, supervisor)."""
    return state(record, name)[:-1, :6]


def received_support(record: Record) -> np.ndarray:
    """What each supervisor receives: from the own boss and from the leadership team, in which the head weighs .3."""
    example = before(record, "leading_skill") * state(record, "leading_time")[1:, :6]
    together = 0.3 * example[:, 0] + 0.7 * example[:, 1:3].mean(axis=1)
    given = 0.4 * example + 0.6 * together[:, None]
    return np.concatenate([together[:, None], given[:, BOSS[1:]]], axis=1)


@on_both_engines
def test_the_norm_of_managers_is_their_siblings_mean(engine: str) -> None:
    """With the right norms every line tells the same pressure, which is the department's."""
    record = weekly(engine)
    habit = before(record, "habit")
    norms = {3: habit[:, 3:5].mean(axis=1), 4: habit[:, 3:5].mean(axis=1), 5: habit[:, 5]}
    norms |= {leader: 0.3 * habit[:, 0] + 0.7 * habit[:, 1:3].mean(axis=1) for leader in (0, 1, 2)}
    engaged, skilled = state(record, "engagement")[:-1, 6:], state(record, "experience")[:-1, 6:]
    start, shortfalls = 0, []
    for manager, size in TEAMS.items():
        people = slice(start, start + size)
        trusted = (engaged[:, people].mean(axis=1) + skilled[:, people].mean(axis=1)) / 2
        shortfalls.append(pressure_behind(record, state(record, "team_directive_share")[1:, manager], manager, norms, trusted))
        start += size
    for leader, line in ((1, 3), (1, 4), (2, 5), (0, 1), (0, 2)):
        directed = state(record, "directive_share")[1:, line]
        shortfalls.append(pressure_behind(record, directed, leader, norms, before(record, "trust")[:, line]))
    for other in shortfalls[1:]:
        assert other == pytest.approx(shortfalls[0], abs=1e-11)
    assert shortfalls[0].min() >= -1e-11
    assert np.ptp(habit[-1, 3:5]) > 1e-3


def pressure_behind(
    record: Record, directed: np.ndarray, boss: int, norms: dict[int, np.ndarray], trusted: np.ndarray
) -> np.ndarray:
    """The shortfall that explains a directive share; it is the department's, so every line must tell the same."""
    above = state(record, "directive_share")[1:, boss] if boss else np.full(WEEKS - 1, 0.5)
    known = STYLE.base + before(record, "disposition")[:, boss] + STYLE.habit * (before(record, "habit")[:, boss] - 0.5)
    known = known + STYLE.peers * (norms[boss] - 0.5) + STYLE.boss * (above - 0.5) - STYLE.trust * (trusted - 0.5)
    return np.asarray((np.log(directed / (1 - directed)) - known) / STYLE.pressure)


@on_both_engines
def test_supervisors_feel_by_what_they_see_below_them(engine: str) -> None:
    record = weekly(engine)
    taken, line = state(record, "authority")[1:, :6], state(record, "directive_share")[1:, :6]
    seen = {name: np.empty((WEEKS - 1, 6)) for name in ("voice_response", "progress")}
    for name, values in seen.items():
        for person, teams in BELOW.items():
            sizes = [TEAMS[team] for team in teams]
            values[:, person] = np.average(state(record, name)[1:, list(teams)], axis=1, weights=sizes)
    involved = np.concatenate(
        [taken[:, :3] + (1 - taken[:, :3]) * FEELING.table, 1 - line[:, 3:] + line[:, 3:] * FEELING.consult], axis=1
    )
    involved[:, 0] = 1.0
    logits = FEELING.base + FEELING.support * received_support(record) + FEELING.involvement * involved
    logits += FEELING.voice * (seen["voice_response"] - CONTEXT.work.voice_reference) + FEELING.progress * seen["progress"]
    logits -= FEELING.overload * (1 - state(record, "served")[1:, :6])
    level = before(record, "engagement")
    expected = level + FEELING.rate * (1 / (1 + np.exp(-logits)) - level)
    assert state(record, "engagement")[1:, :6] == pytest.approx(expected, abs=1e-13)
    assert state(record, "served")[1:, :6].min() < 1.0
    assert seen["progress"].max() > 0.0


@on_both_engines
def test_outcomes_are_the_means_they_say(engine: str) -> None:
    record = weekly(engine)
    engaged, size = state(record, "engagement"), np.array(list(TEAMS.values()))
    means = {
        "performance": np.average(state(record, "team_performance")[:, 3:6], axis=1, weights=size),
        "engagement": engaged.mean(axis=1),
        "engagement_leaders": engaged[:, :3].mean(axis=1),
        "engagement_managers": engaged[:, 3:6].mean(axis=1),
        "engagement_workers": engaged[:, 6:].mean(axis=1),
        "delegation": 1 - state(record, "directive_share")[:, 1:6].mean(axis=1),
        "trust": state(record, "trust")[:, 3:6].mean(axis=1),
        "competence": state(record, "competence")[:, 3:6].mean(axis=1),
        "leading_skill": state(record, "leading_skill")[:, :3].mean(axis=1),
        "leading_time": state(record, "leading_time")[:, :3].mean(axis=1),
    }
    directed, taken = state(record, "team_directive_share")[:, 3:6], state(record, "authority")[:, 3:6]
    involved = (1 - directed) * (FEELING.worker_share + (1 - FEELING.worker_share) * taken) + FEELING.consult_worker
    means["involvement"] = np.average(involved, axis=1, weights=size)
    for name, expected in means.items():
        assert outcome(record, name)[0] == pytest.approx(expected, abs=1e-13), name
