"""How people, rows and long lists are named in one-line messages."""

from __future__ import annotations

from collections.abc import Sequence

from orgsim.organization.messages import message

LIMITS = {"characters": 40, "names": 20, "circle": 5, "faults": 20, "repairs": 10}
"""How much is shown at once: characters of a name, names in a list or a circle, lines of faults, lines of repairs. The rest is
counted."""


def shown(text: object, limit: int = LIMITS["characters"]) -> str:
    """`text` in quotes, on one line, cut to about `limit` characters."""
    whole = str(text)
    return repr(whole if len(whole) <= limit else whole[: limit - 1] + "…")


def plain(text: object) -> str:
    """`text` on one line, unquoted: for paths and labels."""
    return "".join(ch if ch.isprintable() else "?" for ch in " ".join(str(text).split())) or message("no_name")


def listing(names: Sequence[str], limit: int = LIMITS["names"]) -> str:
    """The names in quotes, separated by commas, cut after `limit` of them."""
    more = message("more_names", count=len(names) - limit) if len(names) > limit else ""
    return ", ".join(shown(name) for name in names[:limit]) + more


def circle(members: Sequence[str], limit: int = LIMITS["circle"]) -> str:
    """`'a' → 'b' → 'a'`: a cycle of bosses, from each member to their boss, shortened in the middle."""
    names = [shown(member) for member in members[:limit]]
    if len(members) > limit:
        names.append(message("circle_size", count=len(members)))
    return " → ".join([*names, shown(members[0])])


def capped(faults: Sequence[str], limit: int = LIMITS["faults"]) -> list[str]:
    """At most `limit` faults, and a line that counts the others."""
    rest = len(faults) - limit
    return list(faults) if rest <= 0 else [*faults[:limit], message("more_faults", count=rest)]
