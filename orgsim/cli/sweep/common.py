"""What the actions on a sweep's folder share."""

from __future__ import annotations

from argparse import RawDescriptionHelpFormatter
from pathlib import Path

from orgsim.cli.verbs import Parser


def parser_of(action: str, description: str, example: str) -> Parser:
    """The options of an action on one folder."""
    parser = Parser(
        prog=f"orgsim sweep {action}", description=description, epilog=example, formatter_class=RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="folder of a sweep")
    return parser


def bytes_text(size: int) -> str:
    """A size as a person says it."""
    value = float(size)
    for unit in ("bytes", "kB", "MB", "GB"):
        if value < 1000 or unit == "GB":
            return f"{value:,.0f} {unit}" if unit == "bytes" else f"{value:,.1f} {unit}"
        value /= 1000
    raise AssertionError("unreachable")
