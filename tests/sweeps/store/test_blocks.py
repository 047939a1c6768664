"""What blocks cover, by counting run by run."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from orgsim.sweeps.store.blocks import Block, Rectangle, overlap, part_of, pieces, uncovered


def _grid(parts: list[Block] | list[Rectangle], rows: int, last: int) -> np.ndarray:
    grid = np.zeros((rows, last), dtype=int)
    for part in parts:
        grid[part.start : part.stop, part.first : part.last] += 1
    return grid


@given(
    st.lists(st.tuples(st.integers(1, 12), st.integers(1, 9), st.integers(1, 3), st.integers(1, 5)), min_size=1, max_size=6),
)
def test_a_folder_that_grows_covers_every_run_once(steps: list[tuple[int, int, int, int]]) -> None:
    blocks: list[Block] = []
    rows = last = 0
    for more_rows, more_last, parts, size in steps:
        rows, last = max(rows, more_rows), max(last, more_last)
        for part in range(1, parts + 1):
            new = uncovered(blocks, part_of(rows, (part, parts)), 0, last=last)
            blocks += [Block(each.start, each.stop, each.first, each.last, size, size) for each in new]
    assert (_grid(blocks, rows, last) == 1).all()
    assert overlap(blocks) is None
    cut = list(pieces(blocks))
    assert (_grid(cut, rows, last) == 1).all()
    assert [piece.first for piece in cut] == sorted(piece.first for piece in cut), "replications are outermost"


def test_more_replications_and_more_points_at_once_are_two_rectangles() -> None:
    blocks = [Block(0, 4, 0, 50, 4, 16)]
    assert uncovered(blocks, range(6), 0, last=70) == [Rectangle(0, 4, 50, 70), Rectangle(4, 6, 0, 70)]
    assert uncovered(blocks, range(4), 0, last=30) == []


def test_blocks_that_overlap_are_found() -> None:
    a, b = Block(0, 4, 0, 50, 4, 16), Block(3, 6, 49, 60, 4, 16)
    assert overlap([a, b]) == (a, b)
    assert overlap([a, a]) is None


def test_shards_are_parts_of_the_rows() -> None:
    parts = [part_of(10, (part, 3)) for part in (1, 2, 3)]
    assert [row for part in parts for row in part] == list(range(10))
