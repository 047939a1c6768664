"""How outcomes are shown to people: shares in per cent, rates by the year, with a fitting number of digits."""

from __future__ import annotations

from typing import NamedTuple

from orgsim.model.outcomes import OUTCOMES


class Display(NamedTuple):
    """An outcome as people read it: label, unit, the factor that its values are multiplied by, decimals in tables."""

    label: str
    unit: str
    factor: float
    decimals: int

    @property
    def long_unit(self) -> str:
        """The unit in words that stand alone."""
        return _LONG[self.unit]

    def value(self, number: float) -> str:
        """The number in the unit shown, or `-` when there is none."""
        return "-" if number != number else f"{number * self.factor + 0.0:.{self.decimals}f}"

    def change(self, number: float) -> str:
        """The same with a sign; what rounds to nothing has a plus."""
        shown = f"{number * self.factor:+.{self.decimals}f}"
        return "-" if number != number else shown.replace("-", "+") if float(shown) == 0 else shown


_BY_UNIT = {
    "share": ("%", 100.0, 1),
    "1/year": ("%/yr", 100.0, 1),
    "1/person-year": ("/yr", 1.0, 2),
    "levels": ("lev", 1.0, 2),
}
_LONG = {"%": "%", "%/yr": "% a year", "/yr": "per person and year", "lev": "levels"}
_BY_NAME = {"quits": ("%/yr", 100.0, 1)}


def display_of(name: str) -> Display:
    """How an outcome is shown; `name` is one of the outcome table's."""
    outcome = next(each for each in OUTCOMES if each.name == name)
    return Display(outcome.label, *(_BY_NAME.get(name) or _BY_UNIT[outcome.unit]))
