"""The week to shift: against made-up results whose best week is known, and against plain simulations."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from orgsim.analysis.switching import GRID, Switching, shifted, simulations, switching
from orgsim.api.simulate import simulate
from orgsim.errors import ConfigurationError
from orgsim.model.scenario import Scenario
from orgsim.model.schedule import Timing
from orgsim.organization import Organization
from orgsim.spec.study import Design

SMALL = Organization.synthetic(2, 2, 3)
WEEKS = (0, 52, 104, 156, 208)


def made(best: float, noise: float = 0.0, replications: int = 50) -> Switching:
    """Values that fall by .01 a year on either side of the best week, with noise that all weeks of a replication share."""
    dice = np.random.Generator(np.random.Philox(1))
    own, shared = dice.normal(0, noise, (replications, len(WEEKS))), dice.normal(0, 0.1, (replications, 1))
    values = 0.7 - 0.01 * np.abs(np.array(WEEKS) - best) / 52 + own + shared
    return Switching(
        "made", ("performance",), WEEKS, (416,), values[None, None], 0.6 + shared.T[None], 0.0, Design(replications, 416), 0.95
    )


def test_the_best_week_and_what_waiting_costs() -> None:
    found = made(52)
    assert found.best("performance") == (52, 52, 52)
    assert found.yearly_cost("performance") == pytest.approx((0.01,) * 3)
    table = found.table().set_index("week")
    assert table["loss"][:-1].tolist() == pytest.approx([0.01, 0, 0.01, 0.02, 0.03])
    assert table["loss"].iloc[-1] == pytest.approx(0.1)
    assert table["next_year"].tolist() == pytest.approx([-0.01, 0.01, 0.01, 0.01, np.nan, np.nan], nan_ok=True)


def test_noise_that_weeks_share_does_not_blur_the_choice_but_their_own_does() -> None:
    assert made(52, 0.0).best("performance")[1:] == (52, 52)
    week, low, high = made(80, 0.02).best("performance")
    assert low <= week <= high
    assert low < high


def test_waiting_costs_nothing_known_when_the_last_week_is_best() -> None:
    assert np.isnan(made(208).yearly_cost("performance")).all()


def test_values_are_means_over_the_horizon_of_plain_simulations() -> None:
    found = switching(SMALL, "lead_after_turnaround", weeks=(0, 20), horizon=60, outcomes="engagement", replications=4, seed=5)
    for place, week in enumerate((0, 20)):
        plain = simulate(SMALL, "lead_after_turnaround", replications=4, weeks=60, seed=5, overrides={"shift.week": week})
        np.testing.assert_allclose(found.of("engagement")[:, place], plain["engagement"].mean("week"), atol=1e-12)
    never = simulate(SMALL, "management_trap", replications=4, weeks=60, seed=5)["engagement"].mean("week")
    np.testing.assert_allclose(found.never[0, -1], never, atol=1e-12)


def test_discounting_weighs_early_weeks_more() -> None:
    plain = simulate(SMALL, "lead_after_turnaround", replications=3, weeks=80, overrides={"shift.week": 0})[
        "performance"
    ].to_numpy()
    weights = 1.1 ** (-np.arange(80) / 52)
    found = switching(SMALL, weeks=(0, 10), horizon=80, discount=0.1, replications=3)
    np.testing.assert_allclose(found.of("performance")[:, 0], plain @ weights / weights.sum(), atol=1e-12)


def test_short_horizons_are_the_beginning_of_the_run() -> None:
    long, short = (switching(SMALL, weeks=(0, 20), horizon=horizon, replications=3) for horizon in (120, 52))
    assert long.horizons == (52, 104, 120)
    np.testing.assert_allclose(long.of("performance", 52), short.of("performance"), atol=1e-14)
    table = long.by_horizon().set_index(["outcome", "horizon"])
    assert len(table) == 6
    np.testing.assert_array_equal(table.loc["performance", 52].to_numpy(), short.best("performance"))


def test_a_shift_that_only_costs_is_best_never() -> None:
    found = made(52)
    better = replace(found, never=found.never + 1)
    assert np.isnan(better.best("performance")).all()
    assert np.isnan(better.yearly_cost("performance")).all()
    assert better.table()["loss"].iloc[-1] == 0


def test_an_end_moves_with_the_shift() -> None:
    assert shifted(Scenario(shift=Timing(156, 13, 260)), 52).shift == Timing(52, 13, 156)
    assert shifted(Scenario(shift=Timing(156, 13)), 0).shift == Timing(0, 13)
    assert simulations(GRID, 10) == 220


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ({"scenario": "management_trap"}, "scenario='management_trap': pulls no lever at its shift"),
        ({"weeks": (52, 0)}, "weeks=52, 0: must be two or more weeks in rising order, before the horizon of 60 weeks"),
        ({"weeks": (0, 60)}, "before the horizon of 60 weeks"),
        ({"weeks": (0, -4)}, "weeks=-4: must be a whole number from 0 to 100000 (week)"),
        ({"discount": -0.1}, "discount=-0.1: must be a number from 0 to 1 (a year)"),
        ({"outcomes": "perf"}, "no outcome 'perf'"),
        ({"replications": 0}, "replications=0"),
    ],
)
def test_refusals(arguments: dict, line: str) -> None:  # type: ignore[type-arg]
    with pytest.raises(ConfigurationError) as caught:
        switching(SMALL, **({"weeks": (0, 20), "horizon": 60} | arguments))
    assert line in str(caught.value)
