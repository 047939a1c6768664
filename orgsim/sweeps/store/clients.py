"""provenance/<client>.json: who computed in a folder: the model, versions, commit, processor and threads of each process."""

from __future__ import annotations

import hashlib
import os
import platform
import socket
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

from orgsim.provenance import PACKAGES, model_hash, versions
from orgsim.sweeps.store.atomic import commit_json
from orgsim.sweeps.store.journal import client_name


def note_client(folder: Path, threads: int | None, executor: str) -> Path:
    """Write provenance/<client>.json: versions, commit, processor, threads."""
    path = folder / f"{client_name()}.json"
    commit_json(path, {**about_machine(), "executor": executor, "threads": threads, "command": sys.argv})
    return path


def about_machine() -> dict[str, Any]:
    """The model, versions, commit and processor of this process."""
    from importlib.metadata import PackageNotFoundError, version

    also = {}
    for package in ("pyarrow", "pandas", "distributed", "submitit", "duckdb"):
        if package not in PACKAGES:
            try:
                also[package] = version(package)
            except PackageNotFoundError:
                continue
    return {
        "model_hash": model_hash(),
        "versions": versions() | also,
        "git": _git(),
        "host": socket.gethostname(),
        "processor": _processor(),
        "processors": os.cpu_count(),
    }


@cache
def _git() -> dict[str, str] | None:
    """Commit of the checkout that the package lies in and the hash of what differs from it; None outside one."""
    root = Path(__file__).parents[3]
    try:
        commit = _output(root, "rev-parse", "HEAD").decode().strip()
        changes = _output(root, "status", "--porcelain") + _output(root, "diff", "HEAD")
    except (OSError, subprocess.SubprocessError):
        return None
    return {"commit": commit, "dirty": hashlib.sha256(changes).hexdigest() if changes else ""}


def _output(root: Path, *words: str) -> bytes:
    return subprocess.run(["git", "-C", str(root), *words], capture_output=True, check=True, timeout=20).stdout


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        return next(line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()
