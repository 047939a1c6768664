"""When the levers of a result's scenario move, from the specification that the result carries."""

from __future__ import annotations

import json
from typing import NamedTuple

import xarray as xr

from orgsim.model.parameters import BY_KEY, LEVERS


class LeverWeeks(NamedTuple):
    """The weeks in which levers begin to move, and in which they are let go, each in order and once."""

    starts: list[int]
    ends: list[int]


def lever_weeks(dataset: xr.Dataset) -> LeverWeeks:
    """When levers that differ from the parameter table move; nothing for results without a specification."""
    specification = dataset.attrs.get("specification")
    if specification is None:
        return LeverWeeks([], [])
    scenario = json.loads(specification)["scenario"]
    moved = [row.name for row in LEVERS if scenario["parameters"][row.key] != BY_KEY[row.key].default]
    timings = [scenario["timing"].get(lever, scenario["shift"]) for lever in moved]
    ends = {timing["end"] for timing in timings if timing["end"] is not None}
    return LeverWeeks(sorted({timing["week"] for timing in timings}), sorted(ends))
