"""The limit in which the department is the capability trap, on both engines, and what leaves it."""

from __future__ import annotations

import numpy as np
import pytest

from orgsim.docking import limit
from orgsim.docking.capability_trap import Trap, signature

POLICIES = pytest.mark.parametrize("protected_time", [limit.HARDER, limit.SMARTER])


@POLICIES
@pytest.mark.parametrize("engine", ["kernel", "mesa"])
def test_the_engine_gives_the_numbers_of_the_equations(engine: str, protected_time: float) -> None:
    both = limit.engine_courses(Trap(), protected_time, engine)
    assert both.here == pytest.approx(both.equations, abs=1e-12)
    assert np.ptp(both.here[: limit.PULLED.week]) < 1e-12  # at rest before
    assert np.ptp(both.here) > 0.005


def test_what_a_head_can_reach_is_part_of_the_limit() -> None:
    """Nobody's luck: everyone can reach all of it, whatever the shipped spread of ability."""
    values = limit.overrides(0.1, 0.01, 0.5, limit.SMARTER)
    assert (values["context.competence.ability"], values["context.competence.ability_sd"]) == (1.0, 0.0)


def test_the_signatures_are_those_of_the_trap() -> None:
    pushed, led = (
        signature(limit.engine_courses(Trap(), value).here[limit.PULLED.week - 1 :].tolist())
        for value in (limit.HARDER, limit.SMARTER)
    )
    assert pushed.gain > 0 > pushed.end
    assert led.loss > 0 < led.end


def test_outside_the_limit_the_numbers_differ(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half an hour an exception leaves half of the week: time is no longer what working takes from leading."""
    inside = limit.overrides
    monkeypatch.setattr(limit, "overrides", lambda *values: inside(*values) | {"context.attention.exception": 0.5})
    both = limit.engine_courses(Trap(), limit.SMARTER)
    assert np.abs(both.here - both.equations).max() > 0.01


@pytest.mark.parametrize("directed", [0.0, 0.5, 1.0])
def test_a_gap_is_a_capability_that_is_missing(directed: float) -> None:
    both = limit.gap_courses(directed)
    assert both.here == pytest.approx(both.equations, abs=1e-12)


def test_direction_leaves_less_of_the_local_gap_closed() -> None:
    assert limit.gap_courses(1.0).here[-1] < limit.gap_courses(0.0).here[-1]
