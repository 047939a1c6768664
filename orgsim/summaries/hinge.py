"""The best hinge through one curve, and whether it is a plateau, in plain loops: the same source runs compiled.

A hinge is two straight pieces that meet, by least squares over every week at which they could meet.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

#: Weeks on either side of the hinge that it needs at least, so that each piece has a slope.
EDGE = 13
#: Fewest weeks of a curve that can be fitted.
SHORTEST = 2 * EDGE + 1
#: What `fit_hinge` finds, in its order: see `orgsim.analysis.hinge.Hinges`.
PARTS = ("week", "start", "height", "final", "before", "after", "squares", "line_squares")
_ROUNDING = 1e-20
_TINY = 2.2250738585072014e-308
_MOST_CORRELATED = 0.99


@dataclass(frozen=True)
class PlateauRule:
    """When a curve is said to level off: both must hold of its best hinge.

    `late_share`: the slope after the hinge is at most this share of the one before, up or down. `margin`: the hinge is better
    than a straight line by so much of the Bayesian information criterion (6 is strong, 10 very strong evidence: Kass & Raftery
    1995), counted for the number of independent weeks that autocorrelated residuals are worth, n (1 − φ) / (1 + φ).
    """

    late_share: float = 0.1
    margin: float = 6.0


def fit_hinge(curve: Any, edge: int, turns: Any, found: Any) -> None:
    """Least-squares hinge of `curve` (weeks,) into `found` (8,), as in `PARTS`: y = a + b t + c [t − h]₊ with h a whole week.

    Every h with at least `edge` weeks on either side is tried. With r the residuals of the straight line and x those of
    [t − h]₊ on it (Frisch & Waugh 1933), c = Σ r x / Σ x² and the squares fall by (Σ r x)² / Σ x²; Σ r [t − h]₊ for each h
    in turn is a twofold running sum from the end. So a curve takes a few passes over its weeks. Of equal hinges the earliest
    is taken. Needs at least 2 · edge + 1 weeks; all is NaN for a curve with a gap. `turns` (weeks,) is Σ x² for each h, as
    `measure_turns` gives it: it depends on no curve.
    """
    weeks = len(curve)
    middle = 0.5 * (weeks - 1)
    spread = weeks * (weeks * weeks - 1.0) / 12.0
    total, crossed = 0.0, 0.0
    for t in range(weeks):
        total += curve[t]
    centre = total / weeks
    for t in range(weeks):
        crossed += (curve[t] - centre) * (t - middle)
    slope = crossed / spread
    line_squares, inner, outer = 0.0, 0.0, 0.0
    best, best_gain, best_outer = -1, -1.0, 0.0
    for t in range(weeks - 1, -1, -1):
        residual = curve[t] - centre - slope * (t - middle)
        line_squares += residual * residual
        inner += residual
        outer += inner  # Σ over s > h of r (s − h), where h = t − 1
        h = t - 1
        if edge <= h < weeks - edge:
            gain = outer * outer / turns[h]
            if gain >= best_gain:
                best, best_gain, best_outer = h, gain, outer
    if best < 0:
        for part in range(len(found)):
            found[part] = math.nan
        return
    share, timed, _ = turn_of(best, weeks)
    turn, by_time = best_outer / turns[best], timed / spread
    # the line's part of the turn is taken off again: [t − h]₊ = share + by_time · time + x
    before = slope - turn * by_time
    height = centre - turn * share + before * (best - middle)
    missed = 0.0  # line_squares less the gain would lose its last digits
    for t in range(weeks):
        miss = curve[t] - hinge_value(t, best, height, before, before + turn)
        missed += miss * miss
    found[0], found[1], found[2] = best, height - before * best, height
    found[3] = height + (before + turn) * (weeks - 1 - best)
    found[4], found[5], found[6], found[7] = before, before + turn, missed, line_squares


def measure_turns(weeks: int, edge: int, turns: Any) -> None:
    """Σ x² of `fit_hinge` for each week h at which a curve of so many `weeks` may turn, into `turns` (weeks,)."""
    for h in range(edge, weeks - edge):
        _, _, turns[h] = turn_of(h, weeks)


def turn_of(h: int, weeks: int) -> tuple[float, float, float]:
    """Of [t − h]₊: the mean, the product with the centred time, and the sum of squares that a straight line leaves."""
    middle = 0.5 * (weeks - 1)
    spread = weeks * (weeks * weeks - 1.0) / 12.0
    m = weeks - 1.0 - h  # in closed form: sum, sum of squares, sum of products with the centred time
    mean, squares = m * (m + 1.0) / (2.0 * weeks), m * (m + 1.0) * (2.0 * m + 1.0) / 6.0
    timed = (h - middle) * mean * weeks + squares
    return mean, timed, squares - weeks * mean * mean - timed * timed / spread


def hinge_value(t: Any, week: Any, height: Any, before: Any, after: Any) -> Any:
    """The hinge's value in week t: `height` in `week`, slopes `before` and `after` on its sides."""
    return height + (before if t < week else after) * (t - week)


def hinge_evidence(curve: Any, found: Any) -> float:
    """By how much the Bayesian information criterion prefers the hinge `found` to the straight line.

    n' ln(line squares / hinge squares) − 2 ln n', with n' = n (1 − φ) / (1 + φ) and φ the correlation of successive residuals
    of the hinge: the hinge has two numbers more than the line, its place and its second slope. A curve that is a straight line
    to the last bit has no evidence (0); one that is a hinge to the last bit has all (∞).
    """
    weeks = len(curve)
    size, products, last = 0.0, 0.0, 0.0
    for t in range(weeks):
        residual = curve[t] - hinge_value(t, found[0], found[2], found[4], found[5])
        size += curve[t] * curve[t]
        products += residual * last
        last = residual
    nothing = _ROUNDING * weeks * max(size / weeks, _TINY)
    if found[6] <= nothing:
        return 0.0 if found[7] <= nothing else math.inf
    correlation = min(max(products / found[6] * weeks / (weeks - 1), 0.0), _MOST_CORRELATED)
    independent = weeks * (1.0 - correlation) / (1.0 + correlation)
    return float(independent * math.log(max(found[7], nothing) / found[6]) - 2.0 * math.log(independent))


def levels_off(curve: Any, found: Any, late_share: float, margin: float) -> bool:
    """Whether the hinge `found` is a plateau by the numbers of a `PlateauRule`."""
    level = abs(found[5]) <= late_share * abs(found[4])
    return bool(level and hinge_evidence(curve, found) >= margin)
