"""One call from an organization and a scenario to summaries of any number of runs: `orgsim.summarize`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import xarray as xr

from orgsim.api.asking import checked_study, switch_faults
from orgsim.model.scenario import Scenario
from orgsim.naming import named
from orgsim.organization import Organization
from orgsim.spec.values import fault, is_number
from orgsim.study.progress import progress_bar
from orgsim.study.streamed_dataset import QUANTILES
from orgsim.study.streaming import summarize_study
from orgsim.study.surveyed import SURVEY, WEEKLY


@named(moved={"survey": "orgsim.summarize_survey(organization, scenario) asks everyone once a year"})
def summarize(
    organization: Organization,
    scenario: str | Path | Scenario = "management_trap",
    *,
    replications: int = 10_000,
    weeks: int = 312,
    seed: int = 1,
    engine: str = "kernel",
    overrides: Mapping[str, Any] | None = None,
    quantiles: Sequence[float] = QUANTILES,
    scalars: bool = False,
    unit: int = 0,
    departments: int = 1,
    first: int = 0,
    threads: int | None = None,
    lanes: int | None = None,
    progress: bool = False,
) -> xr.Dataset:
    """Simulate one organization under one scenario as often as wanted, and keep summaries in place of the weekly series.

    The runs are those of `simulate` with the same arguments; memory does not grow with their number.

    Parameters
    ----------
    organization : Organization
        The department: `Organization.synthetic()`, `Organization.from_csv(path)` or `Organization.from_organogram(...)`.
    scenario : str, Path or Scenario, default "management_trap"
        A scenario's name (`orgsim scenarios` lists them), the path of a scenario file, or a `Scenario`.
    replications : int, default 10,000
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
    quantiles : sequence of float, default nine from 0 to 1
        Which quantiles over runs to keep, numbers from 0 to 1.
    scalars : bool, default False
        Whether to keep a number of each run for every scalar, such as `final_performance`; they take 456 bytes a run.
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
        `<outcome>` (quantile, week), the `quantiles` over runs (0 and 1 are the exact extremes, the others are within the
        variable's attribute `resolution`), and `<outcome>_mean`, `<outcome>_sd` and `<outcome>_count` (week,). With
        `scalars=True` also a variable (replication,) for each scalar of a run, such as `final_performance`, `mean_trust`,
        `lowest_performance`, `plateau_week` (`orgsim.summaries.table.SCALARS` lists them).

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
    >>> summary = orgsim.summarize(department, replications=20, weeks=26, quantiles=(0.1, 0.5, 0.9))
    >>> dict(summary["performance"].sizes)
    {'quantile': 3, 'week': 26}
    """
    dice = {"seed": seed, "unit": unit, "departments": departments, "first": first}
    study = checked_study(
        organization,
        scenario,
        overrides=overrides,
        numbers={"replications": replications, "weeks": weeks, **dice},
        execution=(engine, threads, lanes),
        also=[*switch_faults(scalars=scalars), *_quantile_faults(quantiles)],
    )
    with progress_bar(study.design.replications, progress) as bar:
        (found,) = summarize_study(study, scalars, quantiles=quantiles, progress=bar).values()
    return found.weekly


@named()
def summarize_survey(
    organization: Organization,
    scenario: str | Path | Scenario = "management_trap",
    *,
    replications: int = 10_000,
    weeks: int = 312,
    seed: int = 1,
    engine: str = "kernel",
    overrides: Mapping[str, Any] | None = None,
    quantiles: Sequence[float] = QUANTILES,
    scalars: bool = False,
    unit: int = 0,
    first: int = 0,
    threads: int | None = None,
    lanes: int | None = None,
    progress: bool = False,
) -> xr.DataTree:
    """Simulate and survey one organization as often as wanted, and keep summaries in place of every run.

    The runs and surveys are those of `survey` with the same arguments; memory does not grow with their number.

    Parameters
    ----------
    organization : Organization
        The department: `Organization.synthetic()`, `Organization.from_csv(path)` or `Organization.from_organogram(...)`.
    scenario : str, Path or Scenario, default "management_trap"
        A scenario's name (`orgsim scenarios` lists them), the path of a scenario file, or a `Scenario`.
    replications : int, default 10,000
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
    quantiles : sequence of float, default nine from 0 to 1
        Which quantiles over runs to keep, numbers from 0 to 1.
    scalars : bool, default False
        Whether to keep a number of each run for every scalar, such as `final_performance`; they take 456 bytes a run.
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
        Two groups: `weekly`, the dataset of `summarize`, and `survey`, with `value` (quantile, year, role, item), `value_mean`,
        `value_sd` and `value_count` over runs of what the yearly engagement survey reports.

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
    >>> tree = orgsim.summarize_survey(department, replications=4, weeks=52)
    >>> tree["survey"]["value_mean"].dims
    ('year', 'role', 'item')
    """
    study = checked_study(
        organization,
        scenario,
        overrides=overrides,
        numbers={"replications": replications, "weeks": weeks, "seed": seed, "unit": unit, "departments": 1, "first": first},
        execution=(engine, threads, lanes),
        also=[*switch_faults(scalars=scalars), *_quantile_faults(quantiles)],
        survey=True,
    )
    with progress_bar(study.design.replications, progress) as bar:
        (found,) = summarize_study(study, scalars, True, quantiles=quantiles, progress=bar).values()
    tree = xr.DataTree.from_dict({f"/{WEEKLY}": found.weekly, f"/{SURVEY}": found.survey})
    tree.attrs = dict(found.weekly.attrs)
    return tree


def _quantile_faults(quantiles: Sequence[float]) -> list[str]:
    bad = [share for share in quantiles if not (is_number(share) and 0 <= share <= 1)]
    faults = [fault("quantiles", share, "numbers from 0 to 1") for share in bad]
    return faults if len(quantiles) else ["quantiles: none given"]
