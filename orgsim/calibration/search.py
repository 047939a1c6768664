"""The search: CMA-ES (Hansen 2016, the `cma` package) over the free parameters, and every set that it tries kept.

The optimiser only leads the way; what counts in the end is the whole set of accepted trials, not the best of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from math import isfinite
from multiprocessing import get_context
from typing import Any

import numpy as np
from numpy.typing import NDArray

from orgsim.calibration.free import Free, from_unit, to_unit
from orgsim.calibration.simulator import SETTING, Setting, Trial, try_values
from orgsim.calibration.targets import MUST
from orgsim.validation.scoring import distance
from orgsim.validation.table import Pattern

Floats = NDArray[np.float64]
#: The search aims a little inside each range, so that other dice stay inside too.
_MARGIN = 0.18
_FAR, _WORST, _OPEN, _STEP_OUT = 1.5, 12.0, 10.0, 0.3
_STEP = 0.06


@dataclass(frozen=True)
class Tried:
    """One trial with its loss and whether every target that must hold lies in its range."""

    trial: Trial
    loss: float
    accepted: bool


#: Told after each trial: how many there were, and this one.
Seen = Callable[[int, Tried], object]


def missed(targets: Sequence[Pattern], figures: Mapping[str, float], least: float = 0.0) -> list[Pattern]:
    """The targets of at least this weight whose figure does not lie in its range, or is none."""
    heavy = [target for target in targets if target.weight >= least]
    return [target for target in heavy if not target.low <= figures[target.name] <= target.high]


def loss(targets: Sequence[Pattern], figures: Mapping[str, float]) -> float:
    """Weighted sum over targets of how far each lies outside its range (a little narrowed), in half ranges: squared when near,
    linear when far, so that one hopeless target does not drown the others; and a step for each that is missed."""
    return sum(target.weight * _penalty(target, figures[target.name]) for target in targets)


def _penalty(target: Pattern, value: float) -> float:
    if not isfinite(value):
        return _STEP_OUT + 2.0 * _FAR * _WORST - _FAR * _FAR
    away = min(_away(target.low, target.high, value), _WORST)
    step = 0.0 if target.low <= value <= target.high else _STEP_OUT
    return step + (away * away if away < _FAR else 2.0 * _FAR * away - _FAR * _FAR)


def _away(low: float, high: float, value: float) -> float:
    """How far outside, in half ranges; a range open at one end counts as a fifth of that end wide."""
    if not (isfinite(low) and isfinite(high)):
        return _OPEN * abs(distance(value, low, high))
    margin = _MARGIN * (high - low)
    return 2.0 * abs(distance(value, low + margin, high - margin)) if high > low else abs(value - low)


def search(
    targets: Sequence[Pattern],
    free: Sequence[Free],
    evaluations: int,
    *,
    seed: int = 1,
    setting: Setting = SETTING,
    start: Mapping[str, float] | None = None,
    seen: Seen | None = None,
    workers: int = 1,
) -> list[Tried]:
    """Every set that was tried, in order. The same seed and number of evaluations give the same sets.

    The search starts from `start` (by full key; each parameter's own start where it is silent) and tries the start itself
    first. Where a target has an aim, the aim is what a set must meet. `workers` processes try sets side by side, which changes
    nothing but the time.
    """
    aimed = [target if target.aim is None else replace(target, low=target.aim[0], high=target.aim[1]) for target in targets]
    strategy = _strategy(to_unit(free, start or {}), seed)
    tried: list[Tried] = []
    first = from_unit(free, to_unit(free, start or {}))
    with _trying(workers) as tries:
        while len(tried) < evaluations:
            points = strategy.ask()
            sets = [from_unit(free, np.asarray(point)) for point in points]
            if not tried:
                sets[0] = first
            losses = []
            for one in tries(partial(_try, aimed, setting), sets):
                tried.append(one)
                losses.append(one.loss)
                if seen is not None:
                    seen(len(tried), one)
            strategy.tell(points, losses)
    return tried


@contextmanager
def _trying(workers: int) -> Iterator[Callable[..., Any]]:
    """`map`, in this process or over several; results come in order either way."""
    if workers < 2:
        yield map
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        yield pool.map


def _try(targets: Sequence[Pattern], setting: Setting, values: Mapping[str, float]) -> Tried:
    trial = try_values(targets, values, setting)
    return Tried(trial, loss(targets, trial.figures), not missed(targets, trial.figures, MUST))


def _strategy(start: Floats, seed: int) -> Any:
    """CMA-ES in the unit cube; diagonal at first, which learns scales with few trials."""
    import cma

    options = {"bounds": [0.0, 1.0], "seed": seed, "verbose": -9, "CMA_diagonal": 100, "popsize": 16}
    return cma.CMAEvolutionStrategy(start.tolist(), _STEP, options)
