"""Blocks: rectangles of design rows and replications, each cut into chunks of a size that is frozen when it is added.

A folder starts with one block; more replications, more points or another machine's part add further ones. Blocks never overlap.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any


@dataclass(frozen=True)
class Block:
    """Rows from `start` up to `stop` and replications from `first` up to `last` (both without the end), cut into chunks."""

    start: int
    stop: int
    first: int
    last: int
    points_per_chunk: int
    replications_per_chunk: int

    @property
    def runs(self) -> int:
        """Runs in the block."""
        return (self.stop - self.start) * (self.last - self.first)

    def plain(self) -> dict[str, int]:
        """As it stands in sweep.json."""
        return asdict(self)


@dataclass(frozen=True)
class Rectangle:
    """Rows and replications that no block covers yet."""

    start: int
    stop: int
    first: int
    last: int


def uncovered(blocks: Sequence[Any], rows: range, first: int, *, last: int) -> list[Rectangle]:
    """What of `rows` × replications [first, last) is in none of `blocks`, as few rectangles as the rows allow."""
    edges = sorted({rows.start, rows.stop, *(e for b in blocks for e in (b.start, b.stop) if rows.start < e < rows.stop)})
    found: list[Rectangle] = []
    for start, stop in pairwise(edges):
        covering = sorted((b.first, b.last) for b in blocks if b.start <= start and stop <= b.stop)
        for low, high in _gaps(covering, first, last):
            before = found[-1] if found else None
            if before is not None and (before.stop, before.first, before.last) == (start, low, high):
                found[-1] = Rectangle(before.start, stop, low, high)
            else:
                found.append(Rectangle(start, stop, low, high))
    return found


def overlap(blocks: Sequence[Block]) -> tuple[Block, Block] | None:
    """Two different blocks that hold a run in common, if there are any."""
    for place, a in enumerate(blocks):
        for b in blocks[place + 1 :]:
            if a != b and a.start < b.stop and b.start < a.stop and a.first < b.last and b.first < a.last:
                return a, b
    return None


def pieces(blocks: Sequence[Block]) -> Iterator[Rectangle]:
    """The rectangles that are chunks: replications outermost, over all blocks, so that a sweep cut short is an even sample."""
    cut = [
        Rectangle(start, min(start + b.points_per_chunk, b.stop), first, min(first + b.replications_per_chunk, b.last))
        for b in dict.fromkeys(blocks)
        for first in range(b.first, b.last, b.replications_per_chunk)
        for start in range(b.start, b.stop, b.points_per_chunk)
    ]
    yield from sorted(cut, key=lambda piece: (piece.first, piece.start))


def part_of(rows: int, shard: tuple[int, int] | None) -> range:
    """The rows of one of several machines that share nothing."""
    part, parts = shard or (1, 1)
    return range(rows * (part - 1) // parts, rows * part // parts)


def _gaps(covering: Sequence[tuple[int, int]], first: int, last: int) -> Iterator[tuple[int, int]]:
    at = first
    for low, high in covering:
        if low > at:
            yield at, min(low, last)
        at = max(at, high)
        if at >= last:
            return
    if at < last:
        yield at, last
