"""Tables for a terminal: cells are texts, and a column is as wide as the longest that stands in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, zip_longest

Line = Sequence[str] | str
Headings = Sequence[tuple[str, int]]
#: In place of a row: a line of dashes under all columns.
RULE = "-"


def aligned(
    rows: Iterable[Line], align: str = "<>", *, least: Sequence[int] = (), gap: int = 2, indent: int = 0, over: Headings = ()
) -> list[str]:
    """Rows as lines, their columns `gap` spaces apart and at least as wide as `least` says, without spaces at the end.

    `align` has a sign for each column, `<` flush left and `>` flush right; its last holds for all further ones. A row may end
    early. A text in place of a row stands as it is, between the others. `over` are headings above so many columns each.
    """
    given = list(rows)
    cells = [row for row in given if not isinstance(row, str)]
    widths = [max(map(len, column)) for column in zip_longest(*cells, [" " * each for each in least], fillvalue="")]
    space, signs = " " * gap, align.ljust(len(widths), align[-1])
    rule = "-" * len(space.join(" " * width for width in widths))
    lines = [space.join(_over(over, widths, gap))] if over else []
    for row in given:
        if isinstance(row, str):
            lines.append(rule if row == RULE else row)
        else:
            lines.append(space.join(f"{cell:{sign}{width}}" for cell, sign, width in zip(row, signs, widths, strict=False)))
    return [f"{'':{indent}}{line}".rstrip() for line in lines]


def cut(text: str, width: int) -> str:
    """A text of at most so many letters; an ellipsis stands for what is left out."""
    return text if len(text) <= width else text[: width - 1] + "…"


def _over(headings: Headings, widths: Sequence[int], gap: int) -> Iterator[str]:
    """Each heading between dashes across its columns, after a space; nothing above columns without one."""
    left = iter(widths)
    for heading, count in headings:
        width = sum(islice(left, count)) + gap * (count - 1)
        yield (f"{f' {heading} ':-^{width - 1}}" if heading else "").rjust(width)
