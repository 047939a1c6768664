"""Shapley values: what each player of a cooperative game adds, averaged over every order in which the players may come.

Shapley, L. S. (1953), A value for n-person games. They are the only division that is efficient (the values add up to the
whole), symmetric, additive, and gives nothing to a player who never changes anything.
"""

from __future__ import annotations

from math import factorial

import numpy as np

from orgsim.analysis.across import Floats


def shapley_values(worth: Floats) -> Floats:
    """The value of each player, shape (players, ...), in a game given by the worth of every coalition.

    `worth` has the shape (2**players, ...): entry S is the worth of the coalition of those players i whose bit is set in S
    (S >> i & 1). Further axes are games of their own. value_i = Σ_S |S|! (n - |S| - 1)! / n! (worth(S + i) - worth(S)) over
    the coalitions S without i.

    Raises ValueError when the first axis is not a power of two.
    """
    coalitions = np.arange(len(worth))
    players = len(worth).bit_length() - 1
    if len(worth) != 2**players:
        raise ValueError(f"{len(worth)} coalitions: every coalition of n players is needed, 2**n of them")
    sizes = np.bitwise_count(coalitions)
    weights = np.array([factorial(size) * factorial(players - size - 1) / factorial(players) for size in range(players)])
    values = np.empty((players, *worth.shape[1:]))
    for player in range(players):
        without = coalitions[(coalitions >> player & 1) == 0]
        added = worth[without | 1 << player] - worth[without]
        values[player] = np.tensordot(weights[sizes[without]], added, axes=1)
    return values
