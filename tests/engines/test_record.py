"""What engines hand back: shapes, chosen people, and NaN where a role is empty or a post vacant, never 0."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from orgsim.engines.record import Record
from orgsim.engines.run import run
from orgsim.model.outcomes import OUTCOME_NAMES, OUTCOMES
from orgsim.model.parameters import Context, Leaving
from orgsim.model.scenario import Scenario
from orgsim.model.state import PERSON_FIELDS
from orgsim.organization import Organization
from orgsim.spec.study import Design, Execution

SMALL = Organization.synthetic(leaders=2, managers_per_leader=2, workers_per_manager=3)
HEAD_ONLY = Organization.synthetic(leaders=0, workers_per_manager=5)
LEADERS_ONLY = Organization.synthetic(leaders=3, layers=0, workers_per_manager=4)
RESTLESS = Scenario(context=Context(leaving=Leaving(rate=0.2)))
on_both_engines = pytest.mark.parametrize("engine", ["mesa", "kernel"])


def outcome(record: Record, name: str) -> NDArray[np.float64]:
    return record.outcomes[:, :, OUTCOME_NAMES.index(name)]


@on_both_engines
def test_outcomes_are_by_replication_week_and_outcome(engine: str) -> None:
    record = run(SMALL, Scenario(), Design(replications=3, weeks=7), execution=Execution(engine))
    assert record.outcomes.shape == (3, 7, len(OUTCOME_NAMES))
    assert record.people is None
    assert len({values.tobytes() for values in record.outcomes}) == 3


@on_both_engines
def test_outcomes_stay_within_the_bounds_of_the_table(engine: str) -> None:
    record = run(SMALL, RESTLESS, Design(replications=3, weeks=40), execution=Execution(engine))
    for index, row in enumerate(OUTCOMES):
        values = record.outcomes[:, :, index]
        assert row.low is None or np.nanmin(values) >= row.low, row.name
        assert row.high is None or np.nanmax(values) <= row.high + 1e-12, row.name


@on_both_engines
def test_people_are_recorded_for_chosen_replications_only(engine: str) -> None:
    design = Design(replications=4, weeks=5, first=10)
    chosen = run(SMALL, Scenario(), design, execution=Execution(engine), people=[13, 11]).people
    everyone = run(SMALL, Scenario(), design, execution=Execution(engine), people=range(10, 14)).people
    assert chosen is not None
    assert everyone is not None
    assert chosen.replications == (13, 11)
    assert chosen.values.shape == (2, 5, len(PERSON_FIELDS), len(SMALL))
    assert chosen.values.tobytes() == everyone.values[[3, 1]].tobytes()


@on_both_engines
def test_a_field_is_given_for_the_roles_that_have_it(engine: str) -> None:
    people = run(SMALL, Scenario(), Design(1, 3), execution=Execution(engine), people=[0]).people
    assert people is not None
    supervisors = np.arange(len(SMALL)) < SMALL.supervisors
    has_team = np.zeros(len(SMALL), dtype=bool)
    has_team[: SMALL.supervisors] = SMALL.team_end > SMALL.team_start
    below_head = supervisors & (np.arange(len(SMALL)) > 0)
    who = {"w": ~supervisors, "s": supervisors, "ws": supervisors | ~supervisors, "t": has_team, "b": below_head}
    for index, field in enumerate(PERSON_FIELDS):
        given = ~np.isnan(people.values[0, :, index])
        assert (given == who[field.roles]).all(), field.name


@on_both_engines
def test_a_vacant_post_is_nan_for_the_person_and_a_number_for_the_team(engine: str) -> None:
    people = run(SMALL, RESTLESS, Design(1, 30), execution=Execution(engine), people=[0]).people
    assert people is not None
    names = [field.name for field in PERSON_FIELDS]
    vacant = np.isnan(people.values[0, :, names.index("engagement")])
    assert vacant[:, 1 : SMALL.supervisors].any(axis=0).all()
    assert not vacant[:, 0].any()
    assert not vacant[:, SMALL.supervisors :].any()
    for index, field in enumerate(PERSON_FIELDS):
        values = people.values[0, :, index, 3:7]  # managers, who all have teams
        if field.roles in ("s", "ws", "b"):
            assert (np.isnan(values) == vacant[:, 3:7]).all(), field.name
        elif field.roles == "t":
            assert not np.isnan(values).any(), field.name


@on_both_engines
def test_the_hours_of_a_supervisor_add_up_to_the_week(engine: str) -> None:
    """Leaders' weeks are longer by the leadership meeting; nobody worked in the week at whose end a vacancy is filled."""
    people = run(SMALL, RESTLESS, Design(1, 30), execution=Execution(engine), people=[0]).people
    assert people is not None
    attention = RESTLESS.context.attention
    spent = [i for i, field in enumerate(PERSON_FIELDS) if field.name.startswith("hours_") and field.name != "hours_undone"]
    hours = people.values[0][:, spent, : SMALL.supervisors].sum(axis=1)
    for person, weeks in enumerate(hours.T):
        whole = attention.hours + (attention.meeting if person < SMALL.leaders else 0.0)
        worked = weeks[weeks > 0.0]
        assert worked == pytest.approx(whole, rel=1e-12)
        assert len(worked) < 30 or person == 0
        assert set(weeks[np.isfinite(weeks) & (weeks <= 0.0)]) <= {0.0}


