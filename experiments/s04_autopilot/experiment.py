"""S4, the auto-pilot: what reaches the leaders when routines wear out, and when there are none that could."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from orgsim.claims.experiment import Finding
from orgsim.claims.lab import Floats, Lab
from orgsim.claims.verdict import CLAIM, CONTROL, Wanted, judged
from orgsim.figures.arms import arms_legend, note
from orgsim.figures.page import page, settle
from orgsim.figures.style import QUIET, colour, dashes, styled

_WEAR = "context.process.decay"
_NO_ROUTINES = {"context.process.start": 0.0, "context.process.gain": 0.0}
_RATE = "per 100 workers and week"
Overrides = Mapping[str, Any]


def _absorbed(lab: Lab, arm: str, overrides: Overrides) -> Floats:
    """Worker-weeks without an exception in the last quarter, in per cent."""
    return 100.0 * lab.at(arm, "autopilot", overrides=overrides)


def _climbed(lab: Lab, arm: str, overrides: Overrides) -> Floats:
    """Levels climbed by exceptions in the last quarter, per 100 workers and week."""
    return (100.0 - _absorbed(lab, arm, overrides)) * lab.at(arm, "escalations", overrides=overrides)


def _strategic(lab: Lab, arm: str, overrides: Overrides) -> Floats:
    """Strategic share of the leadership meeting in the last quarter, in per cent."""
    return 100.0 * lab.at(arm, "strategic_agenda", overrides=overrides)


def _wears(lab: Lab) -> list[Overrides]:
    return [{_WEAR: float(each)} for each in lab.settings["wear"].values()]


def _by_wear(lab: Lab, arm: str, statistic: Callable[[Lab, str, Overrides], Floats], other: Overrides) -> Floats:
    """A statistic with routines that wear fastest, less the same with routines that do not; `other` is changed in both."""
    slowest, *_, fastest = ({**each, **other} for each in _wears(lab))
    return statistic(lab, arm, fastest) - statistic(lab, arm, slowest)


def measure(lab: Lab) -> Finding:
    """Fast against no wear of routines, with routines and without; and the whole range of wear for the figure."""
    built = _absorbed(lab, "led", {}) - _absorbed(lab, "directed", {})
    climbed, strategic = (
        [_by_wear(lab, arm, statistic, other) for other in ({}, _NO_ROUTINES)]
        for arm, statistic in (("directed", _climbed), ("led", _strategic))
    )
    verdicts = (
        judged(
            CLAIM,
            "levels climbed when directed, very fast against no wear",
            climbed[0],
            wanted=Wanted(low=5, least=3),
            unit=_RATE,
        ),
        judged(
            CLAIM,
            "strategic share when led, very fast against no wear",
            strategic[0],
            wanted=Wanted(high=-5, least=5),
            unit="points",
        ),
        judged(
            CLAIM, "worker-weeks without an exception, led over directed", built, wanted=Wanted(low=1, least=1), unit="points"
        ),
        judged(
            CONTROL, "levels climbed, the same, without routines", climbed[1], wanted=Wanted(-0.5, 0.5, least=0.5), unit=_RATE
        ),
        judged(
            CONTROL,
            "strategic share, the same, without routines",
            strategic[1],
            wanted=Wanted(-0.5, 0.5, least=0.5),
            unit="points",
        ),
    )
    return Finding(verdicts, {arm: [_point(lab, arm, each) for each in (*_wears(lab), _NO_ROUTINES)] for arm in lab.arms})


def _point(lab: Lab, arm: str, overrides: Overrides) -> list[float]:
    return [float(each(lab, arm, overrides).mean()) for each in (_absorbed, _climbed, _strategic)]


def draw(lab: Lab, finding: Finding) -> Figure:
    """What climbs, and what is left for strategy, by how often work runs without an exception."""
    arms = list(lab.arms)
    with styled():
        text = (
            f"Last quarter of year {lab.weeks // 52}, means of {lab.replications} replications for each point, every point "
            f"with the same dice (seed {lab.seed}). Diamonds: a department without any routines."
        )
        figure, corner = page("The less the routines absorb, the more reaches the leaders' table", text, 2.8, entries=len(arms))
        left, right = figure.subplots(1, 2)
        for place, arm in enumerate(arms):
            points = np.array(finding.data[arm])
            for ax, column in ((left, 1), (right, 2)):
                _draw_points(ax, points[:, 0], points[:, column], place)
        _dress(left, "Levels climbed, per 100 workers and week")
        _dress(right, "Strategic share of the meeting, %")
        _name_points(left, list(lab.settings["wear"]), finding.data["directed"])
        arms_legend(figure, corner, [lab.arms[arm]["label"] for arm in arms])
        settle(figure)
    return figure


def _draw_points(ax: Axes, absorbed: Floats, values: Floats, place: int) -> None:
    """A point for each wear, and a diamond for the last one, which has no routines."""
    ax.plot(absorbed[:-1], values[:-1], "o", linestyle=dashes(place), color=colour(place), markersize=4.5, zorder=3)
    ax.plot(absorbed[-1:], values[-1:], "D", color=colour(place), markerfacecolor="white", markersize=5, zorder=3)


def _name_points(ax: Axes, wears: list[str], points: list[list[float]]) -> None:
    """Names of the two ends and of the diamond."""
    note(ax, wears[0], (points[0][0], points[0][1]), shift=(2, -12), ha="right")
    note(ax, wears[-1], (points[-2][0], points[-2][1]), shift=(6, 4))
    note(ax, "no routines", (points[-1][0], points[-1][1]), shift=(6, 4), ink=QUIET)


def _dress(ax: Axes, title: str) -> None:
    ax.set_title(title, pad=5)
    ax.set_xlabel("worker-weeks without an exception, %", labelpad=1)
    low, high = ax.get_ylim()
    ax.set_ylim(min(0.0, low), high + 0.05 * (high - low))
