"""What the WebAssembly module and its caller share: every array by name, with its type and shape.

Functions of the module take whole numbers and pointers. Which, is read off the functions in `entries`: an argument that is in
`ARRAYS` is a pointer to that array, every other is a number of 32 bits. The manifest carries both, so that a caller allocates
and passes everything by name and needs to know nothing of the model.
"""

from __future__ import annotations

from typing import NamedTuple

from orgsim.engines.kernel.blocks import FIXED_COUNT, LEVER_COUNT, OUTCOME_COUNT
from orgsim.engines.kernel.recording import FIELDS

#: Runs side by side: a register of WebAssembly holds two doubles.
WIDTH = 2
WHOLE, LONG, REAL = "i32", "i64", "f64"
#: Sizes that do not depend on the call.
CONSTANTS: dict[str, int] = {
    "parameter": FIXED_COUNT,
    "lever": LEVER_COUNT,
    "outcome": OUTCOME_COUNT,
    "field": FIELDS,
    "width": WIDTH,
    "date": 3,
    "count": 3,
    "row": 1,
}


class Array(NamedTuple):
    """An array in the module's memory, by rows: its type, its dimensions (numbers among a function's arguments, or
    `CONSTANTS`), and what it holds."""

    type: str
    shape: tuple[str, ...]
    meaning: str


_BY_PERSON, _BY_SUPERVISOR, _BY_RUN = ("people",), ("supervisors",), ("runs",)

ARRAYS: dict[str, Array] = {
    "given": Array(WHOLE, _BY_PERSON, "each person's boss as a place in this array, -1 for the head, in any order"),
    "counts": Array(WHOLE, ("count",), "supervisors (0: not a tree), leaders, and numbers of 8 bytes of a block's workspace"),
    "order": Array(WHOLE, _BY_PERSON, "the place in `given` of each person: leaders, managers, then workers by team"),
    "above": Array(WHOLE, _BY_PERSON, "each person's boss, -1 for the head, in that order"),
    "level": Array(WHOLE, _BY_PERSON, "reporting lines up to the head"),
    **{
        name: Array(WHOLE, _BY_PERSON, f"{what}, by supervisor")
        for name, what in (
            ("first_child", "the first report who supervises"),
            ("last_child", "one beyond the last of them"),
            ("first_worker", "the first worker of the team"),
            ("last_worker", "one beyond the last of them"),
        )
    },
    **{name: Array(WHOLE, _BY_PERSON, "memory to arrange people in") for name in ("reports", "ends", "listed")},
    **{
        name: Array(kind, _BY_SUPERVISOR, f"the tree as the stages read it: {what}")
        for name, kind, what in (
            ("boss", LONG, "boss"),
            ("child_start", LONG, "first child"),
            ("child_end", LONG, "end of children"),
            ("team_start", LONG, "first worker"),
            ("team_end", LONG, "end of workers"),
            ("team", REAL, "workers in the team"),
            ("subtree", REAL, "workers below"),
            ("lines", REAL, "lines that are directed on"),
        )
    },
    "everyday": Array(REAL, ("lever",), "levers before they are pulled"),
    "pulled": Array(REAL, ("lever",), "levers when pulled"),
    "dates": Array(WHOLE, ("lever", "date"), "week in which each lever is pulled, weeks of its ramp, its last week + 1 or -1"),
    "fixed": Array(REAL, ("row", "parameter"), "parameters that hold for all weeks"),
    "levers": Array(REAL, ("row", "weeks", "lever"), "levers by week"),
    "outcomes": Array(REAL, ("runs", "weeks", "outcome"), "what is observed of the department"),
    "recorded": Array(WHOLE, ("weeks",), "1 for weeks whose people are recorded, else 0"),
    "moments": Array(LONG, ("weeks",), "each week's place in the record of people, or -1"),
    "people_of": Array(REAL, ("watched", "moment", "field", "people"), "people of the first `watched` runs in recorded weeks"),
    **{name: Array(LONG, _BY_RUN, f"{name.replace('_', ' ')} of each run") for name in ("units", "climates", "rows", "places")},
    "replications": Array(LONG, _BY_RUN, "number of each run"),
    "workspaces": Array(REAL, ("blocks", "numbers"), "all state, a block of runs side by side in each row"),
}
