"""Bands as labelled data: quantiles, means and spreads by week, with the runs' scalars where they were kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from orgsim.model.outcomes import OUTCOMES
from orgsim.model.scenario import Scenario
from orgsim.spec.study import Study
from orgsim.study.dataset import run_coordinates
from orgsim.study.describe import attributes
from orgsim.summaries.bands import Bands
from orgsim.summaries.table import SCALARS

#: Shares of the runs that are below: extremes, medians, and the usual bands.
QUANTILES = (0.0, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 1.0)
#: What stands beside an outcome's quantiles, by the end of the variable's name.
STATISTICS = {"mean": "mean over runs", "sd": "standard deviation over runs", "count": "runs that have a value"}


def bands_dataset(
    bands: Bands, study: Study, scenario: Scenario, *, quantiles: Sequence[float], kept: Sequence[NDArray[np.float64]] = ()
) -> xr.Dataset:
    """One scenario's bands as a dataset.

    Each outcome is a variable (quantile, week), its extremes exact and what lies between within the attribute `resolution`;
    `<outcome>_mean`, `<outcome>_sd` and `<outcome>_count` (week,) are over runs that have a value. With `kept`, the scalars
    of all runs in pieces (run, scalar), each scalar of `orgsim.summaries.table` is a variable (replication,).
    """
    design = study.design
    coords = run_coordinates(design.first, design.replications, design.weeks)
    data: dict[str, Any] = {}
    for outcome, (name, numbers) in zip(OUTCOMES, band_variables(bands, quantiles), strict=True):
        about = {"units": outcome.unit, "long_name": outcome.label, "description": outcome.meaning}
        data |= labelled(name, numbers, "week", about=about)
    if kept:
        data |= _scalar_variables(np.concatenate(kept))
    else:
        del coords["replication"]
    coords["quantile"] = quantile_coordinate(quantiles)
    about_all = {**attributes(study, scenario), "replications": int(design.replications)}
    return xr.Dataset(data, coords, about_all)


def band_variables(bands: Bands, quantiles: Sequence[float]) -> Iterator[tuple[str, dict[str, Any]]]:
    """For each outcome its name and numbers: `quantiles` (quantile, week), `mean`, `sd`, `count` (week,), `resolution`."""
    cut = np.stack([bands.quantile(share) for share in quantiles])
    mean, sd, count = bands.mean(), bands.sd(), bands.count()
    for place, name in enumerate(bands.names):
        numbers = {"mean": mean[:, place], "sd": sd[:, place], "count": count[:, place]}
        yield name, {"quantiles": cut[:, :, place], **numbers, "resolution": float(bands.resolution[place])}


def labelled(name: str, numbers: Mapping[str, Any], moment: str, *, about: Mapping[str, str]) -> dict[str, Any]:
    """The variables of one outcome; `moment` is the dimension of its bands' weeks or years."""
    data: dict[str, Any] = {
        name: (("quantile", moment), numbers["quantiles"], {**about, "resolution": numbers["resolution"]}),
    }
    for statistic, meaning in STATISTICS.items():
        units = "runs" if statistic == "count" else about["units"]
        text = {"units": units, "long_name": f"{about['long_name']}, {statistic}", "description": meaning}
        data[f"{name}_{statistic}"] = ((moment,), numbers[statistic], text)
    return data


def quantile_coordinate(quantiles: Sequence[float]) -> tuple[str, list[float], dict[str, str]]:
    """The coordinate `quantile`: shares of the runs that are below."""
    return "quantile", [float(share) for share in quantiles], {"description": "share of the runs that are below"}


def _scalar_variables(runs: NDArray[np.float64]) -> dict[str, Any]:
    return {
        scalar.name: (("replication",), runs[:, place], {"units": scalar.unit, "description": scalar.meaning})
        for place, scalar in enumerate(SCALARS)
    }
