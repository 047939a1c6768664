"""PRIM, the patient rule induction method (Friedman & Fisher 1999): peel a box a little at a time, then paste."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from orgsim.analysis.across import Floats
from orgsim.analysis.axis import Axis
from orgsim.analysis.discovery.boxes import Bools, Box, Limit, Measures, measures, quality

#: Parts of a peel by which limits are moved afterwards.
_PACES = (0.5, 0.1)


class Step(NamedTuple):
    """A box on the peeling trajectory and its measures."""

    box: Box
    measures: Measures


class Patience(NamedTuple):
    """How patiently boxes are peeled: `alpha` of the points at a time, down to boxes of `smallest` points."""

    alpha: float = 0.05
    smallest: int = 20


class _Peel(NamedTuple):
    """A candidate: another limit on one factor, and the points that are left, (points left,)."""

    place: int
    limit: Limit
    left: NDArray[np.int64]


def peel(axes: tuple[Axis, ...], values: Floats, cases: Bools, *, how: Patience, start: Box | None = None) -> list[Step]:
    """The peeling trajectory, from everything (or from a box to start with) down to the smallest box.

    Values (points, factors), cases (points,). Each step takes about `alpha` of the points off one side of one number, or one
    level off a factor with levels: the peel after which the density has risen most for each point given up.
    """
    box = start or Box({})
    left = np.flatnonzero(box.inside(values))
    total = int(cases.sum())
    trajectory = [Step(box, _measured(left, cases, total))]
    while True:
        density = float(cases[left].mean())
        best, gain = None, -np.inf
        for each in _peels(axes, box, values, left, how):
            pace = (float(cases[each.left].mean()) - density) / (len(left) - len(each.left))
            if pace > gain:
                best, gain = each, pace
        if best is None or density == 1.0:
            return trajectory
        box, left = box.with_limit(best.place, best.limit), best.left
        trajectory.append(Step(box, _measured(left, cases, total)))


def _measured(left: NDArray[np.int64], cases: Bools, total: int) -> Measures:
    hits = int(cases[left].sum())
    return Measures(hits / total, hits / len(left), len(left) / len(cases), len(left))


def _peels(axes: tuple[Axis, ...], box: Box, values: Floats, left: NDArray[np.int64], how: Patience) -> Iterator[_Peel]:
    """Every peel that leaves a box large enough."""
    for place, axis in enumerate(axes):
        old, own = box.limits.get(place, Limit()), values[left, place]
        if axis.levels:
            admitted = frozenset(np.unique(own).astype(int).tolist())
            peels = (
                [(Limit(levels=admitted - {level}), own != level) for level in sorted(admitted)] if len(admitted) > 1 else []
            )
        else:
            peels = list(_sides(old, own, how.alpha))
        for limit, kept in peels:
            if kept.sum() >= how.smallest:
                yield _Peel(place, limit, left[kept])


def _sides(old: Limit, own: Floats, alpha: float) -> Iterator[tuple[Limit, Bools]]:
    """A number's peels from below and from above: `alpha` of the points, or all that are tied with the last of them."""
    ordered = np.sort(own)
    count = max(1, int(alpha * len(own)))
    if ordered[0] == ordered[-1]:
        return
    first = ordered[count] if ordered[count] > ordered[0] else ordered[np.searchsorted(ordered, ordered[0], side="right")]
    edge = 0.5 * (first + ordered[np.searchsorted(ordered, first) - 1])
    yield old._replace(low=float(edge)), own > edge
    last = ordered[-count - 1]
    if last == ordered[-1]:
        last = ordered[np.searchsorted(ordered, last) - 1]
    edge = 0.5 * (last + ordered[np.searchsorted(ordered, last, side="right")])
    yield old._replace(high=float(edge)), own < edge


def paste(axes: tuple[Axis, ...], box: Box, values: Floats, *, cases: Bools, how: Patience) -> Box:
    """The box with its limits moved wherever that makes it say more, out (pasting) or in, a peel's half or tenth at a time.

    Peels are made one after the other; limits set early rest on points that later limits took away.
    """
    everywhere = float(cases.mean())
    best = quality(measures(box, values, cases), everywhere)
    while True:
        found = [(quality(measures(each, values, cases), everywhere), each) for each in _moves(axes, box, values, how)]
        top = max(found, key=lambda each: each[0], default=None)
        if top is None or top[0] <= best:
            return box
        best, box = top


