"""The functions that the WebAssembly module exports, over arrays: glue alone, the model is what the native kernel compiles.

State lies in the caller's memory, so runs can be advanced week by week, block by block, and left at any time. Each function is
plain Python that numba compiles; `exported` gives it the form that WebAssembly can call.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import numba
import numpy as np
from numba import types

from orgsim.engines.kernel.blocks import Jobs, Recorder, steps, workspace_size
from orgsim.engines.kernel.layout import Tree, fill_tree
from orgsim.model.random import MASK
from orgsim.model.schedule import moved, share_in
from orgsim.organization.arrange import fill_arrangement
from orgsim.wasm.interface import ARRAYS, CONSTANTS, LONG, REAL, WHOLE, WIDTH

_begin, _opened, _advance = steps("runs", WIDTH)
for _function in (fill_arrangement, fill_tree, moved, share_in, workspace_size):
    numba.extending.register_jitable(error_model="numpy")(_function)

_TYPES = {WHOLE: types.int32, LONG: types.int64, REAL: types.float64}


def is_tree(given: Any) -> bool:
    """Whether there is one head, and everyone else's boss is someone else of the at least two people; circles pass."""
    heads = 0
    for person in range(len(given)):
        boss = given[person]
        if boss < 0:
            heads += 1
        if boss < -1 or boss >= len(given) or boss == person:
            return False
    return heads == 1 and len(given) > 1


numba.extending.register_jitable(is_tree)


def orgsim_arrange(
    people: Any,
    given: Any,
    order: Any,
    above: Any,
    level: Any,
    first_child: Any,
    last_child: Any,
    first_worker: Any,
    last_worker: Any,
    reports: Any,
    ends: Any,
    listed: Any,
    counts: Any,
) -> None:
    """Put an organization in its canonical order and say how large it is."""
    counts[0], counts[1], counts[2] = 0, 0, 0
    if is_tree(given):
        spans = first_child, last_child, first_worker, last_worker
        supervisors = fill_arrangement(given, order, above, level, *spans, reports, ends, listed)
        counts[0] = supervisors
        counts[1] = 1 + last_child[0] - first_child[0]
        counts[2] = workspace_size("runs", supervisors, len(given) - supervisors, WIDTH)


def orgsim_tree(
    people: Any,
    supervisors: Any,
    leaders: Any,
    above: Any,
    first_child: Any,
    last_child: Any,
    first_worker: Any,
    last_worker: Any,
    boss: Any,
    child_start: Any,
    child_end: Any,
    team_start: Any,
    team_end: Any,
    team: Any,
    subtree: Any,
    lines: Any,
) -> None:
    """Make the tree that the stages read from an arranged organization."""
    for s in range(supervisors):
        child_start[s] = first_child[s]
        child_end[s] = last_child[s]
    tree = Tree(boss, child_start, child_end, team_start, team_end, team, subtree, lines, leaders)
    fill_tree(above, first_worker, last_worker, tree)


def orgsim_levers(weeks: Any, everyday: Any, pulled: Any, dates: Any, levers: Any) -> None:
    """Levers by week, from their values and dates."""
    for week in range(weeks):
        for lever in range(len(everyday)):
            share = share_in(week, dates[lever, 0], dates[lever, 1], dates[lever, 2])
            levers[0, week, lever] = moved(everyday[lever], pulled[lever], share)


