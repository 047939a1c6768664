"""Context parameters of the diagnosis: how a leadership team sees itself. Nothing else in the model reads them."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from orgsim.model.parameters.number import Number


class Diagnosis(NamedTuple):
    """How the team would answer when it is asked whether it leads."""

    colouring: Annotated[
        float,
        Number(0, 1, "share", "share of leaders' own involvement in what they say of their team, the rest being what it does"),
    ] = 0.5
