"""How many replications are enough? For a paired difference, a design of several cells, from a pilot, or as they come in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import xarray as xr
from numpy.typing import NDArray

from orgsim.analysis.across import Floats, mean_interval, mean_of
from orgsim.analysis.compare import check_confidence, check_outcomes, check_pair
from orgsim.errors import ConfigurationError
from orgsim.model.calendar import LEVEL_WEEKS
from orgsim.spec.values import fault, is_number

#: No answer is larger; a smaller effect than it can show is a fault.
MOST = 100_000_000
FEWEST_BATCHES = 5


class Stopped(NamedTuple):
    """Where sequential sampling stopped: all values, their mean, half its interval's width, and whether that met the target."""

    values: Floats
    mean: float
    half_width: float
    reached: bool


def paired_power(replications: int, difference: float, deviation: float, *, alpha: float = 0.05) -> float:
    """Probability that a two-sided paired t test finds a mean difference, when paired differences have this standard deviation.

    Noncentral t with n − 1 degrees of freedom and noncentrality √n · difference / deviation, both tails: computed as its
    square, a noncentral F with 1 and n − 1, since SciPy's noncentral t has no value for some large samples.
    """
    from scipy import stats

    freedom, shift = replications - 1, replications**0.5 * difference / deviation
    return float(stats.ncf.sf(stats.f.isf(alpha, 1, freedom), 1, freedom, shift * shift))


def paired_replications(difference: float, deviation: float, alpha: float = 0.05, *, power: float = 0.8) -> int:
    """Fewest paired replications, the same dice in both scenarios, with which a difference is found at `alpha` with `power`.

    Raises ConfigurationError with a line for each value that is out of range.
    """
    _check(difference=difference, deviation=deviation, alpha=alpha, power=power)
    return _fewest(lambda n: paired_power(n, difference, deviation, alpha=alpha), power)


def cell_power(replications: int, effect: float, cells: int, *, alpha: float = 0.05) -> float:
    """Probability that a one-way analysis of variance finds that cells of so many replications each differ.

    Noncentral F with k − 1 and k (n − 1) degrees of freedom and noncentrality k n f²; `effect` is Cohen's f, the standard
    deviation of the cells' means over that within cells: .1 is small, .25 medium, .4 large (Cohen 1988; Secchi & Seri 2017).
    """
    from scipy import stats

    freedom = (cells - 1, cells * (replications - 1))
    return float(stats.ncf.sf(stats.f.isf(alpha, *freedom), *freedom, cells * replications * effect**2))


def cell_replications(effect: float, cells: int, alpha: float = 0.05, *, power: float = 0.8) -> int:
    """Fewest replications a cell of a one-way design, each with dice of its own, to find an effect of size f.

    Raises ConfigurationError with a line for each value that is out of range.

    >>> cell_replications(0.1, cells=9, alpha=0.01, power=0.95)
    327
    """
    _check(effect=effect, cells=cells, alpha=alpha, power=power)
    return _fewest(lambda n: cell_power(n, effect, cells, alpha=alpha), power)


def two_cell_effect(difference: float, deviation: float) -> float:
    """Cohen's f of two cells, from the difference of their means and the standard deviation of a difference of two runs.

    f = d / 2 with d in standard deviations within a cell, which are 1 / √2 of those of a difference.
    """
    return difference / (2**0.5 * deviation)


def from_pilot(
    datasets: Mapping[str, xr.Dataset],
    outcome: str = "performance",
    difference: float | None = None,
    *,
    alpha: float = 0.05,
    power: float = 0.8,
) -> pd.DataFrame:
    """Replications needed to tell the first scenario from each other, judged by a pilot's results.

    The outcome is each replication's mean over the last 13 weeks. A row for each other scenario: `observed`, the mean paired
    difference (first less the other); `sought`, the difference to be found, `difference` or else the observed one;
    `deviation_paired` and `deviation_unpaired` of a difference between runs with the same dice and with dice of their own;
    `paired`, the replications needed with the same dice (missing where nothing differs), and `unpaired`, the replications of
    each with dice of their own. An observed difference is itself uncertain, and a large one tends to be observed too large: to
    plan a study, name the smallest difference that matters.

    Raises ConfigurationError for results that cannot be paired, fewer than two scenarios or replications, or bad values.
    """
    (name,) = check_outcomes(outcome)
    _check(alpha=alpha, power=power, **({} if difference is None else {"difference": difference}))
    if len(datasets) < 2:
        raise ConfigurationError("pilot: has one scenario; a difference needs two or more")
    values = {scenario: _late_means(dataset, name) for scenario, dataset in datasets.items()}
    (first, reference), *others = datasets.items()
    rows = []
    for scenario, dataset in others:
        check_pair(reference, dataset)
        rows.append(
            {"first": first, "second": scenario, "outcome": name}
            | _planned(values[first], values[scenario], difference, alpha, power)
        )
    return pd.DataFrame(rows).astype({"paired": "Int64", "unpaired": "Int64"})


