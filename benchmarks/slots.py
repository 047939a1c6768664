"""The stages' view of the state without a compiler: slots that hold whatever the primitives compute with."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from orgsim.model.parameters.table import LEVERS
from orgsim.model.random import Address
from orgsim.organization import Organization

Floats = NDArray[np.float64]


class Slots:
    """State as the stages index it, `[slot, person]`. An element is any object, replaced, never changed, when it is set."""

    def __init__(self, slots: int, people: int) -> None:
        self.rows: list[list[Any]] = [[None] * people for _ in range(slots)]

    def __getitem__(self, index: tuple[int, int]) -> Any:
        return self.rows[index[0]][index[1]]

    def __setitem__(self, index: tuple[int, int], value: Any) -> None:
        self.rows[index[0]][index[1]] = value


def column(values: Floats) -> Slots:
    """Parameters as `[parameter, 0]`: plain numbers, as they are the same in every run."""
    found = Slots(len(values), 1)
    for place, value in enumerate(values.tolist()):
        found[place, 0] = value
    return found


def empty_run(organization: Organization, fixed: Floats, address: Address) -> Any:
    """A `layout.Run` with nothing in its slots yet, and levers of 0."""
    from orgsim.engines.kernel import layout

    arrays = layout.tree_of(organization)
    lists: list[Any] = [part.tolist() if isinstance(part, np.ndarray) else part for part in arrays]
    tree = layout.Tree(*lists)
    given: dict[str, Any] = {
        "tree": tree,
        "address": address,
        "climate_address": address,
        "tape": None,
        "fixed": column(fixed),
        "levers": column(np.zeros(len(LEVERS))),
        "supervisors": Slots(layout.SUPERVISOR_SLOTS, organization.supervisors),
        "workers": Slots(layout.WORKER_SLOTS, organization.workers),
        "department": Slots(layout.DEPARTMENT_SLOTS, 1),
    }
    return layout.Run(**given)
