"""Checks of what a study made in Python consists of, in the words that configurations use: key, value, what is allowed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from orgsim.model.parameters import Number
from orgsim.organization import Organization
from orgsim.spec.bounds import DESIGN, LANES, THREADS
from orgsim.spec.study import ENGINES
from orgsim.spec.values import fault, is_number, name_fault, number_faults

_WORD = 2**32
_FIRST = Number(0, _WORD - 1, "32-bit", "number of the first replication", whole=True)
_MAKERS = "Organization.synthetic(), Organization.from_csv(path) or Organization.from_organogram(senior, junior)"


def organization_faults(organization: object) -> list[str]:
    """A line when this is not an organization, with the ways to make one."""
    if isinstance(organization, Organization):
        return []
    return [f"organization={_short(organization)}: must be an Organization; make one with {_MAKERS}"]


def design_faults(design: Mapping[str, Any]) -> list[str]:
    """A line for each of replications, weeks, seed, unit, departments and first that is out of range."""
    faults = [line for key, value in design.items() for line in number_faults(key, value, DESIGN.get(key, _FIRST))]
    first, replications = design["first"], design["replications"]
    if not faults and first + replications > _WORD:
        faults.append(fault("first", first, f"at most {_WORD - replications}, so that {replications} runs have 32-bit numbers"))
    return faults


def department_faults(unit: int, departments: int, asked: Iterable[str]) -> list[str]:
    """A line where a company's units have no 32-bit numbers, and for what is `asked` that only one department has."""
    if departments == 1:
        return []
    faults = [f"departments={departments}: must be 1 with {what}, which only a single department has" for what in asked]
    if unit + departments > _WORD:
        faults.append(
            fault("unit", unit, f"at most {_WORD - departments}, so that {departments} departments have 32-bit numbers")
        )
    return faults


def execution_faults(engine: object, threads: object, lanes: object) -> list[str]:
    """A line for an unknown engine, and for threads or lanes that cannot be."""
    faults = [] if engine in ENGINES else [name_fault("engine", engine, ENGINES)]
    if threads is not None:
        faults += number_faults("threads", threads, THREADS, also=" or None")
    if lanes is not None and not (is_number(lanes, whole=True) and lanes in LANES):
        faults.append(fault("lanes", lanes, f"one of {', '.join(map(str, LANES))}, or None"))
    return faults


def people_faults(people: tuple[Any, ...], first: int, replications: int) -> Iterator[str]:
    """A line for each recorded replication that is not one of the study's, or is named twice."""
    numbers = Number(first, first + replications - 1, "replications of this study", "", whole=True)
    seen: set[Any] = set()
    for value in people:
        wrong = number_faults("people", value, numbers)
        if not wrong and value in seen:
            wrong = [fault("people", value, "named once only")]
        yield from wrong
        seen |= set() if wrong else {value}


def _short(value: object, limit: int = 60) -> str:
    text = " ".join(repr(value).split())
    return text if len(text) <= limit else text[: limit - 1] + "…"
