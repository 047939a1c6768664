"""A scenario: one way of leading a department, with everything a run needs to know but the organization and the dice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, field

import numpy as np
from numpy.typing import NDArray

from orgsim.model.parameters import Context, Events, Levers, Start
from orgsim.model.schedule import Timing, weekly_value


@dataclass(frozen=True)
class Scenario:
    """One way of leading. Usually made by name (`orgsim.load_scenario`), which also checks it.

    Parameters
    ----------
    name : str, default "custom"
        What it is called.
    title : str, default ""
        What it is, in a line.
    context : Context, default the table's
        The parameters that leadership cannot change.
    start : Start, default the table's
        How the department begins.
    events : Events, default none
        Shocks and new heads that are declared.
    levers : Levers, default the everyday values
        Values when pulled; before `shift` (or a lever's own `timing`) the everyday values of the table hold.
    shift : Timing, default from week 0
        When levers are pulled.
    timing : mapping of str to Timing, default empty
        Of levers that have a timing of their own, by name.

    Examples
    --------
    >>> import orgsim
    >>> orgsim.load_scenario("half_hearted").levers.coaching > orgsim.Scenario().levers.coaching
    True
    """

    name: str = "custom"
    title: str = ""
    context: Context = Context()
    _: KW_ONLY
    start: Start = Start()
    events: Events = Events()
    levers: Levers = Levers()
    shift: Timing = Timing()
    timing: Mapping[str, Timing] = field(default_factory=dict)

    def fixed(self) -> NDArray[np.float64]:
        """The parameters that do not change with the week.

        Returns
        -------
        array
            Shape (len(FIXED),), in the order of the table.
        """
        groups = (*self.context, self.start, *self.events)
        return np.array([value for group in groups for value in group], dtype=np.float64)

    def weekly_levers(self, weeks: int) -> NDArray[np.float64]:
        """The levers of each week.

        Parameters
        ----------
        weeks : int
            How many.

        Returns
        -------
        array
            Shape (weeks, len(LEVERS)), in the order of the table.
        """
        everyday = Levers()
        columns = [
            weekly_value(base, pulled, self.timing.get(name, self.shift), weeks)
            for name, base, pulled in zip(Levers._fields, everyday, self.levers, strict=True)
        ]
        return np.stack(columns, axis=1)
