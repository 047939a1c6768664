"""`orgsim` as it is typed: in a process of its own, on a small department that Mesa runs without compiling."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

SMALL = ["engine=mesa", "organization.leaders=2", "organization.managers_per_leader=2", "organization.workers_per_manager=2"]
QUICK = [*SMALL, "replications=2", "weeks=8"]
#: What a run leaves that keeps every week.
FILES = {"outcomes.png", "outcomes.svg", "weekly.parquet", "summary.csv", "config.yaml", "manifest.json"}
TIMEOUT = 120


def orgsim(
    *words: str, python: tuple[str, ...] = (), environment: dict[str, str] | None = None, **how: Any
) -> subprocess.CompletedProcess[str]:
    """Run the command and wait; its output is text."""
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "encoding": "utf-8", "errors": "replace"}
    command = [sys.executable, *python, "-m", "orgsim", *words]
    return subprocess.run(
        command, env={**os.environ, **(environment or {})}, timeout=TIMEOUT, check=False, **{**streams, **how}
    )


def shell(line: str) -> subprocess.CompletedProcess[str]:
    """Run a shell's line in which `orgsim` is the command."""
    defined = f'orgsim() {{ "{sys.executable}" -m orgsim "$@"; }}; set -o pipefail; {line}'
    return subprocess.run(["bash", "-c", defined], capture_output=True, text=True, timeout=TIMEOUT, check=False)


def left(folder: str | Path) -> set[str]:
    """The names of what lies in a folder."""
    return {path.name for path in Path(folder).iterdir()}


def faults(done: subprocess.CompletedProcess[str]) -> list[str]:
    """The lines of stderr that are not a progress bar or a note that something is compiled."""
    return [line for line in done.stderr.splitlines() if "rror" in line or "Traceback" in line or "xception" in line]
