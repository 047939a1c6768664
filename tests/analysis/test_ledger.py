"""The time ledger: hours of real runs add up, empty posts are left out, roles come from the head down."""

from __future__ import annotations

import numpy as np
import pytest

from orgsim.analysis.ledger import KINDS, LABELS, ROLES, UNDONE, by_role, ledger, together
from orgsim.api.simulate import simulate
from orgsim.errors import ConfigurationError
from orgsim.model.parameters import Attention, Context, Leaving
from orgsim.model.scenario import Scenario
from orgsim.organization import Organization
from tests.study.helpers import SMALL, TRAP, make_results, make_study

BUSY = Attention(hours=36.0, exception=4.0, oversight=9.0, meeting=3.0)
RESTLESS = Scenario(name="restless", context=Context(attention=BUSY, leaving=Leaving(rate=0.03)))
RUNS = simulate(SMALL, RESTLESS, replications=3, weeks=40, people=[0, 2])
TABLE = ledger(RUNS)


def test_a_row_for_each_recorded_replication_supervisor_and_kind():
    assert len(TABLE) == 2 * SMALL.supervisors * (len(KINDS) + 1)
    assert not TABLE.duplicated(["replication", "person", "kind"]).any()
    assert set(TABLE["replication"]) == {0, 2}
    assert list(TABLE["role"].drop_duplicates()) == list(ROLES)
    assert (*KINDS, UNDONE) == tuple(LABELS) == tuple(TABLE["kind"].head(len(LABELS)))


def test_hours_add_up_to_the_week_which_the_meeting_makes_longer_for_leaders():
    spent = TABLE[(TABLE["kind"] != UNDONE) & (TABLE["weeks"] > 0)].groupby(["replication", "person", "role"])
    for (_, _, role), hours in spent["hours"].sum().items():
        assert hours == pytest.approx(36.0 if role == "manager" else 39.0)
    assert spent["share"].sum().to_numpy() == pytest.approx(1.0)


def test_a_mean_over_the_weeks_in_post_by_hand():
    """Leader 1 in replication 2: weeks at the end of which the post is empty are NaN, those worked by nobody are 0."""
    hours = np.stack([RUNS[f"person_hours_{kind}"].sel(recorded_replication=2)[-13:, 1].to_numpy() for kind in KINDS])
    worked = np.nansum(hours, axis=0) > 0
    assert worked.sum() > 0
    row = TABLE[(TABLE["replication"] == 2) & (TABLE["person"] == "1")].set_index("kind")
    assert set(row["weeks"]) == {worked.sum()}
    assert row.loc["overseeing", "hours"] == pytest.approx(hours[KINDS.index("overseeing"), worked].mean())


def test_some_weeks_of_some_post_are_empty_in_these_runs():
    assert TABLE["weeks"].min() < 13 == TABLE["weeks"].max()


def test_a_post_that_is_empty_throughout_has_no_hours_and_no_part_in_its_role():
    runs = RUNS.copy(deep=True)
    for kind in (*KINDS, UNDONE):
        runs[f"person_hours_{kind}"][:, :, 1] = np.nan
    table = ledger(runs)
    empty = table[table["person"] == "1"]
    assert empty["hours"].isna().all()
    assert (empty["weeks"] == 0).all()
    assert set(by_role(table).query("role == 'leader'")["people"]) == {1}


def test_roles_of_several_scenarios():
    other = simulate(SMALL, TRAP, replications=1, weeks=20, people=True)
    roles = by_role(together([TABLE, ledger(other)]))
    assert list(roles["scenario"].drop_duplicates()) == ["restless", TRAP.name]
    assert list(roles["role"].drop_duplicates()) == list(ROLES)
    assert len(roles) == 2 * 3 * (len(KINDS) + 1)
    managers = TABLE[(TABLE["role"] == "manager") & (TABLE["kind"] == "leading")]["hours"].mean()
    found = roles.query("scenario == 'restless' and role == 'manager' and kind == 'leading'")
    assert found["hours"].item() == pytest.approx(managers)
    assert found["people"].item() == SMALL.managers


def test_directing_leaders_oversee_and_leading_ones_lead():
    """The same company under both habits: oversight makes the difference."""
    department = Organization.synthetic(3, 3, 5)
    hours = {}
    for habit, coaching in ((0.9, 0.0), (0.1, 3.0)):
        runs = simulate(
            department,
            Scenario(),
            replications=1,
            weeks=60,
            people=True,
            overrides={"start.habit": habit, "levers.coaching": coaching},
        )
        hours[habit] = by_role(ledger(runs)).set_index(["role", "kind"])["hours"]
    for role in ("head", "leader"):
        assert hours[0.9][role, "overseeing"] > 2 * hours[0.1][role, "overseeing"]
        assert hours[0.9][role, "leading"] < hours[0.1][role, "leading"]
        assert hours[0.9][role, "meeting_strategic"] < hours[0.1][role, "meeting_strategic"]


def test_refuses_results_without_people_and_windows_of_nothing():
    with pytest.raises(ConfigurationError, match="ledger: the results hold no people; simulate with people=True"):
        ledger(make_results(make_study(TRAP))[TRAP.name])
    with pytest.raises(ConfigurationError, match="window=0: must be a whole number of weeks from 1"):
        ledger(RUNS, window=0)
