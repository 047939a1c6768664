"""Tools that some tests need: a test without its tool is skipped with the reason, or fails where all checks must run."""

from __future__ import annotations

import os
import shutil
from typing import NoReturn

import pytest


def demanded() -> bool:
    """Whether everything that pages are tested with must be there: where all checks run."""
    return os.environ.get("CI_REQUIRES_BROWSER") == "1"


def lacking(line: str, fails: bool | None = None) -> NoReturn:
    """Skip the test that lacks a tool; where the tool is demanded (by default as `demanded` says), fail."""
    if demanded() if fails is None else fails:
        pytest.fail(line)
    pytest.skip(line)


def node() -> str:
    """The path of Node.js."""
    return shutil.which("node") or lacking("no Node.js: apt-get install nodejs npm")
