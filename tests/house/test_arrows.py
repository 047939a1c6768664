"""The way data goes: which room may import which, as docs/architecture.md states it, held against every import there is."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import orgsim

PACKAGE = Path(orgsim.__file__).parent
CONTRACT = (Path(__file__).parents[2] / "docs" / "architecture.md").read_text(encoding="utf-8")


def block(name: str) -> list[str]:
    """The lines of one part of the contract."""
    return re.findall(rf"<!-- contract: {name} -->\n```text\n(.*?)\n```", CONTRACT, re.DOTALL)[0].splitlines()


FLOORS = [{room.strip() for room in line.split("·")} for line in reversed(block("floors"))]
FLOOR = {room: height for height, rooms in enumerate(FLOORS) for room in rooms}
NEVER = {
    (left.strip(), right.strip())
    for line in block("never")
    for left in line.split("→")[0].split(",")
    for right in line.split("→")[1].split(",")
}


def imported(path: Path, files: Mapping[str, Path]) -> Iterator[str]:
    """Every module of ours that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names if each.name in files)
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "orgsim":
            names = [f"{node.module}.{each.name}" for each in node.names]
            yield from (name if name in files else node.module for name in names)


@cache
def arrows() -> dict[str, set[str]]:
    """The modules that each module imports; the package's own list of public names is left out."""
    files = {module_of(path): path for path in PACKAGE.rglob("*.py")}
    return {name: set(imported(path, files)) - {name, "orgsim"} for name, path in files.items() if name != "orgsim"}


def module_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room_of(module: str) -> str:
    return module.split(".")[1]


def against(arrows: Mapping[str, Set[str]]) -> list[str]:
    """The arrows that the contract does not allow."""
    pairs = {(a, b) for a, found in arrows.items() for b in found if room_of(a) != room_of(b)}
    ends = ((a, b, room_of(a), room_of(b)) for a, b in sorted(pairs))
    return [f"{a} → {b}" for a, b, x, y in ends if FLOOR[x] <= FLOOR[y] or (x, y) in NEVER]


def test_every_room_has_its_floor():
    rooms = {room_of(name) for name in arrows()} - {"__main__"}
    assert rooms == set(FLOOR)
    assert {room for pair in NEVER for room in pair} <= rooms


def test_no_import_goes_against_the_contract():
    own = {name: found for name, found in arrows().items() if name != "orgsim.__main__"}
    assert against(own) == []


@pytest.mark.parametrize("arrow", [("orgsim.model.random", "orgsim.cli.main"), ("orgsim.study.run_study", "orgsim.config.job")])
def test_an_arrow_against_it_is_found(arrow):
    start, end = arrow
    assert against({start: {end}}) == [f"{start} → {end}"]


def test_no_files_import_each_other_in_a_circle():
    try:
        TopologicalSorter(arrows()).prepare()
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


def test_no_rooms_import_each_other_in_a_circle():
    rooms: dict[str, set[str]] = defaultdict(set)
    for name, found in arrows().items():
        rooms[room_of(name)] |= {room_of(each) for each in found} - {room_of(name)}
    TopologicalSorter(rooms).prepare()
