"""A shallow classification tree (CART; Breiman et al. 1984): splits by Gini's impurity, as deep as cross-validation bears."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from orgsim.analysis.across import Floats
from orgsim.analysis.axis import Axis
from orgsim.analysis.discovery.boxes import Bools, Box, Limit, Measures, measures

_FOLDS, _FOLD = 10, 103


class Leaf(NamedTuple):
    """A leaf: the box of points that come to it, and its measures."""

    box: Box
    measures: Measures


class _Split(NamedTuple):
    place: int
    below: Limit
    above: Limit


def grow(axes: tuple[Axis, ...], values: Floats, cases: Bools, *, depth: int = 3, seed: int = 1) -> list[Leaf]:
    """The leaves of the tree for cases (points,) among values (points, factors), the densest first; none when no split is sure.

    Each leaf has a twentieth of the points at least, ten or more. The depth, up to `depth`, is the smallest whose error of ten
    cross-validated folds (mean squared error of the density) is within one standard error of the best.
    """
    least = max(10, len(cases) // 20)
    dice = np.random.Generator(np.random.Philox(key=np.array([seed, _FOLD], dtype=np.uint64)))
    fold = dice.permutation(len(cases)) % _FOLDS
    errors = np.array([_errors(axes, values, cases, fold, least, each) for each in range(depth + 1)])
    mean, spread = errors.mean(axis=1), errors.std(axis=1, ddof=1) / len(cases) ** 0.5
    best = int(mean.argmin())
    chosen = int(np.argmax(mean <= mean[best] + spread[best]))
    if chosen == 0:
        return []
    leaves = [Leaf(box, measures(box, values, cases)) for box in _boxes(axes, values, cases, chosen, least)]
    return sorted(leaves, key=lambda leaf: -leaf.measures.density)


def _errors(axes: tuple[Axis, ...], values: Floats, cases: Bools, fold: NDArray[np.int64], least: int, depth: int) -> Floats:
    """Squared errors (points,) of the density that a tree of this depth, grown without its fold, gives each point."""
    found = np.zeros(len(cases))
    for number in range(_FOLDS):
        own, rest = fold == number, fold != number
        for box in _boxes(axes, values[rest], cases[rest], depth, least):
            inside = box.inside(values)
            found[own & inside] = (cases[own & inside] - cases[rest & inside].mean()) ** 2
    return found


def _boxes(axes: tuple[Axis, ...], values: Floats, cases: Bools, depth: int, least: int) -> list[Box]:
    """The boxes of the leaves, limits without need left out by the way they are made."""
    boxes = [Box({})]
    for _ in range(depth):
        deeper = []
        for box in boxes:
            inside = box.inside(values)
            split = _best_split(axes, values[inside], cases[inside], least)
            deeper += [box] if split is None else [_narrowed(box, split.place, side) for side in (split.below, split.above)]
        boxes = deeper
    return boxes


def _narrowed(box: Box, place: int, limit: Limit) -> Box:
    old = box.limits.get(place, Limit())
    if limit.levels is not None:
        levels = limit.levels if old.levels is None else limit.levels & old.levels
        return box.with_limit(place, Limit(levels=levels))
    return box.with_limit(place, Limit(max(old.low, limit.low), min(old.high, limit.high)))


def _best_split(axes: tuple[Axis, ...], values: Floats, cases: Bools, least: int) -> _Split | None:
    """The split that lowers Gini's impurity most, None when nothing does."""
    best, gain = None, 1e-9
    for place, axis in enumerate(axes):
        own = values[:, place]
        ranked = _by_density(own, cases) if axis.levels else own
        cut, found = _best_cut(ranked, cases, least)
        if found > gain:
            best, gain = _split(place, axis, own, ranked, cut), found
    return best


def _split(place: int, axis: Axis, own: Floats, ranked: Floats, cut: float) -> _Split:
    if not axis.levels:
        return _Split(place, Limit(high=cut), Limit(low=cut))
    sides = (frozenset(np.unique(own[side]).astype(int).tolist()) for side in (ranked < cut, ranked > cut))
    return _Split(place, *(Limit(levels=levels) for levels in sides))


def _by_density(own: Floats, cases: Bools) -> Floats:
    """Levels in the order of their densities: the best of all groupings of levels is a cut in it (Breiman et al. 1984)."""
    levels, place = np.unique(own, return_inverse=True)
    density = np.bincount(place, cases) / np.bincount(place)
    ranks = np.empty(len(levels))
    ranks[np.argsort(density, kind="stable")] = np.arange(len(levels))
    return np.asarray(ranks[place])


def _best_cut(own: Floats, cases: Bools, least: int) -> tuple[float, float]:
    """The best cut of a factor, half-way between two values, and how far it lowers the impurity n p (1 − p)."""
    count = len(own)
    if count < 2 * least:
        return np.nan, 0.0
    order = np.argsort(own, kind="stable")
    ordered, hits = own[order], cases[order].cumsum().astype(np.float64)
    below = np.arange(1, count, dtype=np.float64)
    left, right = hits[:-1], hits[-1] - hits[:-1]
    impurity = left * (1 - left / below) + right * (1 - right / (count - below))
    allowed = (ordered[1:] > ordered[:-1]) & (below >= least) & (count - below >= least)
    if not allowed.any():
        return np.nan, 0.0
    place = int(np.argmin(np.where(allowed, impurity, np.inf)))
    whole = float(hits[-1] * (1 - hits[-1] / count))
    return float(0.5 * (ordered[place] + ordered[place + 1])), whole - float(impurity[place])
