"""Sets of parameters that nobody simulated, for tests of what becomes of them."""

from __future__ import annotations

from collections.abc import Mapping

from orgsim.calibration.free import Free
from orgsim.calibration.search import Tried
from orgsim.calibration.simulator import Trial
from orgsim.validation.query import Query
from orgsim.validation.table import Pattern

GAIN, PATIENCE = "context.trust.gain", "context.style.habit"
FREE = [Free(GAIN, 0.0, 0.1, 0.05), Free(PATIENCE, 1.0, 2.0, 1.5)]


def pattern(name: str, low: float, high: float, weight: float = 1.0, statistic: str = "rescue") -> Pattern:
    return Pattern(name, statistic, Query(()), low, high, weight)


def tried(values: Mapping[str, float], figures: Mapping[str, float], loss: float = 0.0, accepted: bool = True) -> Tried:
    return Tried(Trial(dict(values), {"context.survey.trusted_base": 0.25}, dict(figures)), loss, accepted)


def pair(gain: float, habit: float) -> Tried:
    return tried({GAIN: gain, PATIENCE: habit}, {"one": 0.5})
