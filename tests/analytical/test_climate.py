"""Climate: an AR(1) process in logits, made of addressed draws, with the spread the theory of such processes gives."""

from __future__ import annotations

import numpy as np
import pytest

from orgsim.model.random import DEPARTMENT, WEEK, Address, uniforms
from orgsim.organization import Organization
from tests.analytical.still import NOBODY_LEAVES, UNMOVED, on_both_engines, outcome, simulate

PAIR = Organization.from_bosses([-1, 0])
#: Engagement is the logistic of climate, at once.
READABLE = UNMOVED | NOBODY_LEAVES | {"context.engagement.rate": 1.0, "context.engagement.base": 0.0}


def climate(engine: str, persistence: float, sd: float, weeks: int, replications: int) -> np.ndarray:
    """The climate that each week's engagement met, (replication, week)."""
    values = {"context.climate.persistence": persistence, "context.climate.sd": sd}
    level = outcome(simulate(engine, PAIR, READABLE | values, weeks, replications), "engagement_workers")
    return np.asarray(np.log(level / (1 - level)))


@on_both_engines
def test_climate_is_an_autoregression_on_its_addressed_draws(engine: str) -> None:
    found = climate(engine, 0.9, 0.2, 30, 3)
    for replication in range(3):
        level = 0.0
        for week in range(30):
            assert found[replication, week] == pytest.approx(level, abs=1e-12)
            draw = uniforms(Address(1, 0, replication), week + 1, DEPARTMENT, WEEK)[0]
            level = 0.9 * level + (draw - 0.5) * 12**0.5 * 0.2


@pytest.mark.parametrize(("persistence", "sd"), [(0.0, 0.2), (0.9, 0.1), (0.98, 0.02)])
def test_climate_settles_at_the_spread_of_an_autoregression(persistence: float, sd: float) -> None:
    """SD / √(1 - φ²) across replications, and a correlation of φ from week to week."""
    weeks, replications = 2 + round(6 / (1 - persistence)), 4000
    last = climate("kernel", persistence, sd, weeks, replications)[:, -2:]
    expected = sd / np.sqrt(1 - persistence**2)
    assert last[:, 1].std() == pytest.approx(expected, abs=4 * expected / np.sqrt(2 * replications))
    assert last[:, 1].mean() == pytest.approx(0.0, abs=4 * expected / np.sqrt(replications))
    assert np.corrcoef(last.T)[0, 1] == pytest.approx(persistence, abs=4 * (1 - persistence**2) / np.sqrt(replications))
