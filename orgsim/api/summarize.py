"""One call from an organization and a scenario to summaries of any number of runs: `orgsim.summarize`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, overload

import xarray as xr

from orgsim.api.asking import checked_study
from orgsim.model.scenario import Scenario
from orgsim.organization import Organization
from orgsim.spec.values import fault, is_number
from orgsim.study.progress import progress_bar
from orgsim.study.streamed_dataset import QUANTILES
from orgsim.study.streaming import summarize_study
from orgsim.study.surveyed import SURVEY, WEEKLY


@overload
def summarize(
    organization: Organization,
    scenario: str | Path | Scenario = ...,
    replications: int = ...,
    weeks: int = ...,
    seed: int = ...,
    engine: str = ...,
    overrides: Mapping[str, Any] | None = ...,
    quantiles: Sequence[float] = ...,
    scalars: bool = ...,
    unit: int = ...,
    departments: int = ...,
    first: int = ...,
    threads: int | None = ...,
    lanes: int | None = ...,
    progress: bool = ...,
    survey: Literal[False] = ...,
) -> xr.Dataset: ...
@overload
def summarize(
    organization: Organization,
    scenario: str | Path | Scenario = ...,
    replications: int = ...,
    weeks: int = ...,
    seed: int = ...,
    engine: str = ...,
    overrides: Mapping[str, Any] | None = ...,
    quantiles: Sequence[float] = ...,
    scalars: bool = ...,
    unit: int = ...,
    departments: int = ...,
    first: int = ...,
    threads: int | None = ...,
    lanes: int | None = ...,
    progress: bool = ...,
    *,
    survey: Literal[True],
) -> xr.DataTree: ...
def summarize(
    organization: Organization,
    scenario: str | Path | Scenario = "management_trap",
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
    survey: bool = False,
) -> xr.Dataset | xr.DataTree:
    """Simulate one organization under one scenario as often as wanted, and keep summaries in place of the weekly series.

    The runs are those of `simulate`; memory does not grow with their number. Returns a dataset with `<outcome>`
    (quantile, week), the `quantiles` over runs (0 and 1 are the exact extremes, the others are within the variable's
    attribute `resolution`), and `<outcome>_mean`, `<outcome>_sd` and `<outcome>_count` (week,). With `scalars=True` it also
    has a variable (replication,) for each scalar of a run, such as `final_performance`, `mean_trust`, `lowest_performance`,
    `plateau_week` (`orgsim.summaries.table.SCALARS` lists them); those take 456 bytes a run.

    With `survey=True` the result is an `xarray.DataTree` of two groups: `weekly`, the dataset described above, and `survey`,
    with `value` (quantile, year, role, item), `value_mean`, `value_sd` and `value_count` over runs of what the yearly
    engagement survey reports. The other arguments are those of `simulate`, and so are the errors raised.

    >>> import orgsim
    >>> department = orgsim.Organization.synthetic()
    >>> summary = orgsim.summarize(department, "management_trap", replications=100_000, weeks=260)  # doctest: +SKIP
    >>> summary["performance"].sel(quantile=0.1)  # doctest: +SKIP
    """
    dice = {"seed": seed, "unit": unit, "departments": departments, "first": first}
    numbers = {"replications": replications, "weeks": weeks, **dice}
    faults = [*_switch_faults({"scalars": scalars, "survey": survey}), *_quantile_faults(quantiles)]
    study = checked_study(organization, scenario, overrides, numbers, (engine, threads, lanes), faults, survey)
    with progress_bar(study.design.replications, progress) as bar:
        (found,) = summarize_study(study, scalars, survey, quantiles=quantiles, progress=bar).values()
    if found.survey is None:
        return found.weekly
    tree = xr.DataTree.from_dict({f"/{WEEKLY}": found.weekly, f"/{SURVEY}": found.survey})
    tree.attrs = dict(found.weekly.attrs)
    return tree


def _switch_faults(switches: Mapping[str, object]) -> list[str]:
    return [fault(key, value, "True or False") for key, value in switches.items() if not isinstance(value, bool)]


def _quantile_faults(quantiles: Sequence[float]) -> list[str]:
    bad = [share for share in quantiles if not (is_number(share) and 0 <= share <= 1)]
    faults = [fault("quantiles", share, "numbers from 0 to 1") for share in bad]
    return faults if len(quantiles) else ["quantiles: none given"]
