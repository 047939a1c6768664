"""S2, two horizons: what happens when the agreed goal comes near, to those who manage to it and to those who lead."""

from __future__ import annotations

from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from orgsim.claims.experiment import Finding
from orgsim.claims.lab import Floats, Lab
from orgsim.claims.verdict import CLAIM, CONTROL, Wanted, judged
from orgsim.figures.arms import arms_legend, design_note, draw_arm, note, over_years, smoothed
from orgsim.figures.page import page, settle
from orgsim.figures.style import QUIET, colour, styled
from orgsim.model.calendar import WEEKS_PER_YEAR

_GOAL = "levers.agreed_goal"
_NO_DRIVE = {"context.improvement.driven": 0.0}
_NO_STRETCH = {"levers.stretch": 0.0}
_NO_LEARNING = {"context.competence.gain": 0.0, "context.competence.coaching": 0.0}
_MONTH = 4


def _more(lab: Lab, first: str, second: str, outcome: str, **how: Any) -> Floats:
    """An outcome in the last quarter, one arm less another, in points."""
    return 100.0 * (lab.at(first, outcome, **how) - lab.at(second, outcome, **how))


def measure(lab: Lab) -> Finding:
    """Performance against the goal, aspiration and competence in the last quarter, and each with its mechanism off."""
    goal = 100.0 * _goal(lab, "managed")
    managed, led = (100.0 * lab.at(arm, "performance") - goal for arm in ("managed", "led"))
    return Finding(
        (
            judged(CLAIM, "managed performance over the agreed goal", managed, wanted=Wanted(high=0, least=1), unit="points"),
            judged(
                CLAIM,
                "what the higher goal brings managers",
                _more(lab, "higher", "managed", "performance"),
                wanted=Wanted(low=1, least=1),
                unit="points",
            ),
            judged(CLAIM, "led performance over the goal agreed at first", led, wanted=Wanted(low=5, least=3), unit="points"),
            judged(
                CLAIM,
                "the goal itself, led over managed",
                _more(lab, "led", "managed", "aspiration"),
                wanted=Wanted(low=5, least=1),
                unit="points",
            ),
            judged(
                CLAIM,
                "managers' competence, led over managed",
                _more(lab, "led", "managed", "competence"),
                wanted=Wanted(low=10, least=2),
                unit="points",
            ),
            judged(
                CONTROL,
                "the goal, led over managed, without stretch",
                _more(lab, "led", "managed", "aspiration", overrides=_NO_STRETCH),
                wanted=Wanted(-1, 1, least=1),
                unit="points",
            ),
            judged(
                CONTROL,
                "what the higher goal brings without drive",
                _more(lab, "higher", "managed", "performance", overrides=_NO_DRIVE),
                wanted=Wanted(high=1, least=1),
                unit="points",
            ),
            judged(
                CONTROL,
                "competence, led over managed, if nothing is learnt",
                _more(lab, "led", "managed", "competence", overrides=_NO_LEARNING),
                wanted=Wanted(-2, 2, least=2),
                unit="points",
            ),
        )
    )


def _goal(lab: Lab, arm: str) -> float:
    return float(lab.arms[arm]["overrides"][_GOAL])


def draw(lab: Lab, finding: Finding) -> Figure:
    """Performance with the goals, and the competence of managers."""
    arms = list(lab.arms)
    with styled():
        text = (
            design_note(lab.replications, lab.seed)
            + " Performance: mean of 4 weeks. Dotted: the goal aimed at, in the arm's colour."
        )
        figure, corner = page(
            "Managing stops short of the agreed goal; leading raises and passes it", text, 2.8, entries=len(arms)
        )
        left, right = figure.subplots(1, 2)
        for place, arm in enumerate(arms):
            draw_arm(left, smoothed(lab.weekly(arm, "performance"), _MONTH), place, factor=100)
            draw_arm(right, lab.weekly(arm, "competence"), place, factor=100)
            _draw_goal(left, lab, arm, place)
        over_years(left, "Performance and goal, % of what is possible", lab.weeks)
        over_years(right, "Competence of managers, %", lab.weeks)
        arms_legend(figure, corner, [lab.arms[arm]["label"] for arm in arms])
        settle(figure)
    return figure


def _draw_goal(ax: Axes, lab: Lab, arm: str, place: int) -> None:
    goal = 100.0 * lab.weekly(arm, "aspiration").mean(axis=0)
    ax.plot(
        [(week + 1) / WEEKS_PER_YEAR for week in range(len(goal))],
        goal,
        color=colour(place),
        linestyle=(0, (1, 1.8)),
        linewidth=1.1,
        zorder=2.5,
    )
    if arm == "higher":
        note(ax, "goals aimed at", (0.15, goal[0]), shift=(0, 4), ink=QUIET, va="bottom")