def until_half_width(
    run: Callable[[int, int], Sequence[float] | NDArray[Any]],
    target: float,
    confidence: float = 0.95,
    *,
    batch: int = 20,
    most: int = 10_000,
    fewest_batches: int = FEWEST_BATCHES,
) -> Stopped:
    """Add replications, a batch at a time, until half the width of the mean's Student interval is at most `target`.

    `run(first, count)` returns the values of replications `first` up to `first + count`. Stopping when the spread happens to
    look small makes such an interval hold a little less often than it says (Chow & Robbins 1965; Anscombe 1953): the fewer the
    replications and the more skewed their values, the more. So nothing is decided before `fewest_batches` batches; the default
    then holds at least 93 % of the time, nominally 95 %, for normal and for exponential values (measured in the tests). When
    `most` replications do not reach the target, `reached` is False and the interval is the one they give.

    Raises ConfigurationError for values out of range, and for a `run` that does not return `count` finite values.

    >>> import numpy as np
    >>> def run(first, count):
    ...     return np.random.default_rng(first).normal(0.7, 0.02, count)
    >>> until_half_width(run, target=0.002).reached
    True
    """
    check_confidence(confidence)
    _check(target=target, batch=batch, fewest_batches=fewest_batches)
    if not (is_number(most, whole=True) and most >= batch * fewest_batches):
        raise ConfigurationError(
            fault("most", most, f"a whole number from {batch * fewest_batches} ({fewest_batches} batches)")
        )
    values = np.empty(0)
    while True:
        count = min(batch if len(values) else batch * fewest_batches, most - len(values))
        values = np.concatenate([values, _batch(run, len(values), count)])
        interval = mean_interval(values, confidence)
        mean, half = float(interval.mean), float(interval.high - interval.mean)
        if half <= target or len(values) >= most:
            return Stopped(values, mean, half, half <= target)


def _batch(run: Callable[[int, int], Any], first: int, count: int) -> Floats:
    values = np.asarray(run(first, count), dtype=np.float64)
    if values.shape != (count,) or not np.isfinite(values).all():
        raise ConfigurationError(f"run({first}, {count}): must return {count} finite values, one for each replication")
    return values


def _late_means(dataset: xr.Dataset, outcome: str) -> Floats:
    """Each replication's mean over the last weeks, shape (replication,)."""
    values = dataset[outcome].transpose("replication", "week").to_numpy()
    if len(values) < 2:
        raise ConfigurationError("pilot: has one replication; a spread needs two or more, 20 or more to be worth trusting")
    means = mean_of(values[:, -LEVEL_WEEKS:], axis=1)
    if not np.isfinite(means).all():
        raise ConfigurationError(f"outcome={outcome}: has no value in some replications of the pilot (an empty role)")
    return means


def _planned(a: Floats, b: Floats, difference: float | None, alpha: float, power: float) -> dict[str, Any]:
    paired, apart = float((a - b).std(ddof=1)), float((a.var(ddof=1) + b.var(ddof=1)) ** 0.5)
    observed = float((a - b).mean())
    sought = abs(observed) if difference is None else difference
    return {
        "pilot": len(a),
        "observed": observed,
        "sought": sought,
        "deviation_paired": paired,
        "deviation_unpaired": apart,
        "paired": None if not (sought and paired) else paired_replications(sought, paired, alpha, power=power),
        "unpaired": None
        if not (sought and apart)
        else cell_replications(two_cell_effect(sought, apart), 2, alpha, power=power),
    }


def _fewest(power_of: Callable[[int], float], wanted: float) -> int:
    """The fewest replications, two at least, whose power is `wanted`, which grows with their number; by bisection."""
    low, high = 1, 2
    while power_of(high) < wanted:
        low, high = high, 2 * high
        if low > MOST:
            raise ConfigurationError(f"power={wanted}: takes more than {MOST:,} replications; look for a larger effect")
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if power_of(middle) < wanted else (low, middle)
    return high


_SHARES = ("alpha", "power")
_WHOLE = {"cells": 2, "batch": 1, "fewest_batches": 1}


def _check(**values: float) -> None:
    faults = [line for key, value in values.items() for line in _faults(key, value)]
    if faults:
        raise ConfigurationError(faults)


def _faults(key: str, value: float) -> Iterator[str]:
    if key in _SHARES:
        if not (is_number(value) and 0 < value < 1):
            yield fault(key, value, "a number between 0 and 1")
    elif key in _WHOLE:
        if not (is_number(value, whole=True) and value >= _WHOLE[key]):
            yield fault(key, value, f"a whole number from {_WHOLE[key]}")
    elif not (is_number(value) and value > 0):
        yield fault(key, value, "a number above 0")
