"""Text files for validation: rows numbered as a spreadsheet shows them, whatever the encoding and delimiter."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

from orgsim.errors import ConfigurationError, OrganizationError, suggestion
from orgsim.organization.tables import read_table
from orgsim.organization.wording import capped, listing
from orgsim.spec.values import shown
from orgsim.spreadsheets import unguarded

#: Cells, in small letters, that say a value is unknown.
UNKNOWN = ("", "nan", "na")


class Rows:
    """A file's name, header, and its rows with their numbers. Raises ConfigurationError when it cannot be read."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        try:
            table = read_table(path)
            self.rows = [(number, list(map(unguarded, cells))) for number, cells in table.rows]
        except OrganizationError as error:
            raise ConfigurationError(error.faults) from None
        self.name = table.name
        self.header = tuple(map(unguarded, table.header))
        twice = sorted({name for name in self.header if name and self.header.count(name) > 1})
        if twice:
            raise ConfigurationError(f"{self.name}: {listing(twice)} stands more than once in the header")

    def __len__(self) -> int:
        return len(self.rows)


def no_column(file: str, name: str, header: Sequence[str]) -> str:
    """The line for a column that a file should have, with the nearest name."""
    return f"{file}: no column {shown(name)} among {listing(header)}{suggestion(name, header)}"


def raise_all(faults: Iterable[str]) -> None:
    """Raise ConfigurationError with every fault there is, the first twenty in words; nothing when there is none."""
    lines = list(faults)
    if lines:
        raise ConfigurationError(capped(lines))
