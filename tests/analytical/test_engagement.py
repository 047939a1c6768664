"""Engagement alone: with constant surroundings it relaxes exponentially; contagion alone narrows a team."""

from __future__ import annotations

import numpy as np
import pytest

from orgsim.model.random import CIRCUMSTANCES, DEPARTMENT, WEEK, Address, noise, trait, uniforms
from orgsim.organization import Organization
from tests.analytical.still import NOBODY_LEAVES, UNMOVED, on_both_engines, outcome, sigma, simulate, state

WEEKS = 120
ORGANIZATION = Organization.synthetic(leaders=2, managers_per_leader=2, workers_per_manager=3)


def relaxed(start: float, target: float, rate: float, weeks: int = WEEKS) -> np.ndarray:
    """e_t = σ + (e₀ - σ)(1 - rate)^t at the end of each week."""
    return target + (start - target) * (1 - rate) ** np.arange(1, weeks + 1)


@on_both_engines
@pytest.mark.parametrize(("rate", "base"), [(0.04, -0.6), (0.3, 1.5), (1.0, -2.0)])
def test_engagement_relaxes_exponentially_at_the_stated_rate(engine: str, rate: float, base: float) -> None:
    values = {"context.engagement.rate": rate, "context.engagement.base": base}
    record = simulate(engine, ORGANIZATION, UNMOVED | NOBODY_LEAVES | values, WEEKS)
    found = state(record, "engagement")
    leaders, others = relaxed(0.7, sigma(base), rate), relaxed(0.5, sigma(base), rate)
    assert found[:, : ORGANIZATION.leaders] == pytest.approx(np.tile(leaders, (3, 1)).T, abs=1e-12)
    assert found[:, ORGANIZATION.leaders :] == pytest.approx(np.tile(others, (len(ORGANIZATION) - 3, 1)).T, abs=1e-12)
    assert outcome(record, "engagement_leaders")[0] == pytest.approx(leaders, abs=1e-12)
    assert outcome(record, "engagement_workers")[0] == pytest.approx(others, abs=1e-12)
    share = 3 / len(ORGANIZATION)
    assert outcome(record, "engagement")[0] == pytest.approx(share * leaders + (1 - share) * others, abs=1e-12)


@on_both_engines
def test_circumstances_shift_the_target_for_good(engine: str) -> None:
    values = {"context.climate.circumstances_sd": 0.8}
    record = simulate(engine, ORGANIZATION, UNMOVED | NOBODY_LEAVES | values, WEEKS)
    target = sigma(-0.6 + 0.8 * trait(Address(1, 0, 0), 0, DEPARTMENT, CIRCUMSTANCES))
    assert outcome(record, "engagement_workers")[0] == pytest.approx(relaxed(0.5, target, 0.04), abs=1e-12)


@on_both_engines
def test_contagion_holds_a_team_together_and_leaves_its_mean_alone(engine: str) -> None:
    """With rate 0: each worker's deviation from the mean is (1 - contagion) times the last one plus the deviation of moods."""
    values = {"context.engagement.rate": 0.0, "context.engagement.contagion": 0.25, "context.engagement.mood_sd": 0.01}
    organization = Organization.synthetic(leaders=0, workers_per_manager=5)
    found = state(simulate(engine, organization, UNMOVED | NOBODY_LEAVES | values, 30), "engagement")[:, 1:]
    level = np.full(5, 0.5)
    for week, people in enumerate(found):
        draws = [uniforms(Address(1, 0, 0), week + 1, 1 + worker, WEEK)[3] for worker in range(5)]
        moods = np.array([noise(draw, 0.01) for draw in draws])
        level = level + 0.25 * (level.mean() - level) + moods
        assert people == pytest.approx(level, abs=1e-13)
    assert found[-1].std() > 0.0


@on_both_engines
def test_each_weight_moves_the_target_by_its_part(engine: str) -> None:
    """A worker's target with full weight on involvement: a directed team is consulted, no more."""
    values = {
        "context.engagement.involvement": 2.0,
        "context.engagement.need_sd": 0.0,
        "context.engagement.consult_worker": 0.25,
        "context.engagement.rate": 1.0,
        "context.style.base": 5.0,
        "levers.coaching": -10.0,
        "levers.coaching_managers": -10.0,
    }
    record = simulate(engine, ORGANIZATION, UNMOVED | NOBODY_LEAVES | values, 2)
    directed = state(record, "team_directive_share")[:, 3:7]
    authority = state(record, "authority")[:, 3:7]
    involved = (1 - directed) * (0.4 + 0.6 * authority) + 0.25
    expected = 1 / (1 + np.exp(-(-0.6 + 2.0 * involved)))
    assert directed.min() > 0.9999
    assert state(record, "engagement")[:, 7:] == pytest.approx(np.repeat(expected, 3, axis=1), abs=1e-12)
