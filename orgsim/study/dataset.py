"""An engine's plain arrays as labelled data: one `xarray.Dataset` a scenario, and the hash that names its numbers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from orgsim.engines.record import PeopleRecord, Record
from orgsim.model.calendar import WEEKS_PER_YEAR
from orgsim.model.outcomes import OUTCOME_NAMES, OUTCOMES
from orgsim.model.scenario import Scenario
from orgsim.model.state import PERSON_FIELDS
from orgsim.organization import Organization, Role
from orgsim.spec.study import Study
from orgsim.study.describe import attributes

_HASHED_AT_ONCE = 64


def to_dataset(record: Record, study: Study, scenario: Scenario) -> xr.Dataset:
    """One scenario's record as a dataset.

    Each outcome is a float64 variable (replication, week) with its unit, long name and description; `year` (week,) counts
    years from 1. With people, each field is a variable `person_<field>` (recorded_replication, week, person), NaN where the
    field does not apply to the person's role or the post is vacant; `role`, `boss` and `level` (person,) say who stands where.
    The variables are views of the record: nothing is copied.
    """
    design = study.design
    data = outcome_variables(record.weekly.values())
    coords = run_coordinates(design.first, design.replications, design.weeks)
    if record.people is not None:
        data |= _people_variables(record.people)
        coords |= _people_coordinates(record.people, study.organization)
    return xr.Dataset(data, coords, attributes(study, scenario))


def result_hash(dataset: xr.Dataset) -> str:
    """SHA-256 (hexadecimal) of all outcomes: little-endian float64 in the order replication, week, outcome.

    Every NaN counts as the same NaN, so equal numbers have equal hashes whatever computed them.
    """
    digest = hashlib.sha256()
    arrays = [dataset[name].transpose("replication", "week").to_numpy() for name in OUTCOME_NAMES]
    for start in range(0, len(arrays[0]), _HASHED_AT_ONCE):
        block = np.stack([array[start : start + _HASHED_AT_ONCE] for array in arrays], axis=-1)
        block[np.isnan(block)] = np.nan
        digest.update(block.astype("<f8", copy=False).tobytes())
    return digest.hexdigest()


def outcome_variables(arrays: Iterable[NDArray[np.float64]]) -> dict[str, Any]:
    """The variables of a dataset: an array (replication, week) for each outcome, in the order of the table of outcomes."""
    return {
        outcome.name: (
            ("replication", "week"),
            array,
            {"units": outcome.unit, "long_name": outcome.label, "description": outcome.meaning},
        )
        for outcome, array in zip(OUTCOMES, arrays, strict=True)
    }


def run_coordinates(first: int, replications: int, weeks: int) -> dict[str, Any]:
    """The coordinates of a dataset: `replication` from `first`, `week` from 0 and the `year` of each week, from 1."""
    week = np.arange(weeks, dtype=np.int64)
    replication = np.arange(first, first + replications, dtype=np.int64)
    about_week = {"long_name": "week", "units": "week", "description": "week of the run, from 0"}
    about_year = {"long_name": "year", "units": "year", "description": f"year of the run, from 1, of {WEEKS_PER_YEAR} weeks"}
    return {
        "replication": ("replication", replication, {"long_name": "replication", "description": "number of the run"}),
        "week": ("week", week, about_week),
        "year": ("week", week // WEEKS_PER_YEAR + 1, about_year),
    }


def _people_variables(people: PeopleRecord) -> Mapping[str, Any]:
    return {
        f"person_{field.name}": (
            ("recorded_replication", "week", "person"),
            people.values[:, :, place, :],
            {"units": field.unit, "long_name": field.name.replace("_", " "), "description": field.meaning},
        )
        for place, field in enumerate(PERSON_FIELDS)
    }


def _people_coordinates(people: PeopleRecord, organization: Organization) -> dict[str, Any]:
    def about(name: str, meaning: str) -> dict[str, str]:
        return {"long_name": name, "description": meaning}

    names: NDArray[np.str_] = np.array([Role(role).name.lower() for role in range(len(Role))])
    recorded = np.array(people.replications, dtype=np.int64)
    return {
        "recorded_replication": ("recorded_replication", recorded, about("replication", "number of the recorded run")),
        "person": ("person", np.array(organization.ids), about("person", "id of the person's post")),
        "role": ("person", names[organization.role], about("role", "worker, manager or leader")),
        "boss": ("person", organization.boss, about("boss", "place of the boss along person, from 0; -1 for the head")),
        "level": ("person", organization.level, about("level", "reporting lines up to the head")),
    }
