"""Many departments in one study: a company, whose departments share a climate, or a population, whose units share nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from orgsim.model.scenario import Scenario
from orgsim.organization import Organization


@dataclass(frozen=True)
class Department:
    """One unit of a company or population: its name, who is in it, and how it is led."""

    name: str
    organization: Organization
    scenario: Scenario


@dataclass(frozen=True)
class Units:
    """Departments with one design: unit i of it has the number `design.unit` + i.

    In a company (`shared_climate`) all live in the climate of the first; in a population each has its own. Names decide
    nothing: what a department is called changes no bit.
    """

    departments: tuple[Department, ...]
    shared_climate: bool = True


def names_of(departments: Sequence[Department]) -> list[str]:
    """The departments' names in their order."""
    return [department.name for department in departments]
