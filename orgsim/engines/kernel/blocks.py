"""The compiled entry: blocks of runs, one block to a thread at a time, its runs in the lanes of the processor."""

from __future__ import annotations

from itertools import chain
from typing import Any

import numba
import numpy as np

from orgsim.engines.kernel import recording, week
from orgsim.engines.kernel.cache import cached_in
from orgsim.engines.kernel.compiling import make_compilable
from orgsim.engines.kernel.layout import DEPARTMENT_SLOTS, SUPERVISOR_SLOTS, WORKER_SLOTS, Run
from orgsim.engines.kernel.memory import lanes
from orgsim.engines.kernel.recording import copy_people
from orgsim.engines.kernel.stages import closing, leading, people, results, start
from orgsim.engines.kernel.week import simulate_week
from orgsim.model import arithmetic, random
from orgsim.model.outcomes import OUTCOME_NAMES
from orgsim.model.parameters.table import FIXED, LEVERS
from orgsim.model.random import Address
from orgsim.model.rules import (
    attention,
    department,
    engagement,
    improvement,
    influence,
    learning,
    leaving,
    performance,
    reporting,
    style,
    survey,
    work,
)

BASICS = (arithmetic, random)
RULES = (
    style,
    work,
    attention,
    influence,
    performance,
    improvement,
    learning,
    engagement,
    leaving,
    department,
    reporting,
    survey,
)
STAGES = (start, leading, results, people, closing, week, recording)
for _module in chain(BASICS, RULES, STAGES):
    make_compilable(_module)

FIXED_COUNT, LEVER_COUNT, OUTCOME_COUNT = len(FIXED), len(LEVERS), len(OUTCOME_NAMES)
#: A cache line, in numbers of 8 bytes.
LINE = 8


def name_of(width: int) -> str:
    """What the kernel for `width` runs side by side is called in the cache."""
    return f"lanes-{width}"


def compiled(width: int) -> Any:
    """The kernel for `width` runs side by side: compiled on its first call, or read from the cache."""

    @numba.extending.register_jitable(error_model="numpy")
    def run_block(
        tree: Any,
        seed: int,
        unit: int,
        climate: int,
        first: int,
        fixed: Any,
        levers: Any,
        outcomes: Any,
        places: Any,
        moments: Any,
        recorded: Any,
    ) -> None:
        """Up to `width` replications side by side, in one workspace that starts on a cache line."""
        supervisors = len(tree.boss)
        workers = tree.team_end[-1]
        at_notes = FIXED_COUNT + LEVER_COUNT
        at_department = at_notes + OUTCOME_COUNT
        at_supervisors = at_department + DEPARTMENT_SLOTS
        at_workers = at_supervisors + SUPERVISOR_SLOTS * supervisors
        words = np.zeros(width, dtype=np.uint64)
        whole = np.zeros((at_workers + WORKER_SLOTS * workers) * width + LINE, dtype=np.float64)
        base = whole[(64 - whole.ctypes.data % 64) % 64 // 8 :]
        runs = outcomes.shape[0]
        for lane in range(width):
            words[lane] = (first + min(lane, runs - 1)) & random.MASK
            for i in range(FIXED_COUNT):
                base[i * width + lane] = fixed[i]
        replications = lanes(words, 0, 1, width)[0, 0]
        run = Run(
            tree,
            Address(seed, unit, replications),
            Address(seed, climate, replications),
            lanes(base, 0, 1, width),
            lanes(base, FIXED_COUNT, 1, width),
            lanes(base, at_supervisors, supervisors, width),
            lanes(base, at_workers, workers, width),
            lanes(base, at_department, 1, width),
        )
        notes = lanes(base, at_notes, 1, width)
        start.start(run)
        for t in range(levers.shape[0]):
            for i in range(LEVER_COUNT):
                for lane in range(width):
                    base[(FIXED_COUNT + i) * width + lane] = levers[t, i]
            simulate_week(run, t, notes)
            for lane in range(runs):
                for i in range(OUTCOME_COUNT):
                    outcomes[lane, t, i] = base[(at_notes + i) * width + lane]
                if places[lane] >= 0 and moments[t] >= 0:
                    target = recorded[places[lane], moments[t]]
                    copy_people(tree, base, at_supervisors, at_workers, lane, width, target)

    def run_blocks(
        tree: Any,
        seed: int,
        unit: int,
        climate: int,
        first: int,
        fixed: Any,
        levers: Any,
        outcomes: Any,
        places: Any,
        moments: Any,
        recorded: Any,
    ) -> None:
        """Replications first, first + 1, …: one for each row of `outcomes` [run, week, outcome], which is filled.

        `fixed` (parameters,) and `levers` (weeks, levers) hold for all runs; `places` (runs,) and `moments` (weeks,) give each
        run's and week's place in `recorded` [place, moment, field, person], or -1. `climate` is the unit whose climate holds.
        """
        for block in numba.prange((outcomes.shape[0] + width - 1) // width):
            part = slice(block * width, min((block + 1) * width, outcomes.shape[0]))
            start_at = first + block * width
            run_block(tree, seed, unit, climate, start_at, fixed, levers, outcomes[part], places[part], moments, recorded)

    return cached_in(run_blocks, name_of(width))
