"""The experiments on S1 to S7 in small: each runs, has its claim and its control, points the right way, and draws."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pytest

from orgsim.claims.experiment import Experiment, Finding, load_experiment
from orgsim.claims.gallery import write_experiment
from orgsim.claims.verdict import CLAIM, CONTROL, Verdict
from orgsim.organization import Organization

#: Each experiment with as many replications as the direction of its effects takes, and settings smaller than its own.
SMALL = {
    "s01_two_channels": ("replications=8",),
    "s02_horizons": ("replications=8", "weeks=208"),
    "s03_meeting": ("replications=8", "weeks=156"),
    "s04_autopilot": ("replications=16", "weeks=104"),
    "s05_rescue": ("replications=24",),
    "s06_plateau": ("replications=12",),
    "s07_disempowerment": ("replications=8", "weeks=208"),
}
SETTINGS = {"few": 4, "decomposed": 2}

#: The main effects: experiment, statistic, and the sign that its whole interval must have.
EFFECTS = (
    ("s01_two_channels", "orders inside the line", -1),
    ("s01_two_channels", "workers' engagement outside the line", 1),
    ("s02_horizons", "managed performance over the agreed goal", -1),
    ("s02_horizons", "what the higher goal brings managers", 1),
    ("s02_horizons", "led performance over the goal agreed at first", 1),
    ("s02_horizons", "the goal itself, led over managed", 1),
    ("s02_horizons", "managers' competence, led over managed", 1),
    ("s03_meeting", "share once decisions are let go, less three times the former", 1),
    ("s03_meeting", "a separate meeting: alignment with the strategy", 1),
    ("s03_meeting", "a separate meeting: performance", 1),
    ("s04_autopilot", "levels climbed when directed, very fast against no wear", 1),
    ("s04_autopilot", "strategic share when led, very fast against no wear", -1),
    ("s05_rescue", "gain in performance after 12 months", 1),
    ("s05_rescue", "change of client satisfaction in 12 months", 1),
    ("s06_plateau", "gain after year 1, less a quarter of the first year's", -1),
    ("s06_plateau", "shortfall in the end against being led", 1),
    ("s06_plateau", "started with half the gaps: above the plateau at first", 1),
    ("s06_plateau", "and by how much less in the end", 1),
    ("s07_disempowerment", "workers' involvement, led over directed", 1),
    ("s07_disempowerment", "performance gained by year 3 under direction", 1),
    ("s07_disempowerment", "performance gained by year 3 when led", 1),
)
#: What is left with a mechanism off, where that is nothing to the last bit.
NOTHING = (
    ("s01_two_channels", "orders inside, if habit has no pull"),
    ("s02_horizons", "the goal, led over managed, without stretch"),
    ("s03_meeting", "a separate meeting then: alignment"),
    ("s04_autopilot", "levels climbed, the same, without routines"),
    ("s04_autopilot", "strategic share, the same, without routines"),
    ("s07_disempowerment", "decisions released, led over directed, with style off"),
)
#: What is left with a mechanism off, where it must be less than this part of the effect, or the other way round.
WEAKER = (
    (
        "s01_two_channels",
        "engagement outside, influence within one's own line only",
        "workers' engagement outside the line",
        0.2,
    ),
    ("s02_horizons", "what the higher goal brings without drive", "what the higher goal brings managers", 0.2),
    ("s02_horizons", "competence, led over managed, if nothing is learnt", "managers' competence, led over managed", 0.2),
    ("s05_rescue", "the same gain without drive", "gain in performance after 12 months", 0.2),
    ("s05_rescue", "the same change without drive", "change of client satisfaction in 12 months", 0.2),
    ("s06_plateau", "the same shortfall with the mechanisms off", "shortfall in the end against being led", 0.2),
    ("s07_disempowerment", "ideas, led over directed, if nobody is silenced", "ideas offered, led over directed", 0.5),
)


@cache
def small(name: str) -> tuple[Experiment, Finding]:
    """An experiment in small, and what it finds."""
    experiment = load_experiment(name, SMALL[name], threads=1)
    settings = {key: SETTINGS.get(key, value) for key, value in experiment.lab.settings.items()}
    experiment.lab.settings = settings
    return experiment, experiment.run()


def verdict(name: str, statistic: str) -> Verdict:
    (found,) = [each for each in small(name)[1].verdicts if each.statistic == statistic]
    return found


@pytest.mark.parametrize("name", SMALL)
def test_it_has_a_claim_and_a_control_and_draws(name: str, tmp_path: Path) -> None:
    experiment, finding = small(name)
    parts = [each.part for each in finding.verdicts]
    assert parts[0] == CLAIM
    assert CONTROL in parts
    assert all(np.isfinite([each.value, each.low, each.high]).all() for each in finding.verdicts)
    assert 60 <= len(experiment.paragraph.split()) <= 120
    assert all(arm["label"] for arm in experiment.lab.arms.values())
    assert len(write_experiment(tmp_path, experiment, finding, command="orgsim gallery")) == len(finding.verdicts)
    height, width = plt.imread(tmp_path / name / "figure.png").shape[:2]
    assert width > 900
    assert height > 300


@pytest.mark.parametrize(("name", "statistic", "sign"), EFFECTS)
def test_the_effect_has_its_sign(name: str, statistic: str, sign: int) -> None:
    found = verdict(name, statistic)
    assert min(sign * found.low, sign * found.high) > 0


@pytest.mark.parametrize(("name", "statistic"), NOTHING)
def test_nothing_is_left_without_the_mechanism(name: str, statistic: str) -> None:
    found = verdict(name, statistic)
    assert found.part == CONTROL
    assert (found.value, found.low, found.high) == (0, 0, 0)
    assert found.holds


@pytest.mark.parametrize(("name", "control", "effect", "part"), WEAKER)
def test_little_or_less_is_left_without_the_mechanism(name: str, control: str, effect: str, part: float) -> None:
    assert verdict(name, control).part == CONTROL
    assert verdict(name, control).value < part * verdict(name, effect).value


def test_strategy_is_crowded_out_by_the_time_that_matters_take() -> None:
    assert verdict("s03_meeting", "strategic share of one meeting under direction").value < 15
    assert verdict("s03_meeting", "strategic share when matters take no meeting time").value == 100


def test_no_goal_is_a_ceiling_and_the_parts_are_the_whole() -> None:
    assert abs(verdict("s06_plateau", "what goals at 100 % add to the plateau").value) < 1
    assert verdict("s06_plateau", "gap taken apart: parts less the whole").value < 1e-9
    assert verdict("s06_plateau", "resampled means that level off").value > 0.9


def test_orders_stay_on_the_lines_of_those_who_give_them() -> None:
    inside, outside = (verdict("s01_two_channels", f"orders {where} the line").value for where in ("inside", "outside"))
    assert abs(outside) < 0.05 * abs(inside)


def test_a_line_is_everyone_below() -> None:
    organization = Organization.synthetic(leaders=2, managers_per_leader=2, workers_per_manager=3)
    line_below = load_experiment("s01_two_channels").measure.__globals__["line_below"]
    line = line_below(organization, 1)
    assert int(line.sum()) == 2 + 2 * 3
    assert not line[[0, 1, 2]].any()
