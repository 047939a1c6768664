"""Power: published answers, simulated rates, pilots, sequential stopping that covers, faults in one line."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from orgsim.analysis.power import (
    cell_power,
    cell_replications,
    from_pilot,
    paired_power,
    paired_replications,
    until_half_width,
)
from orgsim.errors import ConfigurationError
from tests.analysis.results import results_of
from tests.study.helpers import LEAD, TRAP


def faults_of(function, *arguments, **changes) -> tuple[str, ...]:
    with pytest.raises(ConfigurationError) as caught:
        function(*arguments, **changes)
    return caught.value.faults


@pytest.mark.parametrize(("cells", "replications"), [(2, 893), (9, 327), (27, 159)])
def test_replications_for_a_small_effect_at_one_per_cent_and_power_95(cells, replications):
    """As Secchi & Seri (2017) recommend for simulation: alpha .01, power .95, f = .1."""
    assert cell_replications(0.1, cells, alpha=0.01, power=0.95) == replications


@pytest.mark.parametrize(("effect", "cells", "replications"), [(0.25, 3, 53), (0.25, 4, 45), (0.4, 2, 26), (0.1, 5, 240)])
def test_cohens_tables(effect, cells, replications):
    """Cohen (1988), alpha .05 and power .8; his tables round, so one more or less."""
    assert abs(cell_replications(effect, cells) - replications) <= 1


@pytest.mark.parametrize(("difference", "replications"), [(0.5, 34), (0.2, 199), (0.8, 15)])
def test_paired_replications(difference, replications):
    """One-sample t, alpha .05 two-sided and power .8: the numbers that G*Power prints."""
    assert paired_replications(difference, 1.0) == replications


@settings(deadline=None, max_examples=25)
@given(st.floats(0.05, 2), st.floats(0.3, 3), st.sampled_from([0.01, 0.05]), st.sampled_from([0.5, 0.8, 0.95]))
def test_the_fewest_that_suffice(difference, deviation, alpha, power):
    n = paired_replications(difference, deviation, alpha, power=power)
    assert paired_power(n, difference, deviation, alpha=alpha) >= power
    assert n == 2 or paired_power(n - 1, difference, deviation, alpha=alpha) < power


def test_paired_power_is_scipys_noncentral_t():
    for n in (3, 20, 200):
        critical, shift = stats.t.isf(0.025, n - 1), n**0.5 * 0.3
        expected = stats.nct.sf(critical, n - 1, shift) + stats.nct.cdf(-critical, n - 1, shift)
        assert paired_power(n, 0.3, 1.0) == pytest.approx(expected, rel=1e-9)


def test_simulated_tests_have_the_power_that_is_promised():
    dice = np.random.default_rng(1)
    n = paired_replications(0.4, 1.0, alpha=0.05, power=0.8)
    found = stats.ttest_1samp(dice.normal(0.4, 1.0, (4000, n)), 0, axis=1).pvalue < 0.05
    assert found.mean() == pytest.approx(0.8, abs=0.02)
    n = cell_replications(0.25, 3)
    means = 0.25 * np.sqrt(1.5) * np.array([-1, 0, 1])  # their standard deviation is .25
    samples = dice.normal(means[:, None, None], 1.0, (3, 4000, n))
    assert (stats.f_oneway(*samples, axis=1).pvalue < 0.05).mean() == pytest.approx(0.8, abs=0.02)


def test_large_samples_have_answers():
    expected = (stats.norm.isf(0.025) + stats.norm.isf(0.2)) ** 2
    assert paired_replications(0.001, 1.0) == pytest.approx(expected * 1e6, rel=1e-3)
    assert cell_power(10**6, 0.0001, 2) > 0.05


def test_without_an_effect_the_power_is_alpha():
    assert cell_power(50, 1e-9, 4, alpha=0.01) == pytest.approx(0.01)
    assert paired_power(50, 1e-9, 1.0, alpha=0.01) == pytest.approx(0.01)


def pilot(difference: float, own: float, shared: float = 0.05, replications: int = 400):
    """Runs that share dice of one spread and have a difference of another; the last weeks are equal."""
    dice = np.random.default_rng(3)
    common = 0.5 + shared * dice.standard_normal((replications, 1))
    lead = common + difference + own * dice.standard_normal((replications, 1))
    return results_of(lead=lead + np.zeros(40), trap=common + np.zeros(40))


def test_a_pilot_shows_what_pairing_saves():
    (row,) = from_pilot(pilot(0.01, 0.02), difference=0.005).to_dict("records")
    assert (row["first"], row["second"], row["pilot"], row["sought"]) == (LEAD.name, TRAP.name, 400, 0.005)
    assert row["observed"] == pytest.approx(0.01, abs=0.003)
    assert row["deviation_paired"] == pytest.approx(0.02, rel=0.1)
    assert row["deviation_unpaired"] == pytest.approx((0.05**2 + 0.05**2 + 0.02**2) ** 0.5, rel=0.1)
    assert row["paired"] == paired_replications(0.005, row["deviation_paired"])
    z = stats.norm.isf(0.025) + stats.norm.isf(0.2)
    assert row["unpaired"] == pytest.approx((z * row["deviation_unpaired"] / 0.005) ** 2, rel=0.02)
    assert row["unpaired"] > 5 * row["paired"]


def test_a_pilot_seeks_the_observed_difference_unless_told():
    (row,) = from_pilot(pilot(-0.01, 0.02)).to_dict("records")
    assert row["sought"] == -row["observed"] > 0


def test_the_spreads_of_a_small_pilot_are_without_bias():
    dice = np.random.default_rng(2)
    lead, trap = (np.repeat(dice.random((4, 1)), 60, axis=1) for _ in range(2))
    (row,) = from_pilot(results_of(lead=lead, trap=trap)).to_dict("records")
    assert row["deviation_paired"] == pytest.approx((lead - trap)[:, 0].std(ddof=1))
    assert row["deviation_unpaired"] == pytest.approx((lead[:, 0].var(ddof=1) + trap[:, 0].var(ddof=1)) ** 0.5)


def test_a_pilot_in_which_nothing_differs():
    (row,) = from_pilot(pilot(0.0, 0.0)).to_dict("records")
    assert row["observed"] == row["sought"] == 0
    assert from_pilot(pilot(0.0, 0.0))[["paired", "unpaired"]].isna().all(axis=None)


@pytest.mark.parametrize("kind", ["normal", "exponential"])
@pytest.mark.parametrize("suffice", [60, 130])
def test_sequential_intervals_cover_nearly_as_often_as_they_say(kind, suffice):
    dice = np.random.default_rng(7)
    target, held = 1.96 / suffice**0.5, 0
    for _ in range(800):
        values = dice.standard_normal(1000) if kind == "normal" else dice.exponential(size=1000) - 1
        stopped = until_half_width(lambda first, count, v=values: v[first : first + count], target)
        held += stopped.reached and abs(stopped.mean) <= stopped.half_width
    assert 0.91 <= held / 800 <= 0.97  # 93 % less three standard deviations of the measurement


def test_batches_are_asked_for_in_order_and_no_more_than_needed():
    values = np.random.default_rng(2).standard_normal(2000)
    asked = []

    def run(first, count):
        asked.append((first, count))
        return values[first : first + count]

    stopped = until_half_width(run, 0.15, batch=10)
    assert asked == [(0, 50), *((50 + 10 * k, 10) for k in range(len(asked) - 1))]
    assert stopped.reached
    assert stopped.half_width <= 0.15
    np.testing.assert_array_equal(stopped.values, values[: len(stopped.values)])
    before = stopped.values[:-10]
    assert stats.t.isf(0.025, len(before) - 1) * before.std(ddof=1) / len(before) ** 0.5 > 0.15


def test_a_target_out_of_reach():
    stopped = until_half_width(lambda first, count: np.random.default_rng(first).standard_normal(count), 0.001, most=130)
    assert not stopped.reached
    assert len(stopped.values) == 130
    assert stopped.half_width > 0.1


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({"difference": 0, "deviation": 1.0}, "difference=0: must be a number above 0"),
        ({"difference": 1.0, "deviation": -1}, "deviation=-1: must be a number above 0"),
        ({"difference": 1.0, "deviation": 1.0, "alpha": 5}, "alpha=5: must be a number between 0 and 1"),
        ({"difference": 1.0, "deviation": 1.0, "power": 80}, "power=80: must be a number between 0 and 1"),
        (
            {"difference": 1e-9, "deviation": 1.0},
            "power=0.8: takes more than 100,000,000 replications; look for a larger effect",
        ),
    ],
)
def test_faults_of_a_paired_difference(arguments, expected):
    assert faults_of(paired_replications, **arguments) == (expected,)


def test_all_faults_of_a_design_at_once():
    expected = ("effect='a': must be a number above 0", "cells=1: must be a whole number from 2")
    assert faults_of(cell_replications, "a", 1) == expected


def test_faults_of_a_pilot():
    results = pilot(0.01, 0.02, replications=30)
    assert faults_of(from_pilot, {LEAD.name: results[LEAD.name]}) == (
        "pilot: has one scenario; a difference needs two or more",
    )
    assert "did you mean 'performance'?" in faults_of(from_pilot, results, "performence")[0]
    assert faults_of(from_pilot, results, difference=-1) == ("difference=-1: must be a number above 0",)
    single = {name: dataset.isel(replication=[0]) for name, dataset in results.items()}
    assert faults_of(from_pilot, single)[0].startswith("pilot: has one replication; a spread needs two or more")
    results[TRAP.name].attrs["seed"] = 9
    assert "which differ in seed (1 and 9)" in faults_of(from_pilot, results)[0]


def test_faults_of_stopping():
    assert faults_of(until_half_width, None, 0) == ("target=0: must be a number above 0",)
    assert faults_of(until_half_width, None, 1, most=30) == ("most=30: must be a whole number from 100 (5 batches)",)
    assert faults_of(until_half_width, None, 1, confidence=2) == ("confidence: 2 is not between 0 and 1",)
    wrong = "run(0, 100): must return 100 finite values, one for each replication"
    assert faults_of(until_half_width, lambda first, count: [1.0], 1) == (wrong,)
    assert faults_of(until_half_width, lambda first, count: np.full(count, np.nan), 1) == (wrong,)
