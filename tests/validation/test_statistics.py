"""Every statistic against an answer worked out by hand, and what must not change when units of measurement do."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from orgsim.validation.statistics import STATISTICS
from tests.validation.helpers import NAN, column, compute, panel

ONE_YEAR = panel(x=column(1, 2, 3, 4), y=column(2, 4, 5, 9), z=column(1, -1, -1, 1))
TWO_UNITS = panel(x=[[1, 3, 2], [10, 14, 15], [20, 20, 23]], y=[[2, 6, 4], [5, 13, 15], [1, 1, 7]])

CLOSED = {
    "mean": (ONE_YEAR, ("x",), {}, 2.5),
    "sd": (ONE_YEAR, ("x",), {}, (5 / 3) ** 0.5),
    "range": (ONE_YEAR, ("y",), {}, 7.0),
    "correlation": (ONE_YEAR, ("x",), {"y": "y"}, 11 / (5 * 26) ** 0.5),
    "slope": (ONE_YEAR, ("x",), {"y": "y"}, 2.2),
    "standardised_weight": (ONE_YEAR, ("x", "z"), {"y": "y"}, 11 / (5 * 26) ** 0.5),  # z is orthogonal to x
    "partial_correlation": (ONE_YEAR, ("x", "z"), {"y": "y"}, 11 / (5 * (26 - 1)) ** 0.5),  # z explains 1 of y's 26
    "difference": (ONE_YEAR, ("y",), {"y": "x"}, 2.5),
    "ratio": (ONE_YEAR, ("y",), {"y": "x"}, 2.0),
    "ordering": (ONE_YEAR, ("y", "x", "z"), {}, 2.5),
    "quartile_ratio": (ONE_YEAR, ("x",), {"y": "y"}, 3.5),
    "quantile": (ONE_YEAR, ("x",), {"level": 0.5}, 2.5),
    "share_below": (ONE_YEAR, ("x",), {"level": 3.0}, 0.5),
    "lag_correlation": (panel(x=[[0, 1, 2], [1, 2, 3], [5, 6, 7]]), ("x",), {"lag": 1}, 1.0),
    "change_sd": (TWO_UNITS, ("x",), {}, np.std([2, -1, 4, 1, 0, 3], ddof=1)),
    "share_beyond": (TWO_UNITS, ("x",), {"level": 2.0}, 2 / 6),
}


@pytest.mark.parametrize("name", CLOSED)
def test_closed_forms(name):
    data, x, more, answer = CLOSED[name]
    assert compute(name, data, *x, **more) == pytest.approx(answer, abs=1e-12)


def test_every_statistic_has_a_closed_form_here():
    assert set(STATISTICS) == {*CLOSED, "half_life"}


def test_half_life_of_an_exact_decay():
    """Correlations .9, .81, … from a process whose pairs are built to have them: signal and orthogonal remainder."""
    signal, rest = np.array([1, 1, -1, -1.0]), np.array([1, -1, 1, -1.0])
    decay = 0.8 ** np.arange(6)
    years = signal[:, None] * decay + rest[:, None] * np.sqrt(1 - decay**2)
    pooled = [compute("lag_correlation", panel(x=years), "x", lag=lag) for lag in (1, 2, 3)]
    slope = np.polyfit([1, 2, 3], np.log(pooled), 1)[0]
    assert compute("half_life", panel(x=years), "x", lag=3) == pytest.approx(np.log(2) / -slope)
    assert compute("half_life", panel(x=[[1] * 6, [2] * 6, [4] * 6]), "x") == np.inf
    assert np.isnan(compute("half_life", panel(x=column(1, 2, 3)), "x"))


def test_cases_by_level():
    expected = {
        "unit_years": [1, 3, 2, 10, 14, 15, 20, 20, 23],
        "units": [2, 13, 21],
        "within": [2, -1, 4, 1, 0, 3],
    }
    for level, cases in expected.items():
        assert compute("mean", TWO_UNITS, "x", level=level) == pytest.approx(np.mean(cases))
        assert compute("sd", TWO_UNITS, "x", level=level) == pytest.approx(np.std(cases, ddof=1))
    by_year = [np.std(year, ddof=1) for year in ([1, 10, 20], [3, 14, 20], [2, 15, 23])]
    assert compute("sd", TWO_UNITS, "x", level="between") == pytest.approx(np.mean(by_year))


def test_changes_follow_one_another_where_levels_do_not():
    assert compute("correlation", TWO_UNITS, "x", y="y", level="within") == pytest.approx(1.0)
    assert compute("correlation", TWO_UNITS, "x", y="y", level="units") < 0.5


def test_unknown_cells_are_left_out_case_by_case():
    gappy = panel(x=column(1, 2, 3, NAN, 4), y=column(2, 4, 5, 100, 9))
    assert compute("correlation", gappy, "x", y="y") == pytest.approx(CLOSED["correlation"][3])
    assert compute("mean", gappy, "y") == pytest.approx(24)
    over_years = panel(x=[[1, NAN, 5], [2, 2, 2], [3, NAN, NAN]])
    assert compute("mean", over_years, "x", level="units") == pytest.approx((3 + 2 + 3) / 3)


def test_a_missing_year_is_never_bridged():
    skipped = panel(x=[[1, NAN, 9], [2, NAN, 1], [3, NAN, 5], [4, NAN, 5]])
    assert np.isnan(compute("change_sd", skipped, "x"))
    assert compute("change_sd", skipped, "x", lag=2) == pytest.approx(np.std([8, -1, 2, 1], ddof=1))
    assert np.isnan(compute("lag_correlation", skipped, "x", lag=9))


def test_lag_correlation_with_another_column_looks_ahead():
    leads = panel(x=[[1, 0], [2, 0], [4, 0]], y=[[0, 10], [0, 20], [0, 40]])
    assert compute("lag_correlation", leads, "x", y="y", lag=1) == pytest.approx(1.0)
    assert np.isnan(compute("lag_correlation", leads, "y", y="x", lag=1))


def test_beyond_means_strictly_beyond_up_or_down():
    data = panel(x=[[0, 5], [0, -5], [0, 5.1], [0, -6]])
    assert compute("share_beyond", data, "x", level=5.0) == 0.5


def test_too_few_or_constant_cases_give_no_figure():
    few, flat = panel(x=column(1, 2), y=column(1, 2)), panel(x=column(2, 2, 2), y=column(1, 2, 3))
    assert np.isnan(compute("mean", few, "x"))
    for name in ("correlation", "slope", "standardised_weight", "partial_correlation"):
        assert np.isnan(compute(name, few, "x", y="y"))
        assert np.isnan(compute(name, flat, "x", y="y"))


def test_twins_have_no_weights_of_their_own():
    twins = panel(x=column(1, 2, 3, 5), z=column(2, 4, 6, 10), y=column(1, 2, 2, 4))
    assert np.isnan(compute("standardised_weight", twins, "x", "z", y="y"))
    assert np.isnan(compute("partial_correlation", twins, "x", "z", y="y"))


def test_ordering_is_the_smallest_step_and_negative_when_broken():
    data = panel(a=column(9, 9, 9), b=column(5, 5, 5), c=column(6, 6, 6))
    assert compute("ordering", data, "a", "c", "b") == 1
    assert compute("ordering", data, "a", "b", "c") == -1
    assert compute("ordering", data, "a", y="b") == 4


numbers = st.floats(-100, 100).map(lambda value: round(value, 3))
samples = arrays(np.float64, st.tuples(st.integers(5, 12), st.just(3)), elements=numbers)


def spread(sample) -> bool:
    return bool((sample.std(axis=0) > 1).all() and np.linalg.cond(np.corrcoef(sample.T)) < 1e4)


@settings(deadline=None, max_examples=60)
@given(samples.filter(spread), st.floats(0.01, 100), st.floats(-1e3, 1e3))
def test_scale_free_statistics_know_no_unit(sample, scale, shift):
    before = panel(x=sample[:, :1], z=sample[:, 1:2], y=sample[:, 2:])
    after = panel(x=sample[:, :1] * scale + shift, z=sample[:, 1:2], y=sample[:, 2:] * 3 - 7)
    for name in ("correlation", "partial_correlation", "standardised_weight"):
        columns = ("x",) if name == "correlation" else ("x", "z")
        assert compute(name, after, *columns, y="y") == pytest.approx(compute(name, before, *columns, y="y"), abs=1e-6)
    assert compute("slope", after, "x", y="y") == pytest.approx(compute("slope", before, "x", y="y") * 3 / scale, rel=1e-6)
    assert abs(compute("correlation", before, "x", y="y")) <= 1 + 1e-12


@settings(deadline=None, max_examples=60)
@given(arrays(np.float64, (6, 5), elements=numbers), st.permutations(range(6)))
def test_the_order_of_units_does_not_matter(values, order):
    before, after = panel(x=values), panel(x=values[list(order)])
    for name, more in (("lag_correlation", {"lag": 2}), ("change_sd", {}), ("share_beyond", {"level": 5.0}), ("sd", {})):
        assert compute(name, after, "x", **more) == pytest.approx(compute(name, before, "x", **more), nan_ok=True, abs=1e-9)
