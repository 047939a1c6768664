"""Figures of companies and populations: what they say, and that they can be drawn when there is little to draw."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import xarray as xr

from orgsim.figures.departments import departments_figure
from orgsim.figures.population import population_figure
from orgsim.surveying.departments import department_tests
from tests.surveying.made_up import LARGE, company, random_answers


def surveys(threshold: float = 10.0, years: int = 2) -> xr.Dataset:
    lows = {"it": 1.6, "hr": 0.0, "law": 0.1}
    answers = {name: random_answers(LARGE, 4, surveys=years, low=low) for name, low in lows.items()}
    return company(answers, LARGE, threshold)


@pytest.mark.parametrize("years", [1, 3])
def test_the_lowest_department_is_named_with_its_share(years: int) -> None:
    survey = surveys(years=years)
    ax = departments_figure(survey, department_tests(survey)).axes[0]
    assert ax.get_title(loc="left") == "it: significantly below every other department in 100 % of the last surveys"
    names = {text.get_text(): text for text in ax.texts}
    assert set(names) == {"it", "hr", "law"}
    heights = sorted(text.xy[1] for text in ax.texts)  # type: ignore[attr-defined]
    low, high = ax.get_ylim()
    assert np.diff(heights).min() > 0.04 * (high - low), "no name covers another"
    assert len(ax.lines) == 3


def test_departments_too_small_to_be_reported() -> None:
    survey = surveys(threshold=500.0)
    ax = departments_figure(survey, department_tests(survey)).axes[0]
    assert "too small to be compared" in ax.get_title(loc="left")


def table(years: int, index: float = 0.0) -> pd.DataFrame:
    rows = [(r, u, y, 50 + 2 * u + y + index, 40 + 3 * u) for r in (0, 1) for u in range(5) for y in range(1, years + 1)]
    return pd.DataFrame(rows, columns=["replication", "unit", "year", "engagement_index", "involved"])


def test_a_population_s_points_and_correlations() -> None:
    left, right = population_figure(table(3)).axes
    assert [len(ax.collections[0].get_offsets()) for ax in (left, right)] == [30, 20]  # type: ignore[arg-type]
    frame = table(3)
    r = np.corrcoef(frame["involved"], frame["engagement_index"])[0, 1]
    assert [text.get_text() for text in left.texts] == [f"r = {r:.2f}, 30 pairs"]
    assert [text.get_text() for text in right.texts] == ["r = 1.00, 20 pairs"]


@pytest.mark.parametrize(("years", "index"), [(1, 0.0), (2, np.nan), (1, np.nan)])
def test_a_population_with_one_survey_or_without_any_reported(years: int, index: float) -> None:
    _, right = population_figure(table(years, index)).axes
    assert [text.get_text() for text in right.texts] == ["0 pairs"]
