"""Every example in the docstrings of what Python is offered runs, and prints what stands there."""

from __future__ import annotations

import doctest
from typing import Any

import pytest

import orgsim
from tests.api.offered import CLASSES, FUNCTIONS, METHODS

OFFERED: dict[str, Any] = {"orgsim": orgsim, **FUNCTIONS, **CLASSES, **METHODS}


@pytest.mark.parametrize("name", [name for name, each in OFFERED.items() if ">>> " in (each.__doc__ or "")])
def test_examples_run(name: str, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    finder, runner = doctest.DocTestFinder(recurse=False), doctest.DocTestRunner(verbose=False)
    told: list[str] = []
    for test in finder.find(OFFERED[name], name, module=False, globs={}):
        runner.run(test, out=told.append)
    assert runner.tries > 0
    assert not runner.failures, "".join(told)
