"""Department against department: Welch from what is reported equals Welch from everyone's answers; Holm by hand."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from orgsim.errors import ConfigurationError
from orgsim.surveying.departments import COLUMNS, department_tests, holm, significantly_lowest
from orgsim.surveying.instrument import REPORTED
from orgsim.surveying.results import scores
from tests.surveying.made_up import LARGE, company, random_answers

ANSWERS = {
    name: random_answers(LARGE, seed, low=low) for seed, (name, low) in enumerate({"it": 0.9, "hr": 0.2, "law": 0.0}.items())
}


@pytest.mark.parametrize(("item", "role"), [("engagement_index", "all"), ("trusted", "workers"), ("us_index", "all")])
def test_welch_from_means_and_spreads_equals_welch_from_answers(item: str, role: str) -> None:
    tests = department_tests(company(ANSWERS, LARGE), item, role, confidence=0.9)
    assert tuple(tests.columns) == COLUMNS
    assert len(tests) == 2 * 2 * 3
    who = LARGE.role >= 0 if role == "all" else LARGE.role == 0
    people = {name: scores(given)[:, :, who, REPORTED.index(item)] for name, given in ANSWERS.items()}
    for row in tests.itertuples():
        at = (int(row.replication), int(row.year) - 1)
        first, second = (people[str(name)][at] for name in (row.first, row.second))
        first, second = first[~np.isnan(first)], second[~np.isnan(second)]
        found = stats.ttest_ind(first, second, equal_var=False)
        assert (row.t, row.p, row.freedom) == pytest.approx((found.statistic, found.pvalue, found.df), rel=1e-7)
        assert (row.low, row.high) == pytest.approx(tuple(found.confidence_interval(0.9)), rel=1e-7)
        assert row.difference == pytest.approx(first.mean() - second.mean(), rel=1e-9)
        assert row.effect == pytest.approx(hedges(first, second), rel=1e-7)


def hedges(first: np.ndarray, second: np.ndarray) -> float:
    """Hedges' g: the difference in pooled spreads, corrected for small groups."""
    m, n = len(first), len(second)
    pooled = ((m - 1) * first.var(ddof=1) + (n - 1) * second.var(ddof=1)) / (m + n - 2)
    return float((first.mean() - second.mean()) / pooled**0.5 * (1 - 3 / (4 * (m + n) - 9)))


@pytest.mark.parametrize(
    ("p", "corrected"),
    [
        ([], []),
        ([0.03], [0.03]),
        ([0.01, 0.04, 0.03, 0.005], [0.03, 0.06, 0.06, 0.02]),
        ([0.5, 0.6, 0.01], [1.0, 1.0, 0.03]),
        ([0.02, 0.02, 0.02], [0.06, 0.06, 0.06]),
    ],
)
def test_holm_by_hand(p: list[float], corrected: list[float]) -> None:
    assert holm(np.array(p)) == pytest.approx(np.array(corrected), rel=1e-14)


def test_holm_corrects_within_a_survey() -> None:
    tests = department_tests(company(ANSWERS, LARGE))
    for _, survey in tests.groupby(["replication", "year"]):
        assert survey["p_holm"].to_numpy() == pytest.approx(holm(survey["p"].to_numpy()), rel=1e-14)
        assert (survey["p_holm"] >= survey["p"]).all()


def pairs(gaps: dict[str, float], p: float) -> pd.DataFrame:
    """The table of one survey of departments at these levels, each pair with the same p."""
    rows = [(0, 1, a, b, gaps[a] - gaps[b], p) for a, b in combinations(gaps, 2)]
    return pd.DataFrame(rows, columns=["replication", "year", "first", "second", "difference", "p_holm"])


def test_the_lowest_lies_significantly_below_every_other() -> None:
    levels = {"hr": 60.0, "it": 50.0, "law": 64.0}
    found = significantly_lowest(pairs(levels, 0.01), "it")
    assert found.columns.tolist() == ["replication", "year", "lowest", "gap"]
    assert found["lowest"].tolist() == [True]
    assert found["gap"].tolist() == [12.0]
    assert significantly_lowest(pairs(levels, 0.05), "it")["lowest"].tolist() == [False]
    assert significantly_lowest(pairs(levels, 0.05), "it", level=0.06)["lowest"].tolist() == [True]
    assert significantly_lowest(pairs(levels, 0.01), "hr")["lowest"].tolist() == [False]
    assert significantly_lowest(pairs(levels, 0.01), "law")["gap"].tolist() == [-9.0]


def test_one_pair_that_is_not_significant_is_enough_to_doubt() -> None:
    tests = pairs({"hr": 60.0, "it": 50.0, "law": 64.0}, 0.01)
    tests.loc[0, "p_holm"] = 0.2
    assert significantly_lowest(tests, "it")["lowest"].tolist() == [False]


def test_who_could_not_be_compared_with_everyone_is_not_known_to_be_lowest() -> None:
    first = pairs({"hr": 60.0, "it": 50.0, "law": 64.0}, 0.01)
    second = pairs({"hr": 60.0, "it": 50.0}, 0.01).assign(year=2)
    assert significantly_lowest(pd.concat([first, second]), "it")["lowest"].tolist() == [True, False]


def test_pairs_with_a_group_too_small_are_left_out() -> None:
    answers = dict(ANSWERS)
    answers["hr"] = answers["hr"].copy()
    answers["hr"][0, 0, 5:] = 0
    tests = department_tests(company(answers, LARGE))
    survey = tests[(tests["replication"] == 0) & (tests["year"] == 1)]
    assert survey[["first", "second"]].to_numpy().tolist() == [["it", "law"]]
    assert survey["p_holm"].tolist() == survey["p"].tolist()


def test_error_messages() -> None:
    survey = company(ANSWERS, LARGE)
    with pytest.raises(ConfigurationError) as error:
        department_tests(survey.isel(unit=[0]), "engagement", "worker")
    assert error.value.faults == (
        f"item='engagement': must be one of {', '.join(REPORTED)}; did you mean 'engagement_index'?",
        "role='worker': must be one of all, workers, managers, leaders; did you mean 'workers'?",
        "survey: one unit only; a comparison of departments needs at least two",
    )
