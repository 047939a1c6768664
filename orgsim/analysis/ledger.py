"""The time ledger: where the week of every leader and manager goes, from results with recorded people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd
import xarray as xr

from orgsim.analysis.across import mean_of
from orgsim.errors import ConfigurationError
from orgsim.model.calendar import LEVEL_WEEKS
from orgsim.model.state import PERSON_FIELDS

_HOURS = "hours_"
UNDONE = "undone"
#: Kinds of time in the order of the record; together they are the week.
KINDS: tuple[str, ...] = tuple(
    name for field in PERSON_FIELDS if field.name.startswith(_HOURS) and (name := field.name.removeprefix(_HOURS)) != UNDONE
)
#: Kinds as people read them.
LABELS: Mapping[str, str] = {
    "deciding": "deciding exceptions",
    "reviewing": "reviewing ideas",
    "overseeing": "overseeing",
    "meeting_operational": "meeting, operations",
    "meeting_strategic": "meeting, strategy",
    "leading": "leading",
    UNDONE: "left undone",
}
#: Roles in the order of their standing.
ROLES = ("head", "leader", "manager")
COLUMNS = ("scenario", "replication", "person", "role", "kind", "hours", "share", "weeks")


def ledger(dataset: xr.Dataset, window: int = LEVEL_WEEKS) -> pd.DataFrame:
    """Hours a week by kind of every supervisor of the recorded replications: the mean of the last `window` weeks.

    A row for each replication, person and kind. `hours` are those of the weeks in which the post was filled, `weeks` how many
    these were (0: `hours` is NaN). The kinds but `undone` add up to the week: the working week, and for leaders the leadership
    meeting on top of it. `share` is the part of that week; `undone` is the load it had no room for. `role` is head, leader or
    manager. Raises ConfigurationError when the results hold no people, or no week of theirs lies in the window.
    """
    fields = {kind: dataset.get(f"person_{_HOURS}{kind}") for kind in (*KINDS, UNDONE)}
    if any(values is None for values in fields.values()):
        raise ConfigurationError("ledger: the results hold no people; simulate with people=True, or name replications")
    if window < 1:
        raise ConfigurationError(f"window={window}: must be a whole number of weeks from 1")
    hours, roles = _recorded(dataset, fields, window)
    present = np.nansum(hours[: len(KINDS)], axis=0) > 0.0  # 0 in the week at whose end a vacancy is filled
    weekly = mean_of(np.where(present, hours, np.nan), axis=2)
    whole = weekly[: len(KINDS)].sum(axis=0)
    shape = weekly.shape[1:]
    replications = dataset["recorded_replication"].to_numpy()
    people = dataset["person"].to_numpy()[: len(roles)]
    tables = [
        pd.DataFrame(
            {
                "scenario": str(dataset.attrs.get("scenario", "")),
                "replication": np.repeat(replications, shape[1]),
                "person": np.tile(people, shape[0]),
                "role": np.tile(roles, shape[0]),
                "kind": kind,
                "hours": weekly[place].ravel(),
                "share": (weekly[place] / whole).ravel(),
                "weeks": present.sum(axis=1).ravel(),
            }
        )
        for place, kind in enumerate(fields)
    ]
    order = ["replication", "_person", "_kind"]
    table = pd.concat(tables, ignore_index=True)
    places = {person: place for place, person in enumerate(people)}
    kinds = {kind: place for place, kind in enumerate(fields)}
    table = table.assign(_person=table["person"].map(places), _kind=table["kind"].map(kinds)).sort_values(order)
    return table[list(COLUMNS)].reset_index(drop=True)


def together(ledgers: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """The ledgers of several scenarios as one table."""
    return pd.concat(list(ledgers), ignore_index=True)


def by_role(table: pd.DataFrame) -> pd.DataFrame:
    """Mean hours and share by scenario, role and kind over the people of a ledger, with `people`, how many these are.

    Posts that were empty throughout are left out; roles come from the head down, kinds in the order of the ledger.
    """
    filled = table[table["weeks"] > 0]
    keys = ["scenario", "role", "kind"]
    means = filled.groupby(keys, sort=False)[["hours", "share"]].mean().reset_index()
    counts = filled.groupby(keys, sort=False)["person"].nunique().rename("people").reset_index()
    found = means.merge(counts, on=keys)
    ranks: dict[str, dict[str, int]] = {
        "scenario": {name: place for place, name in enumerate(dict.fromkeys(table["scenario"]))},
        "role": {name: place for place, name in enumerate(ROLES)},
        "kind": {name: place for place, name in enumerate((*KINDS, UNDONE))},
    }
    return found.sort_values(keys, key=lambda column: column.map(ranks[str(column.name)])).reset_index(drop=True)


def _recorded(dataset: xr.Dataset, fields: Mapping[str, Any], window: int) -> tuple[Any, Any]:
    """Hours (kind, replication, week, supervisor) of the recorded weeks in the window, and the supervisors' roles."""
    first = next(iter(fields.values()))
    (weeks,) = (str(dim) for dim in first.dims if dim not in ("recorded_replication", "person"))
    recorded = dataset[weeks].to_numpy()
    chosen = np.flatnonzero(recorded > int(dataset["week"].max()) - window)
    if not len(chosen):
        raise ConfigurationError(f"ledger: no person was recorded in the last {window} weeks; record some of them")
    roles = dataset["role"].to_numpy().astype(object)
    supervisors = np.flatnonzero(roles != "worker")
    roles = roles[supervisors]
    roles[0] = "head"
    part = {weeks: chosen, "person": supervisors}
    arrays = [each.isel(part).transpose("recorded_replication", weeks, "person").to_numpy() for each in fields.values()]
    return np.stack(arrays), roles
