"""S11, trust: earned by deciding or bought by replacing, and the control in which decisions teach nothing."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from orgsim.analysis.across import Floats
from orgsim.analysis.timing import lever_weeks
from orgsim.claims.experiment import Finding
from orgsim.claims.lab import Lab
from orgsim.claims.verdict import ALSO, CLAIM, CONTROL, Wanted, judged
from orgsim.figures.arms import arms_legend, design_note, draw_arm, draw_bars, over_years, smoothed
from orgsim.figures.page import page, settle
from orgsim.figures.style import QUIET, colour, styled
from orgsim.organization import Role

_NO_EVIDENCE = {"context.trust.gain": 0.0}


def _more(lab: Lab, first: str, second: str, outcome: str, overrides: dict[str, Any] | None = None) -> Floats:
    """An outcome in the last quarter, one arm less another, in points (replication,)."""
    one, other = (lab.at(arm, outcome, overrides=overrides) for arm in (first, second))
    return 100.0 * (one - other)


def _change(lab: Lab, arm: str, outcome: str) -> Floats:
    """An outcome's change under an arm from the first quarter to the last, in points (replication,)."""
    return 100.0 * (lab.at(arm, outcome) - lab.at(arm, outcome, 0.25))


def _vacant(lab: Lab, arm: str) -> Floats:
    """Managers' posts that stand empty after the levers move, in per cent of posts and weeks, (recorded replication,)."""
    start, count = min(lever_weeks(lab.run("replaced")).starts), min(int(lab.settings["recorded"]), lab.replications)
    run = lab.run(arm, people=range(count), replications=count)
    managers = np.flatnonzero(lab.organization.role == Role.MANAGER)
    empty = np.isnan(run["person_competence"].to_numpy()[:, start:][:, :, managers])
    return np.asarray(100.0 * empty.reshape(count, -1).mean(axis=1))


def measure(lab: Lab) -> Finding:
    """Trust earned and bought, what replacing alone changes, and letting go where decisions teach nothing about people."""
    verdicts = (
        judged(
            CLAIM,
            "trust, letting go less directing",
            _more(lab, "earned", "directed", "trust"),
            wanted=Wanted(low=10, least=5),
            unit="points",
        ),
        judged(
            CLAIM,
            "change of trust under direction",
            _change(lab, "directed", "trust"),
            wanted=Wanted(high=0, least=2),
            unit="points",
        ),
        judged(
            CLAIM,
            "delegation, replacing alone less directing",
            _more(lab, "replaced", "directed", "delegation"),
            wanted=Wanted(-2, 2, least=2),
            unit="points",
        ),
        judged(
            CLAIM,
            "performance, replacing alone less directing",
            _more(lab, "replaced", "directed", "performance"),
            wanted=Wanted(high=0.5, least=1),
            unit="points",
        ),
        judged(
            CONTROL,
            "trust, letting go less directing, when decisions teach nothing",
            _more(lab, "earned", "directed", "trust", _NO_EVIDENCE),
            wanted=Wanted(-2, 2, least=2),
            unit="points",
        ),
        judged(
            ALSO,
            "trust, replacing alone less directing",
            _more(lab, "replaced", "directed", "trust"),
            wanted=Wanted(low=0, least=2),
            unit="points",
        ),
        judged(
            ALSO,
            "trust, both less letting go",
            _more(lab, "both", "earned", "trust"),
            wanted=Wanted(low=0, least=2),
            unit="points",
        ),
        judged(
            ALSO,
            "performance, both less letting go",
            _more(lab, "both", "earned", "performance"),
            wanted=Wanted(),
            unit="points",
        ),
        judged(
            ALSO,
            "managers' posts empty, replacing alone less directing",
            _vacant(lab, "replaced") - _vacant(lab, "directed"),
            wanted=Wanted(low=0),
            unit="points",
        ),
    )
    return Finding(verdicts)


def draw(lab: Lab, finding: Finding) -> Figure:
    """Trust over the years in the four arms; what each brings in the end against going on directing."""
    labels = [str(arm["label"]) for arm in lab.arms.values()]
    with styled():
        text = (
            f"{design_note(lab.replications, lab.seed)} Right: last quarter, against directing on; "
            "lines: 99 % interval. Trust: in managers, on a scale of 0 to 100."
        )
        figure, corner = page("Trust is earned by deciding; replacing people buys trust and little else", text, 3.7, entries=4)
        grid = figure.add_gridspec(3, 2, width_ratios=(1.2, 1))
        left = figure.add_subplot(grid[:, 0])
        for place, arm in enumerate(lab.arms):
            draw_arm(left, smoothed(lab.weekly(arm, "trust")), place, factor=100.0)
        over_years(left, "trust in managers", lab.weeks)
        shift = min(lever_weeks(lab.run("earned")).starts) / 52
        left.axvline(shift, color=QUIET, linewidth=0.8, linestyle=":")
        names = {"replaced": "replace", "earned": "let go", "both": "both"}
        for row, outcome in enumerate(("trust", "delegation", "performance")):
            bars = {name: _more(lab, arm, "directed", outcome) for arm, name in names.items()}
            draw_bars(
                figure.add_subplot(grid[row, 1]), f"{outcome}, change in points", bars, inks=[colour(k) for k in (1, 2, 3)]
            )
        arms_legend(figure, corner, labels)
        settle(figure)
    return figure
