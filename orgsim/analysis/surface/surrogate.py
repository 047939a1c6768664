"""Smooth surfaces through scattered values: a quadratic and a Gaussian process, judged by leaving out one value at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from orgsim.analysis.across import Floats, nothing_changes

#: A surrogate that explains less of what it has not seen is not used.
GOOD = 0.7
_MOST, _FEWEST = 200, 12
_PURPOSE = 105


class Surrogate(NamedTuple):
    """A surface through values: `predict` takes points (points, factors) between 0 and 1 and gives (points,).

    `error` is the root mean square error of values left out one at a time, `explained` 1 less its square over their variance.
    """

    kind: str
    predict: Callable[[Floats], Floats]
    error: float
    explained: float

    @property
    def good(self) -> bool:
        """Whether it may stand for the simulator: it explains 70 % or more of the variance of values it has not seen."""
        return self.explained >= GOOD


def surrogate(unit: Floats, values: Floats, seed: int = 1) -> Surrogate | None:
    """The better of a quadratic and a Gaussian process through values (points,) at points (points, factors) between 0 and 1.

    Judged by the leave-one-out error, which both have in closed form. At most 200 points are used, drawn at random. None with
    fewer than 12 points or when nothing changes.
    """
    known = ~np.isnan(values)
    unit, values = unit[known], values[known]
    if len(values) > _MOST:
        dice = np.random.Generator(np.random.Philox(key=np.array([seed, _PURPOSE], dtype=np.uint64)))
        some = np.sort(dice.permutation(len(values))[:_MOST])
        unit, values = unit[some], values[some]
    if len(values) < _FEWEST or nothing_changes(values):
        return None
    found = [quadratic(unit, values), gaussian_process(unit, values)]
    return min(found, key=lambda each: each.error)


def quadratic(unit: Floats, values: Floats) -> Surrogate:
    """Least squares with all squares and products; left-out errors are residuals over 1 − leverage."""
    terms = _terms(unit)
    inverse = np.linalg.pinv(terms)
    weights = inverse @ values
    leverage = np.clip(np.einsum("ij,ji->i", terms, inverse), 0, 1 - 1e-9)
    return _judged("quadratic", lambda at: _terms(at) @ weights, (values - terms @ weights) / (1 - leverage), values)


def gaussian_process(unit: Floats, values: Floats) -> Surrogate:
    """A Gaussian process with a squared-exponential kernel, a length for each factor, and noise, by maximum likelihood.

    Its left-out errors are [K⁻¹ y]ᵢ / [K⁻¹]ᵢᵢ (Rasmussen & Williams 2006, eq. 5.12).
    """
    from scipy import linalg, optimize

    mean, scale = float(values.mean()), float(values.std())
    y = (values - mean) / scale
    apart = (unit[:, None, :] - unit[None, :, :]) ** 2

    factors = unit.shape[1]
    limits = [(np.log(0.05), np.log(10.0))] * factors + [(np.log(1e-6), np.log(10.0))]
    start = np.array([np.log(0.5)] * factors + [np.log(0.05)])
    logs = optimize.minimize(
        lambda at: misfit(apart, y, at), start, jac=True, method="L-BFGS-B", bounds=limits, options={"maxiter": 40}
    ).x
    inverse = linalg.inv(_near(apart, logs) + np.exp(logs[-1]) * np.eye(len(y)))
    weights = inverse @ y

    def predict(at: Floats) -> Floats:
        between = ((at[:, None, :] - unit[None, :, :]) ** 2 / np.exp(2 * logs[:-1])).sum(axis=2)
        return np.asarray(mean + scale * np.exp(-0.5 * between) @ weights)

    return _judged("Gaussian process", predict, scale * weights / np.diag(inverse), values)


def misfit(apart: Floats, y: Floats, logs: Floats) -> tuple[float, Floats]:
    """The negative log likelihood of values y (points,), the signal's variance at its best, and its slopes (factors + 1,).

    `apart` (points, points, factors) are squared distances, `logs` (factors + 1,) the logarithms of lengths and of the noise.
    """
    from scipy import linalg

    near, noise = _near(apart, logs), float(np.exp(logs[-1]))
    chol = linalg.cholesky(near + noise * np.eye(len(y)), lower=True)
    inverse = linalg.cho_solve((chol, True), np.eye(len(y)))
    part = inverse @ y
    fit = float(y @ part)
    value = 0.5 * len(y) * np.log(fit) + np.log(np.diag(chol)).sum()
    # Slopes are sums of `pull` times the kernel's own: near · apart / length² for a length, the noise for the noise.
    pull = 0.5 * (inverse - len(y) / fit * np.outer(part, part))
    lengths = np.einsum("ij,ijk->k", pull * near, apart) * np.exp(-2 * logs[:-1])
    return float(value), np.append(lengths, noise * np.trace(pull))


def _near(apart: Floats, logs: Floats) -> Floats:
    """The kernel of points so far apart, without noise, (points, points)."""
    return np.asarray(np.exp(-0.5 * apart @ np.exp(-2 * logs[:-1])))


def _terms(unit: Floats) -> Floats:
    """1, each factor, and all squares and products: (points, terms)."""
    first, other = np.triu_indices(unit.shape[1])
    return np.column_stack([np.ones(len(unit)), unit, unit[:, first] * unit[:, other]])


def _judged(kind: str, predict: Callable[[Floats], Floats], left_out: Floats, values: Floats) -> Surrogate:
    error = float(np.sqrt((left_out**2).mean()))
    return Surrogate(kind, predict, error, 1 - error**2 / float(values.var()))
