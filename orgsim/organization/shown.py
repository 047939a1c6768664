"""A small tree of an organization for a prompt or a notebook: the head, and under it each leader with who is below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

import numpy as np

_BRANCHES = 8


def branches(organization: Any) -> Iterator[str]:
    """A line for the head's own team, and for each leader: id, supervisors and workers below; long lists are cut."""
    tree, below = organization, _below(organization)
    first, last = int(tree.child_start[0]), int(tree.child_end[0])
    own = int(tree.team_end[0] - tree.team_start[0])
    if own:
        yield _counted(own, "worker") + " of the head"
    for leader in range(first, min(last, first + _BRANCHES)):
        yield f"{tree.ids[leader]}: {_counted(int(below[0][leader]), 'manager')}, {_counted(int(below[1][leader]), 'worker')}"
    if last - first > _BRANCHES:
        yield f"and {_counted(last - first - _BRANCHES, 'more leader')}"


def as_tree(top: str, head: str, lines: Sequence[str]) -> str:
    """The tree as text."""
    marks = [*("├─" for _ in lines[1:]), "└─"]
    return "\n".join([top, head, *(f"{mark} {line}" for mark, line in zip(marks, lines, strict=True))])


def as_html(top: str, head: str, lines: Sequence[str]) -> str:
    """The tree as HTML, folded; every text is escaped."""
    under = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<details open='open'><summary>{escape(top)}</summary><ul><li>{escape(head)}<ul>{under}</ul></li></ul></details>"


def _below(tree: Any) -> Any:
    """Supervisors and workers below each supervisor, (2, supervisors)."""
    below = np.stack([np.zeros(tree.supervisors, dtype=np.int64), (tree.team_end - tree.team_start).astype(np.int64)])
    for person in range(tree.supervisors - 1, 0, -1):
        below[:, tree.boss[person]] += below[:, person] + (1, 0)
    return below


def _counted(size: int, what: str) -> str:
    return f"{size:,} {what}{'' if size == 1 else 's'}"
