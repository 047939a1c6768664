"""One company and its dice, run under scenario after scenario: for analyses that try many of them and keep few numbers.

Every scenario tried meets the same replications (common random numbers), so that values pair replication by replication.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from orgsim.engines import run as engine
from orgsim.errors import ConfigurationError
from orgsim.model.outcomes import OUTCOME_NAMES
from orgsim.model.scenario import Scenario
from orgsim.organization import Organization
from orgsim.spec.checks import design_faults, execution_faults, organization_faults
from orgsim.spec.study import Design, Execution, Progress


@dataclass(frozen=True)
class Trials:
    """An organization, how often and how long it is run, and with which dice. `progress` hears of finished replications."""

    organization: Organization
    design: Design
    execution: Execution = Execution()
    progress: Progress | None = None

    def __post_init__(self) -> None:
        numbers = {name: getattr(self.design, name) for name in ("replications", "weeks", "seed", "unit", "first")}
        execution = self.execution
        faults = [*organization_faults(self.organization), *design_faults(numbers)]
        faults += execution_faults(execution.engine, execution.threads, execution.lanes)
        if faults:
            raise ConfigurationError(faults)

    def weekly(self, scenario: Scenario, outcomes: Sequence[str]) -> NDArray[np.float64]:
        """The weekly values of some outcomes, shape (outcome, replication, week)."""
        places = [OUTCOME_NAMES.index(name) for name in outcomes]
        record = engine.run(
            self.organization, scenario, self.design, execution=self.execution, people=(), progress=self.progress
        )
        values: NDArray[np.float64] = record.outcomes[:, :, places].transpose(2, 0, 1).copy()
        return values
