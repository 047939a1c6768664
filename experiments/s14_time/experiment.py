"""S14, time: the ledger of the week, what leaders say of it, and the controls."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter

from orgsim.analysis.across import Floats
from orgsim.analysis.diagnose import diagnose, parameters_of
from orgsim.analysis.ledger import KINDS, LABELS, ROLES, UNDONE, by_role, ledger
from orgsim.claims.experiment import Finding
from orgsim.claims.lab import Lab
from orgsim.claims.verdict import ALSO, CLAIM, CONTROL, Wanted, judged
from orgsim.figures.arms import design_note
from orgsim.figures.page import page, settle
from orgsim.figures.style import INK, QUIET, colour, styled

_NO_COST = {"context.attention.exception": 0.0, "context.attention.idea": 0.0, "context.attention.oversight": 0.0}
_NO_COLOUR = {"context.diagnosis.colouring": 0.0}


def _leading(lab: Lab, overrides: dict[str, Any] | None = None) -> Floats:
    """Hours a week that a leader spends leading, led less directed, in the last quarter (replication,)."""
    hours = parameters_of(lab.run("led"))[0].hours
    led, directed = (lab.at(arm, "leading_time", overrides=overrides) for arm in ("led", "directed"))
    return hours * (led - directed)


def _final(lab: Lab, arm: str, name: str, overrides: dict[str, Any] | None = None) -> Floats:
    """A part of the diagnosis at the end, in points (replication,)."""
    return np.asarray(100.0 * diagnose(lab.run(arm, overrides))[name].isel(week=-1).to_numpy(), dtype=np.float64)


def _overrated(lab: Lab, overrides: dict[str, Any] | None = None) -> Floats:
    """By how much more directing leaders overrate themselves than led ones, in points (replication,)."""
    return _final(lab, "directed", "gap", overrides) - _final(lab, "led", "gap", overrides)


def measure(lab: Lab) -> Finding:
    """Hours and self-assessment, with both controls, and the ledger by role."""
    count = min(int(lab.settings["recorded"]), lab.replications)
    weeks = {arm: by_role(ledger(lab.run(arm, people=range(count), replications=count))) for arm in lab.arms}
    verdicts = (
        judged(
            CLAIM,
            "leaders' hours a week for leading, led less directed",
            _leading(lab),
            wanted=Wanted(low=5, least=2),
            unit="hours",
        ),
        judged(CLAIM, "said less done, directed less led", _overrated(lab), wanted=Wanted(low=10, least=5), unit="points"),
        judged(
            CONTROL,
            "leaders' hours for leading, when matters and oversight take no time",
            _leading(lab, _NO_COST),
            wanted=Wanted(-0.5, 0.5, least=0.5),
            unit="hours",
        ),
        judged(
            CONTROL,
            "said less done, directed less led, without colouring",
            _overrated(lab, _NO_COLOUR),
            wanted=Wanted(-0.5, 0.5, least=0.5),
            unit="points",
        ),
        judged(
            ALSO,
            "said less done, directing leaders",
            _final(lab, "directed", "gap"),
            wanted=Wanted(low=0, least=2),
            unit="points",
        ),
        judged(ALSO, "said less done, leading leaders", _final(lab, "led", "gap"), wanted=Wanted(), unit="points"),
    )
    return Finding(verdicts, weeks)


def draw(lab: Lab, finding: Finding) -> Figure:
    """The week of head, leaders and managers by kind, directed and led; and what leaders say against what they do."""
    with styled():
        text = (
            f"{design_note(lab.replications, lab.seed, 'means')} The ledger: "
            f"{min(int(lab.settings['recorded']), lab.replications)} of them, the last 13 weeks of {lab.weeks}."
        )
        figure, corner = page("Directing eats into leading time, and those who direct do not notice", text, 3.2, entries=2)
        left, right = figure.subplots(1, 2, width_ratios=(1.7, 1))
        _draw_weeks(left, lab, finding.data)
        handles, names = left.get_legend_handles_labels()
        figure.legend(
            handles, names, loc="upper left", bbox_to_anchor=corner, ncols=4, borderpad=0, borderaxespad=0, handlelength=1.2
        )
        _draw_said(right, lab)
        settle(figure)
    return figure


def _draw_weeks(ax: Axes, lab: Lab, weeks: dict[str, pd.DataFrame]) -> None:
    inks = dict(zip(KINDS, (colour(1), colour(5), colour(3), "#9A9A9A", colour(4), colour(0)), strict=True))
    rows = [(role, arm) for role in ROLES for arm in lab.arms]
    for kind in (*KINDS, UNDONE):
        ends, hours = np.zeros(len(rows)), np.zeros(len(rows))
        for place, (role, arm) in enumerate(rows):
            mine = weeks[arm][weeks[arm]["role"] == role].set_index("kind")["hours"]
            ends[place] = sum(mine[each] for each in (*KINDS, UNDONE)[: (*KINDS, UNDONE).index(kind)])
            hours[place] = mine[kind]
        look = {"color": inks[kind]} if kind in inks else {"color": "none", "edgecolor": INK, "hatch": "////", "linewidth": 0.5}
        ax.barh(range(len(rows)), hours, left=ends, height=0.7, label=LABELS[kind], **look)
    ax.set_yticks(range(len(rows)), [f"{role}, {str(lab.arms[arm]['label']).lower()}" for role, arm in rows])
    ax.invert_yaxis()
    ax.grid(axis="y", visible=False)
    ax.set_title("hours a week by kind", pad=5)


def _draw_said(ax: Axes, lab: Lab) -> None:
    arms = list(lab.arms)
    for place, (name, label, ink) in enumerate((("index", "what they do", colour(0)), ("said", "what they say", QUIET))):
        means = [_final(lab, arm, name).mean() / 100 for arm in arms]
        places = np.arange(len(arms)) + 0.38 * (place - 0.5)
        ax.bar(places, means, width=0.36, color=ink, label=label)
        for x, mean in zip(places, means, strict=True):
            ax.text(x, mean + 0.015, f"{mean:.0%}", ha="center", fontsize=8.5)
    ax.set_xticks(range(len(arms)), [f"{lab.arms[arm]['label']}" for arm in arms])
    ax.yaxis.set_major_formatter(PercentFormatter(1))
    ax.set_ylim(0, 1.28)
    ax.set_yticks([0, 0.25, 0.5, 0.75, 1])
    ax.grid(axis="x", visible=False)
    ax.legend(loc="upper left", ncols=1)
    ax.set_title("leadership index", pad=5)
