"""Sliders are the simulator's, with the table's bounds, and stand where the scenario says."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgsim.config import list_scenarios, load_scenario
from orgsim.config.building import from_scenario
from orgsim.config.schema import lookup
from orgsim.model.parameters import BY_KEY, LEVERS
from orgsim.viz.sliders import sliders, step_of
from orgsim.web.presentation import labels


def stands(value: float, low: float, step: float) -> bool:
    """Whether a value is a whole number of steps above `low`, in the decimals that people write."""
    return (Fraction(repr(value)) - Fraction(repr(low))) % Fraction(repr(step)) == 0


def test_the_simulators_sliders_and_the_shift() -> None:
    found = {each.key: each.label for each in sliders(load_scenario("half_hearted"))}
    assert found == {"shift.week": "Week of the shift", **labels()}
    assert {f"levers.{row.name}" for row in LEVERS} & found.keys()


@pytest.mark.parametrize("name", [name for name, _, _ in list_scenarios()])
def test_every_slider_stands_where_the_scenario_says(name: str) -> None:
    scenario = load_scenario(name)
    sections = from_scenario(scenario)
    for each in sliders(scenario):
        assert each.value == lookup(sections, each.key)
        assert each.low <= each.value <= each.high
        assert stands(float(each.value), float(each.low), each.step)
        if row := BY_KEY.get(each.key):
            assert row.number.low <= each.low < each.high <= row.number.high


def test_a_value_past_the_narrower_range_widens_it() -> None:
    found = {each.key: each for each in sliders(load_scenario("half_hearted", {"levers.coaching": 9.5}))}
    assert (found["levers.coaching"].value, found["levers.coaching"].high) == (9.5, 9.5)


def test_steps_are_powers_of_ten_that_meet_the_value() -> None:
    assert step_of(0.0, 1.0, 0.25) == 0.01
    assert step_of(0.0, 1.0, 0.125) == 0.001
    assert step_of(-2.0, 6.0, 1.5) == 0.01
    assert step_of(0.0, 300.0, 52.0, whole=True) == 1.0


@given(value=st.decimals(0, 1, places=4).map(float), places=st.sampled_from((0.5, 1.0, 6.0)))
def test_a_value_of_few_digits_is_a_place_of_its_slider(value: float, places: float) -> None:
    step = step_of(0.0, places, value)
    assert stands(value, 0.0, step)
    assert places / step >= 100
