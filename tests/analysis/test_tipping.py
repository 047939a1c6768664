"""Tipping: critical shares of made-up teams, and real ones whose fate is known."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from orgsim.analysis.tipping import Tipping, default_shares, tipping, with_peers
from orgsim.config import load_scenario
from orgsim.errors import ConfigurationError
from orgsim.model.parameters import BY_KEY, Start
from orgsim.model.scenario import Scenario
from orgsim.organization import Organization
from orgsim.spec.study import Design

SMALL = Organization.synthetic(3, 1, 2)
SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)


def made(chances: tuple[float, ...], replications: int = 100) -> Tipping:
    order = np.arange(replications) / replications
    norms = np.where(order < np.array(chances)[:, None], 0.1, 0.9)[None]
    return Tipping("made", (2.0,), SHARES, norms, (0.0,), Design(replications, 260), 0.95)


@pytest.mark.parametrize(
    ("chances", "critical"),
    [
        ((0, 0.2, 0.8, 1, 1), 0.375),
        ((0, 0.5, 1, 1, 1), 0.25),
        ((0, 0, 0, 0, 1), 0.875),
        ((0.7, 0.8, 1, 1, 1), 0.0),
        ((0, 0, 0, 0.1, 0.4), np.nan),
    ],
)
def test_the_critical_share_is_where_half_of_the_teams_flip(chances: tuple[float, ...], critical: float) -> None:
    found, low, high = made(chances).critical(2.0)
    assert found == pytest.approx(critical, nan_ok=True)
    assert np.isnan(found) or low <= found <= high


def test_the_interval_narrows_with_replications() -> None:
    wide, narrow = (made((0, 0.2, 0.8, 1, 1), each).critical(2.0) for each in (20, 500))
    assert narrow[2] - narrow[1] < wide[2] - wide[1]


def test_the_table_of_made_up_teams() -> None:
    table = made((0, 0.2, 0.8, 1, 1)).table()
    assert table["flipped"].tolist() == pytest.approx([0, 0.2, 0.8, 1, 1])
    assert table["norm"].tolist() == pytest.approx([0.9, 0.74, 0.26, 0.1, 0.1])


def held(habit: float) -> Scenario:
    """Habits that never move: the norm stays as it started."""
    base = load_scenario("management_trap", {"context.style.habit_rate": 0.0})
    return replace(base, start=Start(habit=habit, converted_habit=0.0))


def test_norms_that_cannot_move_are_those_converted() -> None:
    scenario = with_peers(held(0.8), 3.0)
    found = tipping(SMALL, scenario, weeks=52, replications=2)
    weight = scenario.context.style.head_weight
    expected = [0.8 * (weight + (1 - weight) * (1 - number / 3)) for number in range(4)]
    assert found.shares == (0, 0.25, 0.5, 0.75, 1)
    assert found.strengths == (3, 0)
    np.testing.assert_allclose(found.norms[0, :, 0], [*expected, 0], atol=1e-12)
    assert found.table()["flipped"][:5].tolist() == [float(norm < 0.5) for norm in (*expected, 0)]


def test_a_small_team_in_a_strong_norm_has_a_tipping_point_and_people_alone_do_not_wait_for_one() -> None:
    style = {"base": 0.0, "habit": 2.0, "boss": 0.0, "pressure": 0.0, "trust": 0.0, "disposition_sd": 0.0, "head_weight": 0.25}
    scenario = load_scenario("management_trap", {f"context.style.{name}": value for name, value in style.items()})
    found = tipping(SMALL, scenario, strengths=(6.0, 0.0), weeks=312, replications=3)
    norms = found.norms.mean(axis=2)
    assert norms[0, 0] > 0.9
    assert norms[0, -1] < 0.1
    assert abs(norms[1, 0] - norms[1, -1]) < 0.1
    assert 0 < found.critical(6.0)[0] < 1
    assert found.fields == pytest.approx((0.0, 0.0), abs=1e-9)


def test_shares_count_leaders_one_by_one_or_in_steps() -> None:
    assert default_shares(Organization.synthetic(1, 1, 1)) == (0, 0.5, 1)
    many = default_shares(Organization.synthetic(99, 1, 1))
    assert len(many) <= 25
    assert (many[0], many[1], many[-1]) == (0, 0.05, 1)


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ({"strengths": [-1]}, "context.style.peers=-1.0: must be a number from 0 to 10 (logit)"),
        ({"strengths": []}, "strengths: none given"),
        ({"shares": [0, 1.5]}, "start.converted=1.5: must be a number from 0 to 1 (share)"),
        ({"shares": [0.5, 0.2]}, "shares=0.5, 0.2: must be two or more shares in rising order"),
        ({"weeks": 0}, "weeks=0: must be a whole number from 1"),
        ({"scenario": "management_tarp"}, "did you mean 'management_trap'"),
    ],
)
def test_refusals(arguments: dict, line: str) -> None:  # type: ignore[type-arg]
    with pytest.raises(ConfigurationError) as caught:
        tipping(SMALL, **arguments)
    assert line in str(caught.value)
    assert BY_KEY["start.converted"].default == 0
