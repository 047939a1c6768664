"""Replications of a scenario on the Mesa engine, as the same record the kernel gives."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from orgsim.engines.mesa.model import OrganizationModel
from orgsim.engines.mesa.supervisors import Supervisor
from orgsim.engines.record import PeopleRecord, Record
from orgsim.model.outcomes import OUTCOME_NAMES
from orgsim.model.scenario import Scenario
from orgsim.model.state import PERSON_FIELDS
from orgsim.organization import Organization
from orgsim.spec.study import NOBODY, Design, Recording


def _value(model: OrganizationModel, person: Supervisor, name: str, roles: str) -> float:
    """A field of a supervisor as the record of people has it."""
    if "t" in roles:
        name = "performance" if name == "team_performance" else name.replace("team_", "")
        return getattr(person.team, name) if person.team else math.nan
    applies = "s" in roles or ("b" in roles and person.boss is not None)
    return getattr(person, name) if applies and person.vacant < 0.5 else math.nan


def people_of(model: OrganizationModel) -> list[list[float]]:
    """The state of every person at the end of the week, `[field][person]`."""
    workers = [worker for team in model.teams for worker in team.workers]
    return [
        [_value(model, person, field.name, field.roles) for person in model.supervisors]
        + [getattr(worker, field.name) if "w" in field.roles else math.nan for worker in workers]
        for field in PERSON_FIELDS
    ]


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
    recorded = np.empty((len(people.replications), len(weeks), len(PERSON_FIELDS), len(organization)))
    for index in range(design.replications):
        replication = design.first + index
        model = OrganizationModel(organization, scenario, design.seed, replication, design.unit, design.climate)
        for week in range(design.weeks):
            model.step()
            outcomes[index, week] = list(model.outcomes.values())
            if replication in people.replications and week in weeks:
                recorded[people.replications.index(replication), weeks.index(week)] = people_of(model)
        if progress is not None:
            progress(1)
    return Record(outcomes, PeopleRecord(people.replications, recorded, weeks) if people.replications else None)
