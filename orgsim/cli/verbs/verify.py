"""`orgsim verify`: do both engines give equal numbers, bit for bit, on this machine?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from orgsim.cli.verbs import Parser
from orgsim.config import load_scenario
from orgsim.engines.record import Record
from orgsim.engines.run import run as run_engine
from orgsim.model.outcomes import OUTCOME_NAMES
from orgsim.model.scenario import Scenario
from orgsim.model.state import PERSON_FIELDS
from orgsim.organization import Organization
from orgsim.spec.bounds import LANES
from orgsim.spec.study import Design, Execution

SUMMARY = "check on this machine that both engines give equal numbers"
SOON = {"shift.week": 10, "shift.ramp": 6}


class Pair(NamedTuple):
    """One run of both engines; `threads` are the kernel's."""

    name: str
    organization: Organization
    scenario: Scenario
    design: Design
    threads: int | None = None


def run(arguments: list[str]) -> int:
    """Run every case on both engines; the exit code is 1 when any number differs."""
    parser = Parser(prog="orgsim verify", description=SUMMARY)
    parser.add_argument("--weeks", type=int, default=60, help="length of each run (60)")
    parser.add_argument("--replications", type=int, default=3, help="runs of each case (3)")
    parser.add_argument("--seed", type=int, default=1, help="the dice (1)")
    parser.add_argument("--lanes", type=int, choices=LANES, help="the kernel's runs side by side (automatic)")
    options = parser.parse_args(arguments)
    for name, most in (("weeks", 100_000), ("replications", 10_000), ("seed", 2**32 - 1)):
        least, given = (0 if name == "seed" else 1), getattr(options, name)
        if not least <= given <= most:
            parser.error(f"--{name}={given}: must be a whole number from {least} to {most}")
    equal = True
    for case in cases(Design(options.replications, options.weeks, options.seed)):
        found = first_difference(case, options.lanes)
        equal &= found is None
        print(f"{case.name}: {found or 'equal'}", flush=True)
    print("Both engines give equal numbers." if equal else "The engines differ: please report this.")
    return 0 if equal else 1


def cases(design: Design) -> Iterator[Pair]:
    """A handful of small cases: trees of several shapes, levers, events, people who leave, threads."""
    small, middling = Organization.synthetic(2, 2, 3), Organization.synthetic(3, 3, 5)
    uneven = Organization.synthetic(3, 2, 5, layers=2, spread=0.8, seed=4)
    restless = {
        "context.leaving.rate": 0.02,
        "context.leaving.succession": 0.05,
        "context.climate.sd": 0.1,
        "levers.hiring_bar": 0.5,
    }
    declared = {"events.shock.week": 20, "events.new_head.week": 30}
    replaced = {**SOON, "levers.replace_below": 0.6, "context.trust.patience": 4}
    yield Pair("a small department in the trap", small, load_scenario("management_trap"), design)
    yield Pair("the default department through a shift", Organization.synthetic(), load_scenario("early_shift", SOON), design)
    yield Pair("five levels and uneven teams", uneven, load_scenario("coached_for_a_year", {**SOON, "shift.end": 30}), design)
    yield Pair("people and heads who leave, one thread", middling, load_scenario("retrospectives", restless), design, 1)
    yield Pair("managers replaced", middling, load_scenario("replace_untrusted", replaced), design)
    yield Pair("a shock and a new head", middling, load_scenario("protected_agenda", {**SOON, **declared}), design)
    yield Pair("one boss and a team", Organization.synthetic(0, 0, 4), load_scenario("lone_leader", SOON), design)


def first_difference(case: Pair, lanes: int | None = None) -> str | None:
    """Where the engines first differ, in words; None when every number is equal bit for bit."""
    recorded = (case.design.replications - 1,)
    kernel, mesa = (
        run_engine(
            case.organization, case.scenario, case.design, execution=Execution(engine, case.threads, lanes), people=recorded
        )
        for engine in ("kernel", "mesa")
    )
    return _outcome_difference(kernel, mesa) or _people_difference(kernel, mesa)


def _outcome_difference(kernel: Record, mesa: Record) -> str | None:
    where = _first(kernel.outcomes, mesa.outcomes, order=(1, 0, 2))
    if where is None:
        return None
    week, replication, outcome = where
    values = (float(record.outcomes[replication, week, outcome]) for record in (kernel, mesa))
    return _words(OUTCOME_NAMES[outcome], week, f"replication {replication}", *values)


def _people_difference(kernel: Record, mesa: Record) -> str | None:
    if kernel.people is None or mesa.people is None:
        return "the people were not recorded"
    where = _first(kernel.people.values, mesa.people.values, order=(1, 0, 2, 3))
    if where is None:
        return None
    week, place, field, person = where
    values = (float(record.people.values[place, week, field, person]) for record in (kernel, mesa) if record.people)
    return _words(
        PERSON_FIELDS[field].name, week, f"person {person} of replication {kernel.people.replications[place]}", *values
    )


def _first(left: Any, right: Any, order: tuple[int, ...]) -> tuple[int, ...] | None:
    """The first place where two arrays differ in any bit, searched in an order of their axes."""
    if left.shape == right.shape and left.tobytes() == right.tobytes():
        return None
    if left.shape != right.shape:
        return tuple(0 for _ in order)
    bits = (np.ascontiguousarray(array.transpose(order)).view(np.uint64) for array in (left, right))
    different = np.argwhere(np.not_equal(*bits))
    return tuple(int(place) for place in different[0])


def _words(name: str, week: int, who: str, kernel: float, mesa: float) -> str:
    return f"DIFFERENT: {name} in week {week}, {who}: kernel {kernel!r}, mesa {mesa!r}"
