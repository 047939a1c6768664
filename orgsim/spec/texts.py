"""What may stand in a name, which also names folders and columns, and in a title, which also stands in pictures."""

from __future__ import annotations

import re
from typing import Any

LONGEST_NAME, LONGEST_TEXT = 100, 2_000
_MOST_BYTES = 200  # of a name: with a time behind it, a file system takes 255
_SIGNS = '/\\:*?"<>|'
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE | re.DOTALL)
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def unprintable(text: str) -> str | None:
    """The first character that no text may have, as `U+0000`: control characters, and halves of a pair."""
    found = _UNPRINTABLE.search(text)
    return f"U+{ord(found[0]):04X}" if found else None


def name_wanted(name: Any) -> str | None:
    """What a value must be to be a name, or None where it is one."""
    if not isinstance(name, str) or not name.strip():
        return "text"
    if (found := unprintable(name)) or any(sign in name for sign in "\t\n\r\x85\u2028\u2029"):
        return f"a name without control characters ({found or 'line break or tab'})"
    if any(sign in _SIGNS for sign in name):
        return f"a name without {' '.join(_SIGNS)}, for folders are called by it"
    if name.strip(" .") != name or _RESERVED.fullmatch(name):
        return "a name that every system takes for a folder: no dot or space at its ends, and not CON, NUL, COM1 and the like"
    if len(name) > LONGEST_NAME or len(name.encode()) > _MOST_BYTES:
        return f"a name of at most {LONGEST_NAME} characters ({_MOST_BYTES} bytes)"
    return None


def text_wanted(text: Any) -> str | None:
    """What a value must be to be a title or a description, or None where it is one."""
    if not isinstance(text, str):
        return "text"
    if found := unprintable(text):
        return f"text without control characters ({found})"
    return None if len(text) <= LONGEST_TEXT else f"text of at most {LONGEST_TEXT:,} characters"
