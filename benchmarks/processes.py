"""Other processes: each row that replaces parts of the model, or whose memory counts, has one of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

from benchmarks.machine import ROOT

#: No row takes longer than this; a machine on which one does gets an error instead of a silent wait.
TIMEOUT = 900


def environment(**settings: str) -> dict[str, str]:
    """This process's environment with this checkout first on the path, one thread, Python's bytecode kept, and `settings`."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    path = os.pathsep.join(part for part in (str(ROOT), os.environ.get("PYTHONPATH")) if part)
    return {**kept, "PYTHONPATH": path, "NUMBA_NUM_THREADS": "1", **settings}


def answer(module: str, *arguments: object, **settings: str) -> dict[str, Any]:
    """What `python -m benchmarks.MODULE ARGUMENTS` prints as one line of JSON. Raises RuntimeError with its last words."""
    command = [sys.executable, "-m", f"benchmarks.{module}", *map(str, arguments)]
    done = subprocess.run(
        command, env=environment(**settings), cwd=ROOT, capture_output=True, text=True, timeout=TIMEOUT, check=False
    )
    if done.returncode != 0:
        raise RuntimeError(f"benchmarks.{module} failed: {done.stderr.strip().splitlines()[-1:]}")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found
