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
    "context.competence.gain": 0.0,
    "context.competence.coaching": 0.0,
    "context.competence.decay": 0.0,
    "context.attention.oversight": 0.0,
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
    competence = state(record, "competence")[0, TEAMS]  # which nothing moves, as nothing takes supervisors' time
    assert np.ptp(competence) > 0.01
    performed = []
    for team, able in zip((3, 4), competence, strict=True):
        rate = erosion * turbulence * (1 + 0.8 * (0.5 - able)) * (1.5 - alignment)
        visible, local = eroded(0.15, 0.32, rate), eroded(0.26, 0.34, rate)
        assert state(record, "visible_gap")[:, team] == pytest.approx(visible, abs=1e-12)
        assert state(record, "local_gap")[:, team] == pytest.approx(local, abs=1e-12)
        performed.append(1 - np.concatenate([[0.41], (visible + local)[:-1]]))  # teams perform before their gaps move
    before = np.mean(performed, axis=0)
    assert outcome(record, "performance")[0] == pytest.approx(before, abs=1e-12)
    assert outcome(record, "autopilot")[0] == pytest.approx(1.0, abs=0)
    assert outcome(record, "alignment")[0] == pytest.approx(alignment, abs=0)


@on_both_engines
def test_practices_last_where_a_competent_supervisor_has_time(engine: str) -> None:
    """Two teams that differ in their supervisors' competence alone part; without upholding they stay alike, bit for bit."""
    values = {"context.improvement.erosion": 0.01, "context.work.turbulence": 1.0}
    for upholding in (0.0, 0.8):
        record = simulate(engine, ORGANIZATION, NO_FLOW | values | {"context.improvement.upholding": upholding}, 100)
        gaps, able = state(record, "local_gap")[-1, TEAMS], state(record, "competence")[-1, TEAMS]
        better, worse = int(np.argmax(able)), int(np.argmin(able))
        assert (gaps[better] < gaps[worse] - 1e-3) if upholding else (gaps[better] == gaps[worse])


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
