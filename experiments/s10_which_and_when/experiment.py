"""S10, which and when: over competence, turbulence and horizon; the overtaking; and the best week to shift."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from orgsim.analysis.across import Floats, mean_interval
from orgsim.analysis.overtaking import Overtaking, overtaking
from orgsim.analysis.switching import Switching, switching
from orgsim.claims.experiment import Finding
from orgsim.claims.lab import Lab
from orgsim.claims.scenarios import arm_scenario, execution
from orgsim.claims.shares import judged_share
from orgsim.claims.verdict import ALSO, CLAIM, CONTROL, Verdict, Wanted, judged, measured
from orgsim.figures.arms import note, over_years
from orgsim.figures.page import page, settle
from orgsim.figures.style import INK, QUIET, colour, styled
from orgsim.model.calendar import WEEKS_PER_YEAR

_COMPETENCE, _TURBULENCE = "context.competence.managers", "context.work.turbulence"
_NOTHING_BUILT = {
    "context.competence.gain": 0.0,
    "context.competence.coaching": 0.0,
    "context.improvement.idea_effect": 0.0,
    "context.direction.alignment_gain": 0.0,
    "context.process.gain": 0.0,
}
_NOTHING_DRIVEN = {"context.improvement.driven": 0.0, "context.authority.unresolved_cost": 0.0}
_ALL_VISIBLE = {
    "context.improvement.visible_start": 0.3,
    "context.improvement.local_start": 0.0,
    "context.improvement.local_max": 0.0,
}
_MIDDLE = 3
#: The conditions in which direction may be at least level, with the horizon in years over which each is judged.
_CONDITIONS: dict[str, tuple[dict[str, float], int]] = {
    "a short horizon": ({}, 1),
    "low competence": ({_COMPETENCE: 0.05, "context.competence.ability": 0.4}, _MIDDLE),
    "a crisis after two years": ({"events.shock.week": 104.0, "events.shock.size": 0.3}, _MIDDLE),
    "all gaps visible": (_ALL_VISIBLE, _MIDDLE),
}


def _ahead(lab: Lab, years: float, overrides: dict[str, Any] | None = None, **design: int) -> Floats:
    """Mean performance from the start to a horizon, led less directed, in points (replication,)."""
    led, directed = (
        lab.weekly(arm, "performance", overrides=overrides, **design)[:, : round(years * WEEKS_PER_YEAR)].mean(axis=1)
        for arm in ("led", "directed")
    )
    return np.asarray(100.0 * (led - directed))


def _phases(lab: Lab) -> NDArray[np.float64]:
    """Led less directed in points, (horizon, competence, turbulence)."""
    given = lab.settings
    cells = [
        [
            [
                _ahead(lab, years, {_COMPETENCE: k, _TURBULENCE: t}, replications=int(given["cell"])).mean()
                for t in given["turbulence"]
            ]
            for k in given["competence"]
        ]
        for years in given["horizons"]
    ]
    return np.array(cells)


def _crossings(differences: Floats) -> NDArray[np.bool_]:
    """Whether a run is led behind at first and ahead for good later, given led less directed (replication, year)."""
    return np.asarray(
        (differences[:, 0] < 0) & (differences[:, -1] > 0) & ((np.diff(differences > 0, axis=1)).sum(axis=1) == 1)
    )


def _yearly(lab: Lab) -> Floats:
    difference = lab.weekly("led", "performance") - lab.weekly("directed", "performance")
    years = difference.shape[1] // WEEKS_PER_YEAR
    return np.asarray(difference[:, : years * WEEKS_PER_YEAR].reshape(len(difference), years, -1).mean(axis=2))


def _week(found: Overtaking, weeks: int) -> Verdict:
    """The overtaking against the range of the evidence: 30 to 80 % of five years."""
    wanted = Wanted(0.3 * weeks, 0.8 * weeks)
    return measured(
        ALSO,
        "week in which leading overtakes for good",
        found.week,
        wanted=wanted,
        unit="weeks",
        replications=found.replications,
        interval=found.week_interval,
    )


def measure(lab: Lab) -> Finding:
    """Short and long horizons, the overtaking, four conditions, both controls, the phases, and the best week to shift."""
    passed = overtaking(lab.run("led"), lab.run("directed"), confidence=0.99, seed=lab.seed)
    conditions = {name: _ahead(lab, years, overrides) for name, (overrides, years) in _CONDITIONS.items()}
    level = sum(float(mean_interval(values, 0.99).high) <= 0 for values in conditions.values())
    given = lab.settings
    shifts = switching(
        lab.organization,
        arm_scenario(lab, "shifted"),
        weeks=given["shifts"],
        horizon=int(given["horizon"]),
        replications=min(int(given["shift_replications"]), lab.replications),
        seed=lab.seed,
        execution=execution(lab),
    )
    best, cost = shifts.best("performance"), shifts.yearly_cost("performance")
    verdicts = (
        judged(CLAIM, "led less directed, first year", _ahead(lab, 1), wanted=Wanted(high=0, least=1), unit="points"),
        judged(
            CLAIM,
            "led less directed, all years",
            _ahead(lab, lab.weeks / WEEKS_PER_YEAR),
            wanted=Wanted(low=0, least=1),
            unit="points",
        ),
        judged_share(
            CLAIM,
            "led behind in the first year, then ahead for good, by whole years",
            _crossings(_yearly(lab)),
            wanted=Wanted(low=80),
        ),
        measured(
            CLAIM,
            "conditions in which directing is at least level, of four",
            level,
            wanted=Wanted(1, 4),
            unit="",
            replications=lab.replications,
        ),
        judged(
            CONTROL,
            "led less directed in the last quarter, when leading builds nothing",
            _last(lab, _NOTHING_BUILT),
            wanted=Wanted(high=0, least=1),
            unit="points",
        ),
        judged(
            CONTROL,
            "led less directed, first year, without drive and costly mistakes",
            _ahead(lab, 1, _NOTHING_DRIVEN),
            wanted=Wanted(low=0, least=1),
            unit="points",
        ),
        judged(
            ALSO,
            "led less directed in the last quarter, no gaps that only workers see",
            _last(lab, _ALL_VISIBLE),
            wanted=Wanted(high=0, least=1),
            unit="points",
        ),
        _week(passed, lab.weeks),
        *(
            judged(
                ALSO,
                f"led less directed over {years} years, {name}" if years > 1 else f"led less directed over one year, {name}",
                conditions[name],
                wanted=Wanted(high=0),
                unit="points",
            )
            for name, (_, years) in _CONDITIONS.items()
        ),
        judged(
            ALSO,
            "led less directed over one year, turbulence doubled",
            _ahead(lab, 1, {_TURBULENCE: 2.0}),
            wanted=Wanted(),
            unit="points",
        ),
        measured(
            ALSO,
            "cost of each year of waiting, performance over all years",
            100 * cost[0],
            wanted=Wanted(),
            unit="points",
            replications=shifts.design.replications,
            interval=[100 * each for each in cost[1:]],
        ),
        measured(
            ALSO,
            "best week to shift, over all years",
            best[0],
            wanted=Wanted(),
            unit="weeks",
            replications=shifts.design.replications,
            interval=best[1:],
        ),
    )
    return Finding(verdicts, {"phases": _phases(lab), "overtaking": passed, "shifts": shifts})


def _last(lab: Lab, overrides: dict[str, Any]) -> Floats:
    """Led less directed in the last quarter, in points (replication,)."""
    led, directed = (lab.at(arm, "performance", overrides=overrides) for arm in ("led", "directed"))
    return 100.0 * (led - directed)


def draw(lab: Lab, finding: Finding) -> Figure:
    """Three phase diagrams above; the overtaking and the value of each week of shifting below."""
    data, horizons = finding.data, lab.settings["horizons"]
    with styled():
        text = (
            f"Above: mean performance up to the horizon, led less directed, in points (blue: leading ahead); "
            f"{lab.settings['cell']} replications a cell. "
            f"Below left: mean of {lab.replications} replications and its 99 % interval; "
            f"right: {data['shifts'].design.replications}, 95 %. The same dice throughout (seed {lab.seed})."
        )
        figure, _ = page("Directing wins the short run, leading the long run", text, 5.2)
        halves: Any = figure.subfigures(2, 1, height_ratios=(1.25, 1))
        above, below = halves
        axes = above.subplots(1, len(horizons), sharey=True)
        reach = float(np.abs(data["phases"]).max())
        for ax, years, phase in zip(axes, horizons, data["phases"], strict=True):
            _draw_phase(ax, lab, phase, reach, f"Over {years:g} year{'s' if years > 1 else ''}")
        axes[0].set_ylabel("managers' competence at the start")
        left, right = below.subplots(1, 2)
        _draw_overtaking(left, data["overtaking"], lab.weeks)
        _draw_shifts(right, data["shifts"])
        settle(figure)
    return figure


def _draw_phase(ax: Axes, lab: Lab, phase: Floats, reach: float, title: str) -> None:
    from matplotlib.colors import LinearSegmentedColormap

    tones = LinearSegmentedColormap.from_list("styles", [colour(1), "white", colour(0)])
    ax.imshow(
        np.sign(phase) * np.sqrt(np.abs(phase) / reach), cmap=tones, vmin=-1, vmax=1, origin="lower", aspect="auto", alpha=0.75
    )
    for (row, column), value in np.ndenumerate(phase):
        ax.text(column, row, f"{value:+.1f}".replace("-", "−"), ha="center", va="center", fontsize=8, color=INK)
    ax.set_xticks(range(phase.shape[1]), [f"{t:g}" for t in lab.settings["turbulence"]])
    ax.set_yticks(range(phase.shape[0]), [f"{k:g}" for k in lab.settings["competence"]])
    ax.set_xlabel("turbulence (1: ordinary)", labelpad=1)
    ax.grid(visible=False)
    ax.set_title(title, pad=5)


def _draw_overtaking(ax: Axes, found: Overtaking, weeks: int) -> None:
    years = (np.arange(len(found.difference)) + 1) / WEEKS_PER_YEAR
    ax.fill_between(years, 100 * found.low, 100 * found.high, color=colour(0), alpha=0.2, linewidth=0)
    ax.plot(years, 100 * found.difference, color=colour(0))
    ax.axhline(0, color=INK, linewidth=0.8)
    over_years(ax, "Led less directed, points", weeks)
    if found.week == found.week:
        ax.plot([found.week / WEEKS_PER_YEAR], [0], "o", color=colour(1), markersize=6, zorder=5)
        note(ax, f"leading overtakes\nin week {found.week:.0f}", (found.week / WEEKS_PER_YEAR, 0), shift=(8, -24))


def _draw_shifts(ax: Axes, shifts: Switching) -> None:
    table = shifts.table()
    rows = table[(table["outcome"] == "performance") & table["week"].notna()]
    years = rows["week"] / WEEKS_PER_YEAR
    ax.fill_between(years, 100 * rows["low"], 100 * rows["high"], color=colour(0), alpha=0.2, linewidth=0)
    ax.plot(years, 100 * rows["loss"], color=colour(0), marker="o", markersize=3)
    never = float(table[(table["outcome"] == "performance") & table["week"].isna()]["loss"].iloc[0])
    ax.axhline(100 * never, color=QUIET, linestyle="--", linewidth=1)
    note(ax, "never shifting", (0, 100 * never), shift=(4, -10))
    ax.set_xlabel("year of the shift", labelpad=1)
    ax.set_title(f"Cost of shifting then, {shifts.horizons[-1] / WEEKS_PER_YEAR:g} years, points", pad=5)
    ax.set_ylim(bottom=0)
