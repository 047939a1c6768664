"""Other Python processes: a copy of the package, run on its own with an environment of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import orgsim

PACKAGE = Path(orgsim.__file__).parent
ROOT = PACKAGE.parent
TIMEOUT = 120


def copy_of_the_package(folder: Path) -> Path:
    """A copy that can be edited; Python finds it when `folder` is on its path."""
    shutil.copytree(PACKAGE, folder / "orgsim", ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def python(arguments: list[str], path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A Python process that finds packages in `path` first; output is captured, nothing is checked."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("NUMBA_", "ORGSIM_", "XDG_", "PYTHON"))}
    settings = kept | {"PYTHONPATH": str(path), "PYTHONDONTWRITEBYTECODE": "1"} | environment
    command = [sys.executable, *arguments]
    return subprocess.run(command, env=settings, cwd=path, capture_output=True, text=True, timeout=TIMEOUT, check=False)
