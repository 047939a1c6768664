"""X1, the frozen middle: how long a shift at the top takes to workers through layers of managers, and what carries it down."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from orgsim.analysis.across import Floats, mean_interval
from orgsim.analysis.timing import lever_weeks
from orgsim.claims.experiment import Finding
from orgsim.claims.lab import Lab
from orgsim.claims.verdict import ALSO, CLAIM, CONTROL, Wanted, judged
from orgsim.figures.arms import arms_legend, design_note, draw_arm, over_years, smoothed
from orgsim.figures.page import page, settle
from orgsim.figures.style import colour, styled
from orgsim.model.calendar import WEEKS_PER_YEAR
from orgsim.organization import Organization

_NO_CASCADE = {"context.style.boss": 0.0}


def _department(lab: Lab, layers: int) -> Organization:
    """The experiment's department with so many layers of managers."""
    return Organization.synthetic(**{**lab.settings["shape"], "layers": layers})


def _involved(lab: Lab, arm: str, layers: int, overrides: dict[str, Any] | None = None) -> Floats:
    """Workers' involvement, (replication, week)."""
    return smoothed(lab.weekly(arm, "involvement", overrides=overrides, organization=_department(lab, layers)))


def _years(lab: Lab, arm: str, layers: int) -> Floats:
    """Years from the shift until workers are half as involved as when everyone is coached; all years followed when never."""
    start = min(lever_weeks(lab.run("top")).starts)
    involved, goal = _involved(lab, arm, layers), _involved(lab, "all", layers)[:, -1]
    half = 0.5 * (involved[:, start - 1] + goal)
    reached = involved[:, start:] >= half[:, None]
    return np.where(reached.any(axis=1), reached.argmax(axis=1) + 1.0, float(reached.shape[1])) / WEEKS_PER_YEAR


def _gain(lab: Lab, layers: int, overrides: dict[str, Any] | None = None) -> Floats:
    """Workers' involvement in the end, leaders coached less nobody coached, in points (replication,)."""
    top, none = (_involved(lab, arm, layers, overrides)[:, -1] for arm in ("top", "none"))
    return 100.0 * (top - none)


def measure(lab: Lab) -> Finding:
    """Years through two layers against none; managers coached too; what one layer lets through with and without the cascade."""
    years = {(arm, layers): _years(lab, arm, layers) for arm in ("top", "all") for layers in lab.settings["layers"]}
    through, without = _gain(lab, 1), _gain(lab, 1, _NO_CASCADE)
    verdicts = (
        judged(
            CLAIM,
            "more years through two layers than through none, leaders coached",
            years["top", 2] - years["top", 0],
            wanted=Wanted(low=2, least=1),
            unit="years",
        ),
        judged(
            CLAIM,
            "years saved by coaching managers too, two layers",
            years["top", 2] - years["all", 2],
            wanted=Wanted(low=2, least=1),
            unit="years",
        ),
        judged(
            CLAIM,
            "more involvement in the end through one layer, leaders coached",
            through,
            wanted=Wanted(low=10, least=10),
            unit="points",
        ),
        judged(CONTROL, "the same without the cascade", without, wanted=Wanted(-10, 10, least=10), unit="points"),
        judged(
            ALSO,
            "more involvement in the end through two layers, leaders coached",
            _gain(lab, 2),
            wanted=Wanted(),
            unit="points",
        ),
        judged(ALSO, "the same without the cascade, two layers", _gain(lab, 2, _NO_CASCADE), wanted=Wanted(), unit="points"),
    )
    return Finding(verdicts, years)


def draw(lab: Lab, finding: Finding) -> Figure:
    """Workers' involvement by depth, leaders coached alone; and the years to half-way, with managers coached too."""
    layers = [int(each) for each in lab.settings["layers"]]
    start = min(lever_weeks(lab.run("top")).starts)
    with styled():
        text = (
            f"{design_note(lab.replications, lab.seed)} Half-way: half of what workers reach when everyone is coached; "
            f"arrows: not within the {(lab.weeks - start) // WEEKS_PER_YEAR} years followed, in all or nearly all runs."
        )
        figure, corner = page("A shift at the top freezes in the middle unless managers are coached", text, 3.1, entries=2)
        left, right = figure.subplots(1, 2)
        for place, each in enumerate(layers):
            draw_arm(left, _involved(lab, "top", each), place, factor=100.0)
        left.axvline(start / WEEKS_PER_YEAR, color="grey", linewidth=0.8, linestyle=":")
        over_years(left, "workers’ involvement, leaders coached", lab.weeks)
        left.set_ylim(0, 100)
        _draw_years(right, lab, finding.data, (lab.weeks - start) / WEEKS_PER_YEAR)
        names = ["no layer of managers", *(f"{each} layer{'s' if each > 1 else ''}" for each in layers[1:])]
        arms_legend(figure, corner, names, columns=2)
        settle(figure)
    return figure


def _draw_years(ax: Axes, lab: Lab, years: dict[tuple[str, int], Floats], most: float) -> None:
    layers = np.array(lab.settings["layers"])
    for place, arm in enumerate(("top", "all")):
        found = [mean_interval(years[arm, each], 0.99) for each in layers.tolist()]
        mean, low, high = (np.array([getattr(each, name) for each in found], dtype=float) for name in ("mean", "low", "high"))
        ink, at = (colour(1), colour(0))[place], layers + 0.36 * (place - 0.5)
        ax.bar(at, mean, width=0.34, color=ink, label=str(lab.arms[arm]["label"]).lower())
        ax.vlines(at, low, high, color="black", linewidth=0.9)
        for x, value, top in zip(at, mean, np.nanmax([mean, high], axis=0), strict=True):
            never = value > 0.98 * most
            ax.text(x, top + 0.1, f"{value:.1f}" if not never else "never ↑", ha="center", fontsize=8.5)
    ax.set_title("years until workers are half-way", pad=5)
    ax.set_xticks(layers)
    ax.set_xlabel("layers of managers", labelpad=1)
    ax.set_ylim(0, 1.4 * most)
    ax.grid(axis="x", visible=False)
    ax.legend(loc="upper left")
