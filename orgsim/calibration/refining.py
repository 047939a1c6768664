"""The instrument of the middle set, refined on a larger population: what units answer for reasons of their own moves no state.

A search cannot afford many organizations a trial, and correlations over few of them are noisy. So the spreads of own readings
and of the culture of answering are tried again, as shares of what the search found, on a hundred organizations that are
simulated once and asked several times.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import product

from orgsim.calibration.search import loss
from orgsim.calibration.simulator import MANY, Setting, Trial, asked, measure_units, simulated, try_values
from orgsim.validation.table import Pattern

#: Shares of the spreads found by the search, by parameter.
SHARES: dict[str, tuple[float, ...]] = {
    "context.survey.leave_local_sd": (1.0, 0.92, 0.84),
    "context.survey.culture_sd": (1.0, 0.75, 0.5),
}


def refined(
    targets: Sequence[Pattern], trial: Trial, setting: Setting, *, shares: Mapping[str, tuple[float, ...]] = SHARES
) -> Trial:
    """The trial with the spreads of answering, and the bases and weights fitted to them, that meet the unit targets best."""
    known = {key: factors for key, factors in shares.items() if key in trial.values}
    large = replace(setting, shapes=MANY if setting.shapes > 2 else setting.shapes)
    people = simulated(trial.values, large)
    best: tuple[float, Trial] | None = None
    for factors in product(*known.values()):
        own = {key: float(f"{trial.values[key] * factor:.4g}") for key, factor in zip(known, factors, strict=True)}
        values = {**trial.values, **own}
        instrument, surveyed = asked(targets, people, own, setting=large)
        figures = measure_units(targets, surveyed)
        found = loss([target for target in targets if target.name in figures], figures)
        if best is None or found < best[0]:
            best = found, Trial(values, instrument, figures)
    assert best is not None
    chosen = best[1]
    measured = try_values(targets, chosen.context, large, fit=False)
    return Trial(chosen.values, chosen.instrument, measured.figures)
