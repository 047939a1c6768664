"""The experiments on S8 to S14 and the frozen middle, small: they run, judge, draw, and point the right way."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.figure import Figure

from orgsim.api.simulate import simulate
from orgsim.claims.experiment import load_experiment
from orgsim.claims.scenarios import arm_scenario
from orgsim.claims.shares import judged_share
from orgsim.claims.verdict import CLAIM, CONTROL, Wanted

SMALL = ["organization.leaders=3", "organization.managers_per_leader=3", "organization.workers_per_manager=6"]


class Case(NamedTuple):
    """An experiment made small, and the least that its main effect must show."""

    name: str
    overrides: list[str]
    settings: dict[str, Any]
    statistic: str
    least: float


CASES = (
    Case("s08_survey", ["replications=4", "weeks=104", *SMALL], {}, "mean of the others less the directed department", 2),
    Case("s09_diagnosis", ["replications=4", "weeks=208", *SMALL], {}, "leadership index of the led team", 0.5),
    Case(
        "s10_which_and_when",
        ["replications=8"],
        {"cell": 2, "competence": [0.1, 0.8], "turbulence": [1, 2], "shifts": [0, 156]},
        "led less directed, all years",
        0,
    ),
    Case("s11_trust", ["replications=4", *SMALL], {"recorded": 2}, "trust, letting go less directing", 5),
    Case("s12_habit", ["replications=8", *SMALL], {"habits": [0.2, 0.9]}, "more weeks with strong habit than with moderate", 1),
    Case("s13_team", ["replications=4"], {"ramp": 520}, "norm when none starts converted less that when all do", 30),
    Case("s14_time", ["replications=4", "weeks=78", *SMALL], {"recorded": 2}, "said less done, directed less led", 2),
    Case(
        "x1_frozen_middle",
        ["replications=4", "weeks=364"],
        {"layers": [0, 1, 2]},
        "more years through two layers than through none, leaders coached",
        1,
    ),
)


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_experiment(case: Case) -> None:
    experiment = load_experiment(case.name, case.overrides, threads=1)
    lab = replace(experiment.lab, settings={**experiment.lab.settings, **case.settings})
    finding = replace(experiment, lab=lab).run()
    by_name = {verdict.statistic: verdict for verdict in finding.verdicts}
    assert len(by_name) == len(finding.verdicts)
    assert {verdict.part for verdict in finding.verdicts} >= {CLAIM, CONTROL}
    assert by_name[case.statistic].value > case.least
    figure = experiment.draw(lab, finding)
    assert isinstance(figure, Figure)
    plt.close(figure)


def test_what_departments_are_called_changes_no_bit() -> None:
    experiment = load_experiment("s08_survey", ["replications=2", "weeks=52", *SMALL], threads=1)
    (renamed,) = [verdict for verdict in experiment.run().verdicts if "swap names" in verdict.statistic]
    assert renamed.value == 0


def test_a_share_of_runs_is_judged_by_its_whole_interval() -> None:
    all_of_ten = judged_share(CLAIM, "x", np.ones(10, dtype=bool), wanted=Wanted(low=80))
    assert all_of_ten.value == 100
    assert not all_of_ten.holds  # ten runs cannot show more than 80 %
    assert all_of_ten.low == pytest.approx(100 * 10 / (10 + 2.5758293**2), rel=1e-6)  # Wilson's bound when all succeed
    assert judged_share(CLAIM, "x", np.ones(100, dtype=bool), wanted=Wanted(low=80)).holds


def test_an_arm_as_a_scenario_is_what_the_laboratory_runs() -> None:
    lab = load_experiment("s12_habit", ["replications=2", "weeks=30", *SMALL], threads=1).lab
    scenario = arm_scenario(lab, "strong")
    assert scenario.context.style.peers == 0
    again = simulate(lab.organization, scenario, replications=2, weeks=30, seed=lab.seed, threads=1)
    assert (again["delegation"].to_numpy() == lab.run("strong")["delegation"].to_numpy()).all()
