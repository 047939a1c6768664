from __future__ import annotations

import dataclasses
import pickle
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orgsim.organization import Organization, RepairReport, Role

from .helpers import bosses_by_id, check_invariants, slow_order


@st.composite
def trees(draw: st.DrawFn, most: int = 40) -> list[int]:
    """A list of bosses in any order: everyone reports to someone drawn before them, then places are shuffled."""
    people = draw(st.integers(2, most))
    grown = [-1, *(draw(st.integers(0, i - 1)) for i in range(1, people))]
    place = draw(st.permutations(range(people)))
    boss = [-1] * people
    for person, above in enumerate(grown):
        boss[place[person]] = place[above] if above >= 0 else -1
    return boss


def unordered(boss: list[int], person: int) -> tuple[object, ...]:
    """The tree under a person, siblings sorted: equal for trees that differ only in the order of siblings."""
    return tuple(sorted((unordered(boss, p) for p, b in enumerate(boss) if b == person), key=repr))


@given(trees())
def test_canonical_order_keeps_its_promises(boss: list[int]) -> None:
    check_invariants(Organization.from_bosses(boss))


@given(trees())
def test_canonical_order_is_the_plain_one(boss: list[int]) -> None:
    assert Organization.from_bosses(boss).ids == tuple(map(str, slow_order(boss)))


@given(trees())
def test_everyone_keeps_their_boss(boss: list[int]) -> None:
    ids = [f"p{i}" for i in range(len(boss))]
    org = Organization.from_bosses(boss, ids)
    assert bosses_by_id(org) == {ids[i]: ids[b] if b >= 0 else None for i, b in enumerate(boss)}


@given(trees())
def test_canonical_form_is_its_own(boss: list[int]) -> None:
    org = Organization.from_bosses(boss)
    assert Organization.from_bosses(org.boss).fingerprint() == org.fingerprint()


@given(trees(most=15), st.data())
@settings(max_examples=50)
def test_order_of_rows_does_not_change_the_shape(boss: list[int], data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(boss))))
    moved = [order.index(boss[i]) if boss[i] >= 0 else -1 for i in order]
    before, after = Organization.from_bosses(boss).boss.tolist(), Organization.from_bosses(moved).boss.tolist()
    assert unordered(before, 0) == unordered(after, 0)


@given(trees(), st.data())
@settings(max_examples=50)
def test_moving_rows_past_others_bosses_changes_nothing(boss: list[int], data: st.DataObject) -> None:
    """Rows may come in any order that keeps each team's: the tree is the same, place by place."""
    rank = {b: data.draw(st.integers(0, 100)) for b in dict.fromkeys(boss)}
    order = sorted(range(len(boss)), key=lambda i: (rank[boss[i]], boss[i], i))
    moved = [order.index(boss[i]) if boss[i] >= 0 else -1 for i in order]
    assert Organization.from_bosses(moved).fingerprint() == Organization.from_bosses(boss).fingerprint()


def test_a_small_tree_by_hand() -> None:
    #  c ── a ── d, e      b and f are the head's own team; g supervises h
    #  └─── g ── h
    ids = ["a", "b", "c", "d", "e", "f", "g", "h"]
    org = Organization.from_bosses([2, 2, None, 0, 0, 2, 2, 6], ids, name="small")
    assert org.ids == ("c", "a", "g", "b", "f", "d", "e", "h")
    assert org.boss.tolist() == [-1, 0, 0, 0, 0, 1, 1, 2]
    assert org.level.tolist() == [0, 1, 1, 1, 1, 2, 2, 2]
    assert org.role.tolist() == [2, 2, 2, 0, 0, 0, 0, 0]
    assert org.child_start.tolist() == [1, 3, 3]
    assert org.child_end.tolist() == [3, 3, 3]
    assert org.team_start.tolist() == [3, 5, 7]
    assert org.team_end.tolist() == [5, 7, 8]
    assert org.spans.tolist() == [4, 2, 1]
    assert (len(org), org.supervisors, org.workers, org.leaders, org.managers, org.depth) == (8, 3, 5, 3, 0, 2)
    assert org.describe() == ("small: 8 people (3 leaders, 0 managers, 5 workers), depth 2, span 1 to 4 (median 2)")
    assert org.report == RepairReport()


def test_the_smallest_department() -> None:
    org = Organization.from_bosses([1, None])
    assert org.ids == ("1", "0")
    assert (org.leaders, org.managers, org.workers, org.depth) == (1, 0, 1, 1)


def test_managers_are_supervisors_who_are_not_leaders() -> None:
    org = Organization.from_bosses([-1, 0, 1, 2])
    assert [Role(r).name for r in org.role] == ["LEADER", "LEADER", "MANAGER", "WORKER"]


def test_array_types() -> None:
    org = Organization.synthetic()
    assert {str(a.dtype) for a in (org.boss, org.level, org.child_start, org.child_end, org.team_start, org.team_end)} == {
        "int32"
    }
    assert org.role.dtype == np.int8


@pytest.mark.parametrize("field", ["boss", "level", "role", "child_start", "child_end", "team_start", "team_end"])
def test_arrays_are_read_only_even_after_pickling(field: str) -> None:
    org = Organization.synthetic(leaders=2)
    for each in (org, pickle.loads(pickle.dumps(org))):
        with pytest.raises(ValueError, match="read-only"):
            getattr(each, field)[0] = 3
    with pytest.raises(dataclasses.FrozenInstanceError):
        org.name = "other"  # type: ignore[misc]


def test_making_one_leaves_the_given_array_writable_and_unchanged() -> None:
    boss = np.array([1, -1, 1])
    Organization.from_bosses(boss)
    boss[0] = 2
    assert boss.tolist() == [2, -1, 1]


def test_fingerprint_knows_the_tree_and_nothing_else() -> None:
    one = Organization.from_bosses([-1, 0, 0, 1], ["a", "b", "c", "d"], name="one")
    two = Organization.from_bosses([-1, 0, 0, 1], ["w", "x", "y", "z"], name="two")
    other = Organization.from_bosses([-1, 0, 1, 1])
    assert one.fingerprint() == two.fingerprint() != other.fingerprint()
    assert one.fingerprint() == "e0445960d3517fe73b415bad54d6609f03b461aaf16c7f53a97cf562e3c49912"


@pytest.mark.parametrize("shape", ["bushy", "chain", "random"])
def test_a_hundred_thousand_people_take_well_under_two_seconds(shape: str) -> None:
    people = np.arange(100_000)
    rng = np.random.default_rng(1)
    boss = {
        "bushy": (people - 1) // 9,
        "chain": people - 1,
        "random": np.concatenate([[-1], rng.integers(0, people[1:])]),
    }[shape]
    boss[0] = -1
    started = time.perf_counter()
    org = Organization.from_bosses(boss)
    assert time.perf_counter() - started < 2
    assert len(org) == 100_000
    assert org.depth == {"bushy": 6, "chain": 99_999}.get(shape, org.depth)
    assert np.array_equal(
        org.boss[org.team_start[org.team_end > org.team_start]], np.flatnonzero(org.team_end > org.team_start)
    )
