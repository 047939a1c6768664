"""How people, rows and long lists are named in one-line messages."""

from __future__ import annotations

from collections.abc import Sequence

MAX_FAULTS = 20
"""Lines of faults shown at once; the rest are counted."""


def shown(text: object, limit: int = 40) -> str:
    """`text` in quotes, on one line, cut to about `limit` characters."""
    whole = str(text)
    return repr(whole if len(whole) <= limit else whole[: limit - 1] + "…")


def plain(text: object) -> str:
    """`text` on one line, unquoted: for paths and labels."""
    return "".join(ch if ch.isprintable() else "?" for ch in " ".join(str(text).split())) or "(no name)"


def listing(names: Sequence[str], limit: int = 20) -> str:
    """The names in quotes, separated by commas, cut after `limit` of them."""
    more = f" and {len(names) - limit} more" if len(names) > limit else ""
    return ", ".join(shown(name) for name in names[:limit]) + more


def circle(members: Sequence[str], limit: int = 5) -> str:
    """`'a' → 'b' → 'a'`: a cycle of bosses, from each member to their boss, shortened in the middle."""
    names = [shown(member) for member in members[:limit]]
    if len(members) > limit:
        names.append(f"… ({len(members)} people in all)")
    return " → ".join([*names, shown(members[0])])


def capped(faults: Sequence[str], limit: int = MAX_FAULTS) -> list[str]:
    """At most `limit` faults, and a line that counts the others."""
    rest = len(faults) - limit
    return list(faults) if rest <= 0 else [*faults[:limit], f"and {rest:,} more"]
