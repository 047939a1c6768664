"""S1, two channels: who is directed differently, and who is engaged differently, when one leader stops directing."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from orgsim.analysis.across import mean_of
from orgsim.claims.experiment import Finding
from orgsim.claims.lab import Floats, Lab
from orgsim.claims.verdict import ALSO, CLAIM, CONTROL, Wanted, judged
from orgsim.figures.arms import draw_bars
from orgsim.figures.page import page, settle
from orgsim.figures.style import QUIET, colour, styled
from orgsim.model.calendar import LEVEL_WEEKS
from orgsim.model.parameters import BY_KEY
from orgsim.organization import Organization, Role

_PEERS = "context.style.peers"
_NO_REACH = {"context.influence.reach": 0.0}
_NO_HABIT = {"context.style.habit": 0.0}


class Change(NamedTuple):
    """What the leader's example changes in the last quarter, inside and outside the leader's line, in points (replication,)."""

    orders_inside: Floats
    orders_outside: Floats
    engagement_inside: Floats
    engagement_outside: Floats


def line_below(organization: Organization, leader: int) -> NDArray[np.bool_]:
    """Who works under a leader, directly or through others, (people,); bosses precede their reports."""
    below = np.zeros(len(organization.boss), dtype=bool)
    for person, boss in enumerate(organization.boss):
        below[person] = boss == leader or (boss >= 0 and below[boss])
    return below


def _change(lab: Lab, overrides: dict[str, Any] | None = None, replications: int | None = None) -> Change:
    count = lab.replications if replications is None else replications
    runs = [lab.run(arm, overrides, people=range(count), replications=count) for arm in ("example", "habitual")]
    inside = line_below(lab.organization, int(lab.settings["leader"]))
    found = []
    for field, role in (("directive_share", Role.MANAGER), ("engagement", Role.WORKER)):
        example, habitual = (run[f"person_{field}"].to_numpy()[:, -LEVEL_WEEKS:] for run in runs)
        for line in (inside, ~inside):
            people = np.flatnonzero(line & (lab.organization.role == role))
            difference = (example - habitual)[:, :, people].reshape(count, -1)
            found.append(100.0 * mean_of(difference, axis=1))
    return Change(*found)


def measure(lab: Lab) -> Finding:
    """The example's effect with both channels, with influence off, with habit off, and with the norm among peers on."""
    few = int(lab.settings["few"])
    both, no_reach, no_habit = _change(lab), _change(lab, _NO_REACH), _change(lab, _NO_HABIT, few)
    norm = _change(lab, {_PEERS: BY_KEY[_PEERS].default}, few)
    verdicts = (
        judged(CLAIM, "orders inside the line", both.orders_inside, wanted=Wanted(high=-3, least=5), unit="points"),
        judged(CLAIM, "orders outside the line", both.orders_outside, wanted=Wanted(-1, 1, least=1), unit="points"),
        judged(
            CLAIM,
            "workers' engagement outside the line",
            both.engagement_outside,
            wanted=Wanted(low=0.1, least=0.15),
            unit="points",
        ),
        judged(
            CONTROL,
            "engagement outside, influence within one's own line only",
            no_reach.engagement_outside,
            wanted=Wanted(-0.1, 0.1, least=0.1),
            unit="points",
        ),
        judged(
            CONTROL,
            "orders inside, if habit has no pull",
            no_habit.orders_inside,
            wanted=Wanted(-0.1, 0.1, least=0.1),
            unit="points",
        ),
        judged(
            ALSO,
            "workers' engagement inside the line",
            both.engagement_inside,
            wanted=Wanted(low=0.1, least=0.5),
            unit="points",
        ),
        judged(
            ALSO,
            "orders outside, with the norm among peers",
            norm.orders_outside,
            wanted=Wanted(high=0, least=5),
            unit="points",
        ),
    )
    return Finding(verdicts, {"both": both, "no_reach": no_reach})


def draw(lab: Lab, finding: Finding) -> Figure:
    """Orders on the left, engagement on the right: in the leader's line, in the other lines, and there without influence."""
    both, no_reach = finding.data["both"], finding.data["no_reach"]
    names = ("in the leader's\nown line", "in the other lines", "in the other lines,\ninfluence off")
    inks = (colour(0), colour(1), QUIET)
    with styled():
        text = (
            f"Last quarter of the year, {lab.replications} replications, the same dice with and without the example "
            f"(seed {lab.seed}); "
            "bars: mean change, lines: 99\u00a0% interval. Orders: share of matters on which managers are directed; "
            "engagement: of workers, from 0 to 100."
        )
        figure, _ = page("One leader stops directing: orders change in one line, engagement in all", text, 2.2)
        left, right = figure.subplots(1, 2, sharey=True)
        orders = (both.orders_inside, both.orders_outside, no_reach.orders_outside)
        engagement = (both.engagement_inside, both.engagement_outside, no_reach.engagement_outside)
        draw_bars(left, "Orders to managers, change in points", dict(zip(names, orders, strict=True)), inks=inks)
        draw_bars(right, "Workers' engagement, change", dict(zip(names, engagement, strict=True)), inks=inks, digits=2)
        right.invert_yaxis()  # shared: turned twice otherwise
        settle(figure)
    return figure
