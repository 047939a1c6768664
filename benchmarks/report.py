"""The parts as people and programs read them: aligned text, Markdown, and JSON named by the commit they belong to."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from benchmarks.measuring import Cell, Part

TITLE = "# Benchmarks as last measured\n\nWritten by `python -m benchmarks`; [how each row is made](../README.md).\n"


def shown(cell: Cell, form: str) -> str:
    """A cell as it is printed."""
    if cell is None:
        return "–"
    return cell if isinstance(cell, str) else format(cell, form)


def cells(part: Part) -> list[list[str]]:
    """All cells of a part as they are printed, row by row."""
    return [[shown(cell, form) for cell, (_, form) in zip(row, part.columns, strict=True)] for row in part.rows]


def text(part: Part) -> str:
    """A part for the screen: names to the left, numbers to the right, notes below."""
    table = [[heading for heading, _ in part.columns], *cells(part)]
    widths = [max(len(row[place]) for row in table) for place in range(len(part.columns))]
    aligned = ["<" if form == "" else ">" for _, form in part.columns]
    lines = [
        "  ".join(f"{cell:{side}{width}}" for cell, side, width in zip(row, aligned, widths, strict=True)) for row in table
    ]
    return "\n".join([part.title, "", *(line.rstrip() for line in lines), "", *(f"  {note}" for note in part.notes), ""])


def markdown(part: Part) -> str:
    """A part as a Markdown section."""
    rows = [
        [heading for heading, _ in part.columns],
        ["---" if form == "" else "---:" for _, form in part.columns],
        *cells(part),
    ]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([f"## {part.title}", "", *lines, "", *(f"- {note}" for note in part.notes), ""])


def machine_lines(machine: Mapping[str, str]) -> str:
    """The machine as one item a line."""
    return "\n".join(f"- {name}: {value}" for name, value in machine.items())


def write(folder: Path, machine: Mapping[str, str], parts: Mapping[str, Part]) -> tuple[Path, Path]:
    """Write `COMMIT.json` and `latest.md`; returns their places."""
    folder.mkdir(parents=True, exist_ok=True)
    data = folder / f"{machine['commit']}.json"
    found = {"machine": dict(machine), "parts": {name: part.as_json() for name, part in parts.items()}}
    data.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    page = folder / "latest.md"
    sections = [TITLE, machine_lines(machine) + "\n", *(markdown(part) for part in parts.values())]
    page.write_text("\n".join(sections), encoding="utf-8")
    return data, page
