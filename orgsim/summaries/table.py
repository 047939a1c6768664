"""What one run is summed up in: the table of scalars, made from the table of outcomes."""

from __future__ import annotations

from typing import NamedTuple

from orgsim.model.calendar import LEVEL_WEEKS
from orgsim.model.outcomes import OUTCOMES

#: The outcome whose extremes and plateau are kept.
FOLLOWED = "performance"


class Scalar(NamedTuple):
    """One number of a run: its name, unit and meaning."""

    name: str
    unit: str
    meaning: str


def _final_values() -> list[Scalar]:
    over = f"over the last {LEVEL_WEEKS} weeks, or all of a shorter run"
    return [Scalar(f"final_{each.name}", each.unit, f"mean {over}: {each.meaning}") for each in OUTCOMES]


def _means() -> list[Scalar]:
    return [Scalar(f"mean_{each.name}", each.unit, f"mean over the whole run: {each.meaning}") for each in OUTCOMES]


def _of_followed() -> list[Scalar]:
    (followed,) = (each for each in OUTCOMES if each.name == FOLLOWED)
    name, unit, what = followed.name, followed.unit, followed.label.lower()
    hinge = f"the best hinge through {what} over the whole run"
    return [
        Scalar(f"lowest_{name}", unit, f"lowest weekly {what}"),
        Scalar(f"lowest_{name}_week", "week", f"first week in which {what} is lowest"),
        Scalar(f"highest_{name}", unit, f"highest weekly {what}"),
        Scalar(f"highest_{name}_week", "week", f"first week in which {what} is highest"),
        Scalar("plateau_week", "week", f"week of {hinge}, declared a plateau or not; none in fewer than 27 weeks"),
        Scalar("plateau_level", unit, f"{what} at {hinge}, as fitted, declared a plateau or not"),
        Scalar("plateau_declared", "0 or 1", f"1 when {hinge} is declared a plateau: it levels off, and no line fits as well"),
    ]


#: Every scalar of a run, in the order of `orgsim.summaries.runs.scalars`.
SCALARS: tuple[Scalar, ...] = (*_final_values(), *_means(), *_of_followed())
SCALAR_NAMES: tuple[str, ...] = tuple(scalar.name for scalar in SCALARS)
