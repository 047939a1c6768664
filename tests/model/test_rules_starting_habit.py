"""Before the first week: which leaders start with another habit than everyone else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgsim.engines.run import run
from orgsim.model.outcomes import OUTCOME_NAMES
from orgsim.model.parameters import Context, Start, Style
from orgsim.model.rules.style import leadership_norm, starting_habit
from orgsim.model.scenario import Scenario
from orgsim.organization import Organization
from orgsim.spec.study import Design, Execution


def converted(share: float, leaders: int) -> list[int]:
    start = Start(habit=0.85, converted=share, converted_habit=0.1)
    return [leader for leader in range(leaders) if starting_habit(start, leader, leaders) == 0.1]


@pytest.mark.parametrize(
    ("share", "leaders", "expected"),
    [
        (0, 7, []),
        (1 / 7, 7, [1]),
        (0.25, 8, [1, 2]),
        (6 / 7, 7, [1, 2, 3, 4, 5, 6]),
        (1, 7, [*range(7)]),
        (1, 1, [0]),
        (0.5, 1, []),
    ],
)
def test_the_first_leaders_after_the_head_are_converted_and_the_head_last(
    share: float, leaders: int, expected: list[int]
) -> None:
    assert converted(share, leaders) == expected


@given(st.integers(1, 60), st.integers(0, 60))
def test_a_whole_number_of_leaders_is_met_exactly(leaders: int, number: int) -> None:
    number = min(number, leaders)
    assert len(converted(number / leaders, leaders)) == number


@given(st.floats(0, 1), st.integers(1, 60))
def test_the_nearest_whole_number_is_converted(share: float, leaders: int) -> None:
    assert abs(len(converted(share, leaders)) - share * leaders) <= 0.5 + 1e-9


@pytest.mark.parametrize("engine", ["kernel", "mesa"])
def test_both_engines_start_from_the_converted_norm(engine: str) -> None:
    """With habit that does not move, the first week's norm is the one leaders start with."""
    context = Context(style=Style(habit_rate=0.0, head_weight=0.5))
    scenario = Scenario(context=context, start=Start(habit=0.8, converted=0.5, converted_habit=0.2))
    organization = Organization.synthetic(leaders=3, managers_per_leader=1, workers_per_manager=2)
    record = run(organization, scenario, Design(2, 1), execution=Execution(engine))
    members = (0.2 + 0.2 + 0.8) / 3
    expected = leadership_norm(0.5, 0.8, members)
    assert record.outcomes[:, 0, OUTCOME_NAMES.index("directive_norm")] == pytest.approx([expected] * 2, abs=1e-15)
