"""Plateaus: known answers, curves that have none, intervals that cover, rates that are measured."""

from __future__ import annotations

import numpy as np
import pytest

from orgsim.analysis.hinge import fit_hinges
from orgsim.analysis.plateau import PlateauRule, declare, evidence, plateau
from orgsim.analysis.synthetic_curves import WITHOUT_PLATEAU, Noise, draw_noise, hinge, rising, straight
from orgsim.errors import ConfigurationError
from tests.analysis.results import results_of
from tests.study.helpers import LEAD, TRAP

WEEKS = 156
NOISE = Noise(0.02, 0.6)
FEW = {"resamples": 200, "trials": 100}


def runs(curve: np.ndarray, noise: Noise = NOISE, replications: int = 40, seed: int = 1):
    return results_of(trap=curve + draw_noise(noise, (replications, len(curve)), (seed, 1)))[TRAP.name]


def test_a_plateau_is_found_where_it_is():
    found = plateau(runs(hinge(WEEKS, 50, 0.5, height=0.7, final=0.7)), **FEW)
    assert found.declared
    assert found.week == pytest.approx(50, abs=2)
    assert found.week_interval[0] <= 50 <= found.week_interval[1]
    assert found.height_interval[0] <= 0.7 <= found.height_interval[1]
    assert found.height == pytest.approx(0.7, abs=0.003)
    assert found.final == pytest.approx(0.7, abs=0.006)
    assert found.before == pytest.approx(0.2 / 50, rel=0.05)
    assert found.share_declared > 0.5
    assert found.resamples_declared > 0.95
    assert found.hits.mean > 0.95
    assert all(rates.mean <= 0.05 for rates in found.false_alarms.values())
    assert list(found.false_alarms) == list(WITHOUT_PLATEAU)
    assert np.isnan(found.replication_weeks).mean() == pytest.approx(1 - found.share_declared)


@pytest.mark.parametrize("name", WITHOUT_PLATEAU)
def test_curves_that_rise_for_ever_have_none(name):
    found = plateau(runs(WITHOUT_PLATEAU[name](WEEKS, 0.5, 0.8)), **FEW)
    assert not found.declared
    assert found.share_declared <= 0.1


def test_an_exponential_approach_that_has_arrived_is_a_plateau():
    curve = rising(312, 0.5, 0.7, lengths=12)
    found = plateau(runs(curve), **FEW)
    assert found.declared
    assert 26 < found.week < 104
    assert found.height == pytest.approx(0.7, abs=0.02)  # the pieces cut the corner, so they meet a little below


def test_a_falling_curve_levels_off_too():
    found = plateau(runs(hinge(WEEKS, 60, 0.7, height=0.4, final=0.4)), **FEW)
    assert found.declared
    assert found.before < 0


def test_a_rise_that_turns_down_is_no_plateau():
    assert not plateau(runs(hinge(WEEKS, 60, 0.5, height=0.7, final=0.55)), **FEW).declared


def test_noise_alone_is_no_plateau():
    curves = draw_noise(Noise(1.0, 0.9), (300, 200), (4, 0))
    assert declare(curves, fit_hinges(curves), PlateauRule()).mean() < 0.1


def test_the_measured_rate_is_that_of_fresh_lines():
    """The rate reported for a rule that is far too lax is the share of new noisy lines that the rule declares."""
    lax = PlateauRule(late_share=0.6, margin=-5)
    values = straight(WEEKS, 0.5, 0.6) + draw_noise(NOISE, (200, WEEKS), (11, 1))
    found = plateau(results_of(trap=values)[TRAP.name], rule=lax, resamples=10, trials=600)
    fresh = straight(WEEKS, found.start, found.final) + draw_noise(found.noise[1], (2000, WEEKS), (12, 1))
    rate = declare(fresh, fit_hinges(fresh), lax).mean()
    assert rate > 0.1
    assert found.false_alarms["straight line"].replication == pytest.approx(rate, abs=0.06)


