"""Departments made from a few numbers: a head, leaders, layers of managers, and teams of workers."""

from __future__ import annotations

import operator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from orgsim.errors import OrganizationError
from orgsim.organization.wording import shown

MAX_PEOPLE = 2_000_000

BOUNDS: dict[str, tuple[int, int]] = {
    "leaders": (0, 100_000),
    "managers_per_leader": (1, 10_000),
    "workers_per_manager": (1, 1_000_000),
    "layers": (0, 20),
    "seed": (0, 2**63 - 1),
}
"""Smallest and largest allowed value of each whole number. With no leaders or no layers of managers,
`managers_per_leader` has no meaning and may also be 0."""


def synthetic_bosses(
    leaders: int, managers_per_leader: int, workers_per_manager: int, *, layers: int, spread: float, seed: int
) -> NDArray[np.int64]:
    """The boss of each person (people,), −1 for the head, already in canonical order.

    Raises OrganizationError naming every value out of range, or when there are more than 2,000,000 people.
    """
    given = {"leaders": leaders, "managers_per_leader": managers_per_leader}
    given |= {"workers_per_manager": workers_per_manager, "layers": layers, "seed": seed}
    faults = _faults(given, spread)
    if faults:
        raise OrganizationError(faults)
    sizes = layer_sizes(leaders, managers_per_leader, layers)
    people = sum(sizes) + sizes[-1] * workers_per_manager
    if people > MAX_PEOPLE:
        raise OrganizationError(f"{people:,} people: an organization has at most {MAX_PEOPLE:,}")
    boss = [np.array([-1])]
    first = 0
    for above, below in pairwise(sizes):
        boss.append(first + np.repeat(np.arange(above), below // above))
        first += above
    boss.append(first + np.repeat(np.arange(sizes[-1]), team_sizes(sizes[-1], workers_per_manager, spread, seed=seed)))
    return np.concatenate(boss).astype(np.int64)


def layer_sizes(leaders: int, managers_per_leader: int, layers: int) -> list[int]:
    """Supervisors on each layer from the head down: 1, leaders, then the layers of managers."""
    if leaders == 0:
        return [1]
    return [1, *(leaders * managers_per_leader**layer for layer in range(layers + 1))]


def team_sizes(teams: int, mean: int, spread: float, *, seed: int) -> NDArray[np.int64]:
    """Workers in each team (teams,): `teams * mean` in all, each team at least 1.

    Sizes are spaced evenly over `mean ± spread * (mean - 1)`, made whole by largest remainder, and dealt to the
    teams in an order that `seed` decides. A spread of 0 gives every team the mean.
    """
    spaced = (2 * np.arange(teams) + 1) / teams - 1
    wanted = (mean - 1) * (1 + spread * spaced)
    whole = np.floor(wanted).astype(np.int64)
    missing = teams * (mean - 1) - int(whole.sum())
    whole[np.argsort(whole - wanted, kind="stable")[:missing]] += 1
    return 1 + whole[_shuffled(teams, seed)]


def _shuffled(count: int, seed: int) -> NDArray[np.int64]:
    """A permutation of `count` places: the order of SplitMix64 hashes, the same in every version of NumPy."""
    gamma = np.uint64(0x9E3779B97F4A7C15)
    with np.errstate(over="ignore"):
        z = np.uint64(seed) * np.uint64(0xD1342543DE82EF95) + np.arange(1, count + 1, dtype=np.uint64) * gamma
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.argsort(z ^ (z >> np.uint64(31)), kind="stable").astype(np.int64)


def _faults(given: dict[str, int], spread: float) -> list[str]:
    """One line for each value that is not a number in its range."""
    faults = []
    unused = 0 in (given["leaders"], given["layers"])
    for name, value in given.items():
        low, high = BOUNDS[name]
        low = 0 if name == "managers_per_leader" and unused else low
        try:
            inside = low <= operator.index(value) <= high
        except TypeError:
            inside = False
        if not inside:
            faults.append(f"{name}={shown_value(value)}: must be a whole number from {low} to {high:,}")
    if not isinstance(spread, int | float | np.integer | np.floating) or not 0 <= spread < 1:
        faults.append(f"spread={shown_value(spread)}: must be a number from 0 up to, but not including, 1")
    return faults


def shown_value(value: object) -> str:
    """A value as a person would type it."""
    return shown(value) if isinstance(value, str) else shown(value)[1:-1]
