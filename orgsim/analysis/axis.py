"""A factor of a sample: its values as numbers, on its scale, and what it is called."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from orgsim.analysis.across import Floats


@dataclass(frozen=True)
class Axis:
    """A factor as it was varied: a number between `low` and `high` on a `scale` (linear or log), or one of some `levels`."""

    key: str
    label: str
    low: float = 0.0
    high: float = 1.0
    scale: str = "linear"
    levels: tuple[str, ...] = ()

    def numbers(self, values: pd.Series) -> Floats:
        """Values (points,) as numbers: the places of levels, else the values themselves."""
        if self.levels:
            return pd.Categorical(values.astype(str), categories=list(self.levels)).codes.astype(np.float64)
        return values.to_numpy(dtype=np.float64)

    def unit(self, numbers: Floats) -> Floats:
        """Numbers of this factor on its scale, its bounds at 0 and 1."""
        if self.levels:
            return numbers / max(len(self.levels) - 1, 1)
        low, high, at = self.low, self.high, numbers
        if self.scale == "log":
            low, high, at = float(np.log(low)), float(np.log(high)), np.log(numbers)
        return (at - low) / (high - low)


def keyed(table: pd.DataFrame, axes: Iterable[Axis]) -> pd.DataFrame:
    """A table whose column `factor` has labels, or pairs of them joined by ` x `, with the factors' keys there."""
    keys = {axis.label: axis.key for axis in axes}
    return table.assign(factor=[" x ".join(keys.get(each, each) for each in name.split(" x ")) for name in table["factor"]])


#: Last parts of keys that say nothing by themselves.
_VAGUE = frozenset(("base", "decay", "end", "gain", "mean", "ramp", "rate", "sd", "size", "start", "week"))


def labels_of(keys: Sequence[str]) -> dict[str, str]:
    """What factors are called: the last part of the key, with as many parts before it as tell it from the others.

    What says nothing by itself, such as `mean`, has the part before it too.

    >>> labels_of(["levers.coaching", "context.leading_skill.mean", "context.style.habit", "start.habit"])["start.habit"]
    'start habit'
    """
    labels = {}
    for key in keys:
        parts = key.split(".")
        for count in range(1 + (parts[-1] in _VAGUE and len(parts) > 1), len(parts) + 1):
            tail = parts[-count:]
            if sum(other.split(".")[-count:] == tail for other in keys) == 1:
                break
        labels[key] = " ".join(tail).replace("_", " ")
    return labels
