"""One call from an organization and a scenario to labelled data: `orgsim.simulate`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, overload

import xarray as xr

from orgsim.errors import ConfigurationError
from orgsim.model.scenario import Scenario
from orgsim.organization import Organization
from orgsim.study.checks import design_faults, execution_faults, organization_faults, people_faults
from orgsim.study.dataset import WEEKS_PER_YEAR
from orgsim.study.progress import progress_bar
from orgsim.study.run import run_study
from orgsim.study.specification import Design, Execution, Study


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
    `first`; the same `seed`, `unit` and number give the same dice in every scenario and on every machine. `engine`, `threads`
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
    numbers = {"replications": replications, "weeks": weeks, "seed": seed, "unit": unit, "first": first}
    faults = [*organization_faults(organization), *design_faults(numbers), *execution_faults(engine, threads, lanes)]
    recorded = _recorded(people, first)
    if survey not in (False, True, "answers"):
        faults.append(f"survey={survey!r}: must be False, True or 'answers'")
    elif survey and not faults and weeks < WEEKS_PER_YEAR:
        faults.append(
            f"weeks={weeks}: must be at least {WEEKS_PER_YEAR} for a survey, which is held in the last week of a year"
        )
    if not faults:
        faults += people_faults(recorded, first, replications)
    chosen, more = _scenario(scenario, overrides or {}, weeks)
    faults += more
    if faults or chosen is None:
        raise ConfigurationError(faults)
    design = Design(**{key: int(value) for key, value in numbers.items()})
    study = Study(organization, (chosen,), design, Execution(engine, _whole(threads), _whole(lanes)))
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


def _whole(value: int | None) -> int | None:
    return None if value is None else int(value)


def _scenario(scenario: str | Path | Scenario, overrides: Mapping[str, Any], weeks: int) -> tuple[Scenario | None, list[str]]:
    """The scenario with its overrides, or None, and what is wrong with them."""
    if not isinstance(scenario, str | Path | Scenario):
        return None, [f"scenario={scenario!r}: must be a scenario's name, the path of its file, or a Scenario"]
    from orgsim import config
    from orgsim.config.checking import event_faults

    try:
        if isinstance(scenario, Scenario):
            chosen = config.apply_overrides(scenario, overrides)
        else:
            chosen = config.load_scenario(scenario, overrides)
    except ConfigurationError as error:
        return None, list(error.faults)
    return chosen, event_faults({**config.from_scenario(chosen), "weeks": weeks})
