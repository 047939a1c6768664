"""The only operations rules may use: exact on every machine, engine and browser.

Rules are plain Python on floats. Engines that compile them replace these few functions by ones that also take a vector of
runs; each gives the same bits as the plain one below. No function of the C library is used: its last digits differ.
"""

from __future__ import annotations

import math

LOG2_E = 1.4426950408889634
LN2_HIGH = 0.6931471803691238
LN2_LOW = 1.9082149292705877e-10
#: Adding this to a small number rounds it to a whole one, kept in the low bits of the sum.
ROUNDER = 6755399441055744.0
#: Largest argument of `exponential`; the result stays finite and positive.
EXPONENT_LIMIT = 700.0


def select(condition: bool, if_true: float, if_false: float) -> float:
    """`if_true` where the condition holds, else `if_false`; both are evaluated."""
    return if_true if condition else if_false


def either(condition: bool, other: bool) -> bool:
    """Whether at least one of two conditions holds."""
    return condition or other


def any_run(condition: bool) -> bool:
    """Whether the condition holds in at least one of the runs computed side by side; only for skipping work."""
    return condition


def constant(value: float, like: float) -> float:
    """`value` for every run that `like` holds a number for; engines that compute runs side by side need to be told."""
    return value


def minimum(a: float, b: float) -> float:
    """The smaller of two numbers."""
    return a if a < b else b


def maximum(a: float, b: float) -> float:
    """The larger of two numbers."""
    return a if a > b else b


def indicator(condition: bool) -> float:
    """1.0 where the condition holds, else 0.0."""
    return 1.0 if condition else 0.0


def power_of_two(rounded: float) -> float:
    """2**k for a whole k in [-1022, 1023], given as k + ROUNDER."""
    return math.ldexp(1.0, int(rounded - ROUNDER))


def clamp(x: float) -> float:
    """x kept in [0, 1]."""
    return minimum(maximum(x, 0.0), 1.0)


def positive(x: float) -> float:
    """x where it is above 0, else 0."""
    return maximum(x, 0.0)


def exponential(x: float) -> float:
    """e**x within 1 unit in the last place for |x| <= 700; beyond, x is taken as 700 or -700.

    x = k ln 2 + r with |r| <= ln(2)/2; e**r = 1 + (r + r**2 q(r)) with q interpolated at ten Chebyshev nodes (relative error
    1.7e-17), in Estrin's order so that the processor can overlap its steps; then scaling by 2**k.
    """
    x = minimum(maximum(x, -EXPONENT_LIMIT), EXPONENT_LIMIT)
    rounded = x * LOG2_E + ROUNDER
    k = rounded - ROUNDER
    r = (x - k * LN2_HIGH) - k * LN2_LOW
    r2 = r * r
    r4 = r2 * r2
    low = (0.5000000000000001 + r * 0.16666666666666669) + (0.04166666666662413 + r * 0.008333333333330062) * r2
    middle = (0.0013888888917213717 + r * 0.00019841269863053618) + (2.4801521295954376e-05 + r * 2.7557268459997064e-06) * r2
    high = 2.7620088445409746e-07 + r * 2.510038549551032e-08
    return (1.0 + (r + r2 * (low + (middle + high * r4) * r4))) * power_of_two(rounded)


def logistic(x: float) -> float:
    """1 / (1 + e**-x), the logistic function σ."""
    return 1.0 / (1.0 + exponential(-x))
