"""Results with the survey in them: weekly outcomes and yearly surveys as the two groups of one `xarray.DataTree`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import xarray as xr

from orgsim.errors import ConfigurationError
from orgsim.naming import named
from orgsim.spec.study import KERNEL, Design, Execution, Progress, Study
from orgsim.spec.units import Department, Units, names_of
from orgsim.study.dataset import to_dataset
from orgsim.study.run_units import Surveyed, run_units
from orgsim.surveying.results import to_answers, to_survey
from orgsim.surveying.take import years_of

WEEKLY, SURVEY = "weekly", "survey"


def survey_of(surveyed: Surveyed, first: int, answers: bool = False, *, name: int | str | None = None) -> xr.Dataset:
    """One department's surveys (replication, year, unit, role, item); with `answers` also everyone's, by question."""
    department = surveyed.department
    threshold = department.scenario.context.survey.reporting_threshold
    unit = surveyed.unit if name is None else name
    found = to_survey(
        surveyed.answers, department.organization, years_of(surveyed.weeks), first=first, unit=unit, threshold=threshold
    )
    return found.assign(answer=to_answers(surveyed.answers, department.organization)) if answers else found


def weekly_of(surveyed: Surveyed, design: Design, execution: Execution) -> xr.Dataset:
    """One department's weekly outcomes (replication, week)."""
    department = surveyed.department
    study = Study(department.organization, (department.scenario,), replace(design, unit=surveyed.unit), execution)
    return to_dataset(replace(surveyed.record, people=None), study, department.scenario)


def surveyed_tree(study: Study, answers: bool = False, progress: Progress | None = None) -> xr.DataTree:
    """The first scenario of a study with its surveys: groups `weekly` (replication, week) and `survey`."""
    department = Department(study.organization.name, study.organization, study.scenarios[0])
    units = Units((department,), shared_climate=False)
    (surveyed,) = run_units(units, study.design, study.execution, progress=progress)
    weekly = weekly_of(surveyed, study.design, study.execution)
    survey = survey_of(surveyed, study.design.first, answers)
    return _tree(weekly, survey)


@named()
def company_tree(
    units: Units,
    design: Design,
    *,
    execution: Execution = KERNEL,
    burn_in: int = 0,
    progress: Progress | None = None,
) -> xr.DataTree:
    """A company's weekly outcomes and yearly surveys, department by department.

    Parameters
    ----------
    units : Units
        The departments, each with its organization and scenario; no two of one name.
    design : Design
        Replications, weeks (at least `burn_in` and 52), seed, and the number of the first unit.
    execution : Execution, default the kernel with all threads
        Engine, threads and lanes, which change no number.
    burn_in : int, default 0
        Weeks before the first year that ends with a survey.
    progress : callable, optional
        Called with the number of runs finished since the last call.

    Returns
    -------
    xarray.DataTree
        Two groups: `weekly` (replication, week, unit) and `survey` (replication, year, unit, role, item), units by name.

    Raises
    ------
    ConfigurationError
        When two departments have the same name.

    Examples
    --------
    >>> import orgsim
    >>> made = orgsim.Organization.synthetic(leaders=2, managers_per_leader=2, workers_per_manager=3)
    >>> names = {"it": "management_trap", "hr": "led_from_the_start"}
    >>> led = tuple(orgsim.Department(name, made, orgsim.load_scenario(each)) for name, each in names.items())
    >>> tree = orgsim.company_tree(orgsim.Units(led), orgsim.Design(replications=2, weeks=52))
    >>> tree["weekly"]["performance"].dims, tree["weekly"]["unit"].values.tolist()
    (('replication', 'week', 'unit'), ['it', 'hr'])
    """
    if faults := check_names(names_of(units.departments)):
        raise ConfigurationError(faults)
    weekly, surveys = [], []
    for surveyed in run_units(units, design, execution, burn_in=burn_in, progress=progress):
        name = surveyed.department.name
        weekly.append(weekly_of(surveyed, design, execution).expand_dims({"unit": [name]}, axis=2))
        surveys.append(survey_of(surveyed, design.first, name=name))
    together = xr.concat(weekly, "unit", combine_attrs="drop_conflicts")
    return _tree(together, xr.concat(surveys, "unit"), {"departments": ", ".join(names_of(units.departments))})


def _tree(weekly: xr.Dataset, survey: xr.Dataset, attributes: dict[str, str] | None = None) -> xr.DataTree:
    tree = xr.DataTree.from_dict({f"/{WEEKLY}": weekly, f"/{SURVEY}": survey})
    tree.attrs = {**weekly.attrs, **(attributes or {})}
    return tree


def check_names(names: Sequence[str]) -> list[str]:
    """A line for each name that two departments of a company have."""
    return [f"departments: {name!r} stands more than once" for name in dict.fromkeys(names) if list(names).count(name) > 1]
