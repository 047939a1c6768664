"""Overrides of an experiment hold for every arm, or are refused; a laboratory runs each arm once and can forget it."""

from __future__ import annotations

import pytest

from orgsim.claims.experiment import load_experiment
from orgsim.errors import ConfigurationError

NAME = "s05_rescue"


def test_levers_and_starts_hold_for_every_arm() -> None:
    arms = load_experiment(NAME, ["levers.agreed_goal=0.7", "start.habit=0.4"]).lab.arms
    assert {(arm["overrides"]["levers.agreed_goal"], arm["overrides"]["start.habit"]) for arm in arms.values()} == {(0.7, 0.4)}
    assert arms["undriven"]["overrides"]["context.improvement.driven"] == 0


def test_what_is_not_overridden_stays_the_scenarios_own() -> None:
    arms = load_experiment(NAME, ["levers.agreed_goal=0.7"]).lab.arms
    assert set(arms["directed"]["overrides"]) == {"levers.agreed_goal"}
    assert load_experiment(NAME).lab.arms["directed"]["overrides"] == {}


def test_the_context_and_the_design_are_the_laboratorys() -> None:
    lab = load_experiment(NAME, ["context.work.turbulence=1.5", "replications=7", "weeks=60", "seed=3"]).lab
    assert lab.context == {"context.work.turbulence": 1.5}
    assert (lab.replications, lab.weeks, lab.seed) == (7, 60, 3)


@pytest.mark.parametrize("override", ["scenario=new_head", "compare=[new_head]"])
def test_a_scenario_for_all_arms_is_refused(override: str) -> None:
    with pytest.raises(ConfigurationError, match=f"{NAME}: {override.partition('=')[0]}=...: the arms name their scenarios"):
        load_experiment(NAME, [override])


def test_an_arm_is_run_once_until_it_is_forgotten() -> None:
    lab = load_experiment(NAME, ["replications=2", "weeks=4"], threads=1).lab
    first = lab.run("directed")
    assert lab.run("directed") is first
    lab.forget()
    again = lab.run("directed")
    assert again is not first
    assert (again["performance"] == first["performance"]).all()
