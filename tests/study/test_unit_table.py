"""The tidy table of many units: its columns, its order, and where its numbers come from."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from orgsim.config import load_scenario
from orgsim.model.outcomes import OUTCOME_NAMES
from orgsim.organization import Organization, Role
from orgsim.spec.study import Design
from orgsim.spec.units import Department, Units
from orgsim.study.run_units import Surveyed, run_units
from orgsim.study.unit_table import unit_table
from orgsim.surveying.instrument import REPORTED
from orgsim.surveying.results import scores

WANTED = (
    "engagement_index",
    "involved",
    "choice",
    "better_ways",
    "safe_to_challenge",
    "leadership",
    "my_manager",
    "workload",
    "trusted",
    "leave_12_months",
    "leaders_lead",
    "supervisors",
    "intrinsic_work",
)
ROLES = ("workers", "managers", "leaders")
#: One large enough to be reported and one that is not.
ORGANIZATIONS = (Organization.synthetic(2, 2, 8), Organization.synthetic(1, 1, 3))
DESIGN = Design(2, 160, seed=2, unit=3, first=5)


@pytest.fixture(scope="module")
def units() -> list[Surveyed]:
    found = load_scenario("as_found")
    departments = tuple(Department(f"unit {place}", each, found) for place, each in enumerate(ORGANIZATIONS))
    return list(run_units(Units(departments, shared_climate=False), DESIGN, burn_in=52))


def test_columns(units: list[Surveyed]) -> None:
    table = unit_table(units)
    own = [*WANTED, *(f"{name}_{role}" for role in ROLES for name in WANTED)]
    wanted = ["replication", "unit", "year", *own, "quits", "ideas", "performance"]
    assert [name for name in table.columns if name in wanted] == wanted
    more = {"people", "answers", "us_index", *(f"{name}_{role}" for role in ROLES for name in ("answers", "us_index"))}
    assert set(table.columns) - set(wanted) == more


def test_rows_are_in_order_and_years_count_from_the_first_survey(units: list[Surveyed]) -> None:
    table = unit_table(reversed(units))
    keys = table[["replication", "unit", "year"]].to_numpy().tolist()
    assert keys == [[replication, unit, year] for replication in (5, 6) for unit in (3, 4) for year in (1, 2)]
    assert table["people"].tolist() == [len(ORGANIZATIONS[unit]) for _ in (5, 6) for unit in (0, 0, 1, 1)]


def test_numbers_come_from_everyone_s_answers(units: list[Surveyed]) -> None:
    table = unit_table(units).set_index(["replication", "unit", "year"])
    for surveyed in units:
        role = surveyed.department.organization.role
        for place, replication in enumerate((5, 6)):
            for moment in (0, 1):
                row = table.loc[(replication, surveyed.unit, moment + 1)]
                found = scores(surveyed.answers[place, moment])
                index = found[:, REPORTED.index("trusted")]
                workers = index[role == Role.WORKER]
                assert row["trusted_workers"] == pytest.approx(np.nanmean(workers), rel=1e-12)
                assert row["answers_workers"] == (~np.isnan(workers)).sum()
                assert row["answers"] == (~np.isnan(index)).sum()
                enough = row["answers"] >= 10
                assert np.isnan(row["trusted"]) != enough
                if enough:
                    assert row["trusted"] == pytest.approx(np.nanmean(index), rel=1e-12)
    small = table.xs(4, level="unit")
    assert small[list(WANTED)].isna().all(axis=None)
    assert small["engagement_index_workers"].notna().any()


def test_outcomes_are_means_of_the_surveyed_year(units: list[Surveyed]) -> None:
    table = unit_table(units).set_index(["replication", "unit", "year"])
    for name in ("quits", "ideas", "performance"):
        weekly = units[0].record.outcomes[:, :, OUTCOME_NAMES.index(name)]
        assert table.loc[(6, 3, 2), name] == pytest.approx(weekly[1, 104:156].mean(), rel=1e-13)


def test_a_threshold_of_one_reports_everything(units: list[Surveyed]) -> None:
    department = units[1].department
    survey = department.scenario.context.survey._replace(reporting_threshold=1.0)
    scenario = replace(department.scenario, context=department.scenario.context._replace(survey=survey))
    table = unit_table([replace(units[1], department=replace(department, scenario=scenario))])
    assert table["engagement_index"].notna().all()
