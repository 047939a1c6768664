"""A look at results that are labelled data: the headline curves as numbers by the year, and drawn small in a notebook.

Results stay plain xarray, whose own repr lists every variable. A function shows them, not an accessor: an accessor is there
only once the module that registers it has been imported, and `import orgsim` imports no xarray.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from orgsim.analysis.across import Floats, mean_of
from orgsim.analysis.summary import year_ends
from orgsim.analysis.wording import display_of
from orgsim.errors import ConfigurationError
from orgsim.model.outcomes import OUTCOME_NAMES
from orgsim.notebook import Html, Shown, sparkline

if TYPE_CHECKING:
    import xarray as xr

HEADLINES = ("performance", "engagement", "quits")
_DIAGNOSIS = ("index", "said", "gap")


@dataclass(frozen=True, repr=False)
class Look(Shown):
    """Some curves of a result: `about` it in a line, and for each its label, its values by week and their factor."""

    about: str
    curves: tuple[tuple[str, Floats, float], ...]

    def headline(self) -> str:
        """What the result is of."""
        return self.about

    def cells(self) -> tuple[list[str], Iterator[Sequence[Any]]]:
        """A row for each curve: its mean over the last weeks of some years, and the curve."""
        ends = year_ends((1, 3, 6), len(self.curves[0][1]))
        return ["", *(f"year {end.year}" for end in ends), "by week"], self._rows(ends)

    def _rows(self, ends: Sequence[Any]) -> Iterator[Sequence[Any]]:
        for label, values, factor in self.curves:
            means = (float(mean_of(values[end.start : end.stop], axis=0)) * factor for end in ends)
            yield [label, *("-" if mean != mean else f"{mean:.1f}" for mean in means), Html(sparkline(values, label))]


def show(results: xr.Dataset | xr.DataTree) -> Look:
    """A look at a result: its three headline curves by the year, and drawn small in a notebook.

    Parameters
    ----------
    results : xarray.Dataset or xarray.DataTree
        What `simulate`, `survey`, `summarize`, `summarize_survey`, `read_results`, `compare` or `diagnose` returned.

    Returns
    -------
    Look
        Shows itself at the prompt (`print` works too) and in notebooks: performance, engagement and quits, of a comparison the
        differences, of a diagnosis the leadership index, what leaders would say, and the gap. Each number is a mean over
        replications and over the last weeks of the year, in per cent.

    Raises
    ------
    ConfigurationError
        For anything else.

    Examples
    --------
    >>> import orgsim
    >>> department = orgsim.Organization.synthetic(leaders=2, managers_per_leader=2, workers_per_manager=3)
    >>> look = orgsim.show(orgsim.simulate(department, replications=2, weeks=52))
    >>> print(str(look).splitlines()[0])
    management_trap: 2 replications of 52 weeks, seed 1
    """
    dataset = results["weekly"].to_dataset() if "weekly" in getattr(results, "children", ()) else results
    if "week" not in getattr(dataset, "sizes", ()):
        raise ConfigurationError("show: not a result; it shows what simulate, survey, summarize, compare and diagnose return")
    curves = tuple(_curves(dataset))
    if not curves:
        raise ConfigurationError(f"show: the result has none of {', '.join((*HEADLINES, *_DIAGNOSIS))}")
    return Look(_about(dataset), curves)


def _curves(dataset: Any) -> Iterator[tuple[str, Floats, float]]:
    """Label, weekly values and factor of each curve that is there."""
    if "difference" in dataset:
        names = [str(name) for name in dataset["outcome"].to_numpy()]
        chosen = [name for name in HEADLINES if name in names] or names[:3]
        yield from (_outcome(name, dataset["difference"].sel(outcome=name)) for name in chosen)
    for name in HEADLINES:
        if name in dataset:
            yield _outcome(name, dataset[f"{name}_mean"] if f"{name}_mean" in dataset else dataset[name])
    for name in _DIAGNOSIS:
        if name in dataset and name not in OUTCOME_NAMES:
            yield f"{dataset[name].attrs.get('long_name', name)}, %", _weekly(dataset[name]), 100.0


def _outcome(name: str, values: Any) -> tuple[str, Floats, float]:
    shown = display_of(name)
    return f"{shown.label}, {shown.long_unit}", _weekly(values), shown.factor


def _weekly(values: Any) -> Floats:
    """The mean over everything but the week."""
    ordered = values.transpose("week", ...).to_numpy()
    return mean_of(np.asarray(ordered, dtype=np.float64).reshape(len(ordered), -1), axis=1)


def _about(dataset: Any) -> str:
    """What it is of, how often and how long."""
    name = dataset.attrs.get("scenario") or dataset.attrs.get("title", "result")
    runs = dataset.sizes.get("replication") or dataset.attrs.get("replications")
    seed = f", seed {dataset.attrs['seed']}" if "seed" in dataset.attrs else ""
    return f"{name}: {f'{int(runs):,} replications of ' if runs else ''}{dataset.sizes['week']:,} weeks{seed}"
