"""Scores: what is inside and outside, how sure, and that a row that fails stays in the report."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from orgsim.validation.panel import read_units
from orgsim.validation.query import Query
from orgsim.validation.scores_text import number, range_in_words, scores_as_text
from orgsim.validation.scoring import distance, figure, position, resampled, score, total
from tests.validation.helpers import NAN, as_csv, column, drifting, panel, pattern, write


@pytest.fixture
def units(tmp_path):
    return read_units(write(tmp_path, as_csv(panel(x=column(1, 2, 3, 4), leave_any=column(4, 3, 2, 1))), "units.csv"))


ROWS = [
    pattern("mean", "x", low=2, high=3, name="inside"),
    pattern("mean", "x", low=3, high=4, name="below", weight=3.0),
    pattern("mean", "leave_12_months", low=0, high=9, name="absent", weight=2.0, source="elsewhere"),
    pattern("change_sd", "x", low=0, high=9, name="one year only"),
    pattern("mean", "x", low=1, high=2, name="above", weight=0.0),
    pattern("mean", "x", low=2.5, high=2.5, name="exact"),
]


def test_rows_that_fail_or_have_no_figure_stay_in_order(units):
    scores = score(ROWS, units)
    assert list(scores["name"]) == [row.name for row in ROWS]
    assert list(scores["passed"].astype(object)) == [True, False, pd.NA, pd.NA, False, True]
    assert scores["distance"].tolist()[:2] == [0, -0.5]
    assert scores["distance"].tolist()[4] == 0.5
    assert scores["note"].tolist()[2:4] == [
        "no column 'leave_12_months' (nearest: 'leave_any')",
        "too few cases, or nothing varies",
    ]
    assert scores["source"].tolist()[2] == "elsewhere"


def test_the_report_holds_every_row(units):
    text = scores_as_text(score(ROWS, units))
    for sign, row in zip(("pass", "FAIL", "none", "none", "FAIL", "pass"), ROWS, strict=True):
        assert any(line.startswith(f"{sign}  {row.name} ") for line in text.splitlines())
    assert "2 passed, 2 failed, 2 could not be scored" in text
    assert "Weighted share passed: 40% of the weight scored, 25% of all" in text


def test_total(units):
    found = total(score(ROWS, units))
    assert found[:3] == (2, 2, 2)
    assert found.share_of_scored == pytest.approx(2 / 5)
    assert found.share_of_all == pytest.approx(2 / 8)
    assert not found.clean
    assert total(score(ROWS[:1], units)).clean


def test_replications_are_averaged_with_the_standard_error_of_their_mean(tmp_path):
    text = "replication,unit,year,x\n" + "".join(
        f"{r},{u},1,{value + u}\n" for r, value in enumerate((1, 2, 6)) for u in range(3)
    )
    scores = score([pattern("mean", "x", low=4.5, high=9)], read_units(write(tmp_path, text)))
    assert scores["value"][0] == pytest.approx(4)
    assert scores["standard_error"][0] == pytest.approx(np.std([2, 3, 7], ddof=1) / 3**0.5)
    assert not scores["passed"][0]
    assert scores["close"][0]
    assert "FAIL" in scores_as_text(scores)
    assert "(within a standard error)" in scores_as_text(scores)


def test_a_replication_without_a_figure_is_told():
    found = figure("sd", Query(("x",)), [panel(x=column(1, 2, 3)), panel(x=column(NAN, NAN, 3)), panel(x=column(2, 4, 6))])
    assert found.value == pytest.approx(1.5)
    assert found.standard_error == pytest.approx(np.std([1, 2], ddof=1) / 2**0.5)
    assert found.note == "no figure in 1 of 3 replications"


def test_resampling_units_gives_the_known_standard_error_of_a_mean():
    data = panel(x=np.arange(50.0)[:, None])
    found = figure("mean", Query(("x",)), [data], again=resampled(data, 1, 2000))
    assert found.standard_error == pytest.approx(np.std(np.arange(50)) / 50**0.5, rel=0.06)


def test_resamples_are_drawn_by_the_seed_whole_units_at_a_time():
    data = drifting(units=5)
    first, again, other = (resampled(data, seed, 3) for seed in (1, 1, 2))
    assert [each.units for each in first] == [each.units for each in again] != [each.units for each in other]
    assert len({each.units for each in first}) > 1
    for each in first:
        for place, unit in enumerate(each.units):
            np.testing.assert_array_equal(each["involved"][place], data["involved"][data.units.index(unit)])


@given(st.floats(-50, 50), st.floats(-50, 50), st.floats(0.01, 50))
def test_distance_is_zero_inside_and_grows_outside(value, low, width):
    high = low + width
    assume(high > low)
    found = distance(value, low, high)
    assert (found == 0) == (low <= value <= high)
    assert found >= 0 or value < low
    if value > high:
        assert found == pytest.approx((value - high) / (high - low), rel=1e-6, abs=1e-9)
    assert position(low, low, high) == 0
    assert position(high, low, high) == pytest.approx(1)


def test_ranges_open_at_one_end():
    assert distance(84, 85, math.inf) == pytest.approx(-1 / 85)
    assert distance(99, 85, math.inf) == 0
    assert distance(3, -math.inf, 2) == pytest.approx(0.5)
    assert distance(-2, 0, math.inf) == -2
    assert math.isnan(distance(NAN, 0, 1))


def test_numbers_read_well():
    shown = [number(value) for value in (57.53, 7.596, 0.7743, -0.539, 1.0, 0.0, 1234.5, 2e6, 1e-5, NAN, math.inf)]
    assert shown == ["57.5", "7.60", "0.774", "-0.539", "1.00", "0.000", "1234", "2e+06", "1e-05", "-", "inf"]
    assert range_in_words(-math.inf, 0.5) == "to 0.500"
    assert range_in_words(85, math.inf) == "from 85.0"
