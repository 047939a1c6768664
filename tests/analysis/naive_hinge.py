"""The slow, obvious twin of `orgsim.analysis.hinge`: a least-squares problem for every week at which the pieces could meet."""

from __future__ import annotations

import numpy as np


def naive_hinge(curve: np.ndarray, edge: int) -> tuple[float, int, np.ndarray]:
    """Sum of squares, week and fitted values of the best hinge; of equal ones the earliest."""
    weeks = len(curve)
    time = np.arange(weeks)
    best = None
    for week in range(edge, weeks - edge):
        design = np.column_stack([np.ones(weeks), time, np.maximum(time - week, 0)])
        fitted = design @ np.linalg.lstsq(design, curve, rcond=None)[0]
        squares = float(((curve - fitted) ** 2).sum())
        if best is None or squares < best[0]:
            best = squares, week, fitted
    return best
