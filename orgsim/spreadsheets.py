"""CSV that a spreadsheet shows and does not run, and the way back.

A cell such as `=1+1` or `@x` is a formula to spreadsheets, whoever wrote it. An apostrophe before it makes it text; reading
takes that apostrophe away, so that every text comes back as it was. Numbers such as -1.5 stay numbers.
"""

from __future__ import annotations

import io
import os
import re
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from orgsim.writing import whole

if TYPE_CHECKING:
    import pandas as pd

#: What starts a formula: the signs, their full-width forms, and control characters that are passed over before one.
_STARTS = re.compile(r"'*[\t\r\n]|'*[\s\"]*[=+\-@＝＋－＠].", re.DOTALL)
_NUMBER = re.compile(r"[ ]*[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_SEPARATORS = re.compile(r"([,;\t])")


def guarded(text: str) -> str:
    """The text as a cell that is shown as it stands.

    >>> guarded("=1+1"), guarded("-1.5"), guarded("a=b")
    ("'=1+1", '-1.5', 'a=b')
    """
    return f"'{text}" if _runs(text) else text


def unguarded(text: str) -> str:
    """The text that `guarded` was given."""
    return text[1:] if text.startswith("'") and _runs(text) else text


def guarded_line(text: str) -> str:
    """A line of remarks whose parts, where a spreadsheet splits it, are shown as they stand."""
    return "".join(guarded(part) if place % 2 == 0 else part for place, part in enumerate(_SEPARATORS.split(text)))


def to_csv(table: pd.DataFrame, target: str | os.PathLike[str] | IO[str], float_format: str | None = None) -> None:
    """Write a table as CSV, the same bytes on every system; a file is there whole or not at all, its folder made if need be."""
    if isinstance(target, str | os.PathLike):
        with whole(Path(target)) as path, path.open("w", encoding="utf-8", newline="") as file:
            return to_csv(table, file, float_format)
    safe = table.rename(columns=_each(guarded))
    for place, kind in enumerate(safe.dtypes):
        if not _is_plain(kind):
            safe.isetitem(place, safe.iloc[:, place].astype(object).map(_each(guarded)).to_numpy())
    safe.to_csv(target, index=False, lineterminator="\n", float_format=float_format)
    return None


def as_csv(table: pd.DataFrame) -> str:
    """A table as the text of a CSV file."""
    out = io.StringIO()
    to_csv(table, out)
    return out.getvalue()


def as_read(table: pd.DataFrame) -> pd.DataFrame:
    """A table that was read from CSV, with its texts as they were before `to_csv`."""
    plain = table.rename(columns=_each(unguarded))
    for place, kind in enumerate(plain.dtypes):
        if not _is_plain(kind):
            plain.isetitem(place, plain.iloc[:, place].map(_each(unguarded)).to_numpy())
    return plain


def _runs(text: str) -> bool:
    """Whether a spreadsheet would compute the text, with any apostrophes before it that were taken for marks of text."""
    return _STARTS.match(text) is not None and _NUMBER.fullmatch(text.lstrip("'")) is None


def _is_plain(kind: Any) -> bool:
    """Whether a column's values can be numbers, truths or times alone."""
    return getattr(kind, "kind", "O") in "biufcmM"


def _each(change: Any) -> Any:
    """A change of texts that leaves other values alone."""
    return lambda value: change(value) if isinstance(value, str) else value
