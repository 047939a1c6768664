from __future__ import annotations

from decimal import Decimal

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from orgsim.organization.posts import MAX_SPAN, even_tree, whole_posts

FRACTIONS = st.lists(st.decimals(0, 300, places=2), max_size=30)


def test_largest_remainder_by_hand() -> None:
    assert whole_posts([Decimal(x) for x in ("1.4", "0.6", "2.0", "3.3")]) == [1, 1, 2, 3]  # 7.3 → 7: one more, to 0.6
    assert whole_posts([Decimal("0.5"), Decimal("0.5"), Decimal("0.5")]) == [1, 1, 0]  # 1.5 → 2, ties to the first
    assert whole_posts([Decimal("0.49")]) == [0]
    assert whole_posts([]) == []


@given(FRACTIONS)
def test_whole_posts_keep_the_total_and_stay_within_one(fractions: list[Decimal]) -> None:
    whole = whole_posts(fractions)
    assert sum(whole) == int(sum(fractions, Decimal("0.5")))
    assert all(abs(w - f) < 1 for w, f in zip(whole, fractions, strict=True))


def test_even_trees_by_hand() -> None:
    assert even_tree(0).tolist() == []
    assert even_tree(12).tolist() == [-1] * 12
    assert even_tree(13).tolist() == [-1] * 7 + [0] * 6
    assert even_tree(25).tolist() == [-1] * 9 + [0] * 8 + [1] * 8
    assert even_tree(5, span=2).tolist() == [-1, -1, 0, 0, 1]


@given(st.integers(1, 5000), st.integers(1, 20))
def test_even_trees_are_even_and_nobody_reports_to_someone_lower(people: int, span: int) -> None:
    boss = even_tree(people, span)
    sizes = np.bincount(boss + 1)
    assert len(boss) == people == sizes.sum()
    assert sizes.max() <= span
    assert sizes.max() - sizes.min() <= 1
    assert len(sizes) == -(-people // span)  # the fewest teams
    assert np.all(boss < np.arange(people))
    assert MAX_SPAN == 12
