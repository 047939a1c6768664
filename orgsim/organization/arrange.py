"""The canonical order of a reporting tree, and the circles that keep a list of bosses from being one."""

from __future__ import annotations

from typing import Any, NamedTuple

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
    people = len(boss)
    lists = [[0] * people for _ in range(10)]
    supervisors = fill_arrangement(boss.tolist(), *lists)
    order, above, level = lists[:3]
    cut = (np.array(span[:supervisors], dtype=np.int32) for span in lists[3:7])
    return Arrangement(np.array(order, dtype=np.int64), np.array(above, dtype=np.int32), np.array(level, dtype=np.int32), *cut)


def fill_arrangement(
    boss: Any,
    order: Any,
    above: Any,
    level: Any,
    child_start: Any,
    child_end: Any,
    team_start: Any,
    team_end: Any,
    reports: Any,
    ends: Any,
    listed: Any,
) -> int:
    """Fill an arrangement (`above` is its `boss`) from bosses that are someone's index or −1; returns the supervisors.

    Where someone cannot be reached from the head, because of a circle, it returns 0. All are lists or arrays (people,); spans
    are filled up to the supervisors, `reports`, `ends` and `listed` hold what is needed on the way. Compiled code runs it as it
    stands.
    """
    people = len(boss)
    for person in range(people):
        reports[person] = 0
    for person in range(people):
        if boss[person] >= 0:
            reports[boss[person]] += 1
    total = 0
    for person in range(people):  # room for each person's reports, side by side
        ends[person] = total
        total += reports[person]
    for person in range(people):
        if boss[person] >= 0:
            listed[ends[boss[person]]] = person
            ends[boss[person]] += 1
        else:
            order[0] = person
    above[0], level[0] = -1, 0
    placed, supervisor = 1, 0
    while supervisor < placed:
        person = order[supervisor]
        child_start[supervisor] = placed
        for place in range(ends[person] - reports[person], ends[person]):
            if reports[listed[place]] > 0:
                order[placed], above[placed], level[placed] = listed[place], supervisor, level[supervisor] + 1
                placed += 1
        child_end[supervisor] = placed
        supervisor += 1
    for s in range(supervisor):
        person = order[s]
        team_start[s] = placed
        for place in range(ends[person] - reports[person], ends[person]):
            if reports[listed[place]] == 0:
                order[placed], above[placed], level[placed] = listed[place], s, level[s] + 1
                placed += 1
        team_end[s] = placed
    return supervisor if placed == people else 0


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
