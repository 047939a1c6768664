"""S3, the weekly leadership meeting: what is left of it for strategy, and what two ways of making room for it bring."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from orgsim.claims.experiment import Finding
from orgsim.claims.lab import Floats, Lab
from orgsim.claims.verdict import ALSO, CLAIM, CONTROL, Wanted, judged
from orgsim.figures.arms import arms_legend, design_note, draw_arm, note, over_years, smoothed
from orgsim.figures.page import page, settle
from orgsim.figures.style import QUIET, colour, styled
from orgsim.model.parameters import BY_KEY

_NO_TIME = {"context.attention.item": 0.0}
_LENGTH = "context.attention.meeting"
_SEVERAL, _QUARTER = 3.0, 13


def _percent(lab: Lab, arm: str, outcome: str, **how: Any) -> Floats:
    return 100.0 * lab.at(arm, outcome, **how)


def measure(lab: Lab) -> Finding:
    """The strategic share of the meeting in the last quarter, what a separate meeting brings, and both without meeting time."""
    one, led = (_percent(lab, arm, "strategic_agenda") for arm in ("one", "led"))
    brought = {
        name: _percent(lab, "separate", name) - _percent(lab, "one", name)
        for name in ("alignment", "performance", "delegation")
    }
    free = _percent(lab, "one", "strategic_agenda", overrides=_NO_TIME)
    aligned = [_percent(lab, arm, "alignment", overrides=_NO_TIME) for arm in ("separate", "one")]
    verdicts = (
        judged(CLAIM, "strategic share of one meeting under direction", one, wanted=Wanted(high=15, least=5), unit="%"),
        judged(
            CLAIM,
            "share once decisions are let go, less three times the former",
            led - _SEVERAL * one,
            wanted=Wanted(low=0, least=10),
            unit="points",
        ),
        judged(
            CLAIM,
            "a separate meeting: alignment with the strategy",
            brought["alignment"],
            wanted=Wanted(low=10, least=5),
            unit="points",
        ),
        judged(
            CLAIM, "a separate meeting: performance", brought["performance"], wanted=Wanted(low=0.5, least=0.5), unit="points"
        ),
        judged(CONTROL, "strategic share when matters take no meeting time", free, wanted=Wanted(low=85, least=5), unit="%"),
        judged(
            CONTROL, "a separate meeting then: alignment", aligned[0] - aligned[1], wanted=Wanted(-1, 1, least=1), unit="points"
        ),
        judged(
            ALSO, "a separate meeting: decisions delegated", brought["delegation"], wanted=Wanted(-5, 5, least=5), unit="points"
        ),
    )
    shares = {lab.arms[arm]["label"]: float(_percent(lab, arm, "strategic_agenda").mean()) for arm in lab.arms}
    return Finding(verdicts, shares | {"One meeting, if matters took no time (control)": float(free.mean())})


def draw(lab: Lab, finding: Finding) -> Figure:
    """The strategic share through time, and how the meeting is spent in the end."""
    arms = list(lab.arms)
    with styled():
        text = design_note(lab.replications, lab.seed) + " Strategic share: mean of 13 weeks. Both remedies begin in week 26."
        figure, corner = page("Strategy gets what operations leave of the leadership meeting", text, 2.6, entries=len(arms))
        left, right = figure.subplots(1, 2)
        for place, arm in enumerate(arms):
            draw_arm(left, smoothed(lab.weekly(arm, "strategic_agenda"), _QUARTER), place, factor=100)
        over_years(left, "Strategic share of the meeting, %", lab.weeks)
        left.set_ylim(-3, 103)
        _draw_meeting(right, finding.data, float(lab.context.get(_LENGTH, BY_KEY[_LENGTH].default)))
        arms_legend(figure, corner, [lab.arms[arm]["label"] for arm in arms])
        settle(figure)
    return figure


def _draw_meeting(ax: Axes, shares: dict[str, float], hours: float) -> None:
    """A bar for each arm: minutes on strategy and on operations."""
    minutes = 60.0 * hours
    strategic = np.array(list(shares.values())) / 100.0 * minutes
    places = np.arange(len(strategic), dtype=np.float64)
    inks = [*(colour(k) for k in range(len(strategic) - 1)), QUIET]
    ax.barh(places, strategic, height=0.4, color=inks, zorder=2)
    ax.barh(places, minutes - strategic, left=strategic, height=0.4, color="#E3E3E3", zorder=2)
    for place, label, amount in zip(places, shares, strategic, strict=True):
        note(ax, label, (0.0, place), shift=(0, 11), ink="#222222", va="bottom")
        note(ax, f"{amount:.0f} min", (minutes, place), shift=(4, 0), ink="#222222", va="center")
    ax.set_title(f"Minutes for strategy out of {minutes:.0f}, last quarter", pad=5)
    ax.set_xlabel("minutes (grey: operations)", labelpad=1)
    ax.set_xlim(0, minutes * 1.2)
    ax.set_ylim(len(strategic) - 0.6, -0.75)
    ax.set_yticks([])
    ax.grid(axis="y", visible=False)
    ax.set_xticks(np.arange(0, minutes + 1, 30))
