"""What browser tests need of the machine, and what to do where it is missing."""

from __future__ import annotations

import os
import shutil
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"


def chromium() -> str | None:
    """The browser's path: what ORGSIM_CHROMIUM says, or what lies on the PATH."""
    named = os.environ.get("ORGSIM_CHROMIUM")
    return named or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def firefox() -> str | None:
    """The path of Firefox: what ORGSIM_FIREFOX says, or what lies on the PATH."""
    named = os.environ.get("ORGSIM_FIREFOX")
    return named or next(filter(None, map(shutil.which, ("firefox-esr", "firefox"))), None)


def missing() -> list[str]:
    """A line for everything that is not there; none where the tests can run."""
    return [*missing_browser(), *([] if AXE.is_file() else ["no axe-core: npm ci"])]


def missing_browser() -> list[str]:
    """A line for everything that is not there of what opens pages."""
    found = chromium()
    lines = []
    if found is None or not Path(found).exists():
        lines.append(f"no Chromium{f' at {found}' if found else ''}: apt-get install chromium, or set ORGSIM_CHROMIUM")
    if find_spec("playwright") is None:
        lines.append("no Playwright: pip install playwright")
    return lines
