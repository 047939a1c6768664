"""What goes wrong, said in one line each: the base exception of the project and a class per kind of fault."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence

MOST_FAULTS, LONGEST_LINE = 50, 2_000


class OrgsimError(Exception):
    """Base of every error a user can cause.

    Parameters
    ----------
    faults : str or sequence of str
        One line per fault, all found at once; the attribute `faults` is a tuple of them.

    Examples
    --------
    >>> import orgsim
    >>> try:
    ...     orgsim.load_scenario("half_hearted", {"levers.coachin": 2})
    ... except orgsim.OrgsimError as error:
    ...     print(error.faults[0])
    levers.coachin=2: unknown key; did you mean 'levers.coaching'?
    """

    exit_code = 2

    def __init__(self, faults: str | Sequence[str]) -> None:
        self.faults: tuple[str, ...] = (faults,) if isinstance(faults, str) else tuple(faults)
        super().__init__("\n".join(self.faults))


class ConfigurationError(OrgsimError):
    """A key, value or override that the study cannot be made from."""


class OrganizationError(OrgsimError):
    """A reporting tree, or the file it should come from, that cannot be used."""


class ResultsError(OrgsimError):
    """Results that cannot be written where they should go, or read from where they should lie."""


def listed(faults: Sequence[str]) -> list[str]:
    """Faults as they are told: so many at most, each on one line of bounded length, with nothing that a terminal would obey."""
    lines = [_on_one_line(fault) for fault in faults[:MOST_FAULTS]]
    return lines if len(faults) <= MOST_FAULTS else [*lines, f"and {len(faults) - MOST_FAULTS:,} more"]


def _on_one_line(text: str) -> str:
    """A text with what cannot be shown written out, cut where nobody reads on."""
    cut = text if len(text) <= LONGEST_LINE else f"{text[: LONGEST_LINE - 1]}…"
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in cut)


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name most like `name`, or None when nothing is alike."""
    return next(iter(difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)), None)


def suggestion(name: str, known: Iterable[str]) -> str:
    """`"; did you mean 'x'?"` for the nearest known name, or an empty string."""
    match = nearest(name, known)
    return f"; did you mean '{match}'?" if match else ""
