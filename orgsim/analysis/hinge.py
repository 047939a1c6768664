"""Hinges through many curves at once, and how much better than straight lines they are: the loops of `orgsim.summaries`."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from orgsim.summaries.hinge import EDGE, PARTS, SHORTEST

__all__ = ["EDGE", "SHORTEST", "Floats", "Hinges", "evidence", "fit_hinges"]

Floats = NDArray[np.float64]


class Hinges(NamedTuple):
    """Hinges fitted to curves, one entry a curve, each of the shape (curves,).

    `week` is where the pieces meet, counted from the curve's first week; `start`, `height` and `final` are the fitted values in
    the first week, there and in the last week; `before` and `after` the slopes by the week; `squares` and `line_squares` the
    sums of squared residuals of the hinge and of the best straight line. All NaN for a curve with a gap.
    """

    week: Floats
    start: Floats
    height: Floats
    final: Floats
    before: Floats
    after: Floats
    squares: Floats
    line_squares: Floats

    def fitted(self, weeks: int) -> Floats:
        """The fitted curves, shape (curves, weeks)."""
        week = np.arange(weeks) - self.week[:, None]
        return self.height[:, None] + np.where(week < 0, self.before[:, None], self.after[:, None]) * week


def fit_hinges(curves: Floats, edge: int = EDGE) -> Hinges:
    """Least-squares hinge of each of `curves` (curves, weeks); see `orgsim.summaries.hinge.fit_hinge`, which is compiled.

    Needs at least 2 · edge + 1 weeks.
    """
    from orgsim.summaries.compiled import ready

    found = np.empty((len(curves), len(PARTS)))
    ready("fit_curves")(np.ascontiguousarray(curves, dtype=np.float64), edge, np.empty(curves.shape[1]), found)
    return Hinges(*found.T)


def evidence(curves: Floats, hinges: Hinges) -> Floats:
    """By how much the Bayesian information criterion prefers each hinge to the straight line; shape (curves,).

    See `orgsim.summaries.hinge.hinge_evidence`.
    """
    from orgsim.summaries.compiled import ready

    weighed = np.empty(len(curves))
    found = np.ascontiguousarray(np.stack(hinges, axis=1), dtype=np.float64)
    ready("weigh_curves")(np.ascontiguousarray(curves, dtype=np.float64), found, weighed)
    return weighed
