"""What discovery found, in words: boxes with coverage, density and quasi-p, and the leaves of the tree."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from orgsim.analysis.discovery.boxes import Measures, limit_words
from orgsim.analysis.discovery.discover import Discovery, Found
from orgsim.analysis.sample import header

_WIDTH = 100


def discovery_text(found: Discovery) -> str:
    """The boxes, how far each is from chance, and the tree."""
    cases, points, how = int(found.cases.sum()), len(found.cases), found.settings
    lines = [
        *header(found.source),
        f"{found.where}: holds at {cases:,} of {points:,} points ({cases / points:.1%})",
        *found.notes,
        "coverage: part of these points that a rule has; density: part of a rule's points where it holds",
        "",
    ]
    for number, each in enumerate(found.boxes, 1):
        lines += _box(found, each, number)
    if len(found.boxes) > 1:
        lines.append(f"The {len(found.boxes)} boxes together: {measures_text(found.together)}")
    if found.rejected is not None:
        what = "No further box" if found.boxes else "No box"
        lines.append(f"{what}: {found.rejected.chance:.0%} of samples with shuffled cases have one as good (seed {how.seed})")
    lines += ["", *_tree(found)]
    return "\n".join(lines)


def measures_text(found: Measures) -> str:
    """Coverage, density and size in words."""
    return f"coverage {found.coverage:.0%}, density {found.density:.0%}, {found.points:,} points"


def _box(found: Discovery, each: Found, number: int) -> Iterator[str]:
    name = found.where if number == 1 else f"{found.where}, also"
    yield from wrap(f"{number}. {name} if {each.box.words(found.axes)}", _WIDTH, subsequent_indent="   ")
    added = f" ({each.added:.0%} not in boxes above)" if number > 1 else ""
    yield f"   {measures_text(each.measures)}{added}; chance gives as good a box: p {_at_most(each.chance, found)}"
    parts = (f"{limit_words(found.axes[place], each.box.limits[place])}: {_p(p)}" for place, p in sorted(each.quasi_p.items()))
    yield from wrap(f"quasi-p of each limit: {'; '.join(parts)}", _WIDTH, initial_indent="   ", subsequent_indent="   ")


def _at_most(chance: float, found: Discovery) -> str:
    smallest = 1 / (found.settings.shuffles + 1)
    return f"<= {chance:.3f}" if chance <= smallest else f"= {chance:.3f}"


def _p(value: float) -> str:
    return "< 0.001" if value < 0.001 else f"{value:.3f}"


def _tree(found: Discovery) -> Iterator[str]:
    if not found.leaves:
        yield "Tree: no split lowers the cross-validated error"
        return
    yield "Tree, cross-validated; its leaves that are denser than the whole:"
    everywhere = float(found.cases.mean())
    for leaf in [each for each in found.leaves if each.measures.density > everywhere]:
        rule = wrap(leaf.box.words(found.axes), _WIDTH - 2, initial_indent="  ", subsequent_indent="    ")
        yield from rule
        yield f"    {measures_text(leaf.measures)}"
