"""What agents may see of the world: the department as a whole, and whoever leads a team."""

from __future__ import annotations

from typing import Protocol

from orgsim.model.parameters import Context, Levers
from orgsim.model.random import Address
from orgsim.model.scenario import Scenario
from orgsim.organization import Organization


class Department(Protocol):
    """The department as its people see it."""

    organization: Organization
    plan: Scenario
    context: Context
    levers: Levers
    address: Address
    disposition_level: float
    skill_level: float
    norm: float
    shortfall: float
    team_example: float
    alignment: float

    @property
    def week(self) -> int:
        """The week being simulated, from 0."""

    @property
    def atmosphere(self) -> float:
        """What moves engagement without anybody's style, in logits."""


class Lead(Protocol):
    """A team's supervisor as the team sees them."""

    directive_share: float
    authority: float
    served: float
    competence: float
    support: float
    resolution: float

    @property
    def boss_served(self) -> float:
        """Share of the boss's load that gets attention."""
