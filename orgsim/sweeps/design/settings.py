"""What a configuration says about its sweep: design, points, seed and dice, checked together with the axes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from orgsim.errors import ConfigurationError
from orgsim.model.parameters import Number
from orgsim.spec.bounds import DESIGN
from orgsim.spec.values import fault, is_number, name_fault, number_faults, shown
from orgsim.sweeps.design.axes import DesignAxis
from orgsim.sweeps.design.sampling import SAMPLERS
from orgsim.sweeps.plan import METHODS, Sampling

#: The most points of one sweep.
MOST_POINTS = 10_000_000
DICE = ("common", "independent")
_POINTS = Number(1, MOST_POINTS, "points", "size of a sample", whole=True)


@dataclass(frozen=True)
class DesignSettings:
    """How points are chosen: a sampling, or the table to read them from; whether they share dice; whether only to look."""

    sampling: Sampling
    table: str | None = None
    common: bool = True
    dry_run: bool = False


def read_settings(config: Mapping[str, Any], axes: Sequence[DesignAxis]) -> DesignSettings:
    """The settings of a composed configuration. Raises ConfigurationError with a line for every fault."""
    faults = number_faults("design_seed", config["design_seed"], DESIGN["seed"])
    if config["dice"] not in DICE:
        faults.append(name_fault("dice", config["dice"], DICE))
    if not isinstance(config["dry_run"], bool):
        faults.append(fault("dry_run", config["dry_run"], "true or false"))
    if not isinstance(config["second_order"], bool):
        faults.append(fault("second_order", config["second_order"], "true or false"))
    if config["job"] != "study":
        faults.append(f"job={config['job']}: a sweep runs a study of one department")
    if config["departments"] != 1:
        faults.append(f"departments={shown(config['departments'])}: a sweep runs one department; leave departments out")
    if config["people"]:
        faults.append(f"people={shown(config['people'])}: a sweep records no people; any run of it can be run again in full")
    method, points = _method(config, axes), config["points"]
    faults += _method_faults(method, config["design"], points, axes)
    if config["second_order"] is True and method != "saltelli":
        faults.append(f"second_order=true: belongs to design=saltelli, not to design={method}")
    if faults:
        raise ConfigurationError(faults)
    common, dry = config["dice"] == "common", config["dry_run"]
    if method == "table":
        return DesignSettings(Sampling("table"), points, common, dry)
    sampled = method in SAMPLERS
    seed, second = int(config["design_seed"]), config["second_order"]
    sampling = Sampling(method, int(points), seed, second) if sampled else Sampling()
    return DesignSettings(sampling, None, common, dry)


def _method(config: Mapping[str, Any], axes: Sequence[DesignAxis]) -> Any:
    """The design asked for; else a table where a file is given, a Latin hypercube with intervals, a grid without."""
    if config["design"] is not None:
        return config["design"]
    if isinstance(config["points"], str):
        return "table"
    return "lhs" if any(axis.factor.kind == "sampled" for axis in axes) else "grid"


def _method_faults(method: Any, asked: Any, points: Any, axes: Sequence[DesignAxis]) -> list[str]:
    """A line for everything that design, points and axes do not make together."""
    if method not in METHODS:
        return [name_fault("design", method, METHODS)]
    keys = [axis.factor.key for axis in axes]
    sampled = [axis.factor for axis in axes if axis.factor.kind == "sampled"]
    if method == "table":
        faults = [] if isinstance(points, str) and points else [fault("points", points, _TABLE)]
        return faults + [f"{each.key}: design=table takes no interval; use range(), or make it a column" for each in sampled]
    if not axes:
        return ["nothing varies; give a key several values: key=a,b, key=range(start,stop,step) or key=interval(low,high)"]
    if method == "grid":
        faults = [] if points is None else [f"points={shown(points)}: a grid has as many as its values make; leave points out"]
        return faults + [f"{each.key}: design=grid takes no interval; use range(), or design=lhs" for each in sampled]
    if not sampled:
        return [f"design={asked}: samples intervals, and there is none; such as {keys[0]}=interval(low,high)"]
    if points is None:
        return [f"points: must be given with design={method}: {_ASKED.get(method, 'how many points to sample')}"]
    if not is_number(points):
        return [fault("points", points, f"a whole number from 1 to {MOST_POINTS} with design={method}")]
    return number_faults("points", points, _POINTS)


_TABLE = "a CSV or Parquet file for design=table"
_ASKED = {
    "morris": "how many trajectories, each of one point more than there are intervals",
    "saltelli": "how many base points, each of which becomes two points more than there are intervals",
}
