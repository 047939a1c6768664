"""Results with the survey in them: `orgsim.survey(…)` and companies as trees of datasets."""

from __future__ import annotations

import numpy as np
import pytest
import xarray as xr

import orgsim
from orgsim.errors import ConfigurationError
from orgsim.model.outcomes import OUTCOME_NAMES
from orgsim.spec.study import Design
from orgsim.spec.units import Department, Units
from orgsim.study.run_units import run_units
from orgsim.study.surveyed import company_tree
from orgsim.surveying.instrument import ITEM_NAMES, LABELS, REPORTED
from orgsim.surveying.results import ROLES, by_role, scores
from tests.study.helpers import LEAD, SMALL, TRAP

MIDDLING = orgsim.Organization.synthetic(2, 2, 8)


def test_the_tree_of_one_department() -> None:
    tree = orgsim.survey(MIDDLING, "management_trap", replications=3, weeks=110, seed=2, unit=4, first=6)
    assert isinstance(tree, xr.DataTree)
    assert set(tree.children) == {"weekly", "survey"}
    weekly, survey = tree["weekly"].to_dataset(), tree["survey"].to_dataset()
    assert dict(weekly.sizes) == {"replication": 3, "week": 110}
    assert set(weekly.data_vars) == set(OUTCOME_NAMES)
    assert survey["value"].dims == ("replication", "year", "unit", "role", "item")
    assert survey["replication"].to_numpy().tolist() == weekly["replication"].to_numpy().tolist() == [6, 7, 8]
    assert survey["year"].to_numpy().tolist() == [1, 2]
    assert survey["unit"].to_numpy().tolist() == [4]
    assert survey["role"].to_numpy().tolist() == list(ROLES)
    assert survey["item"].to_numpy().tolist() == list(REPORTED)
    assert survey["label"].to_numpy().tolist() == [LABELS[name] for name in REPORTED]
    assert set(survey.data_vars) == {"value", "sd", "answers"}
    assert tree.attrs["scenario"] == weekly.attrs["scenario"]


def test_everyone_s_answers_and_what_is_reported_agree() -> None:
    survey = orgsim.survey(MIDDLING, "management_trap", replications=2, weeks=52, answers=True)["survey"].to_dataset()
    assert survey["answer"].dims == ("replication", "year", "person", "question")
    assert survey["person"].to_numpy().tolist() == list(MIDDLING.ids)
    assert survey["question"].to_numpy().tolist() == list(ITEM_NAMES)
    mean, _, count = by_role(scores(survey["answer"].to_numpy()), MIDDLING)
    assert (survey["answers"].isel(unit=0).to_numpy() == count).all()
    reported = survey["value"].isel(unit=0)
    assert (reported.to_numpy() == mean)[count >= 10].all()
    assert reported.isnull().to_numpy()[count < 10].all()


def test_people_together_with_the_survey() -> None:
    tree = orgsim.survey(SMALL, "management_trap", replications=3, weeks=60, people=[1])
    alone = orgsim.simulate(SMALL, "management_trap", replications=3, weeks=60, people=[1])
    weekly = tree["weekly"].to_dataset()
    assert weekly["person_engagement"].dims == ("recorded_replication", "week", "person")
    assert weekly.equals(alone)
    assert (
        tree["survey"]
        .to_dataset()
        .equals(orgsim.survey(SMALL, "management_trap", replications=3, weeks=60)["survey"].to_dataset())
    )


def test_a_change_of_the_survey_changes_answers_and_nothing_else() -> None:
    plain, other = (
        orgsim.survey(MIDDLING, "management_trap", replications=2, weeks=60, overrides=change)
        for change in ({}, {"context.survey.response_rate": 1.0})
    )
    for name in OUTCOME_NAMES:
        assert plain["weekly"][name].equals(other["weekly"][name])
    assert (other["survey"]["answers"].sel(role="all", item="engagement_index") == len(MIDDLING)).all()
    assert not plain["survey"]["answers"].equals(other["survey"]["answers"])


def test_the_tree_of_a_company() -> None:
    units = Units((Department("it", MIDDLING, TRAP), Department("hr", SMALL, LEAD)))
    design = Design(2, 160, seed=3, first=1)
    tree = company_tree(units, design, burn_in=104)
    weekly, survey = tree["weekly"].to_dataset(), tree["survey"].to_dataset()
    assert weekly["performance"].dims == ("replication", "week", "unit")
    assert dict(survey.sizes) == {"replication": 2, "year": 1, "unit": 2, "role": 4, "item": len(REPORTED)}
    assert survey["year"].to_numpy().tolist() == [3]
    assert survey["unit"].to_numpy().tolist() == weekly["unit"].to_numpy().tolist() == ["it", "hr"]
    assert tree.attrs["departments"] == "it, hr"
    for surveyed in run_units(units, design, burn_in=104):
        name, outcomes = surveyed.department.name, surveyed.record.outcomes
        for place, outcome in enumerate(OUTCOME_NAMES):
            assert np.array_equal(weekly[outcome].sel(unit=name), outcomes[:, :, place], equal_nan=True)


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ({"answers": "yes"}, "answers='yes': must be True or False"),
        ({"weeks": 51}, "weeks=51: must be at least 52 for a survey, which is held in the last week of a year"),
    ],
)
def test_messages(arguments: dict[str, object], line: str) -> None:
    with pytest.raises(ConfigurationError) as error:
        orgsim.survey(SMALL, **arguments)  # type: ignore[arg-type]
    assert error.value.faults == (line,)


def test_two_departments_of_one_name() -> None:
    units = Units((Department("it", SMALL, TRAP), Department("hr", SMALL, TRAP), Department("it", SMALL, LEAD)))
    with pytest.raises(ConfigurationError) as error:
        company_tree(units, Design(1, 52))
    assert error.value.faults == ("departments: 'it' stands more than once",)
