"""A company of equal departments is the mean of what each of them is alone in the same climate."""

from __future__ import annotations

import warnings
from dataclasses import replace

import numpy as np
import pytest

import orgsim
from orgsim.engines import company
from orgsim.engines.run import run
from orgsim.errors import ConfigurationError
from orgsim.model.outcomes import OUTCOME_NAMES
from orgsim.model.parameters import Climate, Context, Leaving, Start
from orgsim.model.scenario import Scenario
from orgsim.organization import Organization
from orgsim.spec.study import Design, Execution

DEPARTMENTS = 5
DESIGN = Design(3, 16, seed=7, unit=20, first=4, departments=DEPARTMENTS)
#: Few managers who often leave, so that outcomes of managers are undefined in some weeks and departments.
ORGANIZATION = Organization.from_bosses([-1, 0, 1, 2, 2])
SCENARIO = Scenario(context=Context(leaving=Leaving(rate=0.5, vacancy=9.0), climate=Climate(sd=0.2)), start=Start(varied=1.0))


def alone() -> np.ndarray:
    """Each department by itself, (department, replication, week, outcome)."""
    units = [replace(DESIGN, unit=DESIGN.unit + d, climate=DESIGN.unit, departments=1) for d in range(DEPARTMENTS)]
    return np.stack([run(ORGANIZATION, SCENARIO, design, execution=Execution("mesa")).outcomes for design in units])


def test_outcomes_are_the_means_over_departments_in_which_they_are_defined() -> None:
    each = alone()
    undefined = np.isnan(each[..., OUTCOME_NAMES.index("trust")])
    assert undefined.any()
    assert undefined.all(axis=0).any()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        expected = np.nanmean(each, axis=0)
    np.testing.assert_allclose(run(ORGANIZATION, SCENARIO, DESIGN, execution=Execution("mesa")).outcomes, expected, rtol=1e-13)


@pytest.mark.parametrize("together", [1, 4, 512])
@pytest.mark.parametrize("threads", [1, 2])
def test_engines_batches_and_threads_give_the_same_bits(together: int, threads: int, monkeypatch: pytest.MonkeyPatch) -> None:
    agents = run(ORGANIZATION, SCENARIO, DESIGN, execution=Execution("mesa")).outcomes
    monkeypatch.setattr(company, "TOGETHER", together)
    finished: list[int] = []
    kernel = run(ORGANIZATION, SCENARIO, DESIGN, execution=Execution("kernel", threads), progress=finished.append)
    assert kernel.outcomes.tobytes() == agents.tobytes()
    assert sum(finished) == DESIGN.replications


def test_departments_share_the_climate_and_nothing_else() -> None:
    calm = replace(SCENARIO, context=Context(climate=Climate(sd=0.0), leaving=Leaving(rate=0.0)), start=Start())
    level = OUTCOME_NAMES.index("engagement")
    spread = {}
    for name, scenario in (
        ("calm", calm),
        ("stormy", replace(calm, context=calm.context._replace(climate=Climate(sd=0.5)), start=Start(varied=1.0))),
    ):
        many = replace(DESIGN, departments=40, replications=6, weeks=30)
        spread[name] = run(ORGANIZATION, scenario, many, execution=Execution()).outcomes[:, -1, level].std()
    assert spread["stormy"] > 3 * spread["calm"]


def test_simulating_a_company_and_what_it_does_not_have() -> None:
    runs = orgsim.simulate(ORGANIZATION, SCENARIO, replications=3, weeks=16, seed=7, unit=20, first=4, departments=DEPARTMENTS)
    expected = run(ORGANIZATION, SCENARIO, DESIGN, execution=Execution("mesa")).outcomes[
        :, :, OUTCOME_NAMES.index("engagement")
    ]
    assert runs["engagement"].to_numpy().tobytes() == np.ascontiguousarray(expected).tobytes()
    with pytest.raises(ConfigurationError, match="departments=2: must be 1 with people, which only a single department has"):
        orgsim.simulate(ORGANIZATION, SCENARIO, replications=1, weeks=2, departments=2, people=True)
    with pytest.raises(TypeError, match=r"survey\(\) has no 'departments': .*company_tree"):
        orgsim.survey(ORGANIZATION, SCENARIO, replications=1, weeks=52, departments=2)  # type: ignore[call-arg]
