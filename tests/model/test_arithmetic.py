"""The operations of the rules: accurate where they approximate, exact elsewhere, and the same bits in every form."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal, localcontext
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orgsim.model import arithmetic
from orgsim.model.arithmetic import (
    EXPONENT_LIMIT,
    ROUNDER,
    any_run,
    clamp,
    constant,
    either,
    exponential,
    indicator,
    logistic,
    maximum,
    minimum,
    positive,
    power_of_two,
    select,
)
from tests.model.compiled import apply, every_width, same_bits

ARGUMENTS = st.floats(-EXPONENT_LIMIT, EXPONENT_LIMIT)
ANY = st.floats(allow_nan=False)
AWKWARD = (0.0, -0.0, 1.0, -1.0, 0.5, 5e-324, -5e-324, 1e308, math.inf, -math.inf, math.nan)


def ulps(x: float) -> float:
    """How far `exponential(x)` is from e**x, in units in the last place of the result."""
    with localcontext() as context:
        context.prec = 60
        true = Decimal(x).exp()
        found = exponential(x)
        return float(abs(Decimal(found) - true) / Decimal(math.ulp(float(true))))


def binary(a: Any, b: Any, i: int) -> None:
    x, y = a[i, 0], a[i, 1]
    b[i, 0] = arithmetic.minimum(x, y)
    b[i, 1] = arithmetic.maximum(x, y)
    b[i, 2] = arithmetic.select(x < y, x, y)
    b[i, 3] = arithmetic.select(x > y, x, y)
    b[i, 4] = arithmetic.select(x >= y, x, y)
    b[i, 5] = arithmetic.indicator(arithmetic.either(x < y, y < x))
    b[i, 6] = arithmetic.clamp(x)
    b[i, 7] = arithmetic.positive(x)
    b[i, 8] = arithmetic.select(x < y, 1.0, y)
    b[i, 9] = arithmetic.constant(0.25, x)
    b[i, 10] = -x * y + x / (y + 0.5) - y


def unary(a: Any, b: Any, i: int) -> None:
    b[i, 0] = arithmetic.exponential(a[i, 0])
    b[i, 1] = arithmetic.logistic(a[i, 0])


def in_plain_python(function: Callable[..., None], rows: np.ndarray, outputs: int) -> np.ndarray:
    found = np.zeros((len(rows), outputs))
    for i, row in enumerate(rows.tolist()):
        cells: dict[tuple[int, int], float] = {}
        function({(0, j): value for j, value in enumerate(row)}, cells, 0)
        found[i] = [cells[0, j] for j in range(outputs)]
    return found


def test_exponential_is_within_1_unit_in_the_last_place_on_a_dense_grid() -> None:
    near_zero, wide = np.linspace(-2, 2, 2001), np.linspace(-700, 700, 3001)
    halfway = (np.arange(-1009, 1010, 7) + 0.5) * math.log(2)  # where the reduced argument is largest
    assert max(ulps(x) for x in np.concatenate([near_zero, wide, halfway]).tolist()) <= 1.0


@settings(max_examples=300, deadline=None)
@given(ARGUMENTS)
def test_exponential_is_within_1_unit_in_the_last_place(x: float) -> None:
    assert ulps(x) <= 1.0


@given(st.floats(EXPONENT_LIMIT, allow_nan=False))
def test_exponential_is_clamped_beyond_its_limit(x: float) -> None:
    assert exponential(x) == exponential(EXPONENT_LIMIT) < math.inf
    assert exponential(-x) == exponential(-EXPONENT_LIMIT) > 0.0


def test_exponential_of_zero_is_one() -> None:
    assert exponential(0.0) == exponential(-0.0) == 1.0


@given(st.integers(-1022, 1023))
def test_power_of_two(k: int) -> None:
    assert power_of_two(k + ROUNDER) == math.ldexp(1.0, k)


@given(ANY, ANY)
def test_logistic_is_bounded_and_never_falls(x: float, y: float) -> None:
    low, high = min(x, y), max(x, y)
    assert 0.0 < logistic(low) <= 1.0
    assert logistic(low) <= logistic(high) * (1 + 1e-15)


@given(st.floats(-30, 30))
def test_logistic_is_symmetric_and_the_textbook_one(x: float) -> None:
    assert logistic(x) + logistic(-x) == pytest.approx(1.0, abs=3e-16)
    assert logistic(x) == pytest.approx(1 / (1 + math.exp(-x)), rel=1e-15)
    assert logistic(0.0) == 0.5


def test_ties_and_signed_zeros() -> None:
    """Of equal numbers the second is taken, as is any number over a first that is no number."""
    assert math.copysign(1.0, minimum(0.0, -0.0)) == math.copysign(1.0, maximum(0.0, -0.0)) == -1.0
    assert math.copysign(1.0, minimum(-0.0, 0.0)) == math.copysign(1.0, maximum(-0.0, 0.0)) == 1.0
    assert minimum(math.nan, 1.0) == maximum(math.nan, 1.0) == 1.0
    assert math.isnan(minimum(1.0, math.nan))


@given(ANY, ANY)
def test_small_operations_mean_what_they_say(x: float, y: float) -> None:
    assert (minimum(x, y), maximum(x, y)) == (min(x, y), max(x, y))
    assert select(x < y, x, y) == (x if x < y else y)
    assert indicator(x < y) == float(x < y)
    assert either(x < y, y < x) == (x != y)
    assert any_run(x < y) == (x < y)
    assert constant(x, y) == x
    assert clamp(x) == min(max(x, 0.0), 1.0)
    assert positive(x) == max(x, 0.0)


@every_width
def test_compiled_operations_give_the_plain_bits_on_awkward_numbers(width: int) -> None:
    rows = np.array([(x, y) for x in AWKWARD for y in AWKWARD])
    found, plain = apply(binary, rows, 11, width), in_plain_python(binary, rows, 11)
    assert np.array_equal(np.isnan(found), np.isnan(plain))  # the sign of a NaN is the processor's
    assert same_bits(np.nan_to_num(found, nan=7.0), np.nan_to_num(plain, nan=7.0))


@every_width
@settings(max_examples=30, deadline=None)
@given(rows=st.lists(st.tuples(st.floats(-1e9, 1e9), st.floats(0, 1e9)), min_size=1, max_size=40))
def test_compiled_operations_give_the_plain_bits(width: int, rows: list[tuple[float, float]]) -> None:
    given = np.array(rows)
    assert same_bits(apply(binary, given, 11, width), in_plain_python(binary, given, 11))


@every_width
@settings(max_examples=30, deadline=None)
@given(arguments=st.lists(ANY, min_size=1, max_size=40))
def test_compiled_exponential_and_logistic_give_the_plain_bits(width: int, arguments: list[float]) -> None:
    rows = np.array(arguments)[:, None]
    assert same_bits(apply(unary, rows, 2, width), in_plain_python(unary, rows, 2))


@every_width
def test_compiled_exponential_gives_the_plain_bits_over_its_range(width: int) -> None:
    rows = np.random.default_rng(1).uniform(-710, 710, (4001, 1))
    assert same_bits(apply(unary, rows, 2, width), in_plain_python(unary, rows, 2))
