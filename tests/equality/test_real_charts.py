"""Real organizations load, simulate, and give the same bits on both engines."""

from __future__ import annotations

import numpy as np
import pytest

from orgsim.engines.run import run
from orgsim.model.scenario import Scenario
from orgsim.organization import Organization
from orgsim.spec.study import Design, Execution
from tests.organization.helpers import BODIES, ORGANOGRAMS, needs_organograms


@needs_organograms
@pytest.mark.parametrize("body", BODIES)
def test_public_bodies_simulate_with_equal_bits(body: str) -> None:
    organization = Organization.from_organogram(ORGANOGRAMS / f"{body}-senior.csv", ORGANOGRAMS / f"{body}-junior.csv")
    weeks = 2 if len(organization) > 10_000 else 8
    kernel = run(organization, Scenario(), Design(8, 26), execution=Execution())
    assert np.isfinite(kernel.outcomes).all()
    agents = run(organization, Scenario(), Design(1, weeks), execution=Execution("mesa"))
    assert agents.outcomes.tobytes() == kernel.outcomes[:1, :weeks].tobytes()
