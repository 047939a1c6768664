"""The norm of a leadership team in the mean: which norms can last, and where one tips into the other.

The rule is stage 1 of the week (`orgsim.model.rules.style`), taken at its resting point: habit has caught up with the style in
use, and everyone is alike, so the norm of the peers is one's own habit. What else draws toward directing or leading, whatever
the norm, is the field, in logits. With no field two norms are stable once J + β_h > 4; with one, only inside the cusp
(Brock & Durlauf 2001).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from typing import NamedTuple

import numpy as np

from orgsim.analysis.across import Floats
from orgsim.model.parameters import Style
from orgsim.model.rules.style import directive_share, inclination

_NEUTRAL = 0.5
_GRID = np.linspace(1e-6, 1.0 - 1e-6, 2001)


class Norm(NamedTuple):
    """A norm that reproduces itself; an unstable one divides the norms that fall from those that rise."""

    norm: float
    stable: bool


class Folds(NamedTuple):
    """The fields between which two norms are stable: below `low` only leading lasts, above `high` only directing."""

    low: float
    high: float


def next_norm(style: Style, norm: float, field: float) -> float:
    """The directive share that a leader of a team with this norm, and with a habit to match, chooses in this field."""
    return directive_share(style, inclination(style._replace(base=field), 0.0, norm, norm, _NEUTRAL, 0.0, 0.0), _NEUTRAL)


def field_of(style: Style, trust: float = _NEUTRAL, shortfall: float = 0.0, *, coaching: float = 0.0) -> float:
    """The field, in logits: what draws a leader whom nobody directs toward directing when norm and habit are neutral."""
    return _logit(directive_share(style, inclination(style, 0.0, _NEUTRAL, _NEUTRAL, _NEUTRAL, shortfall, coaching), trust))


def holding_field(style: Style, norm: float) -> float:
    """The field in which a norm reproduces itself, in logits."""
    return _logit(norm) - inclination(style._replace(base=0.0), 0.0, norm, norm, _NEUTRAL, 0.0, 0.0)


def lasting_norms(style: Style, field: float) -> list[Norm]:
    """All norms that reproduce themselves in a field, in rising order: one, or three of which the middle one is unstable."""
    moves = np.array([next_norm(style, norm, field) - norm for norm in _GRID])
    places = np.flatnonzero(np.sign(moves[:-1]) * np.sign(moves[1:]) <= 0)
    found = []
    for place in places.tolist():
        if moves[place + 1] == 0.0:
            continue
        norm = _GRID[place] if moves[place] == 0.0 else _root(style, field, place)
        found.append(Norm(float(norm), bool(moves[place + 1] < 0.0)))
    return found


def folds(style: Style) -> Folds | None:
    """Where a second stable norm appears and disappears, or None where one norm is all there is at any field."""
    fields = np.array([holding_field(style, norm) for norm in _GRID])
    rising = np.diff(fields) > 0
    if rising.all():
        return None
    first, last = np.flatnonzero(~rising)[[0, -1]].tolist()
    high = _extreme(style, first, -1.0)
    low = _extreme(style, last + 1, 1.0)
    return Folds(low, high)


def cusp(style: Style, strengths: Sequence[float]) -> Floats:
    """The folds for each strength of the peer norm J, shape (strength, 2): low and high field, NaN outside the cusp."""
    found = [folds(style._replace(peers=float(strength))) for strength in strengths]
    return np.array([(np.nan, np.nan) if each is None else each for each in found])


def _logit(share: float) -> float:
    return log(share / (1.0 - share))


def _root(style: Style, field: float, place: int) -> float:
    from scipy.optimize import brentq

    return float(brentq(lambda norm: next_norm(style, norm, field) - norm, _GRID[place], _GRID[place + 1], xtol=1e-14))


def _extreme(style: Style, place: int, sign: float) -> float:
    """The extreme field near a place of the grid: the least with sign 1, the greatest with sign -1."""
    from scipy.optimize import minimize_scalar

    bounds = (_GRID[max(place - 1, 0)], _GRID[min(place + 1, len(_GRID) - 1)])
    found = minimize_scalar(lambda norm: sign * holding_field(style, norm), bounds=bounds, method="bounded")
    return float(sign * found.fun)
