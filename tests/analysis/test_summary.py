"""The tidy summary, and the table made of it."""

from __future__ import annotations

import warnings

import numpy as np
import pytest

from orgsim.analysis.summary import COLUMNS, MAIN_OUTCOMES, YearEnd, summary_table, year_ends
from orgsim.analysis.summary_text import as_text
from orgsim.errors import ConfigurationError
from orgsim.model.outcomes import OUTCOME_NAMES
from orgsim.model.scenario import Scenario
from orgsim.organization import Organization
from tests.study.helpers import LEAD, TRAP, make_results, make_study

RESULTS = make_results(make_study(LEAD, TRAP, replications=30, weeks=312))
SUMMARY = summary_table(RESULTS)


@pytest.mark.parametrize(
    ("years", "weeks", "expected"),
    [
        ((1, 3, 6), 312, [(1, 39, 52), (3, 143, 156), (6, 299, 312)]),
        ((1, 3, 6), 208, [(1, 39, 52), (3, 143, 156), (4, 195, 208)]),
        ((1, 3, 6), 160, [(1, 39, 52), (3, 143, 156), (4, 147, 160)]),
        ((1, 3, 6), 10, [(1, 0, 10)]),
        ((2, 1, 2), 104, [(1, 39, 52), (2, 91, 104)]),
        ((), 52, [(1, 39, 52)]),
    ],
)
def test_years_end_with_their_last_quarter(years, weeks, expected):
    assert year_ends(years, weeks) == [YearEnd(*each) for each in expected]


def test_tidy_rows():
    assert tuple(SUMMARY.columns) == COLUMNS
    assert len(SUMMARY) == len(MAIN_OUTCOMES) * 3 * 2
    assert not SUMMARY.duplicated(["scenario", "outcome", "year"]).any()
    assert set(SUMMARY["replications"]) == {30}


def test_values_are_means_over_the_last_13_weeks():
    row = SUMMARY.query("scenario == 'management_trap' and outcome == 'trust' and year == 6").iloc[0]
    led, trapped = (RESULTS[name]["trust"].values[:, 299:312].mean(axis=1) for name in (LEAD.name, TRAP.name))
    assert (row["first_week"], row["last_week"]) == (299, 311)
    assert row["mean"] == pytest.approx(trapped.mean())
    assert row["q10"] == pytest.approx(np.quantile(trapped, 0.1))
    assert row["q90"] == pytest.approx(np.quantile(trapped, 0.9))
    assert row["reference"] == "lead_after_turnaround"
    assert row["difference"] == pytest.approx((led - trapped).mean())
    assert row["difference_low"] < row["difference"] < row["difference_high"] or row["difference_low"] == row["difference_high"]
    assert row["share_reference_above"] == np.mean(led > trapped)


def test_the_reference_is_compared_with_nobody():
    own = SUMMARY[SUMMARY["scenario"] == LEAD.name]
    assert own[["reference", "difference", "difference_low", "difference_high", "share_reference_above"]].isna().all(axis=None)


def test_refuses_what_cannot_be_summarised():
    other = make_results(make_study(TRAP, replications=30, weeks=312, seed=2))
    with pytest.raises(ConfigurationError, match=r"differ in seed \(1 and 2\)"):
        summary_table({LEAD.name: RESULTS[LEAD.name]} | other)
    with pytest.raises(ConfigurationError, match="summary: no results"):
        summary_table({})
    with pytest.raises(ConfigurationError, match="years: 0, 1: years are whole numbers from 1"):
        summary_table(RESULTS, years=(0, 1))
    with pytest.raises(ConfigurationError, match="did you mean 'trust'"):
        summary_table(RESULTS, outcomes="trustt")


def test_the_table_of_a_pair():
    lines = as_text(SUMMARY).splitlines()
    assert lines[0] == "Means over 30 replications of the last 13 weeks of each year"
    assert "A = lead_after_turnaround   B = management_trap" in lines
    assert lines[4].split() == [
        "-------",
        "year",
        "1",
        "--------",
        "-------",
        "year",
        "3",
        "--------",
        "-------",
        "year",
        "6",
        "--------",
    ]
    performance = next(line for line in lines if line.startswith("Performance"))
    assert performance.split()[1] == "%"
    assert performance.count("same") == 2  # the scenarios part in year 4
    assert "±" in performance
    assert max(map(len, lines)) <= 100
    assert len(lines) == 6 + len(MAIN_OUTCOMES)


def test_the_table_of_one_scenario_shows_its_range():
    text = as_text(summary_table({TRAP.name: RESULTS[TRAP.name]}))
    assert "In brackets: 10 % and 90 % of the replications are below" in text
    assert " to " in text.splitlines()[-1]
    assert max(map(len, text.splitlines())) <= 100


def test_the_table_of_many_scenarios_and_years_and_all_outcomes():
    scenarios = [Scenario(name=f"scenario_{i}") for i in range(30)]
    summary = summary_table(make_results(make_study(*scenarios, replications=3, weeks=312)), (1, 2, 3, 4, 5, 6), OUTCOME_NAMES)
    lines = as_text(summary).splitlines()
    assert max(map(len, lines)) <= 100
    assert "A = scenario_0   B = scenario_1" in lines
    assert "A = scenario_0   29 = scenario_29" in lines
    assert sum("year 6" in line for line in lines) == 29


def test_the_table_of_empty_roles_and_single_replications():
    small = Organization.synthetic(2, 2, 3, layers=0)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        text = as_text(summary_table(make_results(make_study(organization=small, replications=1)), outcomes=("trust", "quits")))
    assert "nan" not in text
    trust = next(line for line in text.splitlines() if line.startswith("Trust"))
    assert set(trust.split()[4:]) == {"-"}


def test_negative_differences_and_little_ones():
    lower = {name: RESULTS[name] for name in (TRAP.name, LEAD.name)}
    last = as_text(summary_table(lower, outcomes="performance")).splitlines()[-1]
    assert last.split()[-2].startswith("-")
    assert "-0.0 " not in last
