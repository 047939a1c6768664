"""The diagnosis: leadership team or management team, from what the team does, and what it would say of itself.

The **leadership index** is the mean of four shares: decisions released, leading time, the strategic agenda, and the horizon.
Above one half the team is a leadership team. An index of a team without managers is the mean of the other three.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import xarray as xr

from orgsim.analysis.across import Floats, mean_interval, mean_of
from orgsim.analysis.compare import check_confidence
from orgsim.errors import ConfigurationError
from orgsim.model.calendar import LEVEL_WEEKS
from orgsim.model.parameters import BY_KEY, Attention, Context, Diagnosis
from orgsim.model.rules.diagnosis import horizon, self_assessment

PARTS = ("released", "leading_time", "strategic_agenda", "horizon")
#: Parts and results as people read them.
LABELS: Mapping[str, str] = {
    "released": "decisions released",
    "leading_time": "leading time",
    "strategic_agenda": "strategic agenda",
    "horizon": "horizon",
    "index": "leadership index",
    "said": "what leaders would say",
    "gap": "said less done",
}
LINE = 0.5
LEADERSHIP, MANAGEMENT = "leadership team", "management team"
_READ = ("released", "autopilot", "leading_time", "strategic_agenda", "involvement_leaders")


class Share(NamedTuple):
    """A share of replications and its interval (Wilson's), with the replications it rests on."""

    share: float
    low: float
    high: float
    replications: int


def diagnose(dataset: xr.Dataset, window: int = LEVEL_WEEKS) -> xr.Dataset:
    """The diagnosis of every replication at the end of every week, each from the `window` weeks up to it.

    Weeks count by their exceptions in `released`, otherwise equally. `horizon` and `said` use the scenario's own parameters.

    Parameters
    ----------
    dataset : xarray.Dataset
        A result of `simulate` or `read_results`.
    window : int, default 13
        Weeks that a diagnosis rests on, from 1; the whole run when that is shorter.

    Returns
    -------
    xarray.Dataset
        Variables `released`, `leading_time`, `strategic_agenda` and `horizon`, the `index`, what the leaders would say
        (`said`) and the `gap` between the two, all (replication, week) and shares. Weeks before a full window are NaN.
        A team with an index above one half is a leadership team.

    Raises
    ------
    ConfigurationError
        For a window below 1, and for results without the outcomes it reads.

    Examples
    --------
    >>> import orgsim
    >>> department = orgsim.Organization.synthetic(leaders=2, managers_per_leader=2, workers_per_manager=3)
    >>> diagnosis = orgsim.diagnose(orgsim.simulate(department, replications=2, weeks=26))
    >>> diagnosis["index"].dims, int(diagnosis["index"].isel(replication=0).count())  # from the first full window on
    (('replication', 'week'), 14)
    """
    if window < 1:
        raise ConfigurationError(f"window={window}: must be a whole number of weeks from 1")
    missing = [name for name in _READ if name not in dataset]
    if missing:
        raise ConfigurationError(f"cannot diagnose: the results have no outcome '{missing[0]}'")
    weekly = {name: dataset[name].transpose("replication", "week").to_numpy() for name in _READ}
    attention, diagnosis = parameters_of(dataset)
    exceptions = 1.0 - weekly["autopilot"]
    over = min(window, dataset.sizes["week"])
    found = {name: _trailing(weekly[name], over) for name in ("leading_time", "strategic_agenda")}
    kept, all_of_them = _trailing(weekly["released"] * exceptions, over), _trailing(exceptions, over)
    quiet = np.where(np.isnan(kept), np.nan, 1.0)
    found["released"] = np.where(all_of_them > 0.0, kept / np.where(all_of_them > 0.0, all_of_them, 1.0), quiet)
    found["horizon"] = _rule(horizon, attention, found["leading_time"], found["strategic_agenda"])
    found["index"] = leadership_index(found)
    involvement = _trailing(weekly["involvement_leaders"], over)
    found["said"] = _rule(self_assessment, diagnosis, found["index"], involvement)
    found["gap"] = found["said"] - found["index"]
    data = {name: (("replication", "week"), found[name], {"units": "share", "long_name": LABELS[name]}) for name in LABELS}
    return xr.Dataset(data, dataset[["replication", "week", "year"]].coords, {**dataset.attrs, "window": window})


def leadership_index(parts: Mapping[str, Any]) -> Floats:
    """The mean of the four parts (arrays of one shape, or numbers); a part that is NaN is left out."""
    stacked = np.stack([np.asarray(parts[name], dtype=np.float64) for name in PARTS])
    return mean_of(stacked, axis=0)


def verdict(index: float) -> str:
    """What a team with this index is: a leadership team above one half, else a management team."""
    return LEADERSHIP if index > LINE else MANAGEMENT


def probability(index: Floats, confidence: float = 0.95) -> Share:
    """Share of replications (replication,) whose index is above one half, with Wilson's interval; NaN is left out."""
    check_confidence(confidence)
    known = index[~np.isnan(index)]
    if not len(known):
        return Share(np.nan, np.nan, np.nan, 0)
    from scipy.stats import binomtest

    above = int((known > LINE).sum())
    interval = binomtest(above, len(known)).proportion_ci(confidence, method="wilson")
    return Share(above / len(known), float(interval.low), float(interval.high), len(known))


def summarise_diagnosis(diagnoses: Mapping[str, xr.Dataset], week: int | None = None, confidence: float = 0.95) -> pd.DataFrame:
    """One row for each scenario at the end of a week (default: the last of each run).

    Columns: scenario, week, window, replications, `verdict` (of the mean index), `probability` of a leadership team with
    `probability_low` and `probability_high`, then for each part, the index, `said` and `gap` the mean over replications,
    with `<name>_low` and `<name>_high` of its confidence interval. Raises ConfigurationError for a week that is not there.
    """
    if not diagnoses:
        raise ConfigurationError("diagnosis: no results")
    return pd.DataFrame([_row(name, found, week, confidence) for name, found in diagnoses.items()])


def parameters_of(dataset: xr.Dataset) -> tuple[Attention, Diagnosis]:
    """The attention and diagnosis parameters that a result was made with; those of the table where it does not say."""
    described = json.loads(dataset.attrs.get("specification", "{}"))
    given = described.get("scenario", {}).get("parameters", {})
    context = Context()
    return _group(context.attention, "attention", given), _group(context.diagnosis, "diagnosis", given)


def _group(group: Any, place: str, given: Mapping[str, float]) -> Any:
    """A group of the context with the values that a description gives."""
    keys = {name: f"context.{place}.{name}" for name in group._fields}
    return group._replace(**{name: given.get(key, BY_KEY[key].default) for name, key in keys.items()})


def _row(name: str, found: xr.Dataset, week: int | None, confidence: float) -> dict[str, Any]:
    weeks = found["week"].to_numpy()
    at = int(weeks[-1]) if week is None else week
    if at not in weeks:
        raise ConfigurationError(f"week={at}: must be a week of the run, {weeks[0]} to {weeks[-1]}")
    final = {part: found[part].sel(week=at).to_numpy() for part in LABELS}
    means = {part: mean_interval(values, confidence) for part, values in final.items()}
    certain = probability(final["index"], confidence)
    row: dict[str, Any] = {"scenario": name, "week": at, "window": found.attrs["window"], "replications": certain.replications}
    row |= {"verdict": verdict(float(means["index"].mean)), "probability": certain.share}
    row |= {"probability_low": certain.low, "probability_high": certain.high}
    for part, mean in means.items():
        row |= {part: float(mean.mean), f"{part}_low": float(mean.low), f"{part}_high": float(mean.high)}
    return row


def _rule(rule: Any, group: Any, *values: Floats) -> Floats:
    """A rule of the model on arrays: rules without a choice in them take these as they take numbers."""
    result: Floats = rule(group, *values)
    return result


def _trailing(values: Floats, over: int) -> Floats:
    """Mean of each week and the `over` - 1 weeks before it (replication, week), without NaN; NaN before a full window."""
    windows = np.lib.stride_tricks.sliding_window_view(values, over, axis=1)
    means = np.full_like(values, np.nan)
    means[:, over - 1 :] = mean_of(windows, axis=2)
    return means
