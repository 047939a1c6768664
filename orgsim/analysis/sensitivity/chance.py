"""How much of an outcome's variance is chance: variance between points against variance between replications of a point."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from orgsim.analysis.across import Floats


class Chance(NamedTuple):
    """Variances of one run, and how much of what indices of means rest on is chance.

    `between`: variance of the points' true means; `within`: mean variance over replications of a point; `share`: within as a
    part of both (the stochastic share); `left`: chance as a part of the variance of the points' means.
    NaN with one replication.
    """

    between: float
    within: float
    share: float
    left: float


def chance(values: Floats, common: bool) -> Chance:
    """Take the variance of values (points, replications) apart: a one-way analysis of variance with random effects.

    With common random numbers the replications' own effects move all points alike and leave their differences; what is left
    in the means is the interaction alone, by a two-way analysis. Points with one run are left out.
    """
    known = ~np.isnan(values)
    values = values[known.sum(axis=1) > 1]
    known = ~np.isnan(values)
    if len(values) < 2:
        return Chance(np.nan, np.nan, np.nan, np.nan)
    count = known.sum(axis=1)
    means = np.nansum(values, axis=1) / count
    residuals = np.where(known, values - means[:, None], 0.0)
    within = float((residuals**2).sum() / (count - 1).sum())
    noise = within
    if common and len(values) > 2:
        shared = residuals.sum(axis=0) / np.maximum(known.sum(axis=0), 1)
        rest = np.where(known, residuals - shared, 0.0)
        noise = float((rest**2).sum() / max((count - 1).sum() * (1 - 1 / len(values)), 1))
    spread = float(means.var(ddof=1))
    of_means = noise * float((1 / count).mean())
    between = max(spread - of_means, 0.0)
    whole = between + within
    return Chance(
        between, within, within / whole if whole > 0 else np.nan, min(of_means / spread, 1.0) if spread > 0 else np.nan
    )
