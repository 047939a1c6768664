"""What every person answers: each of `PERSON_FIELDS` by its name, as the post stands and as the record of people has it."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial

import mesa

from orgsim.engines.mesa.department import Department
from orgsim.errors import ConfigurationError, suggestion
from orgsim.model.state import PERSON_FIELD_NAMES, PERSON_FIELDS

#: The roles that have each field of people.
ROLES = {field.name: frozenset(field.roles) for field in PERSON_FIELDS}


class Person(mesa.Agent):
    """Somebody in the department. `person` is the index in the organization's order; Mesa's `unique_id` is one more.

    Every field of people can be read by name. `agent.trust` is what the engine works with, and not a number where people of
    this kind have no such field or the first week has not found it yet. `agent.recorded("trust")` is what results say: not a
    number while the post is vacant, too.
    """

    model: Department
    person: int

    @property
    def roles(self) -> str:
        """The roles of `PERSON_FIELDS` that this person fills at the moment."""
        raise TypeError("a person is a Leader, a Manager or a Worker")

    def __getattr__(self, name: str) -> float:
        """A field that this person does not have."""
        if name in ROLES:
            return math.nan
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    def recorded(self, name: str) -> float:
        """A field of people by name, as the record of people has it."""
        return getattr(self, name) if ROLES[name].intersection(self.roles) else math.nan


def person_reporters(*names: str) -> dict[str, Callable[[Person], float]]:
    """What Mesa's `DataCollector` takes as `agent_reporters` to collect fields of people as results have them.

    Without names it is all of `PERSON_FIELDS`. Raises ConfigurationError for a name that is not among them.
    """
    faults = [f"{name}: not a field of people{suggestion(name, ROLES)}" for name in names if name not in ROLES]
    if faults:
        raise ConfigurationError(faults)
    return {name: partial(_recorded, name) for name in names or PERSON_FIELD_NAMES}


def _recorded(name: str, person: Person) -> float:
    return person.recorded(name)
