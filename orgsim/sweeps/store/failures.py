"""failed/<key>.json: what of a chunk could not be computed, with the parameters that it was to be computed from."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from orgsim.sweeps.store.atomic import commit_json


@dataclass(frozen=True)
class FailedPoint:
    """One point: its row in the design, id, choices and values."""

    point: int
    point_id: int
    choices: dict[str, Any]
    values: dict[str, float]
    error: str


@dataclass(frozen=True)
class Failure:
    """What failed in a chunk: `kind` is `points` (the others of the chunk are there) or `chunk` (none is)."""

    key: str
    kind: str
    reason: str
    first: int
    count: int
    points: tuple[FailedPoint, ...]

    @property
    def runs(self) -> int:
        """Runs that are not there."""
        return self.count * len(self.points)


def write_failure(path: Path, failure: Failure) -> None:
    """Write the record, whole or not at all."""
    commit_json(path, asdict(failure))


def read_failures(folder: Path) -> dict[str, Failure]:
    """All records by key; one that cannot be read is left out, so that its chunk is tried again."""
    found = {}
    for path in sorted(folder.glob("*.json")):
        failure = _read(path)
        if failure is not None:
            found[path.stem] = failure
    return found


def faulty_files(folder: Path) -> Iterator[str]:
    """The names of the records that cannot be read."""
    return (path.name for path in sorted(folder.glob("*.json")) if _read(path) is None)


def _read(path: Path) -> Failure | None:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        points = tuple(FailedPoint(**each) for each in content.pop("points"))
        failure = Failure(**content, points=points)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return failure if type(failure.count) is int and failure.count > 0 else None
