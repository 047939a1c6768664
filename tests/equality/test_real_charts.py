"""Real organizations load, simulate, and give the same bits on both engines."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from orgsim.engines.run import run
from orgsim.model.scenario import Scenario
from orgsim.organization import Organization
from orgsim.study.specification import Design, Execution

CHARTS = Path(__file__).parents[2].parent / "shared" / "data" / "organograms"
BODIES = ("hm_treasury", "natural_england", "decc", "mhra", "hydrographic_office", "dwp")


@pytest.mark.skipif(not CHARTS.is_dir(), reason="the public organograms are not at hand")
@pytest.mark.parametrize("body", BODIES)
def test_public_bodies_simulate_with_equal_bits(body: str) -> None:
    organization = Organization.from_organogram(CHARTS / f"{body}-senior.csv", CHARTS / f"{body}-junior.csv")
    weeks = 2 if len(organization) > 10_000 else 8
    kernel = run(organization, Scenario(), Design(8, 26), Execution())
    assert np.isfinite(kernel.outcomes).all()
    agents = run(organization, Scenario(), Design(1, weeks), Execution("mesa"))
    assert agents.outcomes.tobytes() == kernel.outcomes[:1, :weeks].tobytes()