def orgsim_begin(
    seed: Any,
    unit: Any,
    climate: Any,
    first: Any,
    runs: Any,
    blocks: Any,
    numbers: Any,
    watched: Any,
    weeks: Any,
    supervisors: Any,
    leaders: Any,
    boss: Any,
    child_start: Any,
    child_end: Any,
    team_start: Any,
    team_end: Any,
    team: Any,
    subtree: Any,
    lines: Any,
    fixed: Any,
    recorded: Any,
    units: Any,
    climates: Any,
    replications: Any,
    rows: Any,
    places: Any,
    moments: Any,
    workspaces: Any,
) -> None:
    """Bring all runs to their state before the first week: replications from `first` on, the first `watched` recorded."""
    for run in range(runs):
        units[run] = unit & MASK
        climates[run] = climate & MASK
        replications[run] = (first & MASK) + run
        rows[run] = 0
        places[run] = run if run < watched else -1
    moment = 0
    for week in range(weeks):
        moments[week] = moment if recorded[week] != 0 else -1
        moment += 1 if recorded[week] != 0 else 0
    tree = Tree(boss, child_start, child_end, team_start, team_end, team, subtree, lines, leaders)
    jobs = Jobs(seed & MASK, units, climates, replications, rows, rows)
    for block in range(blocks):
        start = block * WIDTH
        _begin(tree, jobs, start, min(WIDTH, runs - start), fixed, workspaces[block])


def orgsim_advance(
    seed: Any,
    runs: Any,
    blocks: Any,
    numbers: Any,
    watched: Any,
    moment: Any,
    people: Any,
    weeks: Any,
    since: Any,
    until: Any,
    first_block: Any,
    end_block: Any,
    supervisors: Any,
    leaders: Any,
    boss: Any,
    child_start: Any,
    child_end: Any,
    team_start: Any,
    team_end: Any,
    team: Any,
    subtree: Any,
    lines: Any,
    levers: Any,
    outcomes: Any,
    people_of: Any,
    units: Any,
    climates: Any,
    replications: Any,
    rows: Any,
    places: Any,
    moments: Any,
    workspaces: Any,
) -> None:
    """Advance blocks from `first_block` up to `end_block` by the weeks from `since` up to `until`; outcomes are filled."""
    tree = Tree(boss, child_start, child_end, team_start, team_end, team, subtree, lines, leaders)
    jobs = Jobs(seed & MASK, units, climates, replications, rows, rows)
    recorder = Recorder(places, moments, people_of)
    for block in range(first_block, end_block):
        start, base = block * WIDTH, workspaces[block]
        run = _opened(tree, jobs, start, base)
        for week in range(since, until):
            _advance(run, jobs, start, min(WIDTH, runs - start), week, levers, outcomes, recorder, base)


ENTRIES: tuple[Callable[..., None], ...] = (orgsim_arrange, orgsim_tree, orgsim_levers, orgsim_begin, orgsim_advance)


def arguments_of(entry: Callable[..., None]) -> tuple[str, ...]:
    """The names of an entry's arguments, in order."""
    return tuple(inspect.signature(entry).parameters)


def exported(entry: Callable[..., None]) -> tuple[str, str]:
    """An entry on numbers and pointers, compiled: its name in LLVM, and the module's text.

    Numbers become 64 bits wide at once, as everything native counts; pointers become arrays of the shape in the table.
    """
    names = arguments_of(entry)
    numbers = [name for name in names if name not in ARRAYS]
    lines = [f"    {name} = np.int64({name})" for name in numbers]
    for name in names:
        if name in ARRAYS:
            shape = ", ".join(str(CONSTANTS.get(size, size)) for size in ARRAYS[name].shape)
            lines.append(f"    {name} = numba.carray({name}, ({shape},))")
    source = [f"def {entry.__name__}({', '.join(names)}):", *lines, f"    entry({', '.join(names)})"]
    namespace: dict[str, Any] = {"np": np, "numba": numba, "entry": numba.njit(entry, error_model="numpy", forceinline=True)}
    exec("\n".join(source), namespace)
    kinds = [types.CPointer(_TYPES[ARRAYS[name].type]) if name in ARRAYS else types.int32 for name in names]
    options = {"error_model": "numpy", "no_cpython_wrapper": True, "no_cfunc_wrapper": True}
    function = numba.njit(types.void(*kinds), **options)(namespace[entry.__name__])
    compiled = next(iter(function.overloads.values()))
    return compiled.fndesc.llvm_func_name, compiled.library.get_llvm_str()
