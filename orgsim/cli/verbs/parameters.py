"""`orgsim parameters`: every number of the model, with its value, range, unit, meaning and source."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from orgsim.cli.verbs import Parser
from orgsim.errors import ConfigurationError, suggestion
from orgsim.model.parameters import BY_KEY, TABLE, Parameter
from orgsim.spreadsheets import guarded
from orgsim.text_table import Line, aligned

SUMMARY = "every number of the model: value, range, unit, meaning, source"
KINDS = ("lever", "context", "start", "event")
COLUMNS = ("key", "kind", "default", "low", "high", "unit", "meaning", "source")


def run(arguments: list[str]) -> int:
    """List the parameter table, or the part asked for."""
    parser = Parser(prog="orgsim parameters", description=SUMMARY)
    parser.add_argument(
        "pattern", nargs="?", default="", help="only keys and meanings that contain this, or match this pattern"
    )
    parser.add_argument("--kind", choices=KINDS, help="only one kind: leadership can pull levers, never context")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--csv", action="store_true", help="as comma-separated values")
    form.add_argument("--markdown", action="store_true", help="as a Markdown table")
    options = parser.parse_args(arguments)
    rows = chosen(options.pattern, options.kind)
    print(as_csv(rows) if options.csv else as_markdown(rows) if options.markdown else as_text(rows))
    return 0


def chosen(pattern: str = "", kind: str | None = None) -> list[Parameter]:
    """The rows whose key or meaning matches a pattern. Raises ConfigurationError when there are none."""
    try:
        wanted = re.compile(pattern, re.IGNORECASE)
    except re.error:
        wanted = re.compile(re.escape(pattern), re.IGNORECASE)
    rows = [row for row in TABLE if kind in (None, row.kind)]
    found = [row for row in rows if wanted.search(row.key) or wanted.search(row.number.meaning)]
    if not found:
        among = f" of kind {kind}" if kind else ""
        raise ConfigurationError(f"no parameter{among} matches '{pattern}'{suggestion(pattern, BY_KEY)}")
    return found


def cells(row: Parameter) -> tuple[str, ...]:
    """One row as text, in the order of `COLUMNS`."""
    number = row.number
    values = (f"{value:.10g}" for value in (row.default, number.low, number.high))
    return (row.key, row.kind, *values, number.unit, number.meaning, number.source)


def as_text(rows: Sequence[Parameter]) -> str:
    """A table for the terminal, by kind."""
    lines: list[Line] = []
    for kind in dict.fromkeys(row.kind for row in rows):
        lines += ["", kind]
        for key, _, default, low, high, unit, meaning, source in (cells(row) for row in rows if row.kind == kind):
            lines.append((f"  {key}", default, f"[{low}, {high}] {unit}: {meaning} ({source})"))
    return "\n".join(aligned(lines[1:], "<><"))


def as_csv(rows: Sequence[Parameter]) -> str:
    """The table as comma-separated values, with a header."""
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows([COLUMNS, *(map(guarded, cells(row)) for row in rows)])
    return file.getvalue().rstrip("\n")


def as_markdown(rows: Sequence[Parameter]) -> str:
    """The table in Markdown."""
    lines = [COLUMNS, ("---",) * len(COLUMNS), *(tuple(cell.replace("|", "\\|") for cell in cells(row)) for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
