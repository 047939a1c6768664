"""Measures of robustness of lever sets over contexts, on means over replications in which more is better."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np

from orgsim.analysis.across import Floats, quantile

_TIE = 1e-12


def regret(values: Floats) -> Floats:
    """What a set loses against the best of its context (Savage 1951): values (sets, contexts), in the outcome's unit."""
    return np.asarray(values.max(axis=0) - values)


def often_best(values: Floats) -> Floats:
    """The part of contexts in which each set is the best, ties shared; values (sets, contexts)."""
    best = values >= values.max(axis=0) - _TIE
    return np.asarray((best / best.sum(axis=0)).mean(axis=1))


class Measure(NamedTuple):
    """A measure: its meaning, what it is of values (sets, contexts), and whether more of it is better."""

    meaning: str
    of: Callable[[Floats], Floats]
    more: bool


#: Measures that rank lever sets; `satisficing` joins them when a threshold is given.
MEASURES: Mapping[str, Measure] = {
    "mean": Measure("mean over contexts", lambda values: values.mean(axis=1), True),
    "worst": Measure("in the worst context (maximin)", lambda values: values.min(axis=1), True),
    "max_regret": Measure("largest regret (minimax regret)", lambda values: regret(values).max(axis=1), False),
    "regret_90": Measure("regret that 90 % of contexts stay below", lambda values: quantile(regret(values).T, 0.9), False),
    "often_best": Measure("part of contexts in which it is best", often_best, True),
}


def measures_for(threshold: float | None) -> dict[str, Measure]:
    """All measures, with satisficing where there is a threshold: the part of contexts that meet it (Starr 1963)."""
    if threshold is None:
        return dict(MEASURES)
    satisficing = Measure("part of contexts good enough", lambda values: np.asarray((values >= threshold).mean(axis=1)), True)
    return dict(MEASURES) | {"satisficing": satisficing}


def winners(measure: Measure, values: Floats) -> Floats:
    """The share (sets,) of being the most robust by a measure: 1 for the best set, shared where several are."""
    found = measure.of(values) if measure.more else -measure.of(values)
    best = found >= found.max() - _TIE
    return np.asarray(best / best.sum())
