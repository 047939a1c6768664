from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgsim.organization import Organization
from orgsim.organization.synthetic import MAX_PEOPLE, team_sizes

from .helpers import check_invariants


def test_the_default_department() -> None:
    org = Organization.synthetic()
    assert len(org) == 277
    assert (org.leaders, org.managers, org.workers, org.supervisors, org.depth) == (7, 30, 240, 37, 3)
    assert org.spans.tolist() == [6] + [5] * 6 + [8] * 30
    assert org.team_start[7:].tolist() == list(range(37, 277, 8))
    assert org.boss[1:37].tolist() == [0] * 6 + [i for i in range(1, 7) for _ in range(5)]
    assert org.describe() == (
        "synthetic department: 277 people (7 leaders, 30 managers, 240 workers), depth 3, span 5 to 8 (median 8)"
    )
    check_invariants(org)


@pytest.mark.parametrize(
    ("leaders", "managers", "workers", "layers", "people", "depth"),
    [
        (6, 5, 8, 0, 1 + 6 + 48, 2),
        (6, 0, 8, 0, 1 + 6 + 48, 2),
        (3, 2, 4, 3, 1 + 3 + 6 + 12 + 24 + 96, 5),
        (0, 5, 8, 1, 9, 1),
        (0, 0, 1, 0, 2, 1),
        (1, 1, 1, 1, 4, 3),
        (10, 5, 12, 1, 1 + 10 + 50 + 600, 3),
    ],
)
def test_counts(leaders: int, managers: int, workers: int, layers: int, people: int, depth: int) -> None:
    org = Organization.synthetic(leaders, managers, workers, layers=layers)
    assert (len(org), org.depth, org.leaders) == (people, depth, 1 + leaders)
    check_invariants(org)


def test_a_small_business_is_a_head_and_a_team() -> None:
    org = Organization.synthetic(leaders=0, workers_per_manager=5, name="bakery")
    assert (org.leaders, org.managers, org.workers, org.name) == (1, 0, 5, "bakery")


@given(st.integers(0, 6), st.integers(1, 4), st.integers(1, 15), st.integers(0, 2), st.floats(0, 0.99), st.integers(0, 99))
def test_uneven_teams_keep_the_total(l: int, m: int, w: int, layers: int, spread: float, seed: int) -> None:  # noqa: E741
    even = Organization.synthetic(l, m, w, layers=layers)
    uneven = Organization.synthetic(l, m, w, layers=layers, spread=spread, seed=seed)
    sizes = (uneven.team_end - uneven.team_start)[uneven.team_end > uneven.team_start]
    assert (len(uneven), uneven.supervisors, uneven.depth) == (len(even), even.supervisors, even.depth)
    assert sizes.min() >= 1
    assert abs(sizes - w).max() < spread * (w - 1) + 1


def test_team_sizes_are_spaced_evenly_and_dealt_by_seed() -> None:
    assert team_sizes(3, 8, 0.0, seed=5).tolist() == [8, 8, 8]
    assert sorted(team_sizes(4, 9, 0.5, seed=0)) == [6, 8, 10, 12]  # 9 ± 4 * (3/4, 1/4)
    assert sorted(team_sizes(30, 8, 0.5, seed=0)) == sorted(team_sizes(30, 8, 0.5, seed=1))
    assert team_sizes(30, 8, 0.5, seed=0).tolist() != team_sizes(30, 8, 0.5, seed=1).tolist()
    assert team_sizes(6, 8, 0.5, seed=7).tolist() == [11, 9, 10, 6, 5, 7]


def test_the_same_seed_gives_the_same_tree() -> None:
    made = [Organization.synthetic(spread=0.6, seed=seed).fingerprint() for seed in (3, 3, 4)]
    assert made[0] == made[1] != made[2]


def test_numbers_of_numpy_are_numbers() -> None:
    org = Organization.synthetic(np.int64(2), np.int32(2), np.uint8(3), spread=np.float64(0.0))  # type: ignore[arg-type]
    assert len(org) == 1 + 2 + 4 + 12


def test_the_largest_organization() -> None:
    assert len(Organization.synthetic(leaders=0, workers_per_manager=1_000_000)) == 1_000_001
    assert MAX_PEOPLE == 2_000_000
