"""Fitting the survey's own numbers: given people's states, bases and weights that give items the means and spreads wanted.

They move no state of a department, so they need no search: each item's weight is found by bisection for the spread between
units, its base for the mean, with expected instead of drawn answers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from orgsim.model.parameters import Survey
from orgsim.model.random import DEPARTMENT, Address, trait
from orgsim.surveying.instrument import ITEMS, items_of
from orgsim.surveying.states import STATES

Floats = NDArray[np.float64]
#: Variance of the logistic distribution over that of a normal, for the mean of a logistic over a normal halo.
_LOGISTIC_NORMAL = 0.346
_STEPS, _HIGHEST_WEIGHT, _WIDEST_BASE = 14, 20.0, 15.0
_PERSON_VARIANCE = {"engagement": 20.4**2}
_SPURIOUS = 77


class Subject(NamedTuple):
    """What one group of items reads: its parameter for the base, and its parameters for weights in fixed proportions."""

    base: str
    weights: Mapping[str, float]
    states: Mapping[str, float]
    follows: str | None = None


def _one(base: str, weight: str, state: str, sign: float = 1.0) -> Subject:
    return Subject(base, {weight: sign}, {state: sign})


SUBJECTS: dict[str, Subject] = {
    "engagement": _one("engagement_base", "engagement_weight", "engagement"),
    "involved": _one("involved_base", "involved_weight", "involvement"),
    "choice": _one("choice_base", "choice_weight", "discretion"),
    "better_ways": _one("better_ways_base", "better_ways_weight", "voice"),
    "safe_to_challenge": Subject("safe_base", {"safe_trust": 0.5, "safe_discretion": 0.5}, {"trust": 0.5, "discretion": 0.5}),
    "leadership": Subject(
        "leadership_base",
        {"leadership_example": 1.0, "leadership_alignment": 0.25, "leadership_progress": 0.3},
        {"team_example": 1.0, "alignment": 0.25, "department_progress": 0.3},
    ),
    "leaders_lead": Subject("leaders_lead_base", {}, {}, follows="leadership"),
    "my_manager": Subject(
        "my_manager_base", {"my_manager_example": 1.0, "my_manager_served": 0.5}, {"boss_example": 1.0, "boss_served": 0.5}
    ),
    "supervisors": Subject("supervisors_base", {}, {}, follows="my_manager"),
    "intrinsic_work": Subject(
        "intrinsic_base",
        {"intrinsic_skill": 0.3, "intrinsic_involvement": 1.0, "intrinsic_progress": 0.3},
        {"skill": 0.3, "involvement": 1.0, "progress": 0.3},
    ),
    "workload": _one("workload_base", "workload_served", "own_served"),
    "trusted": _one("trusted_base", "trusted_trust", "trust"),
    "leave_12_months": _one("leave_base", "leave_engagement", "engagement", -1.0),
}
#: States that count from 0; all others count from ½.
_FROM_ZERO = {"department_progress", "progress"}


def fitted_instrument(
    survey: Survey, states: Floats, means: Mapping[str, float], *, spreads: Mapping[str, float], answers: float
) -> dict[str, float]:
    """Bases and weights by full key, for states (state, unit, person) of a population.

    `means` and `spreads` hold what each subject should have between units (mean and SD, 0 to 100), by the names of `SUBJECTS`;
    `answers` is the number of answers in a unit, whose sampling error is part of the spread. A subject without a mean keeps its
    numbers. Weights are never below 0: where other sources spread a subject enough, its weight is 0.
    """
    fit = _Fit(survey, states, answers)
    found: dict[str, float] = {}
    chosen: dict[str, float] = {}
    for name, subject in SUBJECTS.items():
        if name not in means:
            continue
        leader = subject.follows or name
        if subject.follows is None:
            chosen[name] = fit.weight(name, subject, means[name], spread=spreads.get(name))
        base = fit.base(name, leader, chosen.get(leader, 0.0), mean=means[name])
        found[f"context.survey.{subject.base}"] = round(base, 3)
        found |= {f"context.survey.{key}": round(share * chosen[name], 3) for key, share in subject.weights.items()}
    return found


class _Fit:
    """Expected answers of a population's people under trial bases and weights."""

    def __init__(self, survey: Survey, states: Floats, answers: float) -> None:
        self.survey, self.answers = survey, answers
        self.scale = 1.0 / np.sqrt(1.0 + _LOGISTIC_NORMAL * survey.halo_sd**2)
        self.states = {name: states[place] for place, name in enumerate(STATES)}
        self.mood = survey.halo_engagement * (self.states["engagement"] - 0.5)
        units = states.shape[1]
        draws = [trait(Address(0, unit, 0), 0, DEPARTMENT, _SPURIOUS) for unit in range(units)]
        self.local = np.array(draws)[:, None]

    def content(self, subject: Subject) -> Floats:
        """What a subject reads at weight 1, (unit, person)."""
        parts = [share * (self.states[name] - (0.0 if name in _FROM_ZERO else 0.5)) for name, share in subject.states.items()]
        return np.asarray(sum(parts))

    def given(self, name: str) -> Floats:
        """What answers follow beside the subject itself, (unit, person)."""
        if name == "engagement":
            return np.zeros_like(self.mood)
        if name == "leave_12_months":
            return np.asarray(np.broadcast_to(self.survey.leave_local_sd * self.local, self.mood.shape))
        spread = np.hypot(self.survey.local_sd, self.survey.culture_sd)
        return np.asarray(self.mood + spread * self.local)

    def unit_means(self, name: str, inclined: Floats) -> Floats:
        """Expected index or percent favourable of each unit, (unit,)."""
        offsets = [ITEMS[place].offset for place in items_of(name)]
        survey, total = self.survey, np.zeros(len(inclined))
        for offset in offsets:
            shares = {
                "engagement": (survey.outer, survey.inner, -survey.inner, -survey.outer),
            }.get(name, (-survey.inner,))
            for threshold in shares:
                total += (1.0 / (1.0 + np.exp(-self.scale * (inclined + offset + threshold)))).mean(axis=1) / len(shares)
        return np.asarray(100.0 * total / len(offsets))

    def base(self, name: str, leader: str, weight: float, *, mean: float) -> float:
        """The base with which a subject has its mean."""
        inclined = weight * self.content(SUBJECTS[leader]) + self.given(leader)
        return _bisect(lambda base: self.unit_means(name, inclined + base).mean(), mean, -_WIDEST_BASE, _WIDEST_BASE)

    def weight(self, name: str, subject: Subject, mean: float, *, spread: float | None) -> float:
        """The weight with which a subject has its spread between units, sampling error taken off; 0 without one."""
        if spread is None:
            return 0.0
        variance = _PERSON_VARIANCE.get(name, mean * (100.0 - mean) / (2.0 if len(items_of(name)) > 1 else 1.0))
        wanted = np.sqrt(max(spread**2 - variance / self.answers, 0.25))
        content, given = self.content(subject), self.given(name)

        def spread_at(weight: float) -> float:
            base = self.base(name, name, weight, mean=mean)
            return float(self.unit_means(name, weight * content + given + base).std())

        return _bisect(spread_at, wanted, 0.0, _HIGHEST_WEIGHT)


def _bisect(function: Callable[[float], float], wanted: float, low: float, high: float) -> float:
    """Where an increasing function has a value, or the nearer end."""
    for _ in range(_STEPS):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if function(middle) < wanted else (low, middle)
    return 0.5 * (low + high)


def sampled_states(states: Sequence[Floats]) -> Floats:
    """States (state, unit, person) from those of several units (replication, survey, state, person): every third survey and
    some two dozen people of each, vacant posts filled with the middle."""
    parts = []
    for each in states:
        people = np.unique(np.linspace(0, each.shape[-1] - 1, 26).astype(np.int64))
        part = np.moveaxis(each[:, ::3][..., people], 2, 0)
        parts.append(part.reshape(part.shape[0], -1, part.shape[-1]))
    least = min(part.shape[-1] for part in parts)
    return np.asarray(np.nan_to_num(np.concatenate([part[..., :least] for part in parts], axis=1), nan=0.5))
