"""One value at a time: is it what its key asks for, and if not, the line that says so."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from itertools import islice
from numbers import Integral, Real
from typing import Any

from orgsim.errors import suggestion
from orgsim.model.parameters import Number

MISSING = "???"
#: How many keys that do not exist are told one by one, and how many signs of a list or group are shown.
MOST_LINES, MOST_SIGNS = 20, 200


def shown(value: Any) -> str:
    """A value as a person would type it."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return repr(_cut(" ".join(value.split()), 60))
    if isinstance(value, list | tuple):
        return _cut(f"[{', '.join(map(shown, value[:MOST_SIGNS]))}]", MOST_SIGNS)
    return _cut(" ".join(str(value).split()), MOST_SIGNS)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def fault(key: str, value: Any, wanted: str) -> str:
    """The line for a value that its key does not allow."""
    if value == MISSING:
        return f"{key}: must be given: {wanted}"
    return f"{key}={shown(value)}: must be {wanted}"


def unknown(key: str, value: Any, known: Iterable[str]) -> str:
    """The line for a key that does not exist."""
    return f"{key}={shown(value)}: unknown key{suggestion(key, known)}"


def unknown_keys(strays: Mapping[str, Any], known: Iterable[str]) -> list[str]:
    """A line for each of the first keys that do not exist, and one that counts the others."""
    names, rest = list(known), len(strays) - MOST_LINES
    lines = [unknown(key, value, names) for key, value in islice(strays.items(), MOST_LINES)]
    return lines if rest <= 0 else [*lines, f"and {rest:,} more unknown keys"]


def allowed(number: Number) -> str:
    """The allowed range of a number with its unit, in words."""
    kind = "a whole number" if number.whole else "a number"
    return f"{kind} from {bound(number.low)} to {bound(number.high)} ({number.unit})"


def bound(value: float) -> str:
    """A bound without a needless decimal point."""
    return str(int(value)) if float(value).is_integer() else repr(value)


def is_number(value: Any, whole: bool = False) -> bool:
    """A finite number that is not a boolean, and whole where asked."""
    if isinstance(value, bool) or not isinstance(value, Real):
        return False
    if isinstance(value, Integral):
        return True
    return math.isfinite(value) and (not whole or float(value).is_integer())


def number_faults(key: str, value: Any, number: Number, *, also: str = "") -> list[str]:
    """Nothing, or the line for a value that is not a number in its range. `also` says what else is allowed."""
    if is_number(value, number.whole) and number.low <= value <= number.high:
        return []
    return [fault(key, value, allowed(number) + also)]


def name_fault(key: str, value: Any, known: Iterable[str]) -> str:
    """The line for a name that is none of the known ones, with the nearest."""
    names = list(known)
    hint = suggestion(value, names) if isinstance(value, str) else ""
    return f"{key}={shown(value)}: must be one of {', '.join(names)}{hint}"


def counted(size: int, what: str) -> str:
    """`1 row`, `2 rows`."""
    return f"{size:,} {what}{'' if size == 1 else 's'}"
