"""Many departments in one study: a company, whose departments share a climate, or a population, whose units share nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from orgsim.engines.record import Record
from orgsim.engines.run import run
from orgsim.model.calendar import WEEKS_PER_YEAR
from orgsim.spec.study import KERNEL, Design, Execution, Recording
from orgsim.spec.units import Department, Units
from orgsim.surveying.take import Answers, survey_weeks, take_survey


@dataclass(frozen=True)
class Surveyed:
    """One department's results: its record, the answers (replication, survey, person, item), and the weeks of the surveys.

    Replications are numbered from `first`.
    """

    department: Department
    unit: int
    record: Record
    answers: Answers
    weeks: tuple[int, ...]
    first: int = 0

    def yearly(self, outcome: int) -> NDArray[np.float64]:
        """A weekly outcome's mean over the year that each survey closes, (replication, survey)."""
        spans = [self.record.outcomes[:, week + 1 - WEEKS_PER_YEAR : week + 1, outcome] for week in self.weeks]
        return np.stack([span.mean(axis=1) for span in spans], axis=1)


def run_units(
    units: Units,
    design: Design,
    execution: Execution = KERNEL,
    *,
    burn_in: int = 0,
    progress: Callable[[int], object] | None = None,
) -> Iterator[Surveyed]:
    """Run and survey the departments one after the other; years are counted after the first `burn_in` weeks.

    A department's results do not depend on the others, nor on their number: with common random numbers each is what it would
    be alone under its unit's number.
    """
    weeks = survey_weeks(design.weeks, burn_in)
    everyone = Recording(tuple(range(design.first, design.first + design.replications)), weeks)
    for place, department in enumerate(units.departments):
        unit = design.unit + place
        own = replace(design, unit=unit, climate=design.unit if units.shared_climate else None)
        record = run(department.organization, department.scenario, own, execution=execution, people=everyone, progress=progress)
        answers = take_survey(record, department.organization, department.scenario, design=own, execution=execution)
        yield Surveyed(department, unit, record, answers, weeks, design.first)