def test_a_stricter_rule_declares_less():
    curves = hinge(WEEKS, 50, 0.5, height=0.55, final=0.56) + draw_noise(NOISE, (200, WEEKS), (2, 1))
    shares = [
        declare(curves, fit_hinges(curves), PlateauRule(late, margin)).mean() for late, margin in ((1, 0), (0.3, 2), (0.1, 10))
    ]
    assert shares[0] > shares[1] > shares[2]


def test_the_week_is_covered_by_its_interval():
    inside = 0
    for seed in range(60):
        found = plateau(
            runs(hinge(100, 40, 0.5, height=0.6, final=0.6), Noise(0.05, 0.3), 20, seed),
            resamples=200,
            trials=1,
            confidence=0.9,
        )
        inside += found.week_interval[0] <= 40 <= found.week_interval[1]
    assert 46 <= inside <= 60  # 54 expected; the share of 60 has a standard deviation of 2.3


def test_weeks_of_the_run_can_be_chosen():
    curve = np.concatenate([np.zeros(30), hinge(120, 40, 0.0, height=0.3, final=0.3), straight(60, 0.3, 2.0)])
    found = plateau(runs(curve), weeks=(30, 150), **FEW)
    assert found.declared
    assert (found.first, found.last, len(found.curve)) == (30, 149, 210)
    assert np.isnan(found.fit[:30]).all()
    assert np.isfinite(found.fit[30:150]).all()
    assert np.isnan(found.fit[150:]).all()
    assert found.week == pytest.approx(70, abs=1)
    assert not plateau(runs(curve), **FEW).declared


def test_a_scenario_is_looked_at_until_its_levers_move():
    curve = np.concatenate([hinge(156, 40, 0.5, height=0.7, final=0.7), straight(60, 0.7, 1.5)])
    values = curve + draw_noise(NOISE, (20, 216), (1, 1))
    results = results_of(lead=values, trap=values)
    found = plateau(results[LEAD.name], **FEW)
    assert (found.first, found.last, list(found.moves), found.declared) == (0, 155, [156], True)
    assert not plateau(results[LEAD.name], weeks=(0, None), **FEW).declared
    assert (plateau(results[TRAP.name], **FEW).last, found.replications) == (215, 20)


def test_the_same_seed_gives_the_same_numbers():
    dataset = runs(hinge(WEEKS, 50, 0.5, height=0.6, final=0.6))
    one, same, other = (plateau(dataset, seed=seed, **FEW) for seed in (1, 1, 2))
    assert (one.week_interval, one.false_alarms) == (same.week_interval, same.false_alarms)
    assert (one.height_interval, one.week) != (other.height_interval, one.week)


def test_evidence_of_curves_without_noise():
    curves = np.stack([hinge(80, 30, 0, height=1, final=1), straight(80, 0, 1), np.full(80, 0.3)])
    assert evidence(curves, fit_hinges(curves)).tolist() == [np.inf, 0.0, 0.0]
    assert declare(curves, fit_hinges(curves), PlateauRule()).tolist() == [True, False, False]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"outcome": "performence"}, "outcomes: no outcome 'performence'; did you mean 'performance'?"),
        ({"weeks": (0, 20)}, "weeks=0 to 20: a hinge needs 27 at least, 13 on either side of it"),
        ({"weeks": (10, 400)}, "weeks=10 to 400: must lie within the run, 0 to 156, the first below the second"),
        ({"weeks": (50, 50)}, "weeks=50 to 50: must lie within the run, 0 to 156, the first below the second"),
        ({"confidence": 95}, "confidence: 95 is not between 0 and 1"),
    ],
)
def test_faults_are_one_line(changes, expected):
    with pytest.raises(ConfigurationError) as caught:
        plateau(runs(straight(WEEKS, 0, 1)), **changes)
    assert caught.value.faults == (expected,)


def test_an_empty_role_has_no_plateau():
    dataset = results_of(trap=straight(WEEKS, 0, 1) + np.zeros((3, 1)))[LEAD.name]
    dataset["trust"].values[:] = np.nan
    with pytest.raises(ConfigurationError, match="outcome=trust: has no value in some weeks"):
        plateau(dataset, "trust")
