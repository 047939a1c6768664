"""Junior posts: from fractions to whole posts, and from counts by grade to a tree of even spans."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

import numpy as np

from orgsim.organization.arrange import Int64

MAX_SPAN = 12


def whole_posts(fractions: Sequence[Decimal]) -> list[int]:
    """Whole posts of each row (rows,) by largest remainder: their sum is the rows' sum, rounded half up.

    Each row is rounded down; the posts still missing go one each to the rows with the largest remainders, to the
    first of equal ones.
    """
    whole = [int(posts.to_integral_value(ROUND_FLOOR)) for posts in fractions]
    total = int(sum(fractions, Decimal(0)).to_integral_value(ROUND_HALF_UP))
    by_remainder = sorted(range(len(whole)), key=lambda row: whole[row] - fractions[row])
    for row in by_remainder[: total - sum(whole)]:
        whole[row] += 1
    return whole


def even_tree(people: int, span: int = MAX_SPAN) -> Int64:
    """The boss (people,) of each of `people` who stand in rank order under one senior post, −1 for that post.

    The people fill the fewest teams of at most `span`, as even as can be (sizes differ by at most one, the larger
    first). The senior post leads the first team; each further team is led by the next person in rank order. So nobody
    has a boss of lower rank, as few people as possible supervise, and those are the highest in rank.
    """
    teams = -(-people // span)
    if teams == 0:
        return np.empty(0, dtype=np.int64)
    sizes = people // teams + (np.arange(teams) < people % teams)
    return np.repeat(np.arange(teams) - 1, sizes).astype(np.int64)
