"""Surveys of many units as one tidy table: a row for each replication, unit and year."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from orgsim.model.outcomes import OUTCOME_NAMES
from orgsim.study.units import Surveyed
from orgsim.surveying.instrument import REPORTED
from orgsim.surveying.results import ROLES, by_role, scores

#: Outcomes of the year beside the survey: quits and ideas per person-year, performance as a share.
OUTCOMES = ("quits", "ideas", "performance")


def unit_rows(surveyed: Surveyed) -> pd.DataFrame:
    """One unit's rows: replication, unit, year, everything the survey reports for all and by role, and the year's outcomes.

    Years count from 1, the first survey. Values for all are missing below the reporting threshold; those by role rest on as
    many answers as there are (`answers_<role>` says how many), as a researcher with all answers would have them.
    """
    mean, _, count = by_role(scores(surveyed.answers), surveyed.department.organization)
    threshold = surveyed.department.scenario.context.survey.reporting_threshold
    replications, surveys = mean.shape[:2]
    numbers = surveyed.first + np.arange(replications)
    rows = {
        "replication": np.repeat(numbers, surveys),
        "unit": surveyed.unit,
        "year": np.tile(np.arange(1, surveys + 1), replications),
        "people": len(surveyed.department.organization),
        "answers": count[:, :, 0, 0].ravel().astype(np.int64),
    }
    whole = np.where(count[:, :, 0, :] >= threshold, mean[:, :, 0, :], np.nan)
    rows |= {name: whole[:, :, place].ravel() for place, name in enumerate(REPORTED)}
    for role_place, role in list(enumerate(ROLES))[1:]:
        rows |= {f"{name}_{role}": mean[:, :, role_place, place].ravel() for place, name in enumerate(REPORTED)}
        rows |= {f"answers_{role}": count[:, :, role_place, 0].ravel().astype(np.int64)}
    rows |= {name: surveyed.yearly(OUTCOME_NAMES.index(name)).ravel() for name in OUTCOMES}
    return pd.DataFrame(rows)


def survey_table(units: Iterable[Surveyed]) -> pd.DataFrame:
    """All units' rows, ordered by replication, unit and year."""
    table = pd.concat([unit_rows(unit) for unit in units], ignore_index=True)
    return table.sort_values(["replication", "unit", "year"], kind="stable", ignore_index=True)
