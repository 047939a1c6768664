"""S12, habit: how long the same coaching takes with more habit, or after years of direction, and without habit's pull."""

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
from orgsim.figures.arms import arms_legend, design_note, over_years
from orgsim.figures.page import page, settle
from orgsim.figures.style import INK, colour, dashes, styled
from orgsim.model.calendar import WEEKS_PER_YEAR

_NO_HABIT = {"context.style.habit": 0.0}
_HALF = 0.5


def _since(lab: Lab, arm: str, overrides: dict[str, Any] | None = None) -> Floats:
    """Delegation from the week the coaching begins, for as many weeks as are followed, (replication, week)."""
    start = min(lever_weeks(lab.run(arm)).starts)
    return lab.weekly(arm, "delegation", overrides=overrides)[:, start : start + int(lab.settings["followed"])]


def _weeks(lab: Lab, arm: str, overrides: dict[str, Any] | None = None) -> Floats:
    """Weeks until half of the decisions are delegated, (replication,); where they never are, all weeks that are followed."""
    reached = _since(lab, arm, overrides) >= _HALF
    return np.where(reached.any(axis=1), reached.argmax(axis=1) + 1.0, float(reached.shape[1]))


def measure(lab: Lab) -> Finding:
    """Strong against moderate habit, late against early coaching, with habit and without."""
    usual, none = ({arm: _weeks(lab, arm, how) for arm in lab.arms} for how in (None, _NO_HABIT))
    habit, years = "more weeks with strong habit than with moderate", "more weeks after three years of directing"
    verdicts = (
        judged(CLAIM, habit, usual["strong"] - usual["moderate"], wanted=Wanted(low=4, least=6), unit="weeks"),
        judged(CLAIM, years, usual["successful"] - usual["moderate"], wanted=Wanted(low=4, least=6), unit="weeks"),
        judged(
            CONTROL,
            f"{habit}, habit switched off",
            none["strong"] - none["moderate"],
            wanted=Wanted(-2, 2, least=2),
            unit="weeks",
        ),
        judged(
            CONTROL,
            f"{years}, habit switched off",
            none["successful"] - none["moderate"],
            wanted=Wanted(-4, 4, least=4),
            unit="weeks",
        ),
        judged(ALSO, "weeks until half is delegated, moderate habit", usual["moderate"], wanted=Wanted(), unit="weeks"),
    )
    return Finding(verdicts)


def draw(lab: Lab, finding: Finding) -> Figure:
    """Delegation after the coaching begins in the three arms; the weeks it takes, over starting habit."""
    with styled():
        text = (
            f"{design_note(lab.replications, lab.seed, 'mean')} Right: mean and 99 % interval; "
            f"{lab.settings['followed']} weeks where half is never delegated."
        )
        figure, corner = page("The longer you have directed, the longer it takes to let go", text, 3.0, entries=3)
        left, right = figure.subplots(1, 2, width_ratios=(1.1, 1))
        for place, arm in enumerate(lab.arms):
            since = 100.0 * _since(lab, arm).mean(axis=0)
            left.plot((np.arange(len(since)) + 1.0) / WEEKS_PER_YEAR, since, color=colour(place), linestyle=dashes(place))
        left.axhline(100 * _HALF, color=INK, linewidth=0.8)
        over_years(left, "decisions delegated, %", int(lab.settings["followed"]))
        left.set_xlabel("years since the same coaching began")
        left.set_ylim(0, 100)
        _draw_habits(right, lab)
        arms_legend(figure, corner, [str(arm["label"]) for arm in lab.arms.values()])
        settle(figure)
    return figure


def _draw_habits(ax: Axes, lab: Lab) -> None:
    habits = [float(each) for each in lab.settings["habits"]]
    for place, (how, label) in enumerate((({}, "habit as it is"), (_NO_HABIT, "habit has no pull")), start=4):
        found = [mean_interval(_weeks(lab, "moderate", {**how, "start.habit": habit}), 0.99) for habit in habits]
        mean, low, high = (np.array([getattr(each, name) for each in found], dtype=float) for name in ("mean", "low", "high"))
        ax.fill_between(habits, low, high, color=colour(place), alpha=0.2, linewidth=0)
        ax.plot(habits, mean, color=colour(place), linestyle=dashes(place - 4), marker="o", markersize=3.5, label=label)
    ax.set_title("weeks until half is delegated", pad=5)
    ax.set_xlabel("habit of directing at the start", labelpad=1)
    ax.set_ylim(bottom=0)
    ax.legend(loc="upper left")
