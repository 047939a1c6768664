"""The table of mechanisms: what is switched off, what is left alone, and what is refused."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from orgsim.errors import ConfigurationError
from orgsim.model.mechanisms import BY_NAME, GAPS, GROUPS, MECHANISMS, Mechanism, check_mechanisms, groups_of, switched_off
from orgsim.model.parameters import FIXED, LEVERS, Levers
from orgsim.model.scenario import Scenario
from orgsim.model.schedule import Timing

LED = Scenario(levers=Levers(coaching=3.0, stretch=0.002, agreed_goal=0.7, retrospectives=0.3), shift=Timing(5, 3, 9))


@pytest.mark.parametrize("mechanism", MECHANISMS, ids=list(BY_NAME))
def test_only_the_mechanism_s_own_value_changes(mechanism: Mechanism) -> None:
    off = switched_off(LED, [mechanism.name])
    before, after = LED.fixed(), off.fixed()
    weekly, now = LED.weekly_levers(12), off.weekly_levers(12)
    for place, row in enumerate(FIXED):
        assert after[place] == (mechanism.off if row.key == mechanism.key else before[place])
    for place, row in enumerate(LEVERS):
        expected = np.full(12, mechanism.off) if row.key == mechanism.key else weekly[:, place]
        assert np.array_equal(now[:, place], expected)


def test_nothing_switched_off_is_the_scenario_itself() -> None:
    assert switched_off(LED, []) == replace(LED, timing={})


def test_several_at_once() -> None:
    off = switched_off(Scenario(), ["habit", "peer norm", "erosion"])
    assert (off.context.style.habit, off.context.style.peers, off.context.improvement.erosion) == (0, 0, 0)


@pytest.mark.parametrize("gap", GAPS)
def test_groups_hold_the_candidates_of_a_gap_and_can_be_off_together(gap: str) -> None:
    groups = groups_of(gap)
    members = [name for names in groups.values() for name in names]
    assert len(members) == len(set(members)) > 8
    assert set(members) == {each.name for each in MECHANISMS if gap in each.explains}
    assert check_mechanisms(members) == []


def test_every_group_has_mechanisms() -> None:
    assert {each.group for each in MECHANISMS} == {"", *GROUPS}


def test_refusals() -> None:
    with pytest.raises(ConfigurationError, match="mechanism 'peer norms': unknown; did you mean 'peer norm'\\?"):
        switched_off(Scenario(), ["peer norms"])
    with pytest.raises(ConfigurationError, match=r"'approval' and 'turning down': .*approval at 0 and 1"):
        switched_off(Scenario(), ["approval", "turning down"])
