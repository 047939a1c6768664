"""Sensitivity indices of one outcome: Sobol, Morris and RBD-FAST by SALib, and group means for factors with few values."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import NormalDist
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from orgsim.analysis.across import Floats
from orgsim.analysis.sensitivity.structure import Saltelli, Trajectories

#: Morris's step in SALib at four levels, p / (2 (p − 1)), which it divides by whatever the step was.
_SALIB_LEVELS, _SALIB_STEP = 4, 2 / 3
_SHUFFLE, _RESAMPLE = 101, 106
#: Numbers with no more values than these are steps, of which RBD-FAST's ten harmonics miss a part (4 % of two).
FEW = 12


class Index(NamedTuple):
    """A kind of index for every factor (or pair): value and interval, each (factors,)."""

    name: str
    parts: tuple[str, ...]
    value: Floats
    low: Floats
    high: Floats


def sobol_indices(
    names: Sequence[str], values: Floats, design: Saltelli, *, second: bool, confidence: float, resamples: int, seed: int
) -> list[Index]:
    """First-order (S1), total (ST) and, on request, second-order (S2) Sobol indices of values (base, width).

    Estimators of Saltelli et al. (2010) and of Saltelli (2002), as in SALib; normal intervals from its bootstrap over base
    rows. S1 is the part of the variance that goes when a factor is known, ST the part that is left when all others are.
    """
    from SALib.analyze import sobol

    found = sobol.analyze(
        _problem(names), values.ravel(), design.second, resamples, confidence, seed=seed + 1
    )  # SALib takes seed 0 for none
    indices = [_around(kind, names, found[kind], found[f"{kind}_conf"]) for kind in ("S1", "ST")]
    if second and design.second:
        first, other = np.triu_indices(len(names), 1)
        pairs = [f"{names[i]} x {names[j]}" for i, j in zip(first.tolist(), other.tolist(), strict=True)]
        indices.append(_around("S2", pairs, found["S2"][first, other], found["S2_conf"][first, other]))
    return indices


def morris_indices(
    names: Sequence[str], unit: Floats, values: Floats, *, design: Trajectories, confidence: float, resamples: int, seed: int
) -> list[Index]:
    """Morris's mean (mu), mean size (mu_star) and spread (sigma) of elementary effects of values (trajectories, factors + 1).

    An effect is the change of the outcome for a factor's move across its whole range, at the pace of the step. mu_star has
    SALib's bootstrap interval over trajectories (Campolongo et al. 2007), mu Student's, and sigma that of a normal's spread.
    """
    from SALib.analyze import morris
    from scipy import stats

    found = morris.analyze(
        _problem(names), unit.reshape(-1, len(names)), values.ravel(),
        num_resamples=resamples, conf_level=confidence, num_levels=_SALIB_LEVELS, seed=seed,
    )  # fmt: skip
    scale = _SALIB_STEP / design.steps
    mu, star, sigma = (np.asarray(found[kind], dtype=np.float64) * scale for kind in ("mu", "mu_star", "sigma"))
    freedom, tail = len(values) - 1, 0.5 - 0.5 * confidence
    half = stats.t.isf(tail, freedom) * sigma / len(values) ** 0.5
    factors = [(freedom / stats.chi2.ppf(share, freedom)) ** 0.5 for share in (1 - tail, tail)]
    return [
        _around("mu_star", names, star, np.asarray(found["mu_star_conf"], dtype=np.float64) * scale),
        _around("mu", names, mu, half),
        Index("sigma", tuple(names), sigma, sigma * factors[0], sigma * factors[1]),
    ]


def given_indices(
    names: Sequence[str], unit: Floats, values: Floats, *, grouped: Sequence[bool], confidence: float, resamples: int, seed: int
) -> list[Index]:
    """First-order indices (S1) of values (points,) at any sample of independent factors.

    Those `grouped` (factors,) by the means of the groups of points that share a value, the others by random balance designs.
    """
    value, half = np.empty(len(names)), np.empty(len(names))
    smooth = [place for place in range(len(names)) if not grouped[place]]
    if smooth:
        own = [names[place] for place in smooth]
        value[smooth], half[smooth] = _balanced(own, unit[:, smooth], values, confidence, resamples, seed)
    for place in set(range(len(names))) - set(smooth):
        value[place], half[place] = _by_groups(unit[:, place], values, confidence, resamples, seed)
    return [_around("S1", names, value, half)]


def correlation_ratio(groups: NDArray[np.int64], values: Floats) -> float:
    """The part of the variance of values (points,) that lies between groups (points,), without bias: ε² of Kelley (1935).

    1 − (n − 1) / (n − k) · squares within the k groups / squares of all n: 0 on average where the factor does nothing, with
    values below it, and 1 where it decides all. NaN where no group has two points.
    """
    count = np.bincount(groups)
    used, points = int((count > 0).sum()), len(values)
    means = np.bincount(groups, values) / np.maximum(count, 1)
    within, whole = ((values - means[groups]) ** 2).sum(), ((values - values.mean()) ** 2).sum()
    return float(1 - (points - 1) / (points - used) * within / whole) if points > used and whole > 0 else np.nan


def _by_groups(unit: Floats, values: Floats, confidence: float, resamples: int, seed: int) -> tuple[float, float]:
    """The correlation ratio of a factor's values (points,), and half its normal interval by the bootstrap over points."""
    groups = np.unique(unit, return_inverse=True)[1]
    dice = np.random.Generator(np.random.Philox(key=np.array([seed, _RESAMPLE], dtype=np.uint64)))
    drawn = (dice.integers(0, len(values), len(values)) for _ in range(resamples))
    spread = np.nanstd([correlation_ratio(groups[some], values[some]) for some in drawn], ddof=1)
    return correlation_ratio(groups, values), float(NormalDist().inv_cdf(0.5 + 0.5 * confidence) * spread)


def _balanced(
    names: Sequence[str], unit: Floats, values: Floats, confidence: float, resamples: int, seed: int
) -> tuple[Floats, Floats]:
    """First-order indices by random balance designs (RBD-FAST), and half their intervals, each (factors,).

    Plischke (2010), bias corrected by Tissot & Prieur (2012). SALib's intervals rest on resamples of half the points, so they
    are wide by about √2. Points are put in a random order first: those of a grid would else be ordered by other factors.
    """
    from SALib.analyze import rbd_fast

    order = np.random.Generator(np.random.Philox(key=np.array([seed, _SHUFFLE], dtype=np.uint64))).permutation(len(values))
    found = rbd_fast.analyze(
        _problem(names), unit[order], values[order], num_resamples=resamples, conf_level=confidence, seed=seed
    )
    return np.array(found["S1"], dtype=np.float64), np.array(found["S1_conf"], dtype=np.float64)


def _problem(names: Sequence[str]) -> dict[str, Any]:
    return {"num_vars": len(names), "names": list(names), "bounds": [[0.0, 1.0]] * len(names)}


def _around(name: str, parts: Sequence[str], value: Any, half: Any) -> Index:
    middle, width = np.array(value, dtype=np.float64), np.array(half, dtype=np.float64)
    return Index(name, tuple(parts), middle, middle - width, middle + width)
