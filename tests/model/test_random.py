"""Addressed random numbers: Philox4x32-10 by its known answers, in every form, and the uniforms made of it."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from orgsim.model import random
from orgsim.model.random import DEPARTMENT, MASK, NEED, WEEK, Address, deviate, noise, philox, trait, uniforms, unit_interval
from tests.model.compiled import apply, every_width, same_bits

#: kat_vectors of Random123 for philox4x32-10: counter, key, answer.
KNOWN_ANSWERS = (
    ((0, 0, 0, 0), (0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
    ((MASK, MASK, MASK, MASK), (MASK, MASK), (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
    (
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
        (0xA4093822, 0x299F31D0),
        (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
    ),
)
WORDS = st.integers(0, MASK)
ADDRESSES = st.tuples(WORDS, WORDS, WORDS, WORDS, WORDS, WORDS)


def words_of(a: Any, b: Any, i: int) -> None:
    b[i, 0], b[i, 1], b[i, 2], b[i, 3] = random.philox(a[i, 0], a[i, 1], a[i, 2], a[i, 3], a[i, 4], a[i, 5])


def uniforms_as_words(a: Any, b: Any, i: int) -> None:
    """Seed, unit, replication, week, person, purpose; the uniforms are written into the memory of floats `b`."""
    address = random.Address(a[i, 0], a[i, 1], a[i, 2])
    b[i, 0], b[i, 1], b[i, 2], b[i, 3] = random.uniforms(address, a[i, 3], a[i, 4], a[i, 5])


def drawn(people: range = range(5000), purpose: int = WEEK) -> NDArray[np.float64]:
    """Uniforms of consecutive people, (people, 4): a fixed range of addresses."""
    return np.array([uniforms(Address(3, 5, 7), 11, person, purpose) for person in people])


@pytest.mark.parametrize(("counter", "key", "answer"), KNOWN_ANSWERS)
def test_plain_words_are_the_known_answers(counter: tuple[int, ...], key: tuple[int, ...], answer: tuple[int, ...]) -> None:
    assert philox(*counter, *key) == answer


@every_width
def test_compiled_words_are_the_known_answers(width: int) -> None:
    given = np.array([counter + key for counter, key, _ in KNOWN_ANSWERS], dtype=np.uint64)
    assert apply(words_of, given, 4, width).tolist() == [list(answer) for _, _, answer in KNOWN_ANSWERS]


@every_width
@settings(max_examples=30, deadline=None)
@given(rows=st.lists(ADDRESSES, min_size=1, max_size=20))
def test_compiled_words_are_the_plain_ones(width: int, rows: list[tuple[int, ...]]) -> None:
    found = apply(words_of, np.array(rows, dtype=np.uint64), 4, width)
    assert found.tolist() == [list(philox(*row)) for row in rows]


@every_width
def test_compiled_uniforms_are_the_plain_ones(width: int) -> None:
    rows = [(seed, unit, replication, week, person, NEED) for seed, unit, replication, week, person in
            [(1, 0, 0, 0, 0), (MASK, 3, 9, 312, DEPARTMENT), (7, MASK, MASK, 1, 90_000), (0, 0, MASK, MASK, MASK)]]  # fmt: skip
    found = apply(uniforms_as_words, np.array(rows, dtype=np.uint64), 4, width, np.float64)
    plain = [uniforms(Address(*row[:3]), *row[3:]) for row in rows]
    assert same_bits(found, np.array(plain))


@settings(max_examples=100, deadline=None)
@given(ADDRESSES, ADDRESSES)
def test_uniforms_depend_on_the_whole_address_and_nothing_else(one: tuple[int, ...], other: tuple[int, ...]) -> None:
    first = uniforms(Address(*one[:3]), *one[3:])
    second = uniforms(Address(*other[:3]), *other[3:])
    assert uniforms(Address(*one[:3]), *one[3:]) == first
    assert (first == second) == (one == other)


@settings(max_examples=60, deadline=None)
@given(ADDRESSES, st.integers(0, 5), st.integers(0, 31))
def test_one_bit_of_the_address_changes_all_four_uniforms(address: tuple[int, ...], place: int, bit: int) -> None:
    flipped = tuple(word ^ (1 << bit) if i == place else word for i, word in enumerate(address))
    before, after = uniforms(Address(*address[:3]), *address[3:]), uniforms(Address(*flipped[:3]), *flipped[3:])
    assert sum(a != b for a, b in zip(before, after, strict=True)) >= 3  # a single chance agreement has odds of 2**-32


@given(WORDS)
def test_a_uniform_is_its_word_over_two_to_the_32_exactly(word: int) -> None:
    assert Fraction(unit_interval(word)) == Fraction(word, 2**32)
    assert 0.0 <= unit_interval(word) < 1.0


def test_uniforms_are_flat_and_unrelated() -> None:
    found = drawn()
    error = 1 / np.sqrt(12 * found.size)
    assert abs(found.mean() - 0.5) < 3 * error
    assert abs(found.var() - 1 / 12) < 3 * np.sqrt(1 / 180 / found.size)
    counts = np.histogram(found, bins=20, range=(0, 1))[0]
    assert ((counts - found.size / 20) ** 2 / (found.size / 20)).sum() < 43.8  # chi-squared, 19 degrees, 1 in 1,000
    between_purposes = np.corrcoef(np.hstack([found, drawn(purpose=NEED)]).T)
    assert np.abs(between_purposes - np.eye(8)).max() < 4 / np.sqrt(len(found))
    assert abs(np.corrcoef(found[1:, 0], found[:-1, 0])[0, 1]) < 3 / np.sqrt(len(found))


def test_deviates_are_standardised_and_bounded() -> None:
    found = np.array([deviate(tuple(row)) for row in drawn().tolist()])
    assert abs(found.mean()) < 3 / np.sqrt(len(found))
    kurtosis = 3 - 1.2 / 4  # of a sum of four uniforms
    assert abs(found.var() - 1) < 3 * np.sqrt((kurtosis - 1) / len(found))
    assert deviate((0.5, 0.5, 0.5, 0.5)) == 0.0
    assert deviate((0.0, 0.0, 0.0, 0.0)) == -deviate((1.0, 1.0, 1.0, 1.0)) == pytest.approx(-2 * 3**0.5, abs=1e-15)


def test_a_trait_is_the_deviate_of_its_address() -> None:
    address = Address(1, 2, 3)
    assert trait(address, 4, 5, NEED) == deviate(uniforms(address, 4, 5, NEED)) != trait(address, 4, 5, WEEK)


def test_noise_has_its_standard_deviation() -> None:
    found = np.array([noise(draw, 0.3) for draw in drawn().ravel().tolist()])
    assert abs(found.mean()) < 3 * 0.3 / np.sqrt(len(found))
    assert abs(found.std() - 0.3) < 3 * 0.3 * np.sqrt(0.8 / 4 / len(found))
    assert noise(0.9, 0.0) == 0.0
    assert noise(1.0, 1.0) == -noise(0.0, 1.0) == pytest.approx(3**0.5, abs=1e-15)
