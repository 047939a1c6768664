"""The best hinge through a curve: two straight pieces that meet, by least squares over every week at which they could meet."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
#: Weeks on either side of the hinge that it needs at least, so that each piece has a slope.
EDGE = 13
#: Fewest weeks of a curve that can be fitted.
SHORTEST = 2 * EDGE + 1


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
    """Least-squares hinge of each of `curves` (curves, weeks): y = a + b t + c [t − h]₊ with h a whole week.

    Every h with at least `edge` weeks on either side is tried. With r the residuals of the straight line and x those of
    [t − h]₊ on it (Frisch & Waugh 1933), c = Σ r x / Σ x² and the squares fall by (Σ r x)² / Σ x²; Σ r [t − h]₊ for all h
    at once is a twofold running sum from the end. So a curve takes a few passes over its weeks, all curves together. Of equal
    hinges the earliest is taken. Needs at least 2 · edge + 1 weeks.
    """
    count, weeks = curves.shape
    time = np.arange(weeks) - 0.5 * (weeks - 1)
    spread = float(time @ time)
    centre = curves.mean(axis=1)
    slope = (curves - centre[:, None]) @ time / spread
    residual = curves - centre[:, None] - slope[:, None] * time
    line_squares = (residual * residual).sum(axis=1)
    after = np.cumsum(np.cumsum(residual[:, ::-1], axis=1), axis=1)[:, ::-1]  # at h: Σ over t > h of r (t − h + 1)
    tried = np.arange(edge, weeks - edge)
    share, by_time, squares = _moments(tried, weeks)
    remaining = squares - weeks * share * share - by_time * by_time / spread
    product = after[:, tried + 1]
    gain = np.where(np.isnan(product), 0.0, product * product / remaining)
    best = gain.argmax(axis=1)
    turn = product[np.arange(count), best] / remaining[best]
    # the line's part of the turn is taken off again: [t − h]₊ = share + by_time / spread · time + x
    before = slope - turn * by_time[best] / spread
    level = centre - turn * share[best]
    week = np.where(np.isnan(turn), np.nan, tried[best])
    height = level + before * (week - 0.5 * (weeks - 1))
    ends = (height - before * week, height + (before + turn) * (weeks - 1 - week))
    found = Hinges(week, ends[0], height, ends[1], before, before + turn, line_squares, line_squares)
    misses = curves - found.fitted(weeks)  # line_squares less the gain would lose its last digits
    return found._replace(squares=(misses * misses).sum(axis=1))


def _moments(tried: NDArray[np.int64], weeks: int) -> tuple[Floats, Floats, Floats]:
    """Of [t − h]₊ for each h, in closed form: mean, sum of products with the centred time, sum of squares."""
    m = (weeks - 1 - tried).astype(np.float64)
    total, squares = m * (m + 1) / 2, m * (m + 1) * (2 * m + 1) / 6
    return total / weeks, (tried - 0.5 * (weeks - 1)) * total + squares, squares
