"""How a week is reported."""

from __future__ import annotations

import math

from orgsim.model.rules.reporting import autopilot, mean_or_nan, per_exception, released, yearly


def test_an_empty_role_has_no_mean_and_never_zero() -> None:
    assert math.isnan(mean_or_nan(0.0, 0.0))
    assert mean_or_nan(1.5, 3.0) == 0.5


def test_a_week_without_exceptions_counts_nothing_per_exception() -> None:
    assert per_exception(0.0, 0.0) == 0.0
    assert per_exception(3.0, 2.0) == 1.5


def test_what_does_not_come_up_to_the_leadership_team_was_released() -> None:
    assert released(3.0, 12.0, 30.0) == 0.75
    assert released(12.0, 12.0, 30.0) == 0.0
    assert released(0.0, 0.0, 30.0) == 1.0
    assert math.isnan(released(0.0, 12.0, 0.0)), "nobody is there to release decisions to"


def test_the_autopilot_is_what_runs_by_itself_and_never_negative() -> None:
    assert autopilot(2.0, 8.0) == 0.75
    assert autopilot(9.0, 8.0) == 0.0


def test_a_weeks_count_as_a_yearly_rate() -> None:
    assert yearly(1.0, 52.0) == 1.0
