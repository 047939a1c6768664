"""Statistics of scenarios: against the same computed from runs of one's own, on a small department."""

from __future__ import annotations

import numpy as np
import pytest

from orgsim.calibration.arcs import ARC_STATISTICS, Arcs, _half_life
from orgsim.config import load_scenario
from orgsim.engines.run import run
from orgsim.model.outcomes import OUTCOME_NAMES
from orgsim.organization import Organization
from orgsim.spec.study import Design, Execution

TINY = Organization.synthetic(leaders=3, managers_per_leader=1, workers_per_manager=2)
WEEKS, VALUES = 170, {"context.style.habit": 1.5}


@pytest.fixture(scope="module")
def arcs() -> Arcs:
    return Arcs(VALUES, replications=3, weeks=WEEKS, seed=4, organization=TINY)


def path(name: str, outcome: str) -> np.ndarray:
    record = run(TINY, load_scenario(name, VALUES), Design(3, WEEKS, 4), execution=Execution("kernel", 1))
    return record.outcomes[:, :, OUTCOME_NAMES.index(outcome)].mean(axis=0)


def of(name: str, arcs: Arcs) -> float:
    return ARC_STATISTICS[name].compute(arcs)


def test_statistics_are_those_of_the_runs(arcs: Arcs) -> None:
    trap, led, shift = (
        path(name, "performance") for name in ("management_trap", "led_from_the_start", "lead_after_turnaround")
    )
    assert of("rescue", arcs) == pytest.approx(trap[51] / trap[0] - 1)
    assert of("later_gain", arcs) == pytest.approx(trap[-1] / trap[51] - 1)
    assert of("plateau_shortfall", arcs) == pytest.approx(led[-13:].mean() - trap[-13:].mean())
    assert of("shift_gain", arcs) == pytest.approx(shift[-13:].mean() / trap[-13:].mean() - 1)
    dips = [1 - np.mean(shift[week : week + 4] / trap[week : week + 4]) for week in range(WEEKS - 3)]
    assert of("shift_dip", arcs) == pytest.approx(max(dips))
    ideas = [path(name, "ideas")[-52:].mean() for name in ("led_from_the_start", "management_trap")]
    assert of("idea_ratio", arcs) == pytest.approx(ideas[0] / ideas[1])
    adopted = path("led_from_the_start", "ideas_implemented")[-52:].mean() / ideas[0]
    assert of("adoption_led", arcs) == pytest.approx(adopted)
    assert of("agenda_directed", arcs) == pytest.approx(path("management_trap", "strategic_agenda")[-52:].mean())


@pytest.mark.parametrize(
    ("led", "times", "when"),
    [
        ([-1.0] * 20, 0, 2.0),
        ([1.0] * 20, 1, 0.0),
        ([-1.0] * 10 + [1.0] * 10, 1, 10 / 260),
    ],
)
def test_changes_of_the_leader_and_the_last_one(led: list[float], times: int, when: float) -> None:
    made = Arcs({}, replications=1, weeks=20)
    for name, level in (("led_from_the_start", np.array(led)), ("management_trap", np.zeros(20))):
        outcomes = np.zeros((1, 20, len(OUTCOME_NAMES)))
        outcomes[0, :, OUTCOME_NAMES.index("performance")] = level
        made._done[f"{name} []"] = outcomes
    assert of("crossings", made) == times
    assert of("crossover", made) == pytest.approx(when)


def test_half_lives_of_gaps_that_close_evenly() -> None:
    weeks = np.arange(200)
    assert _half_life(1 - 0.5 * 0.5 ** (weeks / 26)) == pytest.approx(6.0)
    assert _half_life(1 - 0.5 * 0.5 ** (weeks / 520)) == pytest.approx(120.0)
    assert _half_life(np.full(200, 0.5)) == 1200.0
