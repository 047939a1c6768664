"""Flows of improvement alone: erosion follows its closed solution, drive its exponential, and performance what is left."""

from __future__ import annotations

import numpy as np
import pytest

from orgsim.organization import Organization
from tests.analytical.still import NOBODY_LEAVES, on_both_engines, outcome, simulate, state

WEEKS = 300
ORGANIZATION = Organization.synthetic(leaders=2, managers_per_leader=1, workers_per_manager=2)
TEAMS = slice(3, 5)
#: No drive, no ideas, no copying, no exceptions, alignment fixed.
NO_FLOW = NOBODY_LEAVES | {
    "context.improvement.driven": 0.0,
    "context.improvement.idea_effect": 0.0,
    "context.improvement.erosion": 0.0,
    "context.influence.copying": 0.0,
    "context.work.exceptions": 0.0,
    "context.direction.alignment_gain": 0.0,
    "context.direction.alignment_decay": 0.0,
}


def eroded(start: float, highest: float, rate: float) -> np.ndarray:
    """max - (max - v₀)(1 - rate)^t after t = 1, 2, … weeks."""
    return highest - (highest - start) * (1 - rate) ** np.arange(1, WEEKS + 1)


@on_both_engines
@pytest.mark.parametrize(("alignment", "turbulence", "erosion"), [(0.5, 1.0, 0.0022), (0.0, 2.0, 0.01), (1.0, 0.5, 0.1)])
def test_erosion_alone_follows_its_closed_solution(engine: str, alignment: float, turbulence: float, erosion: float) -> None:
    values = {
        "context.direction.alignment_start": alignment,
        "context.work.turbulence": turbulence,
        "context.improvement.erosion": erosion,
    }
    record = simulate(engine, ORGANIZATION, NO_FLOW | values, WEEKS)
    rate = erosion * turbulence * (1.5 - alignment)
    visible, local = eroded(0.15, 0.32, rate), eroded(0.26, 0.34, rate)
    for team in (3, 4):
        assert state(record, "visible_gap")[:, team] == pytest.approx(visible, abs=1e-12)
        assert state(record, "local_gap")[:, team] == pytest.approx(local, abs=1e-12)
    before = 1 - np.concatenate([[0.41], (visible + local)[:-1]])  # teams perform before their gaps move
    assert outcome(record, "performance")[0] == pytest.approx(before, abs=1e-12)
    assert outcome(record, "autopilot")[0] == pytest.approx(1.0, abs=0)
    assert outcome(record, "alignment")[0] == pytest.approx(alignment, abs=0)


@on_both_engines
def test_with_every_flow_off_performance_stands_still(engine: str) -> None:
    record = simulate(engine, ORGANIZATION, NO_FLOW, WEEKS)
    assert np.ptp(outcome(record, "performance")) == 0.0
    assert (outcome(record, "improvement") == 0.0).all()
    assert (state(record, "progress")[:, TEAMS] == 0.0).all()


@on_both_engines
def test_drive_alone_closes_the_visible_gap_exponentially_and_only_that(engine: str) -> None:
    """Full drive: everyone directs fully, has time, and the goal is out of reach."""
    values = {
        "context.improvement.driven": 0.04,
        "context.attention.oversight": 0.0,
        "context.style.base": 5.0,
        "context.style.trust": 0.0,
        "levers.coaching": -10.0,
        "levers.coaching_managers": -10.0,
        "levers.agreed_goal": 1.0,
    }
    record = simulate(engine, ORGANIZATION, NO_FLOW | values, 60)
    directed = np.maximum(state(record, "directive_share"), state(record, "team_directive_share"))[:, TEAMS]
    assert directed.min() > 0.999999
    expected = 0.15 * np.cumprod(1 - 0.04 * directed, axis=0)
    assert state(record, "visible_gap")[:, TEAMS] == pytest.approx(expected, abs=1e-12)
    assert (state(record, "local_gap")[:, TEAMS] == 0.26).all()


@on_both_engines
def test_drive_stops_at_the_agreed_goal(engine: str) -> None:
    values = {"context.improvement.driven": 0.05, "context.direction.reporting_rate": 1.0, "levers.agreed_goal": 0.62}
    record = simulate(engine, ORGANIZATION, NO_FLOW | values, WEEKS)
    assert outcome(record, "performance")[0, -1] == pytest.approx(0.62, abs=1e-3)
    assert outcome(record, "performance").max() <= 0.62 + 1e-12


@on_both_engines
def test_teams_copy_their_sibling_until_both_are_as_good(engine: str) -> None:
    """Two managers under one leader, one with a better team after ideas; copying alone then closes the difference."""
    organization = Organization.from_bosses([-1, 0, 1, 1, *[2] * 3, *[3] * 3])
    values = {"context.influence.copying": 0.1, "context.improvement.idea_effect": 0.1, "context.work.ideas": 0.02}
    record = simulate(engine, organization, NO_FLOW | values, 200, seed=3)
    local = state(record, "local_gap")[:, 2:4]
    ideas = outcome(record, "ideas")[0] > 0
    before, after = local[:-1], local[1:]
    quiet = ~ideas[1:] & (np.ptp(before, axis=1) > 1e-9)  # weeks without an idea, when the teams differ
    assert quiet.sum() > 10
    kept = 1 - 0.1 * 0.85 * (0.5 + 0.5)
    assert np.ptp(after, axis=1)[quiet] == pytest.approx(kept * np.ptp(before, axis=1)[quiet], abs=1e-12)
    assert after.min(axis=1)[quiet] == pytest.approx(before.min(axis=1)[quiet], abs=0)
