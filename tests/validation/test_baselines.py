"""Baselines: they have the moments they were told, the shape they were given, and are judged on the rest."""

from __future__ import annotations

import numpy as np
import pytest

from orgsim.validation.baselines import (
    AR1,
    EFFECTS,
    ITEMS,
    SCORED,
    Moments,
    ar1_with_noise,
    baselines,
    compare_baselines,
    concerned,
    items_regression,
    moments_of_panel,
    moments_of_patterns,
    random_effects,
)
from orgsim.validation.panel import INDEX, read_units
from orgsim.validation.query import Query
from orgsim.validation.scores_text import baselines_as_text
from orgsim.validation.scoring import figure, score
from tests.validation.helpers import NAN, as_csv, compute, drifting, panel, pattern, write

TOLD = Moments(57, 7.5, 0.9, 0.84, "the test")
WIDE = panel(engagement_index=np.zeros((1500, 6)))


def lag(tables, years: int) -> float:
    return figure("lag_correlation", Query((INDEX,), lag=years), tables).value


def test_ar1_with_noise_has_the_moments_it_was_told_and_decays_from_there():
    tables = ar1_with_noise(TOLD, WIDE, seed=1)
    assert figure("mean", Query((INDEX,)), tables).value == pytest.approx(57, abs=0.2)
    assert figure("sd", Query((INDEX,)), tables).value == pytest.approx(7.5, rel=0.01)
    coefficient, share = 0.84 / 0.9, 0.9**2 / 0.84
    for years in (1, 2, 3, 5):
        assert lag(tables, years) == pytest.approx(share * coefficient**years, abs=0.01)


@pytest.mark.parametrize("lag_2", [NAN, 0.95, 0.5, -0.1])
def test_without_a_usable_second_lag_there_is_no_noise(lag_2):
    assert TOLD._replace(lag_2=lag_2).signal == (0.9, 1.0)


def test_random_effects_persist_the_same_at_every_lag():
    tables = random_effects(TOLD, WIDE, seed=1)
    assert figure("sd", Query((INDEX,)), tables).value == pytest.approx(7.5, rel=0.01)
    assert [lag(tables, years) for years in (1, 3, 5)] == pytest.approx([0.9] * 3, abs=0.01)


def test_random_effects_take_the_years_from_the_reference():
    years = np.array([0, 3, -3, 0, 0, 0.0])
    table = random_effects(TOLD, WIDE, 1, years=years)[0]
    assert table[INDEX].mean(axis=0) - table[INDEX].mean() == pytest.approx(years, abs=0.4)


def test_items_explain_the_level_and_not_the_rest():
    data = drifting(units=60)
    reference = panel(**data.values, leadership=data["involved"][::-1])
    tables = items_regression(reference, seed=1)
    together = panel(engagement_index=tables[0][INDEX], involved=data["involved"])
    assert compute("slope", together, "involved", y=INDEX) == pytest.approx(0.6, abs=0.05)


def test_tables_have_the_shape_and_the_gaps_of_the_units():
    shape = panel(engagement_index=[[1, NAN, 3], [4, 5, NAN]])
    for make in (ar1_with_noise, random_effects):
        first, second, *_ = make(TOLD, shape, 1)
        assert (first.units, first.years) == (shape.units, shape.years)
        np.testing.assert_array_equal(np.isnan(first[INDEX]), np.isnan(shape[INDEX]))
        assert first[INDEX][0, 0] != second[INDEX][0, 0]
        assert make(TOLD, shape, 1)[0][INDEX].tobytes() == first[INDEX].tobytes()
        assert make(TOLD, shape, 2)[0][INDEX].tobytes() != first[INDEX].tobytes()


PATTERNS = [
    pattern("sd", INDEX, low=5, high=8),
    pattern("sd", INDEX, low=6, high=6.2, level="units", name="of unit means"),
    pattern("lag_correlation", INDEX, low=0.86, high=0.94, lag=1, name="lag 1"),
    pattern("lag_correlation", INDEX, low=0.5, high=0.8, lag=5, name="lag 5"),
    pattern("correlation", "involved", y=INDEX, low=0.7, high=0.9),
    pattern("mean", INDEX, low=50, high=60),
    pattern("sd", "involved", low=1, high=2),
]


def test_moments_from_the_middle_of_the_ranges():
    found = moments_of_patterns(PATTERNS)
    assert found is not None
    assert found[:3] == pytest.approx((55, 6.5, 0.9))
    assert np.isnan(found.lag_2)
    assert moments_of_patterns(PATTERNS[:2]) is None
    assert moments_of_patterns(PATTERNS, "workload") is None


def test_moments_from_a_reference():
    data = drifting()
    found = moments_of_panel(data, "data.csv")
    assert found.sd == pytest.approx(data[INDEX].std(ddof=1))
    assert found.lag_1 == pytest.approx(compute("lag_correlation", data, INDEX, lag=1))
    assert found.told_by == "data.csv"


def test_only_spread_and_persistence_of_the_index_are_compared():
    assert [row.name for row in concerned(PATTERNS)] == ["sd of engagement_index", "of unit means", "lag 1", "lag 5"]


def test_side_by_side_and_who_does_better_is_said(tmp_path):
    units = read_units(write(tmp_path, as_csv(drifting())))
    (shape,) = units.panels([INDEX])
    moments, tables = baselines(PATTERNS, shape, None, told_by="", seed=1)
    assert list(tables) == [AR1, EFFECTS]
    compared = compare_baselines(score(PATTERNS, units), concerned(PATTERNS), tables)
    assert list(compared["of"].unique()) == [SCORED, AR1, EFFECTS]
    told = compared[compared["fitted"]]
    assert set(told["name"]) == {"sd of engagement_index", "of unit means", "lag 1"}
    assert SCORED not in set(told["of"])
    text = baselines_as_text(compared, moments)
    assert "told SD 6.50, lag-1 r 0.900 by the middle of the patterns' ranges" in text
    assert "On the 1 row it was not told, AR(1) + noise passes" in text


def test_a_baseline_that_does_better_is_named(tmp_path):
    noise = np.random.Generator(np.random.Philox(key=5)).standard_normal((40, 6))
    units = read_units(write(tmp_path, as_csv(panel(engagement_index=noise))))
    moments, tables = baselines(PATTERNS, units.panels([INDEX])[0], None, told_by="", seed=1)
    text = baselines_as_text(compare_baselines(score(PATTERNS, units), concerned(PATTERNS), tables), moments)
    assert "AR(1) + noise does better" in text


def test_a_reference_gives_its_shape_and_its_items():
    data = drifting(units=12)
    reference = panel(**data.values, leadership=data["involved"] ** 1.1)
    moments, tables = baselines([], WIDE, reference, told_by="real.csv", seed=1)
    assert list(tables) == [AR1, EFFECTS, ITEMS]
    assert {each[0][INDEX].shape for each in tables.values()} == {(12, 6)}
    assert moments == moments_of_panel(reference, "real.csv")


def test_without_moments_there_are_no_baselines():
    assert baselines(PATTERNS[:1], WIDE, None, told_by="", seed=1) == (None, {})
