"""The evidence for a hinge, by numbers that can be done by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from orgsim.summaries.hinge import PARTS, hinge_evidence


def evidence(residuals: list[float], line_squares: float) -> float:
    """That of a curve around a hinge that is flat at 0, whose residuals it therefore is."""
    parts = dict.fromkeys(PARTS, 0.0) | {
        "week": 4.0,
        "squares": sum(each * each for each in residuals),
        "line_squares": line_squares,
    }
    return hinge_evidence(np.array(residuals), np.array([parts[name] for name in PARTS]))


def test_of_independent_residuals() -> None:
    """No product of neighbours is above 0, so n' = n = 10: 10 ln(10 e / 10) - 2 ln 10."""
    assert evidence([1.0, -1.0] * 5, line_squares=10 * math.e) == pytest.approx(10 - 4.605170185988092, abs=1e-12)


def test_of_residuals_that_are_alike_from_week_to_week() -> None:
    """Six pairs agree, two do not: φ = 4 / 9 · 9 / 8 = 1 / 2, so nine weeks are worth n' = 3: 3 ln e² - 2 ln 3."""
    residuals = [1.0, 1.0, 1.0, -1.0, -1.0, -1.0, 1.0, 1.0, 1.0]
    assert evidence(residuals, line_squares=9 * math.e**2) == pytest.approx(6 - 2.1972245773362196, abs=1e-12)
