"""The readable engine is a Mesa model: it steps, is collected from, run in batches and subclassed like any other."""

from __future__ import annotations

import mesa
import numpy as np
import pandas as pd
import pytest

from orgsim import OrganizationModel
from orgsim.engines.mesa.supervisors import Leader, Manager
from orgsim.engines.mesa.workers import Worker
from orgsim.engines.run import run
from orgsim.model.outcomes import OUTCOME_NAMES
from orgsim.model.scenario import Scenario
from orgsim.organization import Organization
from orgsim.spec.study import Design, Execution

SMALL = Organization.synthetic(leaders=2, managers_per_leader=2, workers_per_manager=3)
WEEKS = 12


def stepped(model: OrganizationModel, weeks: int = WEEKS) -> OrganizationModel:
    for _ in range(weeks):
        model.step()
    return model


def performance(model: OrganizationModel) -> list[float]:
    return [float(value) for value in model.datacollector.get_model_vars_dataframe()["performance"]]


def test_it_is_a_mesa_model_of_leaders_managers_and_workers() -> None:
    model = OrganizationModel(SMALL)
    assert isinstance(model, mesa.Model)
    assert len(model.agents) == len(SMALL)
    counts = {kind: len(agents) for kind, agents in model.agents_by_type.items()}
    assert counts == {Leader: 3, Manager: 4, Worker: 12}


def test_without_arguments_it_is_the_default_department() -> None:
    assert len(OrganizationModel().agents) == 277


def test_agents_know_their_place() -> None:
    model = OrganizationModel(SMALL)
    assert [leader.boss for leader in model.leaders] == [None, model.head, model.head]
    assert all(report.boss is supervisor for supervisor in model.supervisors for report in supervisor.reports)
    people = [supervisor.person for supervisor in model.supervisors]
    people += [worker.person for team in model.teams for worker in team.workers]
    assert people == list(range(len(SMALL)))
    assert model.head.subtree_workers == 12.0


def test_weeks_are_counted_from_the_first_step() -> None:
    model = OrganizationModel(SMALL)
    assert (model.week, model.outcomes) == (-1, {})
    assert stepped(model, 3).week == 2


def test_what_was_collected_is_what_happened() -> None:
    model, weeks = OrganizationModel(SMALL), []
    for _ in range(WEEKS):
        model.step()
        weeks.append(dict(model.outcomes))
    collected = model.datacollector.get_model_vars_dataframe()
    pd.testing.assert_frame_equal(collected, pd.DataFrame(weeks), check_exact=True)
    assert tuple(collected.columns) == OUTCOME_NAMES


def test_a_user_s_own_collector_reads_the_agents() -> None:
    model = OrganizationModel(SMALL)
    collector = mesa.DataCollector(agenttype_reporters={Worker: {"engagement": "engagement"}})
    model.step()
    collector.collect(model)
    found = collector.get_agenttype_vars_dataframe(Worker)["engagement"]
    assert len(found) == 12
    assert found.mean() == pytest.approx(model.outcomes["engagement_workers"], rel=1e-14)


@pytest.mark.skipif(not hasattr(mesa, "batch_run"), reason="this Mesa has no batch_run")
def test_batches_of_replications_are_the_kernel_s_runs() -> None:
    parameters = {"organization": [SMALL], "scenario": [Scenario()], "replication": range(3), "weeks": WEEKS}
    rows = mesa.batch_run(
        OrganizationModel,
        parameters,
        number_processes=1,
        data_collection_period=1,
        display_progress=False,
    )
    found = np.array([[row[name] for name in OUTCOME_NAMES] for row in rows]).reshape(3, WEEKS, len(OUTCOME_NAMES))
    kernel = run(SMALL, Scenario(), Design(3, WEEKS), execution=Execution("kernel"))
    assert found.tobytes() == kernel.outcomes.tobytes()
    assert len({runs.tobytes() for runs in found}) == 3


def test_seed_unit_and_replication_each_give_another_run() -> None:
    runs = [OrganizationModel(SMALL, seed=1), OrganizationModel(SMALL, seed=2)]
    runs += [OrganizationModel(SMALL, seed=1, unit=1), OrganizationModel(SMALL, seed=1, replication=1)]
    assert len({tuple(performance(stepped(model))) for model in runs}) == 4
    assert performance(stepped(OrganizationModel(SMALL, seed=1))) == performance(runs[0])


class Delegating(OrganizationModel):
    """A user's model in which everyone lets go of everything."""

    def choose_styles(self) -> None:
        super().choose_styles()
        for supervisor in self.supervisors:
            supervisor.directive_share = 0.0
            if supervisor.team:
                supervisor.team.directive_share = 0.0


def test_a_user_s_model_can_decide_styles_otherwise() -> None:
    usual, delegating = stepped(OrganizationModel(SMALL)), stepped(Delegating(SMALL))
    assert delegating.outcomes["delegation"] == 1.0 > usual.outcomes["delegation"]
    assert delegating.outcomes["involvement"] > usual.outcomes["involvement"]
    assert performance(delegating) != performance(usual)


class Tireless(Worker):
    """A user's worker, who never leaves."""

    def stay_or_leave(self) -> bool:
        return False


class Trusting(Manager):
    """A user's manager, who feels involved in everything."""

    def involvement(self) -> float:
        return 1.0


class WithTireless(OrganizationModel):
    worker_class = Tireless


class WithTrusting(OrganizationModel):
    manager_class = Trusting


def mean(model: OrganizationModel, name: str) -> float:
    return float(model.datacollector.get_model_vars_dataframe()[name].mean())


def test_a_user_s_workers_can_take_the_place_of_ours() -> None:
    usual, tireless = (stepped(kind(SMALL, seed=2), 104) for kind in (OrganizationModel, WithTireless))
    assert {kind: len(agents) for kind, agents in tireless.agents_by_type.items()} == {Leader: 3, Manager: 4, Tireless: 12}
    assert mean(tireless, "quits") < mean(usual, "quits")


def test_a_user_s_managers_can_take_the_place_of_ours() -> None:
    usual, trusting = (stepped(kind(SMALL), 30) for kind in (OrganizationModel, WithTrusting))
    assert {kind: len(agents) for kind, agents in trusting.agents_by_type.items()} == {Leader: 3, Trusting: 4, Worker: 12}
    assert mean(trusting, "engagement_managers") > mean(usual, "engagement_managers")
