"""The week's draws of a person: computed where they are needed, or read from a tape that runs side by side share."""

from __future__ import annotations

from typing import Any, NamedTuple

from orgsim.model.random import WEEK, Address, add_words, uniforms


class Tape(NamedTuple):
    """One week's draws of everyone for runs with the same dice: the k-th draw of a person lies at `length` k + person."""

    values: Any
    length: int


def record_week(sheet: Any, address: Address, week: int, first: Any, width: int, groups: int) -> None:
    """Fill the tape's memory `sheet` [group, draw]: `width` people in one step, the first of them numbered `first`."""
    for group in range(groups):
        draws = uniforms(address, week + 1, add_words(first, group * width), WEEK)
        sheet[group, 0] = draws[0]
        sheet[group, 1] = draws[1]
        sheet[group, 2] = draws[2]
        sheet[group, 3] = draws[3]


def thrown(tape: Any, address: Address, week: int, person: int) -> tuple[float, float, float, float]:
    """The draws, computed from the address."""
    return uniforms(address, week + 1, person, WEEK)


def read_off(tape: Any, address: Address, week: int, person: int) -> tuple[float, float, float, float]:
    """The draws from the tape of this week."""
    return (
        tape.values[person],
        tape.values[tape.length + person],
        tape.values[2 * tape.length + person],
        tape.values[3 * tape.length + person],
    )


def week_draws(tape: Any, address: Address, week: int, person: int) -> tuple[float, float, float, float]:
    """Four uniforms of one person in one week: from the tape where there is one."""
    return thrown(tape, address, week, person) if tape is None else read_off(tape, address, week, person)
