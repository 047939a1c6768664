"""Made-up records with the shapes and manners of real ones, so that what happens to results is tested without an engine."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import xarray as xr

from orgsim.engines.record import PeopleRecord, Record
from orgsim.model.outcomes import OUTCOME_NAMES
from orgsim.model.parameters import Levers
from orgsim.model.scenario import Scenario
from orgsim.model.schedule import Timing
from orgsim.model.state import PERSON_FIELDS
from orgsim.organization import Organization
from orgsim.spec.study import Design, Execution, Study
from orgsim.study.dataset import to_dataset

SMALL = Organization.synthetic(2, 2, 3)
TRAP = Scenario(name="management_trap", title="The management trap")
LEAD = Scenario(
    name="lead_after_turnaround",
    title="Direct first, lead once the department is out of trouble",
    levers=Levers(coaching=3.0, stretch=0.002),
    shift=Timing(156, 13),
)


def fake_record(
    organization: Organization,
    scenario: Scenario,
    design: Design,
    execution: Execution,
    people: Sequence[int] = (),
    progress=None,
) -> Record:
    """Random walks: the dice depend on seed and replication, the drift after the shift on the coaching."""
    values = np.empty((design.replications, design.weeks, len(OUTCOME_NAMES)))
    for place in range(design.replications):
        dice = np.random.default_rng([design.seed, design.unit, design.first + place])
        values[place] = 0.5 + 0.002 * dice.standard_normal((design.weeks, len(OUTCOME_NAMES))).cumsum(axis=0)
    late = np.clip(np.arange(design.weeks) - scenario.shift.week, 0, None)[:, None]
    values += 0.0005 * scenario.levers.coaching * late
    if organization.managers == 0:
        of_managers = ("trust", "competence", "engagement_managers", "released")
        values[:, :, [OUTCOME_NAMES.index(name) for name in of_managers]] = np.nan
    if progress is not None:
        progress(design.replications)
    recorded = None
    if people:
        shape = (len(people), design.weeks, len(PERSON_FIELDS), len(organization))
        recorded = PeopleRecord(tuple(people), np.random.default_rng(design.seed).random(shape), tuple(range(design.weeks)))
    return Record(values, recorded)


def make_study(
    *scenarios: Scenario, organization: Organization = SMALL, replications: int = 5, weeks: int = 60, **design: int
) -> Study:
    return Study(organization, scenarios or (LEAD, TRAP), Design(replications, weeks, **design))


def make_results(study: Study, people: Sequence[int] = ()) -> dict[str, xr.Dataset]:
    return {
        scenario.name: to_dataset(
            fake_record(study.organization, scenario, study.design, study.execution, people), study, scenario
        )
        for scenario in study.scenarios
    }
