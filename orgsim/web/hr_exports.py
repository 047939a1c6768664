"""What pages need in order to read HR exports as Python does: sentences, names of columns, words and limits."""

from __future__ import annotations

from typing import Any

from orgsim.organization.columns import BOSS_PARTS, ID_PARTS
from orgsim.organization.hris import WHAT
from orgsim.organization.messages import MESSAGES
from orgsim.organization.repair import NO_BOSS
from orgsim.organization.report import Kind
from orgsim.organization.tables import DELIMITERS, FALLBACKS, MAX_CELL, MAX_ROWS, NOT_TEXT
from orgsim.organization.wording import LIMITS

BROWSER = {"people": 5000, "mebibytes": 64}
"""What a page reads at most: more is for the command line."""


def reading() -> dict[str, Any]:
    """The catalog's key `reading`; `ids` and `bosses` are parts of names, see `orgsim.organization.columns.names_of`."""
    return {
        "messages": MESSAGES,
        "limits": LIMITS,
        "kinds": {kind.name: kind.value for kind in Kind},
        "no_boss": list(NO_BOSS),
        "ids": ID_PARTS,
        "bosses": BOSS_PARTS,
        "what": WHAT,
        "not_text": {start.hex(): what for start, what in NOT_TEXT.items()},
        "delimiters": DELIMITERS,
        "fallbacks": FALLBACKS,
        "max_rows": MAX_ROWS,
        "max_cell": MAX_CELL,
        "browser": BROWSER,
    }
