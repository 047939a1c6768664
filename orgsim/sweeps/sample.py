"""A sweep's results as the analyses take them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from orgsim.analysis.sample import POINT, Sample, matching
from orgsim.analysis.sample_making import make_sample
from orgsim.errors import ConfigurationError
from orgsim.spec.values import name_fault, shown
from orgsim.summaries.table import SCALARS
from orgsim.sweeps.store.tables import POINT_ID, QUANTILE, REPLICATION, WEEK
from orgsim.sweeps.sweep_results import SweepResults

_MEDIAN = 0.5
#: Units of what cannot leave 0 to 1.
_SHARES = ("share", "0 or 1")


def sweep_sample(
    results: SweepResults,
    outcomes: Sequence[str] | None = None,
    weekly: Sequence[str] = (),
    *,
    only: Mapping[str, str] | None = None,
) -> Sample:
    """The points of a sweep and what their runs came to, with the bounds, scales and dice of its specification.

    `outcomes` chooses scalars by name or pattern (all by default); `weekly` weekly outcomes to be read too: means over
    replications where the sweep kept series, medians where it kept quantiles. `only` keeps the points with these values,
    such as one scenario.

    Raises ConfigurationError and ResultsError as the reading does.

    >>> import orgsim
    >>> sample = sweep_sample(orgsim.open_sweep("results/screening"))  # doctest: +SKIP
    """
    sweep = results.specification["sweep"]
    design = chosen(results.design.drop(columns=POINT_ID), only or {})
    runs = results.runs.pandas(None if outcomes is None else matching(outcomes, results.runs.columns))
    courses = _courses(results, weekly) if weekly else None
    factors = [factor for factor in sweep["factors"] if factor["low"] is not None and factor["high"] is not None]
    sample = make_sample(
        design,
        runs[runs[POINT].isin(design[POINT])],
        {factor["key"]: (factor["low"], factor["high"]) for factor in factors},
        scales={factor["key"]: factor["scale"] for factor in factors},
        weekly=None if courses is None else courses[courses[POINT].isin(design[POINT])],
        common=sweep["common"],
        source=str(results.root),
        shares={scalar.name for scalar in SCALARS if scalar.unit in _SHARES},
    )
    sampled = {factor["key"] for factor in sweep["factors"] if factor["kind"] == "sampled"}
    repeated = sweep["sampling"]["method"] in ("saltelli", "morris")
    return replace(sample, crossed=tuple(key for key in sample.keys if key not in sampled) if repeated else ())


def chosen(design: pd.DataFrame, only: Mapping[str, str]) -> pd.DataFrame:
    """The rows of a design with these values (as text) of factors. Raises ConfigurationError for unknown ones."""
    for key, value in only.items():
        if key not in design:
            raise ConfigurationError(name_fault("only", key, [str(name) for name in design if name not in (POINT, "stratum")]))
        same = design[key].map(_text) == _text(value)
        if not same.any():
            raise ConfigurationError(name_fault(f"only: {key}", value, sorted(set(design[key].map(_text)))[:20]))
        design = design[same]
    return design


def read_only(asked: Sequence[str]) -> dict[str, str]:
    """KEY=VALUE each, as a mapping. Raises ConfigurationError for what is not."""
    for each in asked:
        if not re.match(r"^[^=]+=.+$", each):
            raise ConfigurationError(f"only={shown(each)}: must be KEY=VALUE, such as scenario=lead_after_turnaround")
    return dict(each.split("=", 1) for each in asked)


def _text(value: object) -> str:
    """A value as it is typed: numbers without needless digits."""
    try:
        return f"{float(str(value)):.10g}"
    except ValueError:
        return str(value)


def _courses(results: SweepResults, weekly: Sequence[str]) -> pd.DataFrame:
    """Weekly outcomes by point and week: every replication's, or medians over them."""
    if results.specification["shared"]["keep"] == "quantiles":
        frame = results.quantiles.pandas(weekly)
        return frame[(frame[QUANTILE] - _MEDIAN).abs() < 1e-6].drop(columns=QUANTILE)
    frame = results.series.pandas(weekly)
    return frame.drop(columns=REPLICATION).groupby([POINT, WEEK], as_index=False).mean()
