"""The verdict on a share of runs: how many of them show something, with Wilson's interval."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from orgsim.claims.verdict import Verdict, Wanted


def judged_share(part: str, statistic: str, flags: NDArray[Any], *, wanted: Wanted, confidence: float = 0.99) -> Verdict:
    """The verdict on the share of runs in which something is so, in per cent; `flags` (replication,) are true or false.

    It holds when the whole Wilson interval lies where it must.
    """
    from scipy.stats import binomtest

    seen = np.asarray(flags, dtype=bool)
    found = binomtest(int(seen.sum()), len(seen)).proportion_ci(confidence, method="wilson")
    low, high = 100.0 * float(found.low), 100.0 * float(found.high)
    unit = "% of runs"
    return Verdict(
        part, statistic, 100.0 * float(seen.mean()), low, high, unit, wanted.words(unit), wanted.holds(low, high), len(seen)
    )
