"""Replications of a scenario on the Mesa engine, as the same record the kernel gives."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from orgsim.engines.mesa.model import DepartmentModel
from orgsim.engines.record import PeopleRecord, Record
from orgsim.model.outcomes import OUTCOME_NAMES
from orgsim.model.scenario import Scenario
from orgsim.model.state import PERSON_FIELD_NAMES
from orgsim.organization import Organization
from orgsim.spec.study import NOBODY, Design, Recording


def people_of(model: DepartmentModel) -> list[list[float]]:
    """The state of every person at the end of the week, `[field][person]`."""
    everyone = [*model.supervisors, *(worker for team in model.teams for worker in team.workers)]
    return [[person.recorded(name) for person in everyone] for name in PERSON_FIELD_NAMES]


def run_mesa(
    organization: Organization,
    scenario: Scenario,
    design: Design,
    people: Recording = NOBODY,
    progress: Callable[[int], object] | None = None,
) -> Record:
    """All replications of one scenario, one model after the other."""
    outcomes = np.empty((design.replications, design.weeks, len(OUTCOME_NAMES)))
    weeks = people.weeks_of(design)
    recorded = np.empty((len(people.replications), len(weeks), len(PERSON_FIELD_NAMES), len(organization)))
    for index in range(design.replications):
        replication = design.first + index
        model = DepartmentModel(organization, scenario, design, replication)
        for week in range(design.weeks):
            model.step()
            outcomes[index, week] = list(model.outcomes.values())
            if replication in people.replications and week in weeks:
                recorded[people.replications.index(replication), weeks.index(week)] = people_of(model)
        if progress is not None:
            progress(1)
    return Record(outcomes, PeopleRecord(people.replications, recorded, weeks) if people.replications else None)
