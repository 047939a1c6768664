"""What an engine hands back: plain arrays in the order of the outcome table, and people on request."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from orgsim.model.outcomes import OUTCOME_NAMES


@dataclass(frozen=True)
class PeopleRecord:
    """The weekly state of every person of chosen replications.

    `values` has the shape (replication, week, field, person), fields as in `model.state.PERSON_FIELDS`; NaN where a field
    does not apply to a person's role or the post is vacant. `weeks` are the recorded weeks.
    """

    replications: tuple[int, ...]
    values: NDArray[np.float64]
    weeks: tuple[int, ...]


@dataclass(frozen=True)
class Record:
    """Weekly outcomes of one scenario: `outcomes` has the shape (replication, week, outcome) in the table's order."""

    outcomes: NDArray[np.float64]
    people: PeopleRecord | None = None

    @property
    def weekly(self) -> dict[str, NDArray[np.float64]]:
        """Each outcome by name: views of the shape (replication, week)."""
        return {name: self.outcomes[:, :, place] for place, name in enumerate(OUTCOME_NAMES)}
