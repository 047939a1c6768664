"""Signature and docstring say the same: numpydoc sections, every parameter in its order, its default, returns and errors."""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from collections.abc import Callable
from typing import Any

import pytest

from tests.api.offered import CLASSES, FUNCTIONS, METHODS, constructor, parameters

HEAD = re.compile(r"^([A-Z][A-Za-z ]+)\n-{3,}\n", re.MULTILINE)
ENTRY = re.compile(r"^(\S[^:\n]*?)(?: : (.+))?\n((?:    .*\n?|\n)+)", re.MULTILINE)
ORDER = ("Parameters", "Returns", "Raises", "Examples")
MAKERS = {name: owner for name, owner in CLASSES.items() if constructor(owner) is owner}


def sections(doc: str | None) -> dict[str, str]:
    """The sections of a docstring by name, and the text before them under `""`."""
    parts = HEAD.split(inspect.cleandoc(doc or "") + "\n")
    return {"": parts[0], **dict(zip(parts[1::2], parts[2::2], strict=True))}


def documented(section: str) -> list[tuple[str, str, str]]:
    """Name, type and description of each parameter of a section; `a, b : int` are two."""
    entries = ENTRY.findall(section)
    return [(name.strip().lstrip("*"), kind, text.strip()) for names, kind, text in entries for name in names.split(",")]


def faults(doc: str | None, wanted: list[inspect.Parameter]) -> list[str]:
    """What the section of parameters says otherwise than the signature."""
    found = documented(sections(doc).get("Parameters", ""))
    names, expected = [name for name, _, _ in found], [each.name for each in wanted]
    if names != expected:
        return [f"documented {names}, signature {expected}"]
    return [
        f"{name}: {wrong}"
        for (name, kind, text), each in zip(found, wanted, strict=True)
        for wrong in described(kind, text, each)
    ]


def described(kind: str, text: str, parameter: inspect.Parameter) -> list[str]:
    """What is wrong with the type and description of one parameter."""
    if parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD):
        return [] if text else ["no description"]
    wrong = [] if kind and text else ["no type or no description"]
    default = parameter.default
    if default is parameter.empty:
        return wrong + (["has no default"] if "default" in kind or "optional" in kind else [])
    if default is None:
        return wrong + ([] if "optional" in kind or "default" in kind.lower() + text.lower() else ["may be left out"])
    said = kind.partition("default ")[2]
    if isinstance(default, str | bool | int | float) and said and not re.search(r" and ", said):
        shown = f'"{default}"' if isinstance(default, str) else str(default)
        same = said == shown or (not isinstance(default, str | bool) and float(said.replace(",", "")) == default)
        return wrong + ([] if same else [f"default {shown}, documented {said}"])
    return wrong + ([] if said or "optional" in kind else [f"default {default!r} is not documented"])


def raises(function: Callable[..., Any]) -> bool:
    """Whether a function raises something itself."""
    source = textwrap.dedent(inspect.getsource(inspect.unwrap(function)))
    return any(isinstance(node, ast.Raise) for node in ast.walk(ast.parse(source)))


@pytest.mark.parametrize("name", [*FUNCTIONS, *METHODS])
def test_a_function_says_what_it_takes_returns_and_raises(name: str) -> None:
    function = {**FUNCTIONS, **METHODS}[name]
    found, given = sections(function.__doc__), parameters(function)
    assert found[""].strip(), name
    assert [each for each in found if each] == [each for each in ORDER if each in found], name
    assert ("Parameters" in found) is bool(given), name
    assert not faults(function.__doc__, given), name
    assert ("Returns" in found) is (inspect.signature(function).return_annotation not in (None, "None")), name
    assert "Raises" in found or not raises(function), name
    assert all(text for _, _, text in documented(found.get("Returns", "") + found.get("Raises", ""))), name


@pytest.mark.parametrize("name", list(FUNCTIONS))
def test_a_public_function_has_an_example_and_names_its_errors(name: str) -> None:
    found = sections(FUNCTIONS[name].__doc__)
    assert ">>> " in found["Examples"]
    assert re.search(r"^\w+Error$", found["Raises"], re.MULTILINE)


@pytest.mark.parametrize("name", list(MAKERS))
def test_a_class_says_how_it_is_made(name: str) -> None:
    found = sections(MAKERS[name].__doc__)
    assert not faults(MAKERS[name].__doc__, parameters(MAKERS[name]))
    assert ">>> " in found["Examples"]


def test_a_docstring_that_says_otherwise_is_found() -> None:
    def area(width: int, *, height: int = 2, unit: str = "m", scale: float | None = None) -> float:
        """An area.

        Parameters
        ----------
        width : int
            Across.
        height : int, default 3
            Up.
        unit : str
            Of length.
        scale : float
            Of the map.
        """
        return width * height * (scale or 1.0)

    assert faults(area.__doc__, parameters(area)) == [
        "height: default 2, documented 3",
        "unit: default 'm' is not documented",
        "scale: may be left out",
    ]
    assert faults(area.__doc__, parameters(area)[:2])[0].startswith("documented ['width', 'height', 'unit', 'scale']")
