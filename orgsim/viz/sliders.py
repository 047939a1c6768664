"""The sliders of the page: those of the simulator, made from the parameter table, and the date of the shift."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from orgsim.config.building import from_scenario
from orgsim.config.schema import lookup
from orgsim.model.parameters import BY_KEY
from orgsim.model.scenario import Scenario
from orgsim.spec.bounds import TIMING
from orgsim.web.presentation import sliders as chosen

#: The latest week of the shift that the page offers.
_LATEST = 312
_PLACES = 100
#: Values with more digits than that do not occur; past here a slider would be too fine to hit anything.
_FINEST = -6


@dataclass(frozen=True)
class Slider:
    """A slider by its full key; `value` is where it stands at first: what the scenario says."""

    key: str
    label: str
    value: float
    low: float
    high: float
    step: float
    whole: bool = False


def sliders(scenario: Scenario) -> list[Slider]:
    """All sliders of a scenario, in the order of the simulator's groups."""
    return list(_sliders(scenario))


def _sliders(scenario: Scenario) -> Iterator[Slider]:
    sections = from_scenario(scenario)
    week = scenario.shift.week
    yield Slider("shift.week", "Week of the shift", week, TIMING["week"].low, max(_LATEST, week), 1, whole=True)
    for choice in chosen():
        number, value = BY_KEY[choice["key"]].number, lookup(sections, choice["key"])
        low, high = min(choice.get("low", number.low), value), max(choice.get("high", number.high), value)
        yield Slider(
            choice["key"], choice["label"], value, low, high, step_of(low, high, value, whole=number.whole), number.whole
        )


def step_of(low: float, high: float, value: float, *, whole: bool = False) -> float:
    """A power of ten that gives at least a hundred places, and that `value` stands on, counted from `low`.

    The browser's slider moves a value that stands between two places to the nearest one, unasked; the run would then no longer
    be the scenario's.
    """
    if whole:
        return 1.0
    power = math.floor(math.log10((high - low) / _PLACES))
    away = Fraction(repr(float(value))) - Fraction(repr(float(low)))
    while power > _FINEST and away % Fraction(10) ** power:
        power -= 1
    return float(Fraction(10) ** power)
