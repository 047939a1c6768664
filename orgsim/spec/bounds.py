"""Bounds of what is asked for beside the parameter table: the design, how it is run, and dates."""

from __future__ import annotations

from orgsim.model.parameters import LEVERS, Number

WEEKS = 100_000
_WORD = 2**32 - 1

#: Whole numbers of the design; their defaults are in conf/config.yaml.
DESIGN: dict[str, Number] = {
    "replications": Number(1, 10_000_000, "runs", "how often each scenario is run", whole=True),
    "weeks": Number(1, WEEKS, "weeks", "length of a run", whole=True),
    "seed": Number(0, _WORD, "32-bit", "the dice, the same for all scenarios", whole=True),
    "unit": Number(0, _WORD, "32-bit", "number of the department in a company", whole=True),
    "departments": Number(1, 1_000_000, "departments", "equal departments of a company, in one climate", whole=True),
}
THREADS = Number(1, 1024, "threads", "threads of the kernel", whole=True)
LANES = (1, 2, 4, 8, 16)

#: The timing of levers. `end` may also be null, and in `timing` the word `never`.
TIMING: dict[str, Number] = {
    "week": Number(0, WEEKS, "week", "first week in which levers are pulled", whole=True),
    "ramp": Number(0, WEEKS, "weeks", "length of the ramp", whole=True),
    "end": Number(1, WEEKS, "week", "week in which levers are let go", whole=True),
}
#: The same by full key: of the shift, and of each lever.
LEVER_TIMING: dict[str, Number] = {
    f"{section}.{name}": number
    for section in ("shift", *(f"timing.{row.name}" for row in LEVERS))
    for name, number in TIMING.items()
}
