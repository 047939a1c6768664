"""What stands after the question mark of an address: known names, and numbers that are numbers."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from starlette.requests import Request

from orgsim.app.body import check_names
from orgsim.errors import ConfigurationError
from orgsim.model.parameters import Number
from orgsim.spec.values import fault, number_faults


class RequestQuery:
    """The parameters of an address. Raises ConfigurationError for names that are not `known`, and for bad values when read."""

    def __init__(self, request: Request, known: Iterable[str]) -> None:
        self._given = request.query_params
        check_names(self._given, known)

    def has(self, name: str) -> bool:
        """Whether it was given."""
        return name in self._given

    def text(self, name: str, usual: str | None = None) -> str:
        """A text; without a usual one it must be given."""
        value = self._given.get(name, usual)
        if not value:
            raise ConfigurationError(fault(name, "???", "a name"))
        return value

    def texts(self, name: str) -> list[str]:
        """Every text of this name."""
        return [each for each in self._given.getlist(name) if each]

    def names(self, name: str) -> list[str] | None:
        """Names with commas between them, or None."""
        found = [each.strip() for text in self.texts(name) for each in text.split(",") if each.strip()]
        return found or None

    def number(self, name: str, number: Number, usual: float | None = None) -> float:
        """A number within its bounds; without a usual one it must be given."""
        text = self._given.get(name)
        if text is None and usual is not None:
            return usual
        value: object = "???" if text is None else text
        with suppress(ValueError):
            value = float(text or "")
        faults = number_faults(name, value, number)
        if faults:
            raise ConfigurationError(faults)
        assert isinstance(value, float)
        return value

    def whole(self, name: str, number: Number, usual: int | None = None) -> int:
        """A whole number within its bounds."""
        return int(self.number(name, number, usual))
