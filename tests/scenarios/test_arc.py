"""The shipped defaults show the story: rescue, plateau, disengagement, a dip after the shift, recovery, and relapse.

Bounds are wide: these tests guard the story, not its figures. All runs share their dice.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
import xarray as xr

import orgsim

YEAR = 52


@cache
def runs(scenario: str, weeks: int = 416) -> xr.Dataset:
    return orgsim.simulate(orgsim.Organization.synthetic(), scenario, replications=64, weeks=weeks, seed=1)


def at_year(scenario: str, outcome: str, year: int) -> float:
    """Mean over replications of the last 13 weeks of a year."""
    return float(runs(scenario)[outcome].sel(week=slice(YEAR * year - 13, YEAR * year - 1)).mean())


def test_rescue_direction_gains_fast_from_a_sorry_state() -> None:
    start = float(runs("management_trap").performance.sel(week=slice(0, 3)).mean())
    assert 1.12 < at_year("management_trap", "performance", 1) / start < 1.25


def test_plateau_later_gains_are_small_and_far_below_what_is_possible() -> None:
    first_year = at_year("management_trap", "performance", 1) - float(runs("management_trap").performance[:, :4].mean())
    assert abs(at_year("management_trap", "performance", 6) - at_year("management_trap", "performance", 2)) < first_year / 4
    assert at_year("led_from_the_start", "performance", 6) - at_year("management_trap", "performance", 6) > 0.1


def test_direction_is_ahead_early_and_behind_late() -> None:
    directed, led = runs("management_trap").performance, runs("led_from_the_start").performance
    assert at_year("management_trap", "performance", 1) > at_year("led_from_the_start", "performance", 1)
    ahead = (directed.mean("replication") > led.mean("replication")).values
    crossing = int(np.argmax(~ahead[26:])) + 26
    assert 0.3 <= crossing / (5 * YEAR) <= 0.8
    assert not ahead[crossing + 26 :].any()


def test_people_are_disengaged_under_direction_and_leaders_do_not_feel_it() -> None:
    assert at_year("management_trap", "engagement_workers", 5) < at_year("led_from_the_start", "engagement_workers", 5) - 0.15
    assert at_year("management_trap", "engagement_leaders", 5) > at_year("management_trap", "engagement_workers", 5) + 0.05


def test_a_shift_dips_and_then_passes_the_plateau() -> None:
    shifted = runs("lead_after_turnaround").performance.mean("replication")
    before = float(shifted.sel(week=slice(143, 155)).mean())
    lowest = float(shifted.sel(week=slice(156, 207)).rolling(week=4).mean().min())
    assert 0.003 < before - lowest < 0.03
    assert at_year("lead_after_turnaround", "performance", 6) > before + 0.05


def test_what_ends_before_it_carries_itself_is_lost() -> None:
    for scenario in ("half_hearted", "coached_for_a_year"):
        norm = runs(scenario).directive_norm
        assert float(norm.min("week").mean()) < 0.85, scenario
        assert float((norm.sel(week=415) > 0.9).mean()) > 0.9, scenario


def test_weak_coaching_without_end_fails_in_some_departments_and_not_in_others() -> None:
    kept = (
        orgsim.simulate(orgsim.Organization.synthetic(), "half_hearted", replications=64, overrides={"shift.end": None})
        .delegation[:, -13:]
        .mean("week")
    )
    assert float((kept < 0.25).mean()) > 0.05
    assert float((kept > 0.75).mean()) > 0.05


def test_a_team_is_harder_to_change_than_people_who_do_not_copy_each_other() -> None:
    team, alone = (at_year(name, "directive_norm", 5) for name in ("half_hearted", "lone_leader"))
    assert alone < team


@pytest.mark.parametrize("scenario", ["protected_agenda", "replace_only"])
def test_one_measure_without_leading_leaves_people_where_they_were(scenario: str) -> None:
    gain = at_year(scenario, "engagement", 6) - at_year("management_trap", "engagement", 6)
    assert abs(gain) < 0.03
