"""Trailing means: each week with those before it, gaps left out, and nothing said of the first weeks."""

from __future__ import annotations

import numpy as np
import pytest

from orgsim.analysis.trailing import trailing_mean


@pytest.mark.parametrize("over", [13, 52])
def test_each_week_is_the_mean_of_it_and_those_before(over: int) -> None:
    values = np.random.default_rng(1).random((3, 80))
    values[1, 40:44] = np.nan
    found = trailing_mean(values, over)
    wanted = [np.nanmean(values[:, max(week - over + 1, 0) : week + 1], axis=1) for week in range(80)]
    assert np.isnan(found[:, :12]).all()
    assert found[:, 12:] == pytest.approx(np.stack(wanted, axis=1)[:, 12:])


def test_a_short_run_loses_less_than_a_quarter() -> None:
    assert np.isnan(trailing_mean(np.ones((1, 20)), 13)[0]).tolist() == [True] * 4 + [False] * 16


def test_a_stretch_without_values_has_no_mean() -> None:
    values = np.ones((1, 60))
    values[0, 20:40] = np.nan
    assert np.flatnonzero(np.isnan(trailing_mean(values, 13)[0, 12:])).tolist() == list(range(20, 28))
