"""Dice of their own for points: a unit that is a hash of the point's values, wherever in the design it stands."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

_BYTES = 4


def units_of(
    choices: Mapping[str, str | float], unit: int, columns: Mapping[str, NDArray[np.float64]], *, start: int, stop: int
) -> tuple[int, ...]:
    """A 32-bit unit for each point from `start` to `stop`: the hash of its choices, its values by key, and the study's unit.

    Equal points have equal units in every sweep. Two of a hundred thousand points share one now and then, which does no harm.
    """
    keys = sorted(columns)
    shared = hashlib.blake2b(repr((unit, sorted(choices.items()), keys)).encode(), digest_size=_BYTES)
    table = np.stack([columns[key][start:stop] for key in keys], axis=1) if keys else np.empty((stop - start, 0))
    rows = np.ascontiguousarray(table + 0.0, dtype="<f8")  # -0.0 + 0.0 is 0.0
    return tuple(_word(shared.copy(), row.tobytes()) for row in rows)


def _word(digest: hashlib.blake2b, row: bytes) -> int:
    digest.update(row)
    return int.from_bytes(digest.digest(), "little")
