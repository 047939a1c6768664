"""The accepted sets as an ensemble: thinned to sets that differ, with a middle one, and what the data could not tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from orgsim.calibration.free import Free, to_unit
from orgsim.calibration.search import Tried, missed
from orgsim.calibration.simulator import Trial
from orgsim.calibration.targets import MUST
from orgsim.errors import ConfigurationError
from orgsim.validation.table import Pattern

Floats = NDArray[np.float64]
#: Members of an ensemble at the most.
MEMBERS = 40
#: A parameter whose accepted values spread over more than this share of what an even spread would have is not told by the data.
UNTOLD = 0.6
_EVEN_SPREAD = 1.0 / np.sqrt(12.0)
_TIED = 0.6
_NAMED = 8


@dataclass(frozen=True)
class Ensemble:
    """Accepted sets: `members` (those kept, the middle one first) and `accepted` (how many there were of how many tried)."""

    free: tuple[Free, ...]
    members: tuple[Tried, ...]
    accepted: int
    tried: int

    @property
    def middle(self) -> Tried:
        """The member nearest to all others: the shipped values, in no way the best fit."""
        return self.members[0]

    def with_middle(self, trial: Trial) -> Ensemble:
        """The ensemble with another trial in the place of the middle member."""
        return replace(self, members=(replace(self.middle, trial=trial), *self.members[1:]))


def ensemble_of(
    free: Sequence[Free], tried: Sequence[Tried], targets: Sequence[Pattern] = (), *, most: int = MEMBERS
) -> Ensemble:
    """The ensemble of the accepted sets.

    Raises ConfigurationError when none was accepted: how near the best came and, a line each, up to eight of `targets` that
    had to hold and that it missed.
    """
    accepted = [one for one in tried if one.accepted]
    if not accepted:
        nearest = min(tried, key=lambda one: one.loss)
        line = f"no set of parameters was accepted among {len(tried)}; the nearest one's loss is {nearest.loss:.3g}"
        advice = f"{line}; allow more --evaluations, or widen a range"
        raise ConfigurationError([advice, *_misses(nearest, targets)])
    points = np.array([to_unit(free, one.trial.values) for one in accepted])
    middle = int(np.argmin(np.abs(points - np.median(points, axis=0)).sum(axis=1)))
    order = spread_out(points, middle, most)
    return Ensemble(tuple(free), tuple(accepted[place] for place in order), len(accepted), len(tried))


def _misses(nearest: Tried, targets: Sequence[Pattern]) -> list[str]:
    """A line for each target that had to hold and did not, up to eight."""
    figures = nearest.trial.figures
    return [
        f"missed: {target.name}: {figures[target.name]:.3g}, wanted {target.low:g} to {target.high:g}"
        for target in missed(targets, figures, MUST)[:_NAMED]
    ]


def spread_out(points: Floats, first: int, most: int) -> list[int]:
    """Places of up to `most` points, beginning with `first`, each the one farthest from those chosen before."""
    chosen, distance = [first], np.abs(points - points[first]).sum(axis=1)
    while len(chosen) < min(most, len(points)):
        chosen.append(int(np.argmax(distance)))
        distance = np.minimum(distance, np.abs(points - points[chosen[-1]]).sum(axis=1))
    return chosen


def told(ensemble: Ensemble) -> pd.DataFrame:
    """What the data told of each free parameter, a row each, the least told first.

    `spread` is the standard deviation of the accepted values over that of values spread evenly over the range searched: near 0
    the data fix the parameter, near 1 they say nothing. `untold` marks those above 0.6. An optimiser visits near where it
    starts, so a small spread may also come from the search; a large one never does.
    """
    points = _points(ensemble)
    rows = []
    for place, each in enumerate(ensemble.free):
        values = each.low + (each.high - each.low) * points[:, place]
        spread = float(points[:, place].std() / _EVEN_SPREAD)
        rows.append(
            {
                "parameter": each.key,
                "middle": ensemble.middle.trial.values[each.key],
                "low": values.min(),
                "high": values.max(),
                "searched_low": each.low,
                "searched_high": each.high,
                "spread": spread,
                "untold": spread > UNTOLD,
            }
        )
    return pd.DataFrame(rows).sort_values("spread", ascending=False, kind="stable", ignore_index=True)


def tied(ensemble: Ensemble, least: float = _TIED) -> list[tuple[str, str, float]]:
    """Pairs of parameters that trade off: correlation over the members of at least `least`, largest first."""
    points = _points(ensemble)
    if len(points) < 4:
        return []
    spread = points.std(axis=0) > 1e-9
    found = []
    for a, b in combinations(np.flatnonzero(spread), 2):
        r = float(np.corrcoef(points[:, a], points[:, b])[0, 1])
        if abs(r) >= least:
            found.append((ensemble.free[a].key, ensemble.free[b].key, r))
    return sorted(found, key=lambda each: -abs(each[2]))


def _points(ensemble: Ensemble) -> Floats:
    return np.array([to_unit(ensemble.free, member.trial.values) for member in ensemble.members])
