"""The hand-written C twin of the worker's week, compiled with places and constants from the project's own tables."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.compiler import library
from benchmarks.workload import SEED
from benchmarks.workspace import AT_DEPARTMENT, AT_FIXED, AT_LEVERS, AT_SUPERVISORS, WIDTH, Workspace
from orgsim.engines.kernel import layout
from orgsim.model.parameters.table import FIXED, LEVERS
from orgsim.model.random import NEED, WEEK

SOURCE = Path(__file__).with_name("worker.c")
#: The slots that the twin uses, by their names in the C file.
SUPERVISOR_SLOTS = (
    *("VISIBLE_GAP", "LOCAL_GAP", "PROCESS", "TEAM_DIRECTIVE_SHARE", "VOICE_RESPONSE", "EXCEPTIONS", "IDEAS"),
    *("AUTHORITY", "INVOLVEMENT", "SUPPORT", "PROGRESS", "SERVED", "TEAM_ENGAGEMENT", "TEAM_EXPERIENCE"),
)
DEPARTMENT_SLOTS = ("CIRCUMSTANCES", "CLIMATE", "QUITS", "QUIT_CEILING")


class Block(ctypes.Structure):
    """`block` in the C file."""

    _fields_ = (
        *((name, ctypes.c_int64) for name in ("supervisors", "workers", "seed", "unit")),
        *((name, ctypes.c_void_p) for name in ("team_start", "team_end", "team", "replication")),
        *((name, ctypes.c_void_p) for name in ("fixed", "levers", "supervisor", "worker", "department")),
    )


def constants() -> dict[str, int]:
    """What the C file knows of the model: slots, parameters and purposes of random numbers."""
    found = {f"W_{name.upper()}": place for name, place in layout.worker_at._asdict().items()}
    found |= {f"S_{name}": getattr(layout.at, name.lower()) for name in SUPERVISOR_SLOTS}
    found |= {f"D_{name}": getattr(layout.unit_at, name.lower()) for name in DEPARTMENT_SLOTS}
    for place, row in enumerate(FIXED):
        found["P_" + row.key.removeprefix("context.").replace(".", "_").upper()] = place
    for place, row in enumerate(LEVERS):
        found["L_" + row.name.upper()] = place
    found |= {name: getattr(layout, name) for name in ("SUPERVISOR_SLOTS", "WORKER_SLOTS")}
    return found | {"PURPOSE_WEEK": WEEK, "PURPOSE_NEED": NEED}


def twin_weeks(compiler: str) -> Callable[[Workspace, NDArray[np.float64], int, int], None]:
    """The compiled twin: call it with a workspace, a flat state of it, the first week and the number of weeks."""
    compiled = library(SOURCE, compiler, constants()).worker_weeks
    compiled.argtypes, compiled.restype = (ctypes.POINTER(Block), ctypes.c_int64, ctypes.c_int64), None

    def weeks(workspace: Workspace, base: NDArray[np.float64], first: int, count: int) -> None:
        def at(element: int) -> int:
            return int(base.ctypes.data) + 8 * WIDTH * element

        tree: Any = workspace.tree
        places = (AT_FIXED, AT_LEVERS, AT_SUPERVISORS, workspace.at_workers, AT_DEPARTMENT)
        arrays = (tree.team_start.ctypes.data, tree.team_end.ctypes.data, tree.team.ctypes.data, workspace.words.ctypes.data)
        block = Block(len(tree.boss), int(tree.team_end[-1]), SEED, 0, *arrays, *map(at, places))
        compiled(ctypes.byref(block), first, count)

    return weeks
