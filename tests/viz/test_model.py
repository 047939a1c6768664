"""The page's model gives the Mesa engine's numbers, with the scenario as it is and with sliders moved."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from orgsim import OrganizationModel
from orgsim.config.building import apply_overrides
from orgsim.engines.mesa.replications import run_mesa
from orgsim.errors import ConfigurationError
from orgsim.model.scenario import Scenario
from orgsim.spec.study import Design, Study
from orgsim.viz.asked import VARIABLE, asked, request, study_of
from orgsim.viz.model import first_model, model_parameters

SMALL = ("organization.leaders=2", "organization.managers_per_leader=2", "organization.workers_per_manager=3")
WEEKS = 8


@pytest.fixture(scope="module")
def study() -> Study:
    return study_of([*SMALL, "scenario=half_hearted", "shift.week=2", "shift.ramp=2", "shift.end=6", "seed=7"])


def arguments(study: Study) -> dict[str, Any]:
    """What Mesa makes the model with when nothing was moved: fixed arguments, and the first values of inputs."""
    return {name: each["value"] if isinstance(each, dict) else each for name, each in model_parameters(study).items()}


def stepped(model: OrganizationModel) -> np.ndarray:
    for _ in range(WEEKS):
        model.step()
    collected: np.ndarray = model.datacollector.get_model_vars_dataframe().to_numpy()
    return collected


def engine(study: Study, scenario: Scenario, replication: int) -> np.ndarray:
    design = Design(1, WEEKS, study.design.seed, unit=study.design.unit, first=replication)
    return run_mesa(study.organization, scenario, design).outcomes[0]


def test_the_first_model_and_an_untouched_reset_are_the_scenario(study: Study) -> None:
    expected = engine(study, study.scenarios[0], 0)
    assert np.array_equal(stepped(first_model(study)), expected, equal_nan=True)
    assert np.array_equal(stepped(OrganizationModel(**arguments(study))), expected, equal_nan=True)


def test_moved_sliders_are_overrides(study: Study) -> None:
    moved = {"levers.coaching": 4.0, "context.work.turbulence": 2.0, "shift.week": 1}
    found = stepped(OrganizationModel(**{**arguments(study), **moved, "replication": 5}))
    expected = engine(study, apply_overrides(study.scenarios[0], moved), 5)
    assert np.array_equal(found, expected, equal_nan=True)
    assert not np.array_equal(found, engine(study, study.scenarios[0], 5), equal_nan=True)


def test_a_value_out_of_bounds_is_refused(study: Study) -> None:
    with pytest.raises(ConfigurationError, match=r"levers\.coaching=99"):
        OrganizationModel(**{**arguments(study), "levers.coaching": 99.0})


def test_the_page_is_told_through_its_environment(study: Study) -> None:
    told = asked({VARIABLE: request([*SMALL, "seed=11"])})
    assert (len(told.organization), told.design.seed) == (len(study.organization), 11)
    assert asked({}).design == study_of([]).design


@pytest.mark.parametrize(
    ("overrides", "line"),
    [
        (["compare=[early_shift]"], "compare=[early_shift]: orgsim viz shows one scenario; leave compare out"),
        (["departments=3"], "departments=3: must be 1: orgsim viz shows one department"),
        (["scenario=half_harted"], "half_hearted"),
    ],
)
def test_what_one_model_cannot_show_costs_a_line(overrides: list[str], line: str) -> None:
    with pytest.raises(ConfigurationError) as error:
        study_of(overrides)
    assert line in str(error.value)
