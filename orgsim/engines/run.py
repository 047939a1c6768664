"""The one door to the engines: a scenario in, a record out; whichever engine, the same numbers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from orgsim.engines.record import Record
from orgsim.model.scenario import Scenario
from orgsim.organization import Organization
from orgsim.spec.study import Design, Execution, Progress, Recording


def run(
    organization: Organization,
    scenario: Scenario,
    design: Design,
    *,
    execution: Execution,
    people: Recording | Sequence[int] = (),
    progress: Progress | None = None,
    into: NDArray[np.float64] | None = None,
) -> Record:
    """Run one scenario. `people` says whose every person is recorded: numbers of replications, or a `Recording` with weeks.

    `into` (replication, week, outcome), where given, is filled with the outcomes and becomes the record's.
    """
    if design.departments > 1:
        from orgsim.engines.company import run_company

        return run_company(organization, scenario, design, execution=execution, progress=progress, into=into)
    chosen = people if isinstance(people, Recording) else Recording(tuple(people))
    if execution.engine == "mesa":
        from orgsim.engines.mesa.replications import run_mesa

        record = run_mesa(organization, scenario, design, chosen, progress)
        if into is None:
            return record
        into[:] = record.outcomes
        return Record(into, record.people)
    from orgsim.engines.kernel.run import run_kernel

    return run_kernel(organization, scenario, design, execution, chosen, progress, into)
