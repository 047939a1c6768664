"""Are the indices good enough? Intervals narrow enough, the same ranking in both halves; if not, how many points would be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from orgsim.analysis.across import Floats
from orgsim.analysis.sensitivity.estimators import Index

#: How indices are judged, and what one base row, trajectory or point is called.
UNITS = {"sobol": "base rows", "morris": "trajectories", "given": "points"}


class Convergence(NamedTuple):
    """Whether an outcome's indices have converged (Sarrazin, Pianosi & Wagener 2016).

    `widest`: the widest interval of the leading index, low to high, as a part of the whole variance (Sobol, given) or of the
    largest mu_star (Morris); `wanted`: the width that is small enough; `stable`: no two factors that differ by more than that
    change places between the halves of the sample; `size` what it rests on and `needed` what the wanted width takes, in `unit`.
    """

    outcome: str
    widest: float
    wanted: float
    stable: bool
    size: int
    needed: int
    unit: str

    @property
    def converged(self) -> bool:
        """Both narrow and stable."""
        return self.widest <= self.wanted and self.stable


def judge(outcome: str, method: str, leading: Index, *, halves: Sequence[Floats], size: int, wanted: float) -> Convergence:
    """Judge the leading index (ST, mu_star or S1) by its intervals and by its values (factors,) in both halves.

    An interval narrows with the square root of the sample, so `needed` is size · (widest / wanted)², a power of two for Sobol
    sequences; where only the ranking is unstable, twice the sample. An index or interval that is NaN has not converged.
    """
    scale = float(leading.value.max()) if method == "morris" else 1.0
    scale = scale if scale > 0 else 1.0
    widest = float((leading.high - leading.low).max()) / scale
    stable = _same_ranking(leading.value / scale, [half / scale for half in halves], wanted)
    needed = size
    if not widest <= wanted:
        needed = int(np.ceil(size * (widest / wanted) ** 2 - 1e-6)) if np.isfinite(widest) else 4 * size
    elif not stable:
        needed = 2 * size
    if method == "sobol" and needed > size:
        needed = 2 ** int(np.ceil(np.log2(needed)))
    return Convergence(outcome, widest, wanted, stable, size, needed, UNITS[method])


def _same_ranking(values: Floats, halves: Sequence[Floats], apart: float) -> bool:
    """Whether every pair of factors that differ by more than `apart` stands in that order in each half."""
    order = np.sign(values[:, None] - values[None, :])
    differ = np.abs(values[:, None] - values[None, :]) > apart
    return all(bool((np.sign(half[:, None] - half[None, :]) == order)[differ].all()) for half in halves)
