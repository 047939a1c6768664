"""Many departments in one study: a company, whose departments share a climate, or a population, whose units share nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from orgsim.model.scenario import Scenario
from orgsim.organization import Organization


@dataclass(frozen=True)
class Department:
    """One unit of a company or population.

    Parameters
    ----------
    name : str
        What it is called.
    organization : Organization
        Who is in it.
    scenario : Scenario
        How it is led.

    Examples
    --------
    >>> import orgsim
    >>> made = orgsim.Organization.synthetic(leaders=2, managers_per_leader=2, workers_per_manager=3)
    >>> orgsim.Department("it", made, orgsim.load_scenario("management_trap")).name
    'it'
    """

    name: str
    organization: Organization
    scenario: Scenario


@dataclass(frozen=True)
class Units:
    """Departments with one design: unit i of it has the number `design.unit` + i.

    Names decide nothing: what a department is called changes no bit.

    Parameters
    ----------
    departments : tuple of Department
        The units in their order.
    shared_climate : bool, default True
        In a company all live in the climate of the first; in a population (False) each has its own.

    Examples
    --------
    >>> import orgsim
    >>> made = orgsim.Organization.synthetic(leaders=2, managers_per_leader=2, workers_per_manager=3)
    >>> trap = orgsim.load_scenario("management_trap")
    >>> len(orgsim.Units((orgsim.Department("it", made, trap), orgsim.Department("hr", made, trap))).departments)
    2
    """

    departments: tuple[Department, ...]
    shared_climate: bool = True


def names_of(departments: Sequence[Department]) -> list[str]:
    """The departments' names in their order."""
    return [department.name for department in departments]
