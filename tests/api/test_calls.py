"""Three arguments at most go without a name, in the whole house; a call of before is answered with the call of today."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import orgsim
from tests.api.offered import CLASSES, FUNCTIONS, METHODS, constructor, parameters

PACKAGE = Path(orgsim.__file__).parent
MOST = 3
#: Called once a week and person, or compiled: the theory, its kernel, published models on the same terms, sums over runs,
#: the module for browsers, and single loops.
EXEMPT = (
    "model",
    "engines/kernel",
    "docking",
    "summaries",
    "wasm",
    "engines/mesa",
    "surveying/answering.py",
    "organization/arrange.py",
)
SMALL = orgsim.Organization.synthetic(2, 2, 3)


def many(source: str) -> Iterator[str]:
    """The public functions and methods that take more than three arguments without a name."""
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    tree = ast.parse(source)
    owners = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        inside = owners.get(node)
        if isinstance(node, functions) and isinstance(inside, ast.Module | ast.ClassDef):
            names = [each.arg for each in (*node.args.posonlyargs, *node.args.args) if each.arg not in ("self", "cls")]
            if len(names) > MOST and (node.name == "__init__" or not node.name.startswith("_")):
                yield node.name


def exempt(path: Path) -> bool:
    name = path.relative_to(PACKAGE).as_posix()
    return any(name == place or name.startswith(f"{place}/") for place in EXEMPT)


@pytest.mark.parametrize("name", [*FUNCTIONS, *METHODS, *CLASSES])
def test_what_is_offered_takes_three_arguments_without_a_name(name: str) -> None:
    what = {**FUNCTIONS, **METHODS, **CLASSES}[name]
    if isinstance(what, type) and constructor(what) is None:
        return
    free = [each for each in parameters(what) if each.kind in (each.POSITIONAL_ONLY, each.POSITIONAL_OR_KEYWORD)]
    assert len(free) <= MOST


def test_so_does_the_rest_of_the_house() -> None:
    found = {
        f"{path.relative_to(PACKAGE)}: {name}"
        for path in PACKAGE.rglob("*.py")
        if not exempt(path)
        for name in many(path.read_text(encoding="utf-8"))
    }
    assert not found


def test_a_function_that_takes_four_is_found() -> None:
    assert list(many("class A:\n    def f(self, a, b, c, d=1): ...\n    def g(self, a, b, c, *, d): ...")) == ["f"]


CALLS = [
    (
        lambda: orgsim.summarize(SMALL, "as_found", 4, 60, 1, "kernel", None, [0]),  # type: ignore[misc]
        "summarize() takes only organization and scenario without a name; write replications=4, weeks=60, seed=1, "
        "engine='kernel', overrides=None, quantiles=[0]",
    ),
    (
        lambda: orgsim.simulate(SMALL, "as_found", 2),  # type: ignore[misc]
        "simulate() takes only organization and scenario without a name; write replications=2",
    ),
    (
        lambda: orgsim.Organization.synthetic(2, 2, 3, 1, 0.5),  # type: ignore[misc]
        "synthetic() takes only leaders, managers_per_leader and workers_per_manager without a name; "
        "write layers=1, spread=0.5",
    ),
    (
        lambda: orgsim.simulate(SMALL, survey=True),  # type: ignore[call-arg]
        "simulate() has no 'survey': orgsim.survey(organization, scenario) asks everyone once a year",
    ),
    (
        lambda: orgsim.summarize(SMALL, survey=True),  # type: ignore[call-arg]
        "summarize() has no 'survey': orgsim.summarize_survey(organization, scenario) asks everyone once a year",
    ),
    (
        lambda: orgsim.survey(SMALL, departments=2),  # type: ignore[call-arg]
        "survey() has no 'departments': one department is asked; for companies there is orgsim.company_tree(units, design)",
    ),
]


@pytest.mark.parametrize(("call", "line"), CALLS)
def test_a_call_of_before_is_answered_with_the_call_of_today(call: object, line: str) -> None:
    with pytest.raises(TypeError) as caught:
        call()  # type: ignore[operator]
    assert str(caught.value) == line


def test_units_that_were_surveyed_have_another_function() -> None:
    with pytest.raises(
        orgsim.ConfigurationError, match=r"^units=list: must be Units \(.*orgsim\.study\.unit_table\.unit_table"
    ):
        orgsim.survey_table([])  # type: ignore[arg-type]
