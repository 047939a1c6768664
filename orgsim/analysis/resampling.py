"""The bootstrap over replications, with addressed dice: the same seed gives the same resamples on every machine."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from orgsim.analysis.across import Floats

#: Second word of the key: these dice are no replication's.
_PURPOSE = 0xB007
RESAMPLES = 2000


def resampled(replications: int, seed: int, resamples: int = RESAMPLES) -> NDArray[np.int64]:
    """Places of replications drawn with replacement, shape (resamples, replications)."""
    dice = np.random.Generator(np.random.Philox(key=np.array([seed, _PURPOSE], dtype=np.uint64)))
    return dice.integers(0, replications, (resamples, replications))


def bootstrap_interval(
    values: Floats, statistic: Callable[[Floats], Floats], seed: int, confidence: float, resamples: int = RESAMPLES
) -> tuple[float, float]:
    """The percentile interval (Efron 1979) of a statistic of means over replications.

    `values` has the shape (replication, case); `statistic` turns means of the shape (resample, case) into one number for each
    resample, NaN where there is none; infinite ones are allowed. Both ends are NaN when no resample has a number.
    """
    places = resampled(len(values), seed, resamples)
    counts = np.zeros(places.shape)
    np.add.at(counts, (np.arange(len(places))[:, None], places), 1.0)
    found = statistic(counts @ values / len(values))
    found = found[~np.isnan(found)]
    if not len(found):
        return float("nan"), float("nan")
    low, high = np.quantile(found, [0.5 - 0.5 * confidence, 0.5 + 0.5 * confidence], method="inverted_cdf")
    return float(low), float(high)
