"""Delimited text files as people export them: encodings, delimiters, and rows numbered as a spreadsheet shows them."""

from __future__ import annotations

import codecs
import csv
import io
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from orgsim.errors import OrganizationError
from orgsim.organization.messages import about, message
from orgsim.organization.wording import plain, shown

PathLike = str | os.PathLike[str]

MAX_ROWS = 2_000_000
MAX_BYTES = 2**30
MAX_CELL = 131_072
DELIMITERS = ",;\t|"
NAMED_DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "\\t": "\t", "pipe": "|", "bar": "|"}
NOT_TEXT = {
    b"PK\x03\x04": "an Excel workbook or a zip archive; save the sheet as CSV first",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook; save the sheet as CSV first",
    b"%PDF": "a PDF, not delimited text",
}
FALLBACKS = {"utf-8": "UTF-8", "cp1252": "Windows-1252"}
"""Encodings tried in turn for a file without a byte-order mark, with the names that people know them by."""

MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


@dataclass(frozen=True)
class Table:
    """A file's header and its rows, read once and in order.

    `label` names the file in messages about the whole, `name` in messages about a row. `rows` yields a row's number
    (the first line of the file is 1) and its cells, trimmed; blank rows are passed over but counted. Iterating raises
    OrganizationError for a file without rows, too many rows, or quotes that cannot be read.
    """

    label: str
    name: str
    header: tuple[str, ...]
    rows: Iterator[tuple[int, list[str]]]
    delimiter: str
    encoding: str


def read_table(path: PathLike, delimiter: str | None = None, encoding: str | None = None) -> Table:
    """The table in a delimited text file; OrganizationError when it cannot be read as one."""
    label = plain(path)
    data = _read_bytes(path, label)
    text, used = _decode(data, encoding, label)
    split = _check_delimiter(delimiter, label)
    if text[:4].lower() == "sep=":  # Excel's own way to name the delimiter; it does not show this line
        first, _, text = text.partition("\n")
        split = split or first.rstrip("\r")[4:5] or None
    split = split or _guess_delimiter(text)
    name = plain(Path(path).name)
    records = _records(text, split, name)
    top = next(records, None)
    if top is None:
        raise OrganizationError(about(label, "empty"))
    return Table(label, name, tuple(top[1]), _body(records, label), split, used)


def _read_bytes(path: PathLike, label: str) -> bytes:
    """The file's bytes, or what keeps them from being read."""
    try:
        file = Path(path)
        if file.is_dir():
            raise OrganizationError(f"{label}: is a folder, not a file")
        if not file.exists():
            raise OrganizationError(f"{label}: no such file")
        if not file.is_file():
            raise OrganizationError(f"{label}: is not a regular file")
        if file.stat().st_size > MAX_BYTES:
            raise OrganizationError(about(label, "too_large", mebibytes=MAX_BYTES // 2**20))
        return file.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise OrganizationError(f"{label}: cannot be read ({plain(reason)})") from None


def _decode(data: bytes, encoding: str | None, label: str) -> tuple[str, str]:
    """The text and the encoding it was in: the one given, else by byte-order mark, else UTF-8, else Windows-1252."""
    for start, what in NOT_TEXT.items():
        if data.startswith(start):
            raise OrganizationError(about(label, "not_text", what=what))
    marked = [name for mark, name in MARKS.items() if data.startswith(mark)]
    wanted = [encoding] if encoding else marked or list(FALLBACKS)
    for name in wanted:
        try:
            text = data.decode(name).removeprefix("\ufeff")
        except LookupError:
            raise OrganizationError(f"{label}: no encoding is called {shown(name)}") from None
        except UnicodeError:
            continue
        if "\x00" in text:
            raise OrganizationError(about(label, "nul"))
        return text, name
    tried = " or ".join(FALLBACKS.get(name, shown(name)) for name in wanted)
    raise OrganizationError(about(label, "undecodable_given" if encoding else "undecodable", encodings=tried))


def _check_delimiter(delimiter: str | None, label: str) -> str | None:
    """One character that can separate cells, from itself or its name."""
    if delimiter is None:
        return None
    mark = NAMED_DELIMITERS.get(delimiter.lower(), delimiter)
    if len(mark) != 1 or mark in '"\r\n\0':
        raise OrganizationError(f"{label}: the delimiter {shown(delimiter)} is not one character such as , ; tab or |")
    return mark


def _guess_delimiter(text: str) -> str:
    """The delimiter that splits the first line with text into the most cells; a comma when none splits it."""
    first = next((line for line in io.StringIO(text[:MAX_CELL], newline=None) if line.strip()), "")
    return max(DELIMITERS, key=lambda mark: len(next(csv.reader([first], delimiter=mark), [])))


def _records(text: str, delimiter: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Numbered records with something in them; OrganizationError where the quotes make no sense."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            trimmed = [cell.strip() for cell in cells]
            if any(trimmed):
                yield number, trimmed
    except csv.Error as error:
        fault = _quoting_fault(str(error))
        raise OrganizationError(message("in_row", file=name, row=number + 1, fault=fault)) from None


def _quoting_fault(complaint: str) -> str:
    """What the csv module's complaint means."""
    if "unexpected end" in complaint:
        return message("open_quote")
    if "field larger" in complaint:
        return message("long_cell", characters=MAX_CELL)
    return message("after_quote")


def _body(records: Iterator[tuple[int, list[str]]], label: str) -> Iterator[tuple[int, list[str]]]:
    """The records below the header: at least one, and at most MAX_ROWS."""
    count = 0
    for record in records:
        count += 1
        if count > MAX_ROWS:
            raise OrganizationError(about(label, "too_many_rows", rows=MAX_ROWS))
        yield record
    if not count:
        raise OrganizationError(about(label, "only_header"))


def cell(cells: Sequence[str], column: int | None) -> str:
    """The cell in a column, "" where the row is too short or there is no such column."""
    return cells[column] if column is not None and column < len(cells) else ""


def ragged(cells: Sequence[str], header: Sequence[str]) -> bool:
    """Whether a row lacks cells that the header has, or has more cells with something in them."""
    return len(cells) < len(header) or any(cells[len(header) :])
