"""One call from an organization and a scenario to labelled data: `orgsim.simulate`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import xarray as xr

from orgsim.api.asking import checked_study, recorded
from orgsim.model.scenario import Scenario
from orgsim.naming import named
from orgsim.organization import Organization
from orgsim.study.progress import progress_bar
from orgsim.study.run_study import run_study


@named(moved={"survey": "orgsim.survey(organization, scenario) asks everyone once a year"})
def simulate(
    organization: Organization,
    scenario: str | Path | Scenario = "management_trap",
    *,
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
) -> xr.Dataset:
    """Simulate one organization under one scenario, week by week.

    Parameters
    ----------
    organization : Organization
        The department: `Organization.synthetic()`, `Organization.from_csv(path)` or `Organization.from_organogram(...)`.
    scenario : str, Path or Scenario, default "management_trap"
        A scenario's name (`orgsim scenarios` lists them), the path of a scenario file, or a `Scenario`.
    replications : int, default 200
        Runs, from 1; numbered from `first`.
    weeks : int, default 312
        Length of a run, from 1; 52 are a year.
    seed : int, default 1
        The dice, a whole number of 32 bits: the same `seed`, `unit` and run number give the same dice in every scenario and
        on every machine.
    engine : str, default "kernel"
        "kernel" (compiled) or "mesa" (readable agents); never changes a number.
    overrides : mapping of str to value, optional
        Changes of parameters by full key, as in `{"context.trust.loss_to_gain": 3}` (`orgsim parameters` lists them).
    people : bool or sequence of int, default False
        True also records every person of the run `first` each week; a sequence of run numbers records those.
    unit : int, default 0
        The department's number in a company, 32 bits; part of its dice.
    departments : int, default 1
        Above 1 each run is a company of so many equal departments in one climate, and outcomes are their means.
    first : int, default 0
        Number of the first run.
    threads : int, optional
        Threads of the kernel, 1 to 1024; None: all processors. Never changes a number.
    lanes : int, optional
        Runs side by side in a thread: 1, 2, 4, 8 or 16; None: as the processor has. Never changes a number.
    progress : bool, default False
        Whether to show a bar when it takes more than two seconds.

    Returns
    -------
    xarray.Dataset
        Dimensions `replication, week` and a variable for each weekly outcome, with unit and meaning in its attributes; with
        `people` also variables `person_…` (recorded_replication, week, person). The dataset's attributes say what made it
        (specification, versions, model hash). `orgsim.show` gives a table of it.

    Raises
    ------
    ConfigurationError
        With one line for each fault: the key, its value and what is allowed.
    TypeError
        For arguments that go by name.

    Examples
    --------
    >>> import orgsim
    >>> department = orgsim.Organization.synthetic(leaders=2, managers_per_leader=2, workers_per_manager=3)
    >>> runs = orgsim.simulate(department, "half_hearted", replications=2, weeks=4, overrides={"levers.coaching": 3})
    >>> dict(runs.sizes)
    {'replication': 2, 'week': 4}
    >>> runs["performance"].attrs["units"]
    'share'
    """
    chosen = recorded(people, first)
    dice = {"seed": seed, "unit": unit, "departments": departments, "first": first}
    study = checked_study(
        organization,
        scenario,
        overrides=overrides,
        numbers={"replications": replications, "weeks": weeks, **dice},
        execution=(engine, threads, lanes),
        people=chosen,
    )
    with progress_bar(study.design.replications, progress) as bar:
        return run_study(study, [int(number) for number in chosen], bar)[study.scenarios[0].name]
