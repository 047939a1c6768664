"""The capability trap's lines of the report: the published equations, orgsim's limit, and the full model.

What evidence gives is a range for each signature, so equality with it is relational. Equality of the limit with the equations
is numerical. For the full model the lines are measurements: nothing in it was arranged to fall into the ranges.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from orgsim.analysis.across import Floats, mean_interval
from orgsim.docking import full_model, limit
from orgsim.docking.capability_trap import HARDER, MODEL, SMARTER, Trap, drawn, performances, signature, turns
from orgsim.docking.comparison import CONFIDENCE, Comparison, Range, exact, within
from orgsim.model.random import Address

#: Ranges in per cent: pushing harder gains at first and loses later; shifting effort to improvement dips first.
GAIN, LOSS, DIP = Range(3.0, 8.0), Range(10.0, 25.0), Range(1.0, 3.0)
SOME, ALWAYS, MOSTLY = Range(0.0, np.inf, "above 0"), Range(100.0, 100.0, "always"), Range(50.0, 100.0, "mostly")
#: What is the same up to rounding.
ROUNDING = 1e-12
#: Who is pushed, by where they start.
STARTING = {"trap": "the trapped", "delegating": "delegators", "led": "the led"}


def comparisons(replications: int, seed: int) -> list[Comparison]:
    """All lines; `replications` are runs of the full model, and draws of the equations' constants."""
    return [*published_lines(), *drawn_lines(replications, seed), *limit_lines(), *full_lines(replications, seed)]


def published_lines() -> list[Comparison]:
    """The equations at the values of the evidence."""
    harder, smarter = (signature(performances(Trap(), policy)) for policy in (HARDER, SMARTER))
    lines = (
        ("pushing harder: gain at first, %", GAIN, harder.gain),
        ("pushing harder: loss after 5 years, %", LOSS, -harder.end),
        ("investing: dip at first, %", DIP, smarter.loss),
        ("investing: gain after 5 years, %", SOME, smarter.end),
    )
    return [within(MODEL, f"equations, {cell}", ends, (100.0 * value, np.nan, np.nan)) for cell, ends, value in lines]


def drawn_lines(replications: int, seed: int) -> list[Comparison]:
    """The equations over the ranges of the evidence: how often signs and sizes are those published."""
    pushed, invested = [], []
    for replication in range(replications):
        trap, harder, smarter = drawn(Address(seed, 0, replication))
        pushed.append(performances(trap, harder))
        invested.append(performances(trap, smarter))
    lines = (
        ("pushing gains at first", ALWAYS, [max(course) > course[0] for course in pushed]),
        ("and then loses", MOSTLY, [turns(course)[0] for course in pushed]),
        (f"gain {GAIN.words} %", MOSTLY, [GAIN.holds(100.0 * signature(course).gain) for course in pushed]),
        (f"loss {LOSS.words} %", MOSTLY, [LOSS.holds(-100.0 * signature(course).end) for course in pushed]),
        ("investing dips at first", ALWAYS, [min(course) < course[0] for course in invested]),
        ("and then gains", MOSTLY, [turns(course)[1] for course in invested]),
        (f"dip {DIP.words} %", MOSTLY, [DIP.holds(100.0 * signature(course).loss) for course in invested]),
    )
    return [within(MODEL, f"% of constants drawn: {cell}", ends, share(holds)) for cell, ends, holds in lines]


def limit_lines() -> list[Comparison]:
    """The limit of the engine, and of the rules for gaps, beside the equation's numbers."""
    policies = {"pushing harder": limit.HARDER, "investing": limit.SMARTER}
    courses = {f"engine, {name}": limit.engine_courses(Trap(), value) for name, value in policies.items()}
    courses |= {f"gap rules, {100 * share:g} % directed": limit.gap_courses(share) for share in (0.95, 0.2)}
    return [exact(MODEL, f"limit of orgsim: {name}", both.here, both.equations, ROUNDING) for name, both in courses.items()]


def full_lines(replications: int, seed: int) -> list[Comparison]:
    """Both signatures in the full model, against the same department left alone."""
    led = full_model.leading(replications, seed)
    lines = [("leading: dip at first, %", DIP, negative(led.lowest)), ("leading: gain after 5 years, %", SOME, led.end)]
    for start, name in STARTING.items():
        pushed = full_model.pushing(start, replications, seed)
        lines.append((f"pushing {name}: gain, %", GAIN, pushed.highest))
        lines.append((f"pushing {name}: later loss, %", LOSS, negative(pushed.end)))
    return [within(MODEL, f"full model, {cell}", ends, ours) for cell, ends, ours in lines]


def courses(replications: int, seed: int) -> dict[str, dict[str, Floats]]:
    """Change of performance in per cent by week, in the equations and in the full model."""
    equations = {"pushing harder": HARDER, "investing": SMARTER}
    pushed = {f"pushing, {name}": full_model.pushing(start, replications, seed).course for start, name in STARTING.items()}
    return {
        "The equations": {name: relative(performances(Trap(), policy)) for name, policy in equations.items()},
        "The full model": {**pushed, "leading": full_model.leading(replications, seed).course},
    }


def relative(course: Sequence[float]) -> Floats:
    """A course as change from its first week in per cent."""
    return 100.0 * (np.array(course) / course[0] - 1.0)


def negative(change: full_model.Change) -> full_model.Change:
    """A change as a loss."""
    return full_model.Change(-change.mean, -change.high, -change.low)


def share(holds: Sequence[bool]) -> tuple[float, float, float]:
    """How often something holds, in per cent, with its interval."""
    mean = mean_interval(np.array(holds, dtype=np.float64) * 100.0, CONFIDENCE)
    return float(mean.mean), float(mean.low), float(mean.high)
