"""Hysteresis: areas of made-up loops, the course of coaching, and the loop that closes for people on their own."""

from __future__ import annotations

import numpy as np
import pytest

from orgsim.analysis.hysteresis import Hysteresis, coached, hysteresis
from orgsim.config import load_scenario
from orgsim.engines.run import run
from orgsim.errors import ConfigurationError
from orgsim.model.parameters import Levers
from orgsim.organization import Organization
from orgsim.spec.study import Design, Execution

SMALL = Organization.synthetic(3, 1, 2)
COACHING = np.linspace(-4, 4, 81)


def test_the_area_and_the_ends_of_a_made_up_loop() -> None:
    """Down at +1 on the way up and at -1 on the way back: a loop 2 wide and 1 high."""
    up, down = (np.where(edge > COACHING, 1.0, 0.0)[None, None] for edge in (1.05, -0.95))
    found = Hysteresis("made", (2.0,), COACHING, up, down, 81, Design(1, 214), 0.95)
    assert found.area() == pytest.approx(np.array([[2.0]]))
    row = found.table().iloc[0]
    assert (row["let_go_at"], row["relapse_at"]) == pytest.approx((1.1, -0.9))


def test_a_norm_that_never_crosses_has_no_ends() -> None:
    flat = np.full((1, 1, 81), 0.9)
    found = Hysteresis("made", (2.0,), COACHING, flat, flat, 81, Design(1, 214), 0.95)
    assert found.area().item() == 0
    assert np.isnan(found.table().iloc[0][["let_go_at", "relapse_at"]].to_numpy(dtype=float)).all()


def test_the_course_is_the_coaching_and_nothing_else_changes() -> None:
    base = load_scenario("lead_after_turnaround")
    course = coached(base, (1.0, -2.0, 3.0))
    found, usual = course.weekly_levers(6), base.weekly_levers(6)
    place = Levers._fields.index("coaching")
    assert found[:, place].tolist() == [1, -2, 3, 3, 3, 3]
    usual[:, place] = found[:, place]
    assert np.array_equal(found, usual)
    assert np.array_equal(course.fixed(), base.fixed())


def test_both_engines_follow_the_course() -> None:
    scenario = coached(load_scenario("management_trap"), tuple(np.linspace(-3, 3, 12)))
    kernel, mesa = (run(SMALL, scenario, Design(2, 20), execution=Execution(engine)) for engine in ("kernel", "mesa"))
    assert kernel.outcomes.tobytes() == mesa.outcomes.tobytes()


def test_the_loop_stays_open_for_a_team_and_closes_for_people_alone() -> None:
    style = {"base": 0.0, "habit": 2.0, "boss": 0.0, "pressure": 0.0, "trust": 0.0, "disposition_sd": 0.0}
    scenario = load_scenario("management_trap", {f"context.style.{name}": value for name, value in style.items()})
    quick, found = (hysteresis(SMALL, scenario, (0.0, 5.0), ramp=ramp, replications=2) for ramp in (1500, 12000))
    lagging, _ = quick.area().mean(axis=1)
    alone, team = found.area().mean(axis=1)
    assert abs(alone) < 0.15
    assert 2 * abs(alone) < lagging
    assert team > 10 * abs(alone)
    table = found.table()
    assert table["let_go_at"][1] > 0.5 > -0.5 > table["relapse_at"][1]
    assert found.up.shape == (2, 2, 200)


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ({"ramp": 3}, "ramp=3: must be a whole number from 10 to 20000 (weeks)"),
        ({"reach": 11}, "reach=11: must be a number from 0.01 to 10 (logit)"),
        ({"strengths": [20]}, "context.style.peers=20.0"),
    ],
)
def test_refusals(arguments: dict, line: str) -> None:  # type: ignore[type-arg]
    with pytest.raises(ConfigurationError) as caught:
        hysteresis(SMALL, **arguments)
    assert line in str(caught.value)
