"""The canonical order of a reporting tree, and the circles that keep a list of bosses from being one."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]


class Arrangement(NamedTuple):
    """A tree in canonical order; `order` (people,) holds the place of each person in the list it was made from."""

    order: Int64
    boss: Int32
    level: Int32
    child_start: Int32
    child_end: Int32
    team_start: Int32
    team_end: Int32


def arrange(boss: Int64) -> Arrangement:
    """Canonical order of the tree given by `boss` (people,): exactly one −1, no circle, at least two people.

    Supervisors come first, breadth-first from the head, then workers grouped by team in the order of supervisors;
    people under one boss keep their given order. Linear in people, whatever the shape.
    """
    supervises = np.bincount(boss[boss >= 0], minlength=len(boss)) > 0
    order = _breadth_first(boss, supervises)
    place = np.full(len(boss), -1, dtype=np.int64)
    place[order] = np.arange(len(order))
    workers = np.flatnonzero(~supervises)
    workers = workers[np.argsort(place[boss[workers]], kind="stable")]
    whole = np.concatenate([order, workers])
    head, rest = whole[0], whole[1:]
    ordered = np.concatenate([[boss[head]], place[boss[rest]]])
    children = _spans(ordered[1 : len(order)], len(order), first=1)
    teams = _spans(ordered[len(order) :], len(order), first=len(order))
    return Arrangement(whole, ordered.astype(np.int32), _levels(ordered, len(order)), *children, *teams)


def _breadth_first(boss: Int64, supervises: NDArray[np.bool_]) -> Int64:
    """Those who supervise and can be reached from the head, breadth-first."""
    reports = np.flatnonzero(supervises & (boss >= 0))
    reports = reports[np.argsort(boss[reports], kind="stable")]
    ends = np.cumsum(np.bincount(boss[reports], minlength=len(boss))).tolist()
    listed: list[int] = reports.tolist()
    order = [int(np.flatnonzero(boss < 0)[0])]
    for person in order:  # the list grows while it is read
        order.extend(listed[ends[person - 1] if person else 0 : ends[person]])
    return np.array(order, dtype=np.int64)


def _spans(boss: Int64, supervisors: int, first: int) -> tuple[Int32, Int32]:
    """Start and end of each supervisor's reports when `boss` is sorted and its first element is person `first`."""
    ends = first + np.cumsum(np.bincount(boss, minlength=supervisors))
    starts = np.concatenate([[first], ends[:-1]])
    return starts.astype(np.int32), ends.astype(np.int32)


def _levels(boss: Int64, supervisors: int) -> Int32:
    """Reporting lines between each person and the head, for people in canonical order."""
    level = [0]
    for above in boss[1:supervisors].tolist():
        level.append(level[above] + 1)
    upper = np.array(level, dtype=np.int32)
    return np.concatenate([upper, upper[boss[supervisors:]] + np.int32(1)])


def peel(boss: Int64, weight: Int64) -> tuple[Int64, list[list[int]]]:
    """Total weight of each person's subtree (people,), and the circles of people who report to one another.

    People without reports are taken away again and again; whoever remains stands in a circle, because the boss of
    someone in a circle is in it too. Any number of −1 is allowed; subtree weights are right outside the circles.
    """
    waiting = np.bincount(boss[boss >= 0], minlength=len(boss))
    above, total, left = boss.tolist(), weight.tolist(), waiting.tolist()
    ready = np.flatnonzero(waiting == 0).tolist()
    for person in ready:  # the list grows while it is read
        up = above[person]
        if up >= 0:
            total[up] += total[person]
            left[up] -= 1
            if left[up] == 0:
                ready.append(up)
    return np.array(total, dtype=np.int64), _circles(above, [p for p, count in enumerate(left) if count])


def _circles(above: list[int], remaining: list[int]) -> list[list[int]]:
    """The remaining people as circles, each from its first member on, everyone followed by their boss."""
    circles: list[list[int]] = []
    seen: set[int] = set()
    for person in remaining:
        members: list[int] = []
        while person not in seen:
            seen.add(person)
            members.append(person)
            person = above[person]
        if members:
            circles.append(members)
    return circles
