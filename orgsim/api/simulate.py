"""One call from an organization and a scenario to labelled data: `orgsim.simulate`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, overload

import xarray as xr

from orgsim.api.asking import checked_study
from orgsim.model.scenario import Scenario
from orgsim.organization import Organization
from orgsim.study.progress import progress_bar
from orgsim.study.run import run_study


@overload
def simulate(
    organization: Organization,
    scenario: str | Path | Scenario = ...,
    replications: int = ...,
    weeks: int = ...,
    seed: int = ...,
    engine: str = ...,
    overrides: Mapping[str, Any] | None = ...,
    people: bool | Sequence[int] = ...,
    unit: int = ...,
    departments: int = ...,
    first: int = ...,
    threads: int | None = ...,
    lanes: int | None = ...,
    progress: bool = ...,
    survey: Literal[False] = ...,
) -> xr.Dataset: ...
@overload
def simulate(
    organization: Organization,
    scenario: str | Path | Scenario = ...,
    replications: int = ...,
    weeks: int = ...,
    seed: int = ...,
    engine: str = ...,
    overrides: Mapping[str, Any] | None = ...,
    people: bool | Sequence[int] = ...,
    unit: int = ...,
    departments: int = ...,
    first: int = ...,
    threads: int | None = ...,
    lanes: int | None = ...,
    progress: bool = ...,
    *,
    survey: Literal[True, "answers"],
) -> xr.DataTree: ...
def simulate(
    organization: Organization,
    scenario: str | Path | Scenario = "management_trap",
    replications: int = 200,
    weeks: int = 312,
    seed: int = 1,
    engine: str = "kernel",
    overrides: Mapping[str, Any] | None = None,
    people: bool | Sequence[int] = False,
    unit: int = 0,
    departments: int = 1,
    first: int = 0,
    threads: int | None = None,
    lanes: int | None = None,
    progress: bool = False,
    survey: bool | Literal["answers"] = False,
) -> xr.Dataset | xr.DataTree:
    """Simulate one organization under one scenario.

    Returns a dataset with dimensions `replication, week` and a variable for each weekly outcome; units and meanings stand in
    the variables' attributes, what made the result (specification, versions, model hash) in the dataset's.

    `scenario` is a name (`orgsim scenarios` lists them), the path of a scenario file, or a `Scenario`. `overrides` change
    parameters by full key, as in `{"context.trust.loss_to_gain": 3}` (`orgsim parameters` lists them). Runs are numbered from
    `first`; with `departments` above 1 each is a company of so many equal departments in one climate, and outcomes are their
    means; the same `seed`, `unit` and number give the same dice in every scenario and on every machine. `engine`, `threads`
    and `lanes` never change a number. `people=True` also records every person of the run `first` each week (that one only);
    a sequence of run numbers records those. `progress` shows a bar when it takes more than two seconds.

    With `survey=True` the result is an `xarray.DataTree` of two groups: `weekly`, the dataset described above, and `survey`
    (replication, year, unit, role, item): what the engagement survey in the last week of each full year reports; `survey=
    "answers"` adds everyone's answers. Asking changes nothing else.

    Raises ConfigurationError with one line for each fault: the key, its value and what is allowed.

    >>> import orgsim
    >>> department = orgsim.Organization.synthetic(leaders=2, managers_per_leader=2, workers_per_manager=3)
    >>> runs = orgsim.simulate(department, "management_trap", replications=2, weeks=4)  # doctest: +SKIP
    >>> runs["performance"].mean("replication")  # doctest: +SKIP
    """
    recorded = _recorded(people, first)
    faults = [] if survey in (False, True, "answers") else [f"survey={survey!r}: must be False, True or 'answers'"]
    dice = {"seed": seed, "unit": unit, "departments": departments, "first": first}
    numbers = {"replications": replications, "weeks": weeks, **dice}
    study = checked_study(
        organization, scenario, overrides, numbers, (engine, threads, lanes), faults, bool(survey) and not faults, recorded
    )
    chosen, design = study.scenarios[0], study.design
    with progress_bar(design.replications, progress) as bar:
        if not survey:
            return run_study(study, [int(number) for number in recorded], bar)[chosen.name]
        from orgsim.study.surveyed import WEEKLY, surveyed_tree

        tree = surveyed_tree(study, survey == "answers", bar)
        if recorded:  # the survey records everyone once a year, this records some every week: two runs, the same numbers
            tree[WEEKLY] = xr.DataTree(run_study(study, [int(number) for number in recorded])[chosen.name])
        return tree


def _recorded(people: bool | Sequence[int], first: int) -> tuple[Any, ...]:
    """The replications whose people are recorded, as asked for."""
    if isinstance(people, bool):
        return (first,) if people else ()
    return tuple(people) if isinstance(people, Iterable) else (people,)