def _moves(axes: tuple[Axis, ...], box: Box, values: Floats, how: Patience) -> Iterator[Box]:
    """Boxes beside this one, of the smallest size or larger: a limit less, or one moved a little."""
    for place, limit in box.limits.items():
        yield box.without(place)
        own = np.sort(values[box.without(place).inside(values), place])
        if limit.levels is not None:
            for level in sorted(set(range(len(axes[place].levels))) - limit.levels):
                yield box.with_limit(place, Limit(levels=limit.levels | {level}))
            continue
        first, last = np.searchsorted(own, limit.low, side="right"), np.searchsorted(own, limit.high)
        for part in _PACES:
            count = max(1, int(part * how.alpha * (last - first)))
            for move in (-count, count):
                if last - first - move >= how.smallest:
                    yield box.with_limit(place, limit._replace(low=_edge(own, int(first) + move)))
                    yield box.with_limit(place, limit._replace(high=_edge(own, int(last) - move)))


def _edge(ordered: Floats, place: int) -> float:
    """A limit just before the value at this place: half-way from the one before; infinite beyond the values."""
    if place <= 0:
        return -np.inf
    return np.inf if place >= len(ordered) else float(0.5 * (ordered[place - 1] + ordered[place]))


def search(axes: tuple[Axis, ...], values: Floats, cases: Bools, *, how: Patience) -> list[Step]:
    """The best of the trajectories that start from everything, from each half of a number, and from each level.

    Peeling everything is blind to two regions that hide each other: where each alone is dense, the density along one factor
    may be even. Halves part them.
    """
    starts = [Box({})]
    for place, axis in enumerate(axes):
        middle = float(np.median(values[:, place]))
        halves = [Limit(high=middle), Limit(low=middle)]
        levels = [Limit(levels=frozenset({level})) for level in range(len(axis.levels))]
        starts += [Box({place: limit}) for limit in (levels or halves)]
    everywhere = float(cases.mean())
    large = [start for start in starts if (start.inside(values) & cases).any() and start.inside(values).sum() >= how.smallest]
    trajectories = [peel(axes, values, cases, how=how, start=start) for start in large]
    return max(trajectories, key=lambda each: quality(choose(each, everywhere).measures, everywhere))


def choose(trajectory: list[Step], everywhere: float) -> Step:
    """The box of a trajectory that says most (`quality`), given the density everywhere."""
    return max(trajectory, key=lambda step: quality(step.measures, everywhere))


def quasi_p(box: Box, values: Floats, cases: Bools) -> dict[int, float]:
    """For each limit, how likely as many cases would be in the box if this limit chose points blindly (Bryant & Lempert 2010).

    One-sided binomial: the box's points, each a case with the density of the box without this limit. "Quasi", since the limit
    was chosen on the same points.
    """
    return {place: _blind(box, box.without(place), values, cases) for place in box.limits}


def prune(box: Box, values: Floats, cases: Bools, *, least: float) -> Box:
    """The box without limits that may be chance, each side of a number by itself: the weakest goes first.

    It stops when the quasi-p of all is at most `least`.
    """
    while box.limits:
        wider = [(_blind(box, each, values, cases), each) for each in _wider(box)]
        worst, without = max(wider, key=lambda each: each[0])
        if worst <= least:
            break
        box = without
    return box


def _wider(box: Box) -> Iterator[Box]:
    """The box without one of its limits, each side of a number by itself."""
    for place, limit in box.limits.items():
        if np.isfinite(limit.low) and np.isfinite(limit.high):
            yield box.with_limit(place, limit._replace(low=-np.inf))
            yield box.with_limit(place, limit._replace(high=np.inf))
        else:
            yield box.without(place)


def _blind(box: Box, wider: Box, values: Floats, cases: Bools) -> float:
    """How likely a blind choice among the points of the wider box has as many cases as the box."""
    from scipy import stats

    inside = box.inside(values)
    return float(stats.binom.sf(int((inside & cases).sum()) - 1, int(inside.sum()), float(cases[wider.inside(values)].mean())))
