"""S5, the directive rescue: what twelve months of hands-on direction bring, and what they bring if it drives nothing."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from orgsim.claims.experiment import Finding
from orgsim.claims.lab import Floats, Lab
from orgsim.claims.verdict import ALSO, CLAIM, CONTROL, Wanted, judged
from orgsim.figures.arms import arms_legend, design_note, draw_arm, over_years, smoothed
from orgsim.figures.page import page, settle
from orgsim.figures.style import styled

_MONTH, _HALF, _YEAR = 4, 26, 52


def _gain(lab: Lab, arm: str) -> Floats:
    """Performance in the last month of the first year over that of the first week, less 1, in per cent."""
    performance = lab.weekly(arm, "performance")
    return np.asarray(100.0 * (performance[:, _YEAR - _MONTH : _YEAR].mean(axis=1) / performance[:, 0] - 1.0))


def _impressed(lab: Lab, arm: str) -> Floats:
    """Client satisfaction in the last month of the first year, less that of the first week, in points."""
    clients = lab.weekly(arm, "client_satisfaction")
    return np.asarray(100.0 * (clients[:, _YEAR - _MONTH : _YEAR].mean(axis=1) - clients[:, 0]))


def measure(lab: Lab) -> Finding:
    """The gains of the first year, with the drive of direction and without it."""
    early = [100.0 * lab.weekly(arm, "performance")[:, :_HALF].mean(axis=1) for arm in ("directed", "led")]
    used = 100.0 * (lab.at("directed", "client_satisfaction", 3) - lab.at("directed", "client_satisfaction", 1))
    return Finding(
        (
            judged(
                CLAIM, "gain in performance after 12 months", _gain(lab, "directed"), wanted=Wanted(12, 25, least=2), unit="%"
            ),
            judged(
                CLAIM,
                "change of client satisfaction in 12 months",
                _impressed(lab, "directed"),
                wanted=Wanted(low=2, least=2),
                unit="points",
            ),
            judged(CONTROL, "the same gain without drive", _gain(lab, "undriven"), wanted=Wanted(high=2, least=2), unit="%"),
            judged(
                CONTROL,
                "the same change without drive",
                _impressed(lab, "undriven"),
                wanted=Wanted(high=0, least=2),
                unit="points",
            ),
            judged(
                ALSO,
                "directed over led in the first half-year",
                early[0] - early[1],
                wanted=Wanted(low=1, least=1),
                unit="points",
            ),
            judged(ALSO, "clients get used to it: year 3 over year 1", used, wanted=Wanted(high=0, least=1), unit="points"),
        )
    )


def draw(lab: Lab, finding: Finding) -> Figure:
    """Performance and client satisfaction of the three arms."""
    arms = list(lab.arms)
    with styled():
        text = (
            design_note(lab.replications, lab.seed)
            + " Client satisfaction: mean of 4 weeks; clients compare with what they expect."
        )
        figure, corner = page("Hands-on direction lifts performance and clients within a year", text, 2.7, entries=len(arms))
        left, right = figure.subplots(1, 2)
        for place, arm in enumerate(arms):
            draw_arm(left, smoothed(lab.weekly(arm, "performance"), _MONTH), place, factor=100)
            draw_arm(right, smoothed(lab.weekly(arm, "client_satisfaction"), _MONTH), place, factor=100)
        over_years(left, "Performance, % of what is possible", lab.weeks)
        over_years(right, "Client satisfaction, %", lab.weeks)
        arms_legend(figure, corner, [lab.arms[arm]["label"] for arm in arms])
        settle(figure)
    return figure
