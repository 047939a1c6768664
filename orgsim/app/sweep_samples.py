"""A sweep in a folder as the analyses take it, kept as long as its files do not change; and what its columns mean."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from orgsim.analysis.axis import labels_of
from orgsim.analysis.sample import POINT, Sample
from orgsim.app.folders import check_table, reading
from orgsim.app.regular import Fit
from orgsim.model.parameters import BY_KEY, Number
from orgsim.spec.bounds import DESIGN, LEVER_TIMING
from orgsim.summaries.table import SCALARS
from orgsim.sweeps.sample import chosen, read_only, sweep_sample
from orgsim.sweeps.store.layout import RUNS, Layout
from orgsim.sweeps.sweep_results import SweepResults, open_sweep


class Read(NamedTuple):
    """A sample, and the number of each of its points (points,) in the sweep's design."""

    sample: Sample
    points: NDArray[np.int64]


def read(folder: Path, only: list[str]) -> Read:
    """The sample of a sweep, or of its points with the values in `only` (KEY=VALUE each). Raises what reading raises."""
    with reading(folder) as seen:
        return _read(folder, tuple(only), seen)


def summarised(folder: Path, columns: list[str] | None, statistic: str) -> pd.DataFrame:
    """The design with a statistic of each scalar over the runs of a point. Raises what reading raises."""
    with reading(folder):
        return _open(folder).summarised(columns, statistic)


@lru_cache(maxsize=6)
def _read(folder: Path, only: tuple[str, ...], _: Fit) -> Read:
    wanted, results = read_only(only), _open(folder)
    return Read(sweep_sample(results, only=wanted), chosen(results.design, wanted)[POINT].to_numpy(dtype=np.int64))


def _open(folder: Path) -> SweepResults:
    """A sweep whose tables fit in the memory."""
    results = open_sweep(folder)
    check_table([Layout(folder).design, *results.files(RUNS)])
    return results


def factors(results: SweepResults) -> list[dict[str, Any]]:
    """What was varied: key, label, kind, range or values, and what the key means."""
    design, specification = results.design, results.specification["sweep"]
    keys = [factor["key"] for factor in specification["factors"] if factor["key"] in design]
    labels = labels_of(keys)
    return [
        {
            **{name: factor.get(name) for name in ("key", "kind", "low", "high", "scale")},
            "label": labels[factor["key"]],
            "values": _values(design[factor["key"]]),
            "varies": design[factor["key"]].nunique(dropna=False) > 1,
            **meaning(factor["key"]),
        }
        for factor in specification["factors"]
        if factor["key"] in keys
    ]


def meaning(key: str) -> dict[str, str]:
    """Unit and meaning of a key, empty where the tables have none."""
    number: Number | None = BY_KEY[key].number if key in BY_KEY else {**LEVER_TIMING, **DESIGN}.get(key)
    return {"unit": "", "meaning": ""} if number is None else {"unit": number.unit, "meaning": number.meaning}


def scalars() -> list[dict[str, str]]:
    """What each run is summed up in."""
    return [each._asdict() for each in SCALARS]


def scalar(name: str) -> dict[str, str]:
    """Name, unit and meaning of one of them."""
    return next((each for each in scalars() if each["name"] == name), {"name": name, "unit": "", "meaning": ""})


def _values(column: pd.Series, most: int = 60) -> list[Any] | None:
    """The values that a factor has where they are few."""
    found = pd.unique(column)
    if len(found) > most:
        return None
    return sorted(found.tolist(), key=lambda each: (isinstance(each, str), each))
