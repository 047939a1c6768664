"""Surveys of many units as one tidy table: a row for each replication, unit and year."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from orgsim.errors import ConfigurationError
from orgsim.model.outcomes import OUTCOME_NAMES
from orgsim.naming import named
from orgsim.spec.study import KERNEL, Design, Execution, Progress
from orgsim.spec.units import Units
from orgsim.study.run_units import Surveyed, run_units
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


@named()
def survey_table(
    units: Units,
    design: Design = Design(),  # noqa: B008
    *,
    execution: Execution = KERNEL,
    burn_in: int = 0,
    progress: Progress | None = None,
) -> pd.DataFrame:
    """Survey many organizations, and return what their surveys report as one tidy table.

    Parameters
    ----------
    units : Units
        A population (`draw_units`) or a company.
    design : Design, default 200 replications of 312 weeks
        Replications, weeks (at least `burn_in` and 52), seed, and the number of the first unit.
    execution : Execution, default the kernel with all threads
        Engine, threads and lanes, which change no number.
    burn_in : int, default 0
        Weeks before the first year that ends with a survey.
    progress : callable, optional
        Called with the number of runs finished since the last call.

    Returns
    -------
    pandas.DataFrame
        A row for each replication, unit and year, in this order: everything the survey reports, for all and by role, and the
        year's quits, ideas and performance. Years count from 1, the first survey.

    Raises
    ------
    ConfigurationError
        When `units` is anything else.

    Examples
    --------
    >>> import orgsim
    >>> shapes = orgsim.Population(2, leaders=(2, 3), managers_per_leader=(2, 2), workers_per_manager=(3, 4))
    >>> units = orgsim.draw_units(shapes, orgsim.load_scenario("as_found"), seed=1)
    >>> table = orgsim.survey_table(units, orgsim.Design(replications=2, weeks=52))
    >>> table[["replication", "unit", "year"]].values.tolist()
    [[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]]
    """
    if not isinstance(units, Units):
        raise ConfigurationError(
            f"units={type(units).__name__}: must be Units (surveys at hand: orgsim.study.unit_table.unit_table)"
        )
    return unit_table(run_units(units, design, execution, burn_in=burn_in, progress=progress))


def unit_table(units: Iterable[Surveyed]) -> pd.DataFrame:
    """The rows of all units that were surveyed, ordered by replication, unit and year."""
    table = pd.concat([unit_rows(unit) for unit in units], ignore_index=True)
    return table.sort_values(["replication", "unit", "year"], kind="stable", ignore_index=True)
