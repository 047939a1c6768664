"""Weekly tables of a chunk: quantiles over each point's replications, or every run."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

#: The quantiles by week that are kept.
SHARES = (0.05, 0.25, 0.5, 0.75, 0.95)


def weekly_table(
    keep: str, ids: NDArray[np.int64], first: int, *, outcomes: NDArray[np.float64], schema: pa.Schema
) -> pa.Table:
    """`outcomes` (point, replication, week, outcome) as rows, by point, replication or quantile, and week."""
    values, second = outcomes, np.arange(first, first + outcomes.shape[1])
    if keep == "quantiles":
        values, second = quantiles(outcomes), np.array(SHARES, dtype=np.float32)
    points, inner, weeks, _ = values.shape
    keys: list[Any] = [
        np.repeat(ids, inner * weeks),
        np.tile(np.repeat(second, weeks), points),
        np.tile(np.arange(weeks, dtype=np.int32), points * inner),
    ]
    flat = np.ascontiguousarray(values.reshape(-1, values.shape[-1]).T, dtype=np.float32)
    return pa.Table.from_arrays([pa.array(column) for column in (*keys, *flat)], schema=schema)


def quantiles(outcomes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Quantiles (point, share, week, outcome) over replications, linear between neighbours; runs without a value left out."""
    ordered = np.sort(outcomes, axis=1)  # NaN last
    known = (~np.isnan(ordered)).sum(axis=1, keepdims=True)
    found = []
    for share in SHARES:
        place = share * np.maximum(known - 1, 0)
        low = np.floor(place).astype(np.int64)
        high = np.minimum(low + 1, np.maximum(known - 1, 0))
        below, above = (np.take_along_axis(ordered, each, axis=1) for each in (low, high))
        found.append(below + (above - below) * (place - low))
    return np.concatenate(found, axis=1)
