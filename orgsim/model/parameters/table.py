"""The parameter table: every number of the model once, made from the annotated groups and used by everything else.

Validation, help, documents, designs, screens and the kernel's memory layout all read `TABLE`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple, cast, get_type_hints

from orgsim.model.parameters import decisions, diagnosis, levers, operations, people
from orgsim.model.parameters.number import Number
from orgsim.model.parameters.survey import Survey


class Context(NamedTuple):
    """Everything leadership cannot pull, in groups by mechanism."""

    style: decisions.Style = decisions.Style()
    trust: decisions.Trust = decisions.Trust()
    authority: decisions.Authority = decisions.Authority()
    competence: decisions.Competence = decisions.Competence()
    leading_skill: decisions.LeadingSkill = decisions.LeadingSkill()
    work: operations.Work = operations.Work()
    attention: operations.Attention = operations.Attention()
    influence: operations.Influence = operations.Influence()
    improvement: operations.Improvement = operations.Improvement()
    process: operations.Process = operations.Process()
    direction: operations.Direction = operations.Direction()
    engagement: people.Engagement = people.Engagement()
    climate: people.Climate = people.Climate()
    experience: people.Experience = people.Experience()
    leaving: people.Leaving = people.Leaving()
    survey: Survey = Survey()
    diagnosis: diagnosis.Diagnosis = diagnosis.Diagnosis()


class Events(NamedTuple):
    """What happens to a department from outside, by declaration."""

    shock: levers.Shock = levers.Shock()
    new_head: levers.NewHead = levers.NewHead()


@dataclass(frozen=True)
class Parameter:
    """One row of the table. `key` is the full name in configurations, `kind` one of context, lever, start, event."""

    key: str
    kind: str
    default: float
    number: Number

    @property
    def name(self) -> str:
        """The last part of the key."""
        return self.key.rpartition(".")[2]


Group = type[tuple[float, ...]]

#: (prefix of the key, kind, class), in the order of the kernel's memory. Levers come last: they have a value for each week.
CONTEXT_GROUPS: tuple[tuple[str, str, Group], ...] = (
    *((f"context.{name}", "context", cast(Group, type(group))) for name, group in Context()._asdict().items()),
    ("start", "start", cast(Group, levers.Start)),
    *((f"events.{name}", "event", cast(Group, type(group))) for name, group in Events()._asdict().items()),
)
LEVER_GROUP: tuple[str, str, Group] = ("levers", "lever", cast(Group, levers.Levers))


def rows_of(prefix: str, kind: str, group: Group) -> tuple[Parameter, ...]:
    """The table's rows for one annotated group."""
    hints = get_type_hints(group, include_extras=True)
    defaults: dict[str, float] = cast(Any, group)._field_defaults
    return tuple(
        Parameter(f"{prefix}.{name}", kind, defaults[name], cast(Number, hint.__metadata__[0])) for name, hint in hints.items()
    )


FIXED: tuple[Parameter, ...] = tuple(row for group in CONTEXT_GROUPS for row in rows_of(*group))
LEVERS: tuple[Parameter, ...] = rows_of(*LEVER_GROUP)
TABLE: tuple[Parameter, ...] = FIXED + LEVERS
BY_KEY: dict[str, Parameter] = {row.key: row for row in TABLE}


def offset_of(group: Group) -> int:
    """Where a group starts in the vector of fixed parameters."""
    start = 0
    for _, _, other in CONTEXT_GROUPS:
        if other is group:
            return start
        start += len(get_type_hints(other))
    raise KeyError(group.__name__)
