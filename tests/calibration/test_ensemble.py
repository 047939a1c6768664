"""The ensemble of accepted sets: its middle, its spread, and what the data did not tell."""

from __future__ import annotations

import numpy as np
import pytest

from orgsim.calibration.ensemble import ensemble_of, spread_out, tied, told
from orgsim.calibration.search import _away, loss, missed
from orgsim.errors import ConfigurationError
from tests.calibration.made import FREE, GAIN, PATIENCE, pair, pattern, tried


def test_how_far_outside_a_range_a_value_is_counts_in_half_ranges_of_the_narrowed_range() -> None:
    assert _away(0.0, 1.0, 0.5) == 0.0
    assert _away(0.0, 1.0, 0.82 + 0.32) == pytest.approx(1.0)
    assert _away(0.0, 1.0, 0.18 - 0.64) == pytest.approx(2.0)
    assert _away(2.0, 2.0, 3.0) == 1.0
    assert _away(1.0, np.inf, 5.0) == 0.0
    assert _away(1.0, np.inf, 0.9) == pytest.approx(1.0)


def test_loss_is_a_weighted_sum_with_a_step_for_each_missed_target() -> None:
    targets = [pattern("one", 0, 1), pattern("two", 0, 1, 0.5)]
    assert loss(targets, {"one": 0.5, "two": 0.5}) == 0.0
    assert loss(targets, {"one": 1.14, "two": 0.5}) == pytest.approx(1.0 + 0.3)
    assert loss(targets, {"one": 0.5, "two": 1.14}) == pytest.approx(0.5 * (1.0 + 0.3))
    assert loss(targets, {"one": 0.9, "two": 0.5}) == pytest.approx(0.25**2)
    far, no_number = loss(targets, {"one": 1e9, "two": 0.5}), loss(targets, {"one": np.nan, "two": 0.5})
    assert far == no_number == pytest.approx(0.3 + 3 * 12 - 2.25)


def test_missed_are_the_targets_of_enough_weight_outside_or_without_a_number() -> None:
    targets = [pattern("in", 0, 1), pattern("out", 0, 1), pattern("light", 0, 1, 0.5), pattern("none", 0, 1)]
    figures = {"in": 1.0, "out": 1.1, "light": 2.0, "none": float("nan")}
    assert [each.name for each in missed(targets, figures)] == ["out", "light", "none"]
    assert [each.name for each in missed(targets, figures, 1.0)] == ["out", "none"]


def test_spread_out_takes_the_farthest_from_those_chosen() -> None:
    points = np.array([[0.5], [0.55], [1.0], [0.0], [0.3]])
    assert spread_out(points, 0, 3) == [0, 2, 3]
    assert sorted(spread_out(points, 0, 99)) == [0, 1, 2, 3, 4]


def test_the_middle_is_the_accepted_set_nearest_the_median() -> None:
    sets = [pair(0.02, 1.2), pair(0.05, 1.5), pair(0.08, 1.8), tried({GAIN: 0.0, PATIENCE: 1.0}, {}, 9.0, False)]
    ensemble = ensemble_of(FREE, sets)
    assert ensemble.middle is sets[1]
    assert (ensemble.accepted, ensemble.tried, len(ensemble.members)) == (3, 4, 3)
    assert len(ensemble_of(FREE, sets, most=2).members) == 2


def test_what_an_even_spread_leaves_untold_and_one_value_tells() -> None:
    sets = [pair(gain, 1.5) for gain in np.linspace(0.002, 0.098, 40)]
    table = told(ensemble_of(FREE, sets))
    assert list(table["parameter"]) == [GAIN, PATIENCE]
    assert table["spread"][0] == pytest.approx(0.96, abs=0.05)
    assert table["spread"][1] == pytest.approx(0.0, abs=1e-12)
    assert list(table["untold"]) == [True, False]
    assert (table["low"][0], table["high"][0]) == pytest.approx((0.002, 0.098))


def test_parameters_that_trade_off_are_named_and_independent_ones_are_not() -> None:
    against = [pair(0.01 * step, 2.0 - 0.1 * step) for step in range(1, 10)]
    [(a, b, r)] = tied(ensemble_of(FREE, against))
    assert (a, b, r) == (GAIN, PATIENCE, pytest.approx(-1.0))
    square = [pair(gain, habit) for gain in (0.02, 0.05, 0.08) for habit in (1.2, 1.5, 1.8)]
    assert tied(ensemble_of(FREE, square)) == []
    assert tied(ensemble_of(FREE, against[:3])) == []


def test_when_none_is_accepted_the_nearest_sets_missed_targets_are_named() -> None:
    targets = [pattern(f"target {place}", 0, 1) for place in range(10)] + [pattern("light", 0, 1, 0.5)]
    figures = {each.name: 2.0 for each in targets} | {"target 0": 0.5}
    values = {GAIN: 0.05, PATIENCE: 1.5}
    far = tried(values, figures, 9.0, False)
    with pytest.raises(ConfigurationError) as error:
        ensemble_of(FREE, [far, tried(values, figures, 3.5, False)], targets)
    assert error.value.faults == (
        "no set of parameters was accepted among 2; the nearest one's loss is 3.5; allow more --evaluations, or widen a range",
        *(f"missed: target {place}: 2, wanted 0 to 1" for place in range(1, 9)),
    )