@on_both_engines
@pytest.mark.parametrize(
    ("organization", "empty"),
    [
        (HEAD_ONLY, {"engagement_managers", "trust", "competence", "delegation", "released"}),
        (LEADERS_ONLY, {"engagement_managers", "trust", "competence", "released"}),
        (SMALL, set()),
    ],
    ids=["head only", "leaders only", "all roles"],
)
def test_an_empty_role_is_nan_and_nothing_else_is(engine: str, organization: Organization, empty: set[str]) -> None:
    quiet = Scenario(context=Context(leaving=Leaving(rate=0.0)))
    record = run(organization, quiet, Design(replications=2, weeks=6), execution=Execution(engine))
    for name in OUTCOME_NAMES:
        values = outcome(record, name)
        assert np.isnan(values).all() if name in empty else not np.isnan(values).any(), name


@on_both_engines
def test_weeks_in_which_all_managers_are_gone_are_nan(engine: str) -> None:
    """When half of all people quit each week, there are weeks without a manager; the head never leaves."""
    half = Scenario(context=Context(leaving=Leaving(rate=0.5, sensitivity=0.0, vacancy=3.0)))
    record = run(SMALL, half, Design(10, 30), execution=Execution(engine))
    gone = np.isnan(outcome(record, "engagement_managers"))
    assert gone.any()
    assert not gone.all()
    for name in ("trust", "competence"):
        assert (np.isnan(outcome(record, name)) == gone).all()
    assert not np.isnan(outcome(record, "engagement_leaders")).any()
    assert not np.isnan(outcome(record, "engagement")).any()


@on_both_engines
def test_released_decisions_are_those_that_stay_below_the_leadership_team(engine: str) -> None:
    """With one leader between the head and all managers, every exception climbs to the leader once, and on with 1 - d."""
    one_leader = Organization.synthetic(leaders=1, managers_per_leader=3, workers_per_manager=6)
    staying = Scenario(context=Context(leaving=Leaving(rate=0.0)))
    record = run(one_leader, staying, Design(1, 20), execution=Execution(engine), people=[0])
    assert record.people is not None
    authority = record.people.values[0, :, [field.name for field in PERSON_FIELDS].index("authority"), :2]
    climbed = 1.0 - outcome(record, "released")[0]
    assert climbed.max() > 0.3
    assert climbed * (2.0 - authority[:, 1]) == pytest.approx(outcome(record, "escalations")[0], rel=1e-12)
    table = staying.context.engagement.table
    leader = authority[:, 1] + (1.0 - authority[:, 1]) * table
    assert outcome(record, "involvement_leaders")[0] == pytest.approx((1.0 + leader) / 2, rel=1e-12)


@on_both_engines
def test_progress_is_told_once_for_each_replication(engine: str) -> None:
    told: list[int] = []
    run(SMALL, Scenario(), Design(replications=9, weeks=4), execution=Execution(engine), progress=told.append)
    assert sum(told) == 9
    assert min(told) > 0
