"""Whose folder is it: one run's, many departments', a sweep's, or none of ours."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from orgsim.errors import ResultsError

CONFIG, MANIFEST = "config.yaml", "manifest.json"
#: What a sweep's folder has in their place.
SWEEP = "sweep.json"
RUN = "study"


def expanded(path: str | os.PathLike[str]) -> Path:
    """A path with the home of a user in the place of `~`. Raises ResultsError where there is none."""
    try:
        return Path(path).expanduser()
    except RuntimeError as error:
        raise ResultsError(f"'{path}': there is no such user's home") from error


def manifest_of(folder: Path) -> Mapping[str, Any] | None:
    """The manifest that a finished run left in a folder; None where there is none of ours."""
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) and {"format", "model_hash"} <= found.keys() else None


def kind_of(manifest: Mapping[str, Any]) -> str:
    """The job that left a manifest: `study`, `population` or `company`."""
    return str(manifest.get("job", RUN))
