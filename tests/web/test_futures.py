"""Futures, as screens and servers speak of them, are scenarios and overrides: the same both ways."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orgsim.config import compose, list_scenarios, load_scenario, to_scenario
from orgsim.errors import ConfigurationError
from orgsim.model.parameters import FIXED, LEVERS
from orgsim.model.scenario import Scenario
from orgsim.web.futures import future_of, overrides_of, scenario_of

NAMES = [name for name, *_ in list_scenarios()]
RICH = {
    "scenario": "replace_untrusted",
    "fixed": {"context.trust.gain": 0.2, "events.shock.week": 60},
    "levers": {"coaching": 2.5},
    "shift": {"week": 104, "ramp": 26},
    "timing": {"coaching": {"week": 120}, "replace_below": {"ramp": 0, "end": "never"}},
}


def same(one: Scenario, other: Scenario) -> bool:
    return bool((one.fixed() == other.fixed()).all() and (one.weekly_levers(400) == other.weekly_levers(400)).all())


@pytest.mark.parametrize("name", NAMES)
def test_a_named_scenario_is_its_name_alone(name: str) -> None:
    assert future_of(load_scenario(name)) == {"scenario": name}


def test_a_future_is_what_its_overrides_compose() -> None:
    composed = to_scenario(compose(overrides_of(RICH)))
    assert composed == scenario_of(RICH)
    assert scenario_of(RICH).timing["coaching"].ramp == 26
    assert scenario_of(RICH).timing["replace_below"].end is None


def test_a_scenario_of_ones_own_is_told_apart_from_one_where_nothing_is_pulled() -> None:
    own = Scenario(name="ours", levers=load_scenario("early_shift").levers, shift=load_scenario("early_shift").shift)
    assert future_of(own)["scenario"] == "management_trap"
    assert same(scenario_of(future_of(own)), own)


@st.composite
def futures(draw: st.DrawFn) -> dict[str, Any]:
    def number(row: Any) -> float:
        value = draw(st.floats(row.number.low, row.number.high))
        return float(round(value)) if row.number.whole else value

    week = draw(st.integers(0, 300))
    free = [row for row in FIXED if not row.key.endswith(("_start", "_max"))]
    fixed = draw(st.lists(st.sampled_from(free), max_size=4, unique=True))
    levers = draw(st.lists(st.sampled_from(LEVERS), max_size=4, unique=True))
    timed = draw(st.lists(st.sampled_from([row.name for row in LEVERS]), max_size=3, unique=True))
    own = {"week": st.none() | st.integers(0, 300), "ramp": st.none() | st.integers(0, 60)}
    ends = st.none() | st.just("never") | st.integers(301, 400)
    return {
        "scenario": draw(st.sampled_from(NAMES)),
        "fixed": {row.key: number(row) for row in fixed},
        "levers": {row.name: number(row) for row in levers},
        "shift": {"week": week, "ramp": draw(st.integers(0, 60)), "end": draw(st.none() | st.integers(301, 400))},
        "timing": {name: {**{key: draw(each) for key, each in own.items()}, "end": draw(ends)} for name in timed},
    }


@settings(max_examples=60, deadline=None)
@given(futures())
def test_futures_come_back_from_their_scenario(future: dict[str, Any]) -> None:
    scenario = scenario_of(future)
    again = scenario_of(future_of(scenario))
    assert again == scenario
    assert np.array_equal(again.weekly_levers(50), scenario.weekly_levers(50))


@pytest.mark.parametrize(
    ("future", "line"),
    [
        (3, "future=3: must be a group of keys with at least a scenario"),
        ({"scenario": "half_harted"}, "did you mean 'half_hearted'?"),
        ({"scenario": "../half_hearted.yaml"}, "future.scenario='../half_hearted.yaml': must be one of as_found"),
        ({"scenario": "half_hearted", "lever": {}}, "future.lever='…': unknown key; did you mean 'future.levers'?"),
        (
            {"scenario": "half_hearted", "levers": {"coachin": 2}},
            "levers.coachin=2: unknown key; did you mean 'levers.coaching'?",
        ),
        (
            {"scenario": "half_hearted", "levers": {"coaching": 99}},
            "levers.coaching=99: must be a number from -10 to 10 (logit)",
        ),
        ({"scenario": "half_hearted", "fixed": {"levers.coaching": 1}}, "levers.coaching=1: unknown key"),
        ({"scenario": "half_hearted", "shift": [1]}, "future.shift=[1]: must be a week, a ramp and an end"),
        (
            {"scenario": "half_hearted", "shift": {"week": "x"}},
            "shift.week='x': must be a whole number from 0 to 100000 (week)",
        ),
        ({"scenario": "half_hearted", "timing": {"coaching": {"weeks": 2}}}, "did you mean 'timing.coaching.week'?"),
    ],
)
def test_one_clear_line_for_what_is_no_future(future: Any, line: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        scenario_of(future)
    assert len(caught.value.faults) == 1
    assert line in caught.value.faults[0]
