"""S6, the plateau: that it is there, how far below what is possible, that no ceiling makes it, and which mechanisms do."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from orgsim.analysis.decompose import Decomposition, decompose
from orgsim.analysis.plateau import Plateau, plateau
from orgsim.claims.experiment import Finding
from orgsim.claims.lab import Floats, Lab
from orgsim.claims.verdict import ALSO, CLAIM, CONTROL, Verdict, Wanted, judged, measured
from orgsim.config import load_scenario
from orgsim.figures.arms import arms_legend, design_note, draw_arm, draw_bars, note, over_years, smoothed
from orgsim.figures.page import page, settle
from orgsim.figures.style import INK, QUIET, colour, styled
from orgsim.model.calendar import WEEKS_PER_YEAR
from orgsim.model.mechanisms import BY_NAME, PLATEAU, groups_of
from orgsim.model.parameters import BY_KEY
from orgsim.spec.study import Execution

_DIRECTED, _BEST = "directed", "early"  # of the shipped scenarios, an early shift reaches most
_PERFECT = {"levers.agreed_goal": 1.0, "context.direction.highest_aspiration": 1.0}
_GAPS = ("context.improvement.visible_start", "context.improvement.local_start")
_MONTH, _YEAR, _SHIFT = 4, 52, 156
_FALSE_ALARMS, _SMALL = 0.05, 0.25


class Found(NamedTuple):
    """What the figure is drawn from: the hinge through the directed mean, and the gap taken apart."""

    hinge: Plateau
    parts: Decomposition


def _last(lab: Lab, arm: str, **how: Any) -> Floats:
    return 100.0 * lab.at(arm, "performance", **how)


def _mechanisms_off() -> dict[str, float]:
    """Every mechanism that may explain the plateau, by its key, at the value that switches it off."""
    names = [name for group in groups_of(PLATEAU).values() for name in group]
    return {BY_NAME[name].key: BY_NAME[name].off for name in names}


def measure(lab: Lab) -> Finding:
    """The hinge, the shortfall, what raised goals and a better start change, the control, and the parts of the gap."""
    hinge = plateau(lab.run("directed"), "performance", seed=lab.seed)
    verdicts = (*_levels_off(lab, hinge), *_falls_short(lab), *_no_ceiling(lab), *_late_shift(lab))
    parts = _taken_apart(lab)
    left = float(np.abs(parts.values.sum(axis=0) + parts.unexplained - parts.whole).max())
    adds_up = measured(
        ALSO,
        "gap taken apart: parts less the whole",
        left,
        wanted=Wanted(-1e-9, 1e-9),
        unit="",
        replications=parts.design.replications,
    )
    return Finding((*verdicts, adds_up), Found(hinge, parts))


def _levels_off(lab: Lab, hinge: Plateau) -> tuple[Verdict, ...]:
    alarms = max(rates.mean for rates in hinge.false_alarms.values())
    first = _last(lab, "directed", year=1) - 100.0 * lab.weekly("directed", "performance")[:, 0]
    later = _last(lab, "directed") - _last(lab, "directed", year=1)
    return (
        measured(
            CLAIM,
            "resampled means that level off",
            hinge.resamples_declared,
            wanted=Wanted(low=0.95),
            unit="share",
            replications=lab.replications,
        ),
        measured(
            CLAIM,
            "when they level off",
            hinge.week,
            wanted=Wanted(high=_SHIFT),
            unit="weeks",
            replications=lab.replications,
            interval=hinge.week_interval,
        ),
        measured(CLAIM, "false alarms of that rule", alarms, wanted=Wanted(high=_FALSE_ALARMS), unit="share"),
        judged(
            CLAIM,
            "gain after year 1, less a quarter of the first year's",
            later - _SMALL * first,
            wanted=Wanted(high=0, least=1),
            unit="points",
        ),
    )


def _falls_short(lab: Lab) -> tuple[Verdict, ...]:
    shortfall = _last(lab, _BEST) - _last(lab, _DIRECTED)
    off = [_last(lab, arm, overrides=_mechanisms_off()) for arm in (_BEST, _DIRECTED)]
    return (
        judged(CLAIM, "shortfall in the end against being led", shortfall, wanted=Wanted(low=5, least=3), unit="points"),
        judged(
            CONTROL,
            "the same shortfall with the mechanisms off",
            off[0] - off[1],
            wanted=Wanted(high=1, least=1),
            unit="points",
        ),
    )


def _no_ceiling(lab: Lab) -> tuple[Verdict, ...]:
    """Goals at perfection change nothing; whoever starts above the plateau comes nearer to it."""
    goals = _last(lab, "directed", overrides=_PERFECT) - _last(lab, "directed")
    better = {key: BY_KEY[key].default / 2 for key in _GAPS}
    above = [_last(lab, "directed", year=year, overrides=better) - _last(lab, "directed") for year in (0.25, lab.weeks / _YEAR)]
    return (
        judged(CLAIM, "what goals at 100 % add to the plateau", goals, wanted=Wanted(high=2, least=1), unit="points"),
        judged(
            CLAIM,
            "started with half the gaps: above the plateau at first",
            above[0],
            wanted=Wanted(low=2, least=1),
            unit="points",
        ),
        judged(CLAIM, "and by how much less in the end", above[0] - above[1], wanted=Wanted(low=1, least=1), unit="points"),
    )


def _late_shift(lab: Lab) -> tuple[Verdict, ...]:
    """Worse before better: the worst month after the late shift, and the last quarter, against staying directed."""
    directed, shifted = (lab.weekly(arm, "performance") for arm in ("directed", "shifted"))
    change = 100.0 * (smoothed(shifted, _MONTH) / smoothed(directed, _MONTH) - 1.0)
    worst = int(change.mean(axis=0).argmin())
    gain = 100.0 * (lab.at("shifted", "performance") / lab.at("directed", "performance") - 1.0)
    return (
        judged(
            ALSO,
            "worse before better: the worst month after the late shift",
            -change[:, worst],
            wanted=Wanted(1, 3, least=1),
            unit="% lost",
        ),
        judged(ALSO, "what the late shift gains in the end", gain, wanted=Wanted(low=2, least=2), unit="%"),
    )


def _taken_apart(lab: Lab) -> Decomposition:
    directed, best = (
        load_scenario(lab.arms[arm]["scenario"], {**lab.context, **lab.arms[arm]["overrides"]}) for arm in (_DIRECTED, _BEST)
    )
    return decompose(
        lab.organization,
        directed,
        best,
        replications=int(lab.settings["decomposed"]),
        weeks=lab.weeks,
        seed=lab.seed,
        execution=Execution(threads=lab.threads),
    )


def draw(lab: Lab, finding: Finding) -> Figure:
    """The arms with the hinge of the first, and the shortfall taken apart."""
    found: Found = finding.data
    arms = list(lab.arms)
    alarms = max(rates.mean for rates in found.hinge.false_alarms.values())
    with styled():
        text = (
            f"{design_note(lab.replications, lab.seed)} Dot: where the directed mean levels off; of curves that never do, "
            f"the rule calls {alarms:.1%} plateaus. Right: points, in the end, against ‘{lab.arms[_BEST]['label']}’; "
            f"Shapley values, {found.parts.design.replications} replications, 99 % intervals."
        )
        figure, corner = page("Direction levels off far below what the same department can reach", text, 3.1, entries=2)
        left, right = figure.subplots(1, 2, width_ratios=(1.25, 1))
        for place, arm in enumerate(arms):
            draw_arm(left, smoothed(lab.weekly(arm, "performance"), _MONTH), place, factor=100)
        over_years(left, "Performance, % of what is possible", lab.weeks)
        _mark(left, found.hinge)
        _draw_parts(right, found.parts)
        arms_legend(figure, corner, [lab.arms[arm]["label"] for arm in arms], columns=2)
        settle(figure)
    return figure


def _mark(ax: Axes, hinge: Plateau) -> None:
    year, height = (hinge.week + 1) / WEEKS_PER_YEAR, 100.0 * hinge.height
    ax.plot([year], [height], "o", color=INK, markersize=5, zorder=5)
    note(ax, f"levels off\nin week {hinge.week:.0f}", (year, height), shift=(2, 9), ink=INK, ha="center")


def _draw_parts(ax: Axes, parts: Decomposition) -> None:
    values, names = 100.0 * parts.values, list(parts.groups)
    order = sorted(range(len(names)), key=lambda place: -float(values[place].mean()))
    bars = {names[place]: values[place] for place in order}
    bars |= {"with all of these off": 100.0 * parts.unexplained, "the whole shortfall": 100.0 * parts.whole}
    draw_bars(ax, "What the shortfall is made of", bars, inks=[*[colour(0)] * len(names), QUIET, INK])
