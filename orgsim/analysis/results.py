"""Results of either kind: runs that were kept, as `simulate` gives them, and bands over runs that were not, of `summarize`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orgsim.errors import ConfigurationError

if TYPE_CHECKING:
    import xarray as xr

#: The quantiles of a curve: lower end of the band, median, upper end.
CURVE_SHARES = (0.1, 0.5, 0.9)


def is_summary(dataset: xr.Dataset) -> bool:
    """Whether a dataset holds bands over runs (of `summarize`) in place of the runs (of `simulate`)."""
    return "quantile" in dataset.dims


def check_kept(dataset: xr.Dataset, what: str) -> None:
    """ConfigurationError when the runs that an analysis needs were not kept; `what` names the result."""
    if is_summary(dataset):
        raise ConfigurationError(f"{what} holds summaries of runs that were not kept; use a result of simulate (series=true)")


def replications_of(dataset: xr.Dataset) -> int:
    """How many runs a result is of, kept or not."""
    return int(dataset.attrs["replications"]) if is_summary(dataset) else dataset.sizes["replication"]


def trailing_name(outcome: str) -> str:
    """The variable of a summary that has the quantiles of an outcome's trailing means."""
    return f"{outcome}_trailing"
