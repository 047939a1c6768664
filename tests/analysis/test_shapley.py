"""Shapley values against games whose values are known."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from orgsim.analysis.shapley import shapley_values

WORTHS = st.integers(1, 5).flatmap(
    lambda players: arrays(float, (2**players, 2), elements=st.floats(-100, 100, allow_subnormal=False))
)


def game(players: int, worth) -> np.ndarray:  # type: ignore[no-untyped-def]
    return np.array([float(worth({i for i in range(players) if s >> i & 1})) for s in range(2**players)])


def test_an_additive_game_gives_everyone_their_own() -> None:
    own = [3.0, -1.0, 0.5, 2.0]
    assert shapley_values(game(4, lambda s: sum(own[i] for i in s))) == pytest.approx(own)


def test_the_glove_game() -> None:
    """One left glove (0) and two right ones (1, 2); a pair is worth 1: the values are 2/3, 1/6, 1/6."""
    assert shapley_values(game(3, lambda s: 0 in s and len(s) > 1)) == pytest.approx([2 / 3, 1 / 6, 1 / 6])


def test_the_airport_game() -> None:
    """A runway of lengths 1, 2 and 5: the first third is shared by three, the next by two, the rest by one."""
    length = (1, 2, 5)
    values = shapley_values(game(3, lambda s: max((length[i] for i in s), default=0)))
    assert values == pytest.approx([1 / 3, 1 / 3 + 1 / 2, 1 / 3 + 1 / 2 + 3])


def test_one_player_is_the_whole() -> None:
    assert shapley_values(np.array([2.0, 5.0])) == pytest.approx([3.0])


@given(WORTHS)
def test_the_values_are_the_mean_over_all_orders(worth: np.ndarray) -> None:
    players = len(worth).bit_length() - 1
    expected = np.zeros((players, 2))
    orders = list(permutations(range(players)))
    for order in orders:
        coalition = 0
        for player in order:
            expected[player] += worth[coalition | 1 << player] - worth[coalition]
            coalition |= 1 << player
    np.testing.assert_allclose(shapley_values(worth), expected / len(orders), atol=1e-9)


@given(WORTHS)
def test_the_values_add_up_to_the_whole(worth: np.ndarray) -> None:
    np.testing.assert_allclose(shapley_values(worth).sum(axis=0), worth[-1] - worth[0], atol=1e-9)


def test_every_coalition_is_needed() -> None:
    with pytest.raises(ValueError, match="6 coalitions"):
        shapley_values(np.zeros(6))
