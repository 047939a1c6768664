"""What a survey reports: indices and percent favourable by role, as labelled data; small groups are not reported."""

from __future__ import annotations

from typing import Any

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from orgsim.organization import Organization, Role
from orgsim.surveying.instrument import ITEM_NAMES, LABELS, REPORTED, SINGLE, SUB_INDICES, items_of
from orgsim.surveying.take import Answers

Floats = NDArray[np.float64]
ROLES = ("all", "workers", "managers", "leaders")
_FAVOURABLE, _POINTS = 4, 25.0


def scores(answers: Answers) -> Floats:
    """Each person's score 0 to 100 on everything reported, (..., person, reported); NaN where nothing was answered.

    The engagement index is the mean of five items scored 0, 25, 50, 75, 100; a single item is 100 for a favourable answer (4
    or 5) and else 0; a sub-index is the percent favourable of its five items, and the US index the mean of the three.
    """
    asked = np.where(answers > 0, answers.astype(np.float64), np.nan)
    favourable = np.where(answers > 0, 100.0 * (answers >= _FAVOURABLE), np.nan)
    columns = [_mean_of_five(_POINTS * (asked[..., items_of("engagement")] - 1.0))]
    columns += [favourable[..., items_of(name)[0]] for name in SINGLE]
    sub = [_mean_of_five(favourable[..., items_of(name)]) for name in SUB_INDICES]
    return np.stack([*columns, *sub, (sub[0] + sub[1] + sub[2]) / 3.0], axis=-1)


def _mean_of_five(values: Floats) -> Floats:
    """The mean over five items, added in their order."""
    total: Floats = values[..., 0]
    for item in range(1, values.shape[-1]):
        total = total + values[..., item]
    return np.asarray(total / values.shape[-1])


def members(organization: Organization) -> NDArray[np.bool_]:
    """Who belongs to each role, (role, person), in the order of `ROLES`."""
    role = organization.role
    return np.stack([role >= 0, *(role == each for each in (Role.WORKER, Role.MANAGER, Role.LEADER))])


def by_role(values: Floats, organization: Organization) -> tuple[Floats, Floats, Floats]:
    """Mean, spread and number of answers by role, each (..., role, reported), of scores (..., person, reported)."""
    means, spreads, counts = [], [], []
    known = ~np.isnan(values)
    filled = np.where(known, values, 0.0)
    for member in members(organization):
        count = known[..., member, :].sum(axis=-2).astype(np.float64)
        mean = filled[..., member, :].sum(axis=-2) / np.maximum(count, 1.0)
        square = (filled[..., member, :] ** 2).sum(axis=-2)
        variance = np.maximum(square - count * mean**2, 0.0) / np.maximum(count - 1.0, 1.0)
        means.append(np.where(count > 0, mean, np.nan))
        spreads.append(np.where(count > 1, np.sqrt(variance), np.nan))
        counts.append(count)
    return np.stack(means, axis=-2), np.stack(spreads, axis=-2), np.stack(counts, axis=-2)


def to_survey(
    answers: Answers, organization: Organization, years: NDArray[np.int64], *, first: int, unit: int | str, threshold: float
) -> xr.Dataset:
    """One department's surveys as a dataset (replication, year, unit, role, item).

    `value` is the index or the percent favourable, 0 to 100, `sd` the spread between the people who answered, `answers` their
    number. Groups with fewer answers than `threshold` have no value.
    """
    mean, spread, count = by_role(scores(answers), organization)
    reported = count >= threshold
    dims = ("replication", "year", "role", "item")
    data: dict[str, Any] = {
        "value": (dims, np.where(reported, mean, np.nan), {"units": "0 to 100", "description": "index or percent favourable"}),
        "sd": (dims, np.where(reported, spread, np.nan), {"units": "0 to 100", "description": "spread between people"}),
        "answers": (dims, count.astype(np.int64), {"units": "people", "description": "people who answered"}),
    }
    coords = {
        "replication": first + np.arange(len(answers), dtype=np.int64),
        "year": years,
        "role": list(ROLES),
        "item": list(REPORTED),
        "label": ("item", [LABELS[name] for name in REPORTED]),
    }
    return xr.Dataset(data, coords).expand_dims({"unit": [unit]}, axis=2)


def to_answers(answers: Answers, organization: Organization) -> xr.DataArray:
    """Everyone's answers, (replication, year, person, question): 1 to 5, 0 where there is none."""
    coords = {"person": list(organization.ids), "question": list(ITEM_NAMES)}
    about = {"description": "answer from 1 to 5; 0: no answer"}
    return xr.DataArray(answers, dims=("replication", "year", "person", "question"), coords=coords, name="answer", attrs=about)
