"""An override that Hydra's grammar cannot read, as it would have to be written: with quotes around its values."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator

#: Groups, quotes, functions, lists in lists, and lists without an end.
_MORE = re.compile(
    r"""[{'"]|(range|interval|choice|glob|sort|shuffle|tag|extend_list|int|float|str|bool|json_str)\(|\[(?![^][]*\]$)"""
)


def hint(line: str, is_readable: Callable[[str], bool]) -> str:
    """What to write instead, as a word of a shell's command line; in general terms where quotes around values do not help."""
    fitting = next(filter(is_readable, _candidates(line)), None)
    if fitting is not None:
        return f"write {shlex.quote(fitting)}"
    return "put the whole override in quotes, and quotes around a value with spaces, commas, brackets or colons"


def _candidates(line: str) -> Iterator[str]:
    """The value in quotes; of a list, or of a sweep's values, each that needs them. Nothing where it means more than text."""
    key, _, value = line.partition("=")
    if _MORE.match(value):
        return
    listed = value.startswith("[")
    if not listed and "," not in value:
        yield f"{key}={_quoted(value)}"
        return
    items = ",".join(_quoted_where_needed(item.strip()) for item in value.strip("[]").split(","))
    yield f"{key}=[{items}]" if listed else f"{key}={items}"


def _quoted_where_needed(value: str) -> str:
    return value if re.fullmatch(r"[\w .+-]*|'.*'|\".*\"", value, re.ASCII) else _quoted(value)


def _quoted(value: str) -> str:
    """A value in quotes that it does not contain."""
    mark = "'" if '"' in value else '"'
    return f"{mark}{value.replace(mark, chr(92) + mark)}{mark}"
