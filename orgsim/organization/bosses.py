"""Checks of a plain list of bosses, before it becomes a tree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from orgsim.errors import OrganizationError
from orgsim.organization.arrange import Int64, peel
from orgsim.organization.messages import message
from orgsim.organization.synthetic import MAX_PEOPLE
from orgsim.organization.wording import capped, circle, listing, shown


def check_ids(ids: Sequence[str] | None, people: int) -> list[str]:
    """The ids as text (people,), "0", "1", … when there are none; OrganizationError when some repeat or lack."""
    if ids is None:
        return list(map(str, range(people)))
    names = list(map(str, ids))
    if len(names) != people:
        raise OrganizationError(f"{len(names):,} ids for {people:,} people")
    if len(set(names)) < people:
        repeated = [name for name, times in Counter(names).items() if times > 1]
        raise OrganizationError(f"ids must differ, but these repeat: {listing(repeated, 5)}")
    return names


def check_bosses(boss: Sequence[int | None] | NDArray[Any], names: list[str]) -> Int64:
    """The bosses as an array (people,) with exactly one −1, or OrganizationError with a line for every fault."""
    people = len(boss)
    if people == 0:
        raise OrganizationError("no people: a department has at least one supervisor and one worker")
    if people > MAX_PEOPLE:
        raise OrganizationError(f"{people:,} people: an organization has at most {MAX_PEOPLE:,}")
    above = _as_indices(boss, names)
    own = np.arange(people)
    faults = [
        f"person {shown(names[i])}: boss {above[i]} is not a person's index from 0 to {people - 1}, or -1 for the head"
        for i in np.flatnonzero((above < -1) | (above >= people))
    ]
    faults += [f"person {shown(names[i])} is their own boss" for i in np.flatnonzero(above == own)]
    faults += _head_faults(np.flatnonzero(above == -1), names)
    inside = (above >= 0) & (above < people) & (above != own)
    faults += circle_faults(np.where(inside, above, -1), names)
    if faults:
        raise OrganizationError(capped(faults))
    if people == 1:
        raise OrganizationError(message("lonely"))
    return above


def circle_faults(boss: Int64, names: Sequence[str]) -> list[str]:
    """One line for each circle of people who report to one another."""
    circles = peel(boss, np.ones(len(boss), dtype=np.int64))[1]
    return [f"a circle of bosses: {circle([names[i] for i in members])}" for members in circles]


def _as_indices(boss: Sequence[int | None] | NDArray[Any], names: list[str]) -> Int64:
    """The bosses as int64 (people,), None as −1; OrganizationError for what is not a whole number."""
    try:
        array = np.asarray(boss if isinstance(boss, np.ndarray) else [-1 if b is None else b for b in boss])
    except ValueError:  # lists within the list
        array = np.empty(0, dtype=object)
    if array.ndim == 1 and np.issubdtype(array.dtype, np.integer):
        return array.astype(np.int64)
    faults = [
        f"person {shown(name)}: boss {shown(value)} is not a whole number or None"
        for name, value in zip(names, boss, strict=True)
        if not isinstance(value, int | np.integer | None)
    ]
    raise OrganizationError(capped(faults) or ["bosses must be whole numbers that fit 64 bits"])


def _head_faults(roots: NDArray[np.intp], names: list[str]) -> list[str]:
    """A line when there is not exactly one head."""
    if len(roots) == 0:
        return ["no head: everyone has a boss"]
    if len(roots) > 1:
        return [f"{len(roots):,} people have no boss: {listing([names[i] for i in roots], 5)}"]
    return []
