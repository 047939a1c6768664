"""Verdicts: what agrees, what differs, and what nobody can tell yet."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgsim.docking.comparison import AGREES, DIFFERS, NOT_APART, RIGHTLY_APART, UNCLEAR, Range, exact, near, within

VALUES = np.array([1.0, 2.0, 3.0])  # mean 2, Student interval 2 ± 2.484


@pytest.mark.parametrize(
    ("published", "verdict", "as_control"),
    [(2.05, AGREES, NOT_APART), (1.8, UNCLEAR, NOT_APART), (4.5, UNCLEAR, NOT_APART), (4.7, DIFFERS, RIGHTLY_APART)],
)
def test_a_mean_beside_a_published_one(published: float, verdict: str, as_control: str) -> None:
    found = near("m", "c", published, 0.1, VALUES)
    assert (found.here, found.verdict) == (2.0, verdict)
    assert found.high == pytest.approx(2 + 4.302652729911275 / math.sqrt(3))
    assert near("m", "c", published, 0.1, VALUES, control=True).verdict == as_control


def test_a_number_without_an_interval_agrees_or_differs() -> None:
    nothing = (math.nan, math.nan)
    assert within("m", "c", Range(1, 3), (3.0, *nothing)).verdict == AGREES
    assert within("m", "c", Range(1, 3), (3.1, *nothing)).verdict == DIFFERS
    assert within("m", "c", Range(0, math.inf, "above 0"), (1e9, *nothing)).verdict == AGREES
    assert within("m", "c", Range(0, math.inf), (-1.0, -1.5, 0.5)).verdict == UNCLEAR


def test_series_are_the_same_numbers_or_not() -> None:
    series = np.array([0.1, 0.2])
    assert exact("m", "c", series, series + 1e-13, 1e-12).verdict == AGREES
    assert exact("m", "c", series, series - np.array([0.0, 1e-11]), 1e-12).verdict == DIFFERS


@given(st.floats(-10, 10), st.floats(0.01, 5), st.floats(0, 3))
def test_the_verdict_depends_on_distance_alone(published: float, tolerance: float, distance: float) -> None:
    verdicts = {near("m", "c", published, tolerance, VALUES + published - 2 + sign * distance).verdict for sign in (1, -1)}
    assert (
        len(verdicts) == 1 or math.isclose(distance, tolerance) or math.isclose(distance, tolerance + 2.4841377, rel_tol=1e-6)
    )
