"""The engagement survey: everyone of an organization is asked once a year: `orgsim.survey`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import xarray as xr

from orgsim.api.asking import checked_study, recorded, switch_faults
from orgsim.model.scenario import Scenario
from orgsim.naming import named
from orgsim.organization import Organization
from orgsim.study.progress import progress_bar
from orgsim.study.run_study import run_study
from orgsim.study.surveyed import WEEKLY, surveyed_tree


@named(moved={"departments": "one department is asked; for companies there is orgsim.company_tree(units, design)"})
def survey(
    organization: Organization,
    scenario: str | Path | Scenario = "management_trap",
    *,
    replications: int = 200,
    weeks: int = 312,
    seed: int = 1,
    engine: str = "kernel",
    overrides: Mapping[str, Any] | None = None,
    answers: bool = False,
    people: bool | Sequence[int] = False,
    unit: int = 0,
    first: int = 0,
    threads: int | None = None,
    lanes: int | None = None,
    progress: bool = False,
) -> xr.DataTree:
    """Simulate one organization, and ask everyone in the last week of each full year.

    The weeks are those of `simulate` with the same arguments: asking changes nothing else.

    Parameters
    ----------
    organization : Organization
        The department: `Organization.synthetic()`, `Organization.from_csv(path)` or `Organization.from_organogram(...)`.
    scenario : str, Path or Scenario, default "management_trap"
        A scenario's name (`orgsim scenarios` lists them), the path of a scenario file, or a `Scenario`.
    replications : int, default 200
        Runs, from 1; numbered from `first`.
    weeks : int, default 312
        Length of a run, from 52; 52 are a year.
    seed : int, default 1
        The dice, a whole number of 32 bits: the same `seed`, `unit` and run number give the same dice in every scenario and
        on every machine.
    engine : str, default "kernel"
        "kernel" (compiled) or "mesa" (readable agents); never changes a number.
    overrides : mapping of str to value, optional
        Changes of parameters by full key, as in `{"context.trust.loss_to_gain": 3}` (`orgsim parameters` lists them).
    answers : bool, default False
        Whether to keep everyone's answers beside what the survey reports.
    people : bool or sequence of int, default False
        True also records every person of the run `first` each week; a sequence of run numbers records those.
    unit : int, default 0
        The department's number in a company, 32 bits; part of its dice.
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
    xarray.DataTree
        Two groups: `weekly`, the dataset of `simulate`, and `survey` (replication, year, unit, role, item) with `value` (per
        cent or index, 0 to 100), `sd` and `answers` (how many); values of groups below the reporting threshold are missing.
        With `answers=True` also `answer` (replication, year, person, question), 1 to 5, or 0 for none.

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
    >>> tree = orgsim.survey(department, replications=2, weeks=52)
    >>> sorted(tree.children)
    ['survey', 'weekly']
    >>> tree["survey"]["value"].sel(item="engagement_index", role="all").shape  # replication, year, unit
    (2, 1, 1)
    """
    chosen = recorded(people, first)
    study = checked_study(
        organization,
        scenario,
        overrides=overrides,
        numbers={"replications": replications, "weeks": weeks, "seed": seed, "unit": unit, "departments": 1, "first": first},
        execution=(engine, threads, lanes),
        also=switch_faults(answers=answers),
        survey=True,
        people=chosen,
    )
    with progress_bar(study.design.replications, progress) as bar:
        tree = surveyed_tree(study, answers, bar)
    if chosen:  # the survey records everyone once a year, this records some every week: two runs, the same numbers
        tree[WEEKLY] = xr.DataTree(run_study(study, [int(number) for number in chosen])[study.scenarios[0].name])
    return tree
