"""The public names: stated once, listed by `dir`, not hidden by a submodule, and those of before still answer."""

from __future__ import annotations

import subprocess
import sys

import pytest

import orgsim

EVERYTHING = """
import importlib, pkgutil, sys, types
import orgsim
for module in pkgutil.walk_packages(orgsim.__path__, "orgsim."):
    if module.name.split(".")[1] in ("viz", "__main__"):
        continue  # needs an extra; runs the command
    try:
        importlib.import_module(module.name)
    except ModuleNotFoundError as missing:
        assert not missing.name.startswith("orgsim"), missing
hidden = [name for name in orgsim.__all__ if isinstance(getattr(orgsim, name), types.ModuleType)]
print(len([name for name in sys.modules if name.startswith("orgsim.")]), hidden, callable(orgsim.survey))
"""


def test_no_submodule_hides_a_public_name() -> None:
    done = subprocess.run([sys.executable, "-c", EVERYTHING], capture_output=True, text=True, check=True)
    count, rest = done.stdout.split(" ", 1)
    assert int(count) > 300
    assert rest.strip() == "[] True"


def test_dir_shows_what_is_offered() -> None:
    listed = [name for name in dir(orgsim) if not name.startswith("__")]
    assert listed == [name for name in orgsim.__all__ if name != "__version__"]
    assert not {"annotations", "summarise", "_load"} & set(dir(orgsim))


def test_the_name_of_before_answers_with_the_name_of_today() -> None:
    with pytest.warns(DeprecationWarning, match=r"^orgsim\.summarise is now orgsim\.summary_table$"):
        old = orgsim.summarise  # type: ignore[attr-defined]
    assert old is orgsim.summary_table
    assert "summarise" not in orgsim.__all__
    with pytest.warns(DeprecationWarning, match="summary_table"):
        from orgsim import summarise  # type: ignore[attr-defined]  # noqa: F401
