"""S9, the diagnosis: leadership team or management team, from what leaders do, over the years and with its mechanism off."""

from __future__ import annotations

from typing import Any

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter

from orgsim.analysis.across import Floats
from orgsim.analysis.diagnose import LABELS, LINE, PARTS, diagnose
from orgsim.analysis.timing import lever_weeks
from orgsim.claims.experiment import Finding
from orgsim.claims.lab import Lab
from orgsim.claims.shares import judged_share
from orgsim.claims.verdict import ALSO, CLAIM, CONTROL, Wanted, judged
from orgsim.figures.arms import arms_legend, design_note, draw_arm, over_years
from orgsim.figures.page import page, settle
from orgsim.figures.style import INK, colour, styled
from orgsim.model.calendar import WEEKS_PER_YEAR

_NO_PULL = {"context.style.habit": 0.0, "context.style.peers": 0.0, "context.style.boss": 0.0, "levers.coaching": 0.0}
_EXCELLENT = {"context.improvement.visible_start": 0.05, "context.improvement.local_start": 0.05}
_MONTH = 52 / 12


def _weekly(diagnosis: xr.Dataset, name: str = "index") -> Floats:
    return np.asarray(diagnosis[name].transpose("replication", "week").to_numpy(), dtype=np.float64)


def _index(lab: Lab, arm: str, overrides: dict[str, Any] | None = None) -> Floats:
    """The leadership index at the end of the run, (replication,)."""
    return _weekly(diagnose(lab.run(arm, overrides)))[:, -1]


def measure(lab: Lab) -> Finding:
    """The index of a directed, a shifted and a led team; with nothing that makes teams direct; with excellent results."""
    found = {arm: diagnose(lab.run(arm)) for arm in lab.arms}
    directed, led = (_weekly(found[arm])[:, -1] for arm in ("directed", "led"))
    same = _index(lab, "led", _NO_PULL) - _index(lab, "directed", _NO_PULL)
    verdicts = (
        judged(CLAIM, "leadership index of the led team", led, wanted=Wanted(low=LINE, least=0.1)),
        judged(CLAIM, "leadership index of the directed team", directed, wanted=Wanted(high=LINE, least=0.1)),
        judged_share(CLAIM, "led team called a leadership team", led > LINE, wanted=Wanted(low=95)),
        judged_share(CLAIM, "directed team called a management team", directed <= LINE, wanted=Wanted(low=95)),
        judged(
            CONTROL,
            "led less directed, without habit, peers, bosses and coaching",
            same,
            wanted=Wanted(-0.02, 0.02, least=0.02),
        ),
        judged(
            ALSO,
            "index of a directed team with excellent results",
            _index(lab, "directed", _EXCELLENT),
            wanted=Wanted(high=LINE, least=0.1),
        ),
        judged(
            ALSO,
            "months from the shift until the answer changes",
            _months(lab, _weekly(found["shifted"])),
            wanted=Wanted(0, 24, least=6),
            unit="months",
        ),
    )
    return Finding(verdicts, found)


def _months(lab: Lab, index: Floats) -> Floats:
    """Months after the shift from which the index stays above the line, (replication,); NaN where it does not."""
    shift = min(lever_weeks(lab.run("shifted")).starts)
    below = index[:, shift:] <= LINE
    last = np.where(below.any(axis=1), below.shape[1] - below[:, ::-1].argmax(axis=1), 0)
    return np.where(last < below.shape[1], last / _MONTH, np.nan)


def draw(lab: Lab, finding: Finding) -> Figure:
    """The index over the years, how sure the answer is, and the four parts it is made of."""
    found = finding.data
    with styled():
        text = (
            f"{design_note(lab.replications, lab.seed)} The index is the mean of the four parts, each from "
            "the last 13 weeks; above 50 % it is a leadership team."
        )
        figure, corner = page(
            "What people do tells a leadership team from a management team", text, 4.4, entries=len(found) + 0.5
        )
        top, bottom = figure.subplots(2, 2, width_ratios=(1.25, 1))
        for place, diagnosis in enumerate(found.values()):
            index = _weekly(diagnosis)
            draw_arm(top[0], index, place)
            _draw_chance(bottom[0], index, place)
        top[0].axhline(LINE, color=INK, linewidth=0.8)
        for ax, title in ((top[0], "leadership index"), (bottom[0], "runs called a leadership team")):
            over_years(ax, title, lab.weeks)
            ax.set_ylim(-0.02, 1.02)
            ax.yaxis.set_major_formatter(PercentFormatter(1))
        for ax, arm, place in ((top[1], "directed", 0), (bottom[1], "led", 2)):
            _draw_parts(ax, found[arm], place, str(lab.arms[arm]["label"]))
        arms_legend(figure, corner, [str(arm["label"]) for arm in lab.arms.values()])
        settle(figure)
    return figure


def _draw_chance(ax: Axes, index: Floats, place: int) -> None:
    years = (np.arange(index.shape[1]) + 1) / WEEKS_PER_YEAR
    chance = np.where(np.isnan(index).all(axis=0), np.nan, (index > LINE).mean(axis=0))
    ax.plot(years, chance, color=colour(place), linestyle=("-", "--", ":")[place])


def _draw_parts(ax: Axes, diagnosis: xr.Dataset, place: int, title: str) -> None:
    means = [float(diagnosis[name].isel(week=-1).mean()) for name in PARTS]
    ax.barh(range(len(PARTS)), means, color=colour(place), height=0.62)
    for row, mean in enumerate(means):
        ax.text(mean + 0.02, row, f"{mean:.0%}", va="center", fontsize=8.5)
    ax.axvline(LINE, color=INK, linewidth=0.8)
    ax.set_yticks(range(len(PARTS)), [LABELS[name] for name in PARTS])
    ax.invert_yaxis()
    ax.set_xlim(0, 1.12)
    ax.xaxis.set_major_formatter(PercentFormatter(1))
    ax.grid(axis="y", visible=False)
    ax.set_title(f"{title}: the parts", pad=5)
