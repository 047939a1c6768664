"""S7, disempowerment: who decides, who is involved and who offers ideas, under direction and under leading."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from orgsim.claims.experiment import Finding
from orgsim.claims.lab import Floats, Lab
from orgsim.claims.verdict import ALSO, CLAIM, CONTROL, Wanted, judged
from orgsim.figures.arms import arms_legend, design_note, draw_arm, over_years, smoothed
from orgsim.figures.page import page, settle
from orgsim.figures.style import styled

_ARMS = ("directed", "led")
_HEARD = {"context.work.idea_floor": 1.0, "context.improvement.approval": 1.0}
_NO_STYLE = {
    **{"context.style.habit": 0.0, "context.style.peers": 0.0},
    **{"levers.coaching": 0.0, "levers.coaching_managers": 0.0},
}
_YEAR = 52


def _last_year(lab: Lab, arm: str, outcome: str, **how: Any) -> Floats:
    return np.asarray(lab.weekly(arm, outcome, **how)[:, -_YEAR:].mean(axis=1))


def _times(lab: Lab, arm: str = "led", **how: Any) -> Floats:
    """How many times as many ideas are offered in the last year, an arm over the directed one."""
    directed, led = (_last_year(lab, each, "ideas", **how) for each in ("directed", arm))
    return led / directed


def _adopted(lab: Lab, arm: str) -> Floats:
    """Ideas acted on in the last year, per cent of those offered."""
    return 100.0 * _last_year(lab, arm, "ideas_implemented") / _last_year(lab, arm, "ideas")


def _more(lab: Lab, outcome: str, **how: Any) -> Floats:
    """Led over directed in the last quarter, in points."""
    return 100.0 * (lab.at("led", outcome, **how) - lab.at("directed", outcome, **how))


def _proficiency(lab: Lab, arm: str) -> Floats:
    """Gain in performance from the first quarter to the end of year 3, in points."""
    return 100.0 * (lab.at(arm, "performance", 3) - lab.at(arm, "performance", 0.25))


def measure(lab: Lab) -> Finding:
    """Decisions, involvement, ideas and proficiency of both arms; ideas if nobody is silenced, decisions if style is off."""
    ideas = {arm: lab.at(arm, "ideas", 3) - lab.at(arm, "ideas", 1) for arm in _ARMS}
    return Finding(
        (
            judged(
                CLAIM,
                "decisions released to managers under direction",
                100 * lab.at("directed", "delegation"),
                wanted=Wanted(high=25, least=5),
                unit="%",
            ),
            judged(
                CLAIM,
                "workers' involvement, led over directed",
                _more(lab, "involvement"),
                wanted=Wanted(low=10, least=5),
                unit="points",
            ),
            judged(
                CLAIM,
                "performance gained by year 3 under direction",
                _proficiency(lab, "directed"),
                wanted=Wanted(low=1, least=1),
                unit="points",
            ),
            judged(
                CLAIM,
                "performance gained by year 3 when led",
                _proficiency(lab, "led"),
                wanted=Wanted(low=1, least=1),
                unit="points",
            ),
            judged(
                CLAIM,
                "ideas gained from year 1 to 3 under direction",
                ideas["directed"],
                wanted=Wanted(high=0.1, least=0.1),
                unit="per worker and year",
            ),
            judged(CLAIM, "ideas offered, led over directed", _times(lab), wanted=Wanted(low=3, least=4), unit="times"),
            judged(
                CONTROL,
                "ideas, led over directed, if nobody is silenced",
                _times(lab, overrides=_HEARD),
                wanted=Wanted(high=1.5, least=0.5),
                unit="times",
            ),
            judged(
                CONTROL,
                "decisions released, led over directed, with style off",
                _more(lab, "delegation", overrides=_NO_STYLE),
                wanted=Wanted(-1, 1, least=1),
                unit="points",
            ),
            judged(
                ALSO,
                "ideas gained from year 1 to 3 when led",
                ideas["led"],
                wanted=Wanted(low=0.1, least=0.2),
                unit="per worker and year",
            ),
            judged(ALSO, "ideas adopted under direction", _adopted(lab, "directed"), wanted=Wanted(22, 38, least=5), unit="%"),
            judged(ALSO, "ideas adopted when led", _adopted(lab, "led"), wanted=Wanted(82, 95, least=5), unit="%"),
            judged(
                ALSO,
                "ideas offered, led over directed, more than 20 times",
                _times(lab),
                wanted=Wanted(low=20, least=4),
                unit="times",
            ),
            judged(
                ALSO, "ideas adopted with weaker coaching", _adopted(lab, "weaker"), wanted=Wanted(82, 95, least=8), unit="%"
            ),
            judged(
                ALSO,
                "ideas offered, the same, more than 20 times",
                _times(lab, "weaker"),
                wanted=Wanted(low=20, least=5),
                unit="times",
            ),
        )
    )


def draw(lab: Lab, finding: Finding) -> Figure:
    """Four panels: decisions released, involvement, ideas offered and ideas acted on."""
    panels = {
        "delegation": ("Decisions released to managers, %", 100.0),
        "involvement": ("Workers involved in decisions, %", 100.0),
        "ideas": ("Ideas offered, per worker and year", 1.0),
        "ideas_implemented": ("Ideas acted on, per worker and year", 1.0),
    }
    with styled():
        text = design_note(lab.replications, lab.seed) + " Ideas: mean of the year before."
        figure, corner = page(
            "Under direction people neither decide nor offer ideas, year after year", text, 4.3, entries=len(_ARMS)
        )
        axes = figure.subplots(2, 2).ravel()
        for ax, (outcome, (title, factor)) in zip(axes, panels.items(), strict=True):
            for place, arm in enumerate(_ARMS):
                values = lab.weekly(arm, outcome)
                draw_arm(ax, smoothed(values, _YEAR) if outcome.startswith("ideas") else values, place, factor=factor)
            over_years(ax, title, lab.weeks)
            ax.set_ylim(bottom=0)
        arms_legend(figure, corner, [lab.arms[arm]["label"] for arm in _ARMS])
        settle(figure)
    return figure
