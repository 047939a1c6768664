"""What happened, a line of JSON for each event, one file for each process; and who they were.

The journal decides nothing about which chunks there are. It knows the bytes that were written, for `check --deep`, and the
chunks that somebody began and nobody ended, which are run in a process of their own next time.
"""

from __future__ import annotations

import json
import os
import platform
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from orgsim.provenance import PACKAGES, model_hash, versions
from orgsim.sweep.store.atomic import commit_json, lost

_STARTED = datetime.now(UTC)


def client_name() -> str:
    """A name for this process: host, process and the time it started."""
    return f"{socket.gethostname()}-{os.getpid()}-{_STARTED:%Y%m%dT%H%M%S%f}"


class Journal:
    """This process's lines in a sweep's journal."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def note(self, event: str, **fields: Any) -> None:
        """Append one line. Raises LostError when the disk is full or gone."""
        line = json.dumps({"at": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S.%fZ}", "event": event, **fields}) + "\n"
        path = self.folder / f"{client_name()}.jsonl"
        try:
            with path.open("a", encoding="utf-8") as file:
                file.write(line)
        except OSError as error:
            raise lost(f"cannot write '{path}'", error) from error


def events(folder: Path) -> Iterator[dict[str, Any]]:
    """Every event of every process; lines that were cut short are left out."""
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
            try:
                event = json.loads(line)
            except ValueError:
                continue
            if isinstance(event, dict) and "event" in event:
                yield event


def suspects(folder: Path, times: int = 2) -> set[str]:
    """Chunks that were begun at least `times` times and neither ended nor were given up."""
    begun: Counter[str] = Counter()
    for event in events(folder):
        if event["event"] == "begun":
            begun[event["key"]] += 1
        elif event["event"] in ("committed", "failed", "stopped"):
            begun[event["key"]] -= 1
    return {key for key, count in begun.items() if count >= times}


def written_hashes(folder: Path) -> dict[str, set[str]]:
    """SHA-256 of the files that were committed under each name (`runs/<key>`)."""
    found: dict[str, set[str]] = {}
    for event in events(folder):
        for name, digest in event.get("files", {}).items():
            found.setdefault(name, set()).add(digest)
    return found


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
    import hashlib

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
