"""The bootstrap over replications: how far a figure would move if other runs of the same study had been drawn."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from orgsim.errors import ConfigurationError
from orgsim.spec.bounds import DESIGN
from orgsim.spec.values import fault, is_number, number_faults

Floats = NDArray[np.float64]
RESAMPLES = 1000
_PURPOSE = 100


def resampled_means(values: Floats, resamples: int = RESAMPLES, seed: int = 1) -> Floats:
    """Means over replications drawn with replacement from `values` (replication, week); shape (resamples, week).

    Draw i is the same for the same seed and number of replications, however many are asked for (Philox, key seed). A week in
    which some replication has no value has no mean (NaN).

    Raises ConfigurationError for fewer than one resample and for a seed that is no 32-bit number.
    """
    faults = number_faults("seed", seed, DESIGN["seed"])
    if not (is_number(resamples, whole=True) and resamples >= 1):
        faults.append(fault("resamples", resamples, "a whole number from 1"))
    if faults:
        raise ConfigurationError(faults)
    count = len(values)
    dice = np.random.Generator(np.random.Philox(key=np.array([seed, _PURPOSE], dtype=np.uint64)))
    drawn = dice.integers(0, count, (resamples, count))
    times = np.zeros((resamples, count))
    np.add.at(times, (np.arange(resamples)[:, None], drawn), 1.0)
    return np.asarray(times @ values / count, dtype=np.float64)


def percentile_interval(estimates: Floats, confidence: float) -> tuple[float, float]:
    """The range that holds the middle `confidence` of estimates (resamples,); NaN counts as later and higher than everything.

    An end that falls among the NaN is NaN: "or never".
    """
    ordered = np.sort(np.where(np.isnan(estimates), np.inf, estimates))
    shares = (0.5 - 0.5 * confidence, 0.5 + 0.5 * confidence)
    low, high = (float(ordered[min(int(share * len(ordered)), len(ordered) - 1)]) for share in shares)
    return (low if np.isfinite(low) else np.nan), (high if np.isfinite(high) else np.nan)
