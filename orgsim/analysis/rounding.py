"""How many decimals numbers deserve when nothing is known of them but their size."""

from __future__ import annotations

from math import floor, isfinite, log10


def decimals(largest: float, digits: int = 3) -> int:
    """Decimals that show so many digits of the largest number, 0 to 8.

    >>> decimals(0.0059), decimals(31.0)
    (5, 1)
    """
    if not (isfinite(largest) and largest > 0):
        return digits - 1
    return min(max(digits - 1 - floor(log10(largest)), 0), 8)
