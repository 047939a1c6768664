"""S13, the team: the share of converted leaders at which it tips, and the loop of slow coaching."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter

from orgsim.analysis.across import Floats, mean_of
from orgsim.analysis.hysteresis import Hysteresis, hysteresis
from orgsim.analysis.tipping import EVEN, Tipping, tipping
from orgsim.claims.experiment import Finding
from orgsim.claims.lab import Lab
from orgsim.claims.scenarios import arm_scenario, execution
from orgsim.claims.verdict import ALSO, CLAIM, CONTROL, Wanted, judged, measured
from orgsim.figures.arms import arms_legend, note
from orgsim.figures.page import page, settle
from orgsim.figures.style import INK, QUIET, colour, dashes, styled

_TEAM, _ALONE = 0, 1


def _apart(teams: Tipping, place: int) -> Floats:
    """The norm when none is converted less that when all are, in points (replication,)."""
    return np.asarray(100.0 * (teams.norms[place, 0] - teams.norms[place, -1]))


def measure(lab: Lab) -> Finding:
    """Teams with some leaders converted, and teams coached slowly up and down, each with the pull of peers and without."""
    team = arm_scenario(lab, "team")
    strengths = (team.context.style.peers, 0.0)
    shared: dict[str, Any] = {"strengths": strengths, "seed": lab.seed, "execution": execution(lab), "confidence": 0.99}
    teams = tipping(lab.organization, team, weeks=lab.weeks, replications=lab.replications, **shared)
    given = lab.settings
    count = min(int(given["loop_replications"]), lab.replications)
    loops = hysteresis(
        lab.organization, team, reach=float(given["reach"]), ramp=int(given["ramp"]), replications=count, **shared
    )
    critical, area = teams.critical(strengths[_TEAM]), loops.area()
    verdicts = (
        measured(
            CLAIM,
            "leaders to convert until half of the teams tip",
            100 * critical[0],
            wanted=Wanted(10, 40),
            unit="%",
            replications=lab.replications,
            interval=(100 * critical[1], 100 * critical[2]),
        ),
        judged(
            CLAIM,
            "norm when none starts converted less that when all do",
            _apart(teams, _TEAM),
            wanted=Wanted(low=50, least=20),
            unit="points",
        ),
        judged(CLAIM, "width of the loop of slow coaching", area[_TEAM], wanted=Wanted(low=1, least=0.5), unit="logits"),
        judged(
            CONTROL,
            "none less all converted, no pull of peers",
            _apart(teams, _ALONE),
            wanted=Wanted(-5, 5, least=5),
            unit="points",
        ),
        judged(
            CONTROL,
            "width of the loop over the team's, no pull of peers",
            area[_ALONE] / area[_TEAM],
            wanted=Wanted(high=0.25, least=0.1),
        ),
        *(
            measured(
                ALSO,
                f"coaching at which {words}",
                float(loops.table()[column].iloc[_TEAM]),
                wanted=Wanted(),
                unit="logits",
                replications=count,
            )
            for words, column in (("the team lets go", "let_go_at"), ("it falls back", "relapse_at"))
        ),
    )
    return Finding(verdicts, {"teams": teams, "loops": loops})


def draw(lab: Lab, finding: Finding) -> Figure:
    """Where teams end by the share converted, and the loop of coaching, for the team and for leaders without pull of peers."""
    teams, loops = finding.data["teams"], finding.data["loops"]
    labels = ["A team whose members pull one another", "Leaders without that pull"]
    with styled():
        text = (
            f"Left: {lab.replications} teams at each share, left alone for {lab.weeks // 52} years; dots: single teams. "
            f"Right: mean of {loops.design.replications} teams, coached from −{lab.settings['reach']} to "
            f"{lab.settings['reach']} logits and back over {2 * lab.settings['ramp'] // 52} years (seed {lab.seed})."
        )
        figure, corner = page("A team tips, and holds on to what it does; a single leader does not", text, 3.2, entries=2)
        left, right = figure.subplots(1, 2)
        for place in (_TEAM, _ALONE):
            _draw_shares(left, teams, place)
            _draw_loop(right, loops, place)
        critical = teams.critical(teams.strengths[_TEAM])[0]
        if critical == critical:
            left.axvline(critical, color=QUIET, linewidth=0.8, linestyle=":")
            note(left, f"tips at {critical:.0%}", (critical, 0.55), shift=(5, 0), ink=INK)
        for ax in (left, right):
            ax.set_ylim(-0.03, 1.03)
            ax.yaxis.set_major_formatter(PercentFormatter(1))
        left.set_title("matters directed in the end", pad=5)
        left.set_xlabel("leaders converted at the start", labelpad=1)
        left.xaxis.set_major_formatter(PercentFormatter(1))
        right.set_title("matters directed, coached slowly", pad=5)
        right.set_xlabel("coaching toward leading, logits", labelpad=1)
        arms_legend(figure, corner, labels)
        settle(figure)
    return figure


def _draw_shares(ax: Axes, teams: Tipping, place: int) -> None:
    shares, norms = np.array(teams.shares), teams.norms[place]
    ax.plot(
        np.repeat(shares, norms.shape[1]), norms.ravel(), "o", color=colour(place), alpha=0.12, markersize=3, markeredgewidth=0
    )
    ax.plot(shares, mean_of(norms, axis=1), color=colour(place), linestyle=dashes(place))
    ax.axhline(EVEN, color=QUIET, linewidth=0.6)


def _draw_loop(ax: Axes, loops: Hysteresis, place: int) -> None:
    up, down = loops.up[place].mean(axis=0), loops.down[place].mean(axis=0)
    ax.fill_between(loops.coaching, up, down, color=colour(place), alpha=0.13, linewidth=0)
    for curve, way in ((up, 1), (down, -1)):
        ax.plot(loops.coaching, curve, color=colour(place), linestyle=dashes(place))
        middle = int(np.abs(curve - EVEN).argmin())
        one, other = (min(max(middle + way * step, 0), len(curve) - 1) for step in (-3, 3))
        ends: dict[str, Any] = {"xy": (loops.coaching[other], curve[other]), "xytext": (loops.coaching[one], curve[one])}
        ax.annotate("", arrowprops={"arrowstyle": "-|>", "color": colour(place), "linewidth": 1.4}, **ends)
