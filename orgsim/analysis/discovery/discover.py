"""Scenario discovery: one box after another until what is left could be chance, and a shallow tree beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from orgsim.analysis.across import Floats
from orgsim.analysis.axis import Axis
from orgsim.analysis.condition import parse_condition
from orgsim.analysis.discovery.boxes import Bools, Box, Measures, measures, quality
from orgsim.analysis.discovery.prim import Patience, Step, choose, paste, peel, prune, quasi_p, search
from orgsim.analysis.discovery.tree import Leaf, grow
from orgsim.analysis.sample import Sample
from orgsim.errors import ConfigurationError
from orgsim.spec.bounds import DESIGN
from orgsim.spec.values import fault, is_number, number_faults

#: Fewer cases, or fewer points that are none, cannot tell a box from chance.
FEWEST = 20
_SHUFFLE, _JUDGED = 102, 2000


@dataclass(frozen=True)
class DiscoverySettings:
    """`alpha`: part of the points peeled at a time; `boxes`: most boxes; `least`: largest quasi-p of a limit.

    `shuffles`: how often the cases are dealt out anew to see how good a box chance gives; `chance`: the largest part of these
    samples that may give one as good; `depth`: of the tree.
    """

    alpha: float = 0.05
    boxes: int = 3
    least: float = 0.05
    shuffles: int = 49
    chance: float = 0.02
    depth: int = 3
    seed: int = 1


@dataclass(frozen=True)
class Found:
    """A box: its trajectory, its measures among all points, each limit's quasi-p by place, and the box's own p.

    `chance` is the part of samples with shuffled cases, itself counted, whose best box is as good: 1 / (shuffles + 1) at least.
    `measures` count all cases, also those of earlier boxes; `added` is the coverage that earlier boxes do not have.
    """

    box: Box
    trajectory: list[Step]
    measures: Measures
    added: float
    quasi_p: Mapping[int, float]
    chance: float


@dataclass(frozen=True)
class Discovery:
    """What was found for a condition: boxes, `rejected` the trajectory and p of the one that could be chance, and the tree."""

    where: str
    axes: tuple[Axis, ...]
    values: Floats
    cases: Bools
    boxes: list[Found]
    rejected: Found | None
    leaves: list[Leaf]
    settings: DiscoverySettings
    source: str
    notes: list[str] = field(default_factory=list)

    @property
    def together(self) -> Measures:
        """The measures of all boxes as one."""
        inside = np.zeros(len(self.cases), dtype=np.bool_)
        for each in self.boxes:
            inside |= each.box.inside(self.values)
        hits, points = int((inside & self.cases).sum()), int(inside.sum())
        return Measures(hits / int(self.cases.sum()), hits / points if points else np.nan, points / len(self.cases), points)

    def table(self) -> pd.DataFrame:
        """A row for each limit of each box, and for each leaf of the tree."""
        rows = []
        for number, each in enumerate(self.boxes, 1):
            shared = {"rule": f"box {number}", **each.measures._asdict(), "chance": each.chance}
            for place, limit in sorted(each.box.limits.items()):
                axis = self.axes[place]
                levels = "|".join(axis.levels[i] for i in sorted(limit.levels)) if limit.levels is not None else ""
                bounds = {"low": limit.low, "high": limit.high} if limit.levels is None else {"low": np.nan, "high": np.nan}
                rows.append(shared | {"factor": axis.key, **bounds, "levels": levels, "quasi_p": each.quasi_p[place]})
        for number, leaf in enumerate(self.leaves, 1):
            words = leaf.box.words(self.axes)
            rows.append({"rule": f"leaf {number}", **leaf.measures._asdict(), "words": words})
        names = (
            "rule", "factor", "low", "high", "levels", "quasi_p", "chance", "coverage", "density", "mass", "points", "words",
        )  # fmt: skip
        return pd.DataFrame(rows, columns=list(names)).assign(where=self.where, seed=self.settings.seed)


def discover(sample: Sample, where: str, settings: DiscoverySettings | None = None) -> Discovery:
    """Find the conditions on factors under which `where` holds of the points' means, such as "plateau_declared > .5".

    Points without a run, and those whose runs lack a value of an outcome in the condition, are left out and counted.

    PRIM peels a box; of its trajectory the one that says most is taken (√mass times the density above that everywhere), its
    limits are moved where that makes it say more (pasting), and those that may be chance are left out (quasi-p). The points in
    it are then set aside and the next box is sought. A box counts when hardly any sample with shuffled cases gives one as good,
    so that noise gives none: a false alarm in `chance` of all samples.

    Raises ConfigurationError for a condition that cannot be read, for outcomes without any value, and when fewer than 20 points
    meet it, or all but 20 do, with the number of points needed.
    """
    how = settings or DiscoverySettings()
    _check(how)
    condition = parse_condition(where, sample.outcomes)
    known = sample.having(condition.outcomes, f"where={condition.text!r}")
    there, unknown = known.measured, int((sample.measured & ~known.measured).sum())
    values, cases = sample.numbers()[there], condition.holds(known.all_means(condition.outcomes)[there])
    _check_size(where, cases)
    boxes: list[Found] = []
    rejected = None
    left = np.ones(len(cases), dtype=np.bool_)
    while len(boxes) < how.boxes and min(cases[left].sum(), (~cases[left]).sum()) >= FEWEST:
        found = _next_box(sample.axes, values, cases, left, how)
        if found.chance > how.chance or not found.box.limits:
            rejected = found
            break
        boxes.append(found)
        left &= ~found.box.inside(values)
    leaves = grow(sample.axes, values, cases, depth=how.depth, seed=how.seed)
    source = sample.describe(condition.outcomes)
    notes = [f"{unknown:,} more points have no run with a value of it and are left out"] if unknown else []
    return Discovery(condition.text, sample.axes, values, cases, boxes, rejected, leaves, how, source, notes)


def _next_box(axes: tuple[Axis, ...], values: Floats, cases: Bools, left: Bools, how: DiscoverySettings) -> Found:
    """The best box among the points that are left."""
    some, hits = values[left], cases[left]
    patience = Patience(how.alpha, _smallest(hits))
    trajectory = search(axes, some, hits, how=patience)
    box = paste(axes, choose(trajectory, float(hits.mean())).box, some, cases=hits, how=patience)
    box = paste(axes, prune(box, some, hits, least=how.least), some, cases=hits, how=patience)
    box = prune(box, some, hits, least=how.least)
    added = float((box.inside(values) & cases & left).sum() / cases.sum())
    return Found(box, trajectory, measures(box, values, cases), added, quasi_p(box, some, hits), _chance(axes, some, hits, how))


def _chance(axes: tuple[Axis, ...], values: Floats, cases: Bools, how: DiscoverySettings) -> float:
    """The part of samples with shuffled cases, and the one as it is, whose peeling from everything gives as good a box.

    Judged on up to 2,000 points, which are plenty to tell a box from chance.
    """
    dice = np.random.Generator(np.random.Philox(key=np.array([how.seed, _SHUFFLE], dtype=np.uint64)))
    some = dice.permutation(len(cases))[:_JUDGED]
    values, cases = values[some], cases[some]
    if not cases.any():
        return 1.0
    patience, everywhere = Patience(how.alpha, _smallest(cases)), float(cases.mean())
    dealt = [cases, *(dice.permutation(cases) for _ in range(how.shuffles))]
    found = [quality(choose(peel(axes, values, each, how=patience), everywhere).measures, everywhere) for each in dealt]
    return sum(each >= found[0] for each in found) / len(found)


def _smallest(cases: Bools) -> int:
    """The smallest box: a twentieth of the cases, ten points at least."""
    return max(10, int(0.05 * cases.sum()))


def _check_size(where: str, cases: Bools) -> None:
    count, hits = len(cases), int(cases.sum())
    few, what = (hits, "meet it") if hits <= count - hits else (count - hits, "do not meet it")
    if few >= FEWEST:
        return
    share = few / count
    needed = f"about {int(np.ceil(FEWEST / share)):,} points at this rate" if few else "a wider design or another condition"
    raise ConfigurationError(
        f"where={where!r}: the sample is too small: {few} of {count:,} points {what}; discovery needs {FEWEST} "
        f"or more: {needed}"
    )


def _check(how: DiscoverySettings) -> None:
    faults = number_faults("seed", how.seed, DESIGN["seed"])
    if not (is_number(how.alpha) and 0 < how.alpha <= 0.5):
        faults.append(fault("alpha", how.alpha, "a number above 0, up to 0.5"))
    if not (is_number(how.boxes, whole=True) and how.boxes >= 1):
        faults.append(fault("boxes", how.boxes, "a whole number from 1"))
    if not (is_number(how.depth, whole=True) and 1 <= how.depth <= 5):
        faults.append(fault("depth", how.depth, "a whole number from 1 to 5"))
    shares = {"least": how.least, "chance": how.chance}
    bad = [fault(key, value, "a number between 0 and 1") for key, value in shares.items() if not _is_share(value)]
    faults += bad
    if not bad and not (is_number(how.shuffles, whole=True) and (how.shuffles + 1) * how.chance >= 1):
        wanted = int(np.ceil(1 / how.chance)) - 1
        faults.append(fault("shuffles", how.shuffles, f"a whole number from {wanted} (for chance {how.chance:g})"))
    if faults:
        raise ConfigurationError(faults)


def _is_share(value: float) -> bool:
    return is_number(value) and 0 < value < 1
