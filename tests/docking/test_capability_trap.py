"""The capability trap's equations: closed forms, signatures, and what switches them off."""

from __future__ import annotations

from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgsim.docking.capability_comparisons import DIP, GAIN, LOSS
from orgsim.docking.capability_trap import (
    HARDER,
    SMARTER,
    Policy,
    Trap,
    drawn,
    next_capability,
    performances,
    resting,
    signature,
    turns,
)
from orgsim.model.random import Address

shares = st.floats(0.0, 1.0)


@given(st.floats(0.001, 0.3), st.floats(0.0005, 0.1), st.floats(0.01, 1.0), shares, st.integers(1, 200))
def test_capability_relaxes_geometrically_to_its_rest(
    payoff: float, erosion: float, improvement: float, start: float, weeks: int
) -> None:
    capability, rest = start, resting(payoff, erosion, improvement)
    for _ in range(weeks):
        capability = next_capability(payoff, erosion, capability, improvement)
    kept = (1.0 - payoff * improvement - erosion) ** weeks
    assert capability == pytest.approx(rest + (start - rest) * kept, abs=1e-12)


def test_weekly_steps_follow_the_differential_equation() -> None:
    trap, capability = Trap(), 0.2
    rate = trap.payoff * trap.normal + trap.erosion
    rest = resting(trap.payoff, trap.erosion, trap.normal)
    for week in range(1, 261):
        capability = next_capability(trap.payoff, trap.erosion, capability, trap.normal)
        assert capability == pytest.approx(rest + (0.2 - rest) * exp(-rate * week), abs=rate)  # Euler is of first order


def test_the_half_life_is_the_one_asked_for() -> None:
    trap = Trap()
    capability, rest = 0.0, resting(trap.payoff, trap.erosion, trap.normal)
    for _ in range(round(trap.half_life)):
        capability = next_capability(trap.payoff, trap.erosion, capability, trap.normal)
    assert capability == pytest.approx(rest / 2, rel=0.01)


def test_nothing_happens_without_a_policy() -> None:
    course = performances(Trap(), Policy())
    assert course == pytest.approx([course[0]] * len(course), abs=1e-12)


def test_pushing_harder_is_better_before_worse_and_investing_worse_before_better() -> None:
    pushed, invested = performances(Trap(), HARDER), performances(Trap(), SMARTER)
    assert turns(pushed) == (True, False)
    assert turns(invested) == (False, True)
    assert GAIN.least <= 100 * signature(pushed).gain <= GAIN.most
    assert LOSS.least <= -100 * signature(pushed).end <= LOSS.most
    assert DIP.least <= 100 * signature(invested).loss <= DIP.most


def test_without_erosion_pushing_costs_nothing_later() -> None:
    """The mechanism of the trap, switched off: capability that does not erode is not lost by neglect."""
    pushed = performances(Trap(erosion=0.0), HARDER)
    assert signature(pushed).end >= 0.0
    assert not turns(pushed)[0]


def test_management_that_ignores_the_gap_is_not_trapped() -> None:
    course = performances(Trap(), HARDER._replace(response=0.0))
    assert course == pytest.approx([course[0]] * len(course), abs=1e-12)


def test_the_first_signs_hold_over_the_ranges_of_the_evidence() -> None:
    for replication in range(60):
        trap, harder, smarter = drawn(Address(3, 0, replication))
        assert trap.payoff > 0
        pushed, invested = performances(trap, harder), performances(trap, smarter)
        assert max(pushed) > pushed[0]
        assert min(invested) < invested[0]


def test_signatures_and_turns_by_hand() -> None:
    assert signature([2.0, 2.2, 1.0]) == pytest.approx((0.1, 0.5, -0.5))
    assert turns([2.0, 2.2, 1.0]) == (True, False)
    assert turns([2.0, 1.0, 2.2]) == (False, True)
    assert turns([2.0, 1.0, 2.2, 1.5]) == (False, False)
