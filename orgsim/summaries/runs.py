"""Scalars of runs: each run summed up in the numbers of the table."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from orgsim.model.calendar import LEVEL_WEEKS
from orgsim.model.outcomes import OUTCOME_NAMES
from orgsim.summaries.compiled import ready
from orgsim.summaries.hinge import EDGE, PARTS, PlateauRule
from orgsim.summaries.table import FOLLOWED, SCALAR_NAMES

Floats = NDArray[np.float64]


def scalars(outcomes: Floats, into: Floats | None = None) -> Floats:
    """The scalars of runs (run, scalar), in the order of `SCALAR_NAMES`, from their `outcomes` (run, week, outcome).

    Each run's numbers come from that run alone, added up week after week: the same bits in any chunk, order or thread. Gaps
    (NaN) are left out of means and extremes; what has no value at all is NaN. A run of fewer than 27 weeks, and one whose
    performance has a gap, has no hinge (NaN). `into` (run, scalar), where given, is filled and returned.
    """
    values = np.ascontiguousarray(outcomes, dtype=np.float64)
    runs, weeks, count = values.shape
    found = np.empty((runs, len(SCALAR_NAMES))) if into is None else into
    rule, room, hinge = PlateauRule(), np.empty((4, count)), np.empty(len(PARTS))
    numbers = (OUTCOME_NAMES.index(FOLLOWED), LEVEL_WEEKS, EDGE, rule.late_share, rule.margin)
    ready("reduce_runs")(values, *numbers, room, np.empty(weeks), np.empty(weeks), hinge, found)
    return found
