"""What difference does it make? Two scenarios, replication by replication, with common random numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from orgsim.analysis.across import Floats, mean_interval, quantile, share_above
from orgsim.analysis.results import check_kept
from orgsim.errors import ConfigurationError, suggestion
from orgsim.model.outcomes import OUTCOME_NAMES, OUTCOMES
from orgsim.naming import named

if TYPE_CHECKING:
    import xarray as xr

#: Attributes that two results must share to be the same dice thrown for the same people under the same theory.
SHARED = {"seed": "seed", "unit": "unit", "organization_fingerprint": "organization fingerprint", "model_hash": "model hash"}
_MEANINGS = {
    "difference": "mean of the paired differences, first minus second",
    "low": "lower end of the interval of the mean difference",
    "high": "upper end of the interval of the mean difference",
    "quantile_10": "10 % of the paired differences are below",
    "quantile_90": "90 % of the paired differences are below",
    "share_above": "share of replications in which the first is higher; ties count half",
    "pairs": "replications in which both have a value",
}


@named()
def compare(
    a: xr.Dataset, b: xr.Dataset, outcomes: str | Sequence[str] | None = None, *, confidence: float = 0.95
) -> xr.Dataset:
    """Paired differences between two results of `simulate`, first minus second, week by week.

    In each week a replication stands at the mean of its 13 weeks up to it, as in the table of results: one number everywhere.
    Replication i of one is paired with replication i of the other: the same company and the same dice, until a lever moves.

    Parameters
    ----------
    a, b : xarray.Dataset
        Results of `simulate` with the same organization, seed, unit, replications and weeks.
    outcomes : str or sequence of str, optional
        Outcomes by name; all by default.
    confidence : float, default 0.95
        Confidence of the interval, between 0 and 1.

    Returns
    -------
    xarray.Dataset
        Dimensions `outcome, week`: `difference` (mean), `low` and `high` (its Student interval at `confidence`),
        `quantile_10` and `quantile_90` (of the differences themselves), `share_above` (share of replications in which the
        first is *higher*, ties counting half: for quits, unresolved exceptions and escalations lower is better) and `pairs`.
        Outcomes of empty roles stay NaN.

    Raises
    ------
    ConfigurationError
        When the two do not share seed, unit, organization, model, replications and weeks, or for an unknown outcome or a
        confidence outside (0, 1).

    Examples
    --------
    >>> import orgsim
    >>> department = orgsim.Organization.synthetic(leaders=2, managers_per_leader=2, workers_per_manager=3)
    >>> led, trap = (
    ...     orgsim.simulate(department, name, replications=2, weeks=26) for name in ("led_from_the_start", "management_trap")
    ... )
    >>> difference = orgsim.compare(led, trap, "performance")
    >>> difference["difference"].dims
    ('outcome', 'week')
    >>> int(difference["pairs"].sel(outcome="performance", week=25))
    2
    """
    import xarray as xr

    check_pair(a, b)
    names = check_outcomes(outcomes)
    check_confidence(confidence)
    columns = [paired_statistics(paired_levels(a, b, name), confidence) for name in names]
    data = {
        key: (("outcome", "week"), np.stack([column[key] for column in columns]), {"description": meaning})
        for key, meaning in _MEANINGS.items()
    }
    table = {outcome.name: outcome for outcome in OUTCOMES}
    coords = {
        "outcome": list(names),
        "week": a["week"],
        "year": a["year"],
        "label": ("outcome", [table[name].label for name in names]),
        "unit": ("outcome", [table[name].unit for name in names]),
    }
    return xr.Dataset(data, coords, _attributes(a, b, confidence))


def paired_differences(a: xr.Dataset, b: xr.Dataset, outcome: str) -> Floats:
    """First minus second of one outcome, shape (replication, week)."""
    dims = ("replication", "week")
    return np.asarray(a[outcome].transpose(*dims).to_numpy() - b[outcome].transpose(*dims).to_numpy(), dtype=np.float64)


def paired_levels(a: xr.Dataset, b: xr.Dataset, outcome: str) -> Floats:
    """First minus second of where each replication stands in each week, shape (replication, week)."""
    from orgsim.analysis.trailing import levels

    one, other = (levels(each[outcome].transpose("replication", "week").to_numpy()) for each in (a, b))
    return np.asarray(one - other, dtype=np.float64)


def paired_statistics(differences: Floats, confidence: float) -> dict[str, Any]:
    """The statistics of `compare` for differences (replication, ...), each with the shape (...,)."""
    mean = mean_interval(differences, confidence)
    return {
        "difference": mean.mean,
        "low": mean.low,
        "high": mean.high,
        "quantile_10": quantile(differences, 0.1),
        "quantile_90": quantile(differences, 0.9),
        "share_above": share_above(differences),
        "pairs": mean.pairs,
    }


def check_pair(a: xr.Dataset, b: xr.Dataset) -> None:
    """Refuse results that cannot be paired: ConfigurationError with one line that names each field and both values."""
    import xarray as xr

    for place, dataset in (("first", a), ("second", b)):
        if not isinstance(dataset, xr.Dataset) or any(key not in dataset.attrs for key in SHARED):
            raise ConfigurationError(f"cannot compare: the {place} is not a result of simulate")
        check_kept(dataset, f"cannot compare: the {place}")
    differing = [*_differing_attributes(a, b), *_differing_spans(a, b)]
    if differing:
        names = " with ".join(repr(dataset.attrs.get("scenario", "?")) for dataset in (a, b))
        raise ConfigurationError(f"cannot compare {names}, which differ in {'; '.join(differing)}")


def check_outcomes(outcomes: str | Sequence[str] | None) -> tuple[str, ...]:
    """The outcomes asked for, in their order; ConfigurationError with a line for each unknown one."""
    names = OUTCOME_NAMES if outcomes is None else (outcomes,) if isinstance(outcomes, str) else tuple(outcomes)
    faults = [
        f"outcomes: no outcome {name!r}{suggestion(str(name), OUTCOME_NAMES)}" for name in names if name not in OUTCOME_NAMES
    ]
    if faults or not names:
        raise ConfigurationError(faults or "outcomes: none given")
    return names


def check_confidence(confidence: float) -> None:
    """ConfigurationError unless the confidence lies between 0 and 1."""
    if not 0 < confidence < 1:
        raise ConfigurationError(f"confidence: {confidence!r} is not between 0 and 1")


def _differing_attributes(a: xr.Dataset, b: xr.Dataset) -> Iterator[str]:
    for key, label in SHARED.items():
        one, other = str(a.attrs[key]), str(b.attrs[key])
        if one != other:
            yield f"{label} ({one[:12]} and {other[:12]})"


def _differing_spans(a: xr.Dataset, b: xr.Dataset) -> Iterator[str]:
    for key, label in (("replication", "replications"), ("week", "weeks")):
        one, other = (dataset[key].to_numpy() for dataset in (a, b))
        if not np.array_equal(one, other):
            yield f"{label} ({_span(one)} and {_span(other)})"


def _span(numbers: Any) -> str:
    """`0 to 199`, or the count when there are gaps."""
    if len(numbers) and np.array_equal(numbers, np.arange(numbers[0], numbers[0] + len(numbers))):
        return f"{numbers[0]} to {numbers[-1]}"
    return f"{len(numbers)} of them, not in a row"


def _attributes(a: xr.Dataset, b: xr.Dataset, confidence: float) -> dict[str, str | int | float]:
    """What was compared, and what both share."""
    names = {"first": a.attrs["scenario"], "second": b.attrs["scenario"], "confidence": float(confidence)}
    title = {"title": f"{names['first']} minus {names['second']}"}
    return title | names | {key: a.attrs[key] for key in SHARED}
