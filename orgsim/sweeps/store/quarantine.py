"""Chunk files that are not what their name says: found, put aside with the reason, and so computed again."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from orgsim.errors import ResultsError
from orgsim.sweeps.store.atomic import LostError, commit_json
from orgsim.sweeps.store.frozen import difference
from orgsim.sweeps.store.layout import KINDS, RUNS, Layout
from orgsim.sweeps.store.tables import DamagedError, about_of

STRANGE = "it is of another sweep"
#: What every footer says of the model that made it; a chunk of another model is refused, not put aside.
MADE_BY = ("schema", "model_hash", "summaries_hash")


def scan(
    layout: Layout, shared: Mapping[str, Any], planned: Collection[str], *, touch: bool, grown: Callable[[], bool]
) -> tuple[dict[str, dict[str, Any]], list[str]]:
    """The footers of all good chunks by key, and a line for each file that was put into quarantine (or would be, untouched).

    `grown` is asked when a chunk is not planned: whether the folder has grown since it was opened.

    Raises ResultsError for a chunk of another model, naming the field that differs.
    """
    good: dict[str, dict[str, Any]] = {}
    lines = []
    for key in sorted(layout.keys()):
        reason = fault_of(layout, shared, key, planned=planned)
        if reason == STRANGE and grown():
            continue
        if isinstance(reason, str):
            lines.append(set_aside(layout, key, reason) if touch else f"chunk {key}: {reason}")
        elif reason is not None:
            good[key] = reason
    return good, lines


def fault_of(layout: Layout, shared: Mapping[str, Any], key: str, *, planned: Collection[str]) -> dict[str, Any] | str | None:
    """A chunk's footer, or why it is none; None where the file has gone meanwhile."""
    path = layout.chunk(key)
    try:
        about = about_of(path)
        refuse_others(about, shared, path)
        if about.get("key") != key:
            return f"it is chunk {about.get('key')} under another name"
        if key not in planned:
            return STRANGE
        keep = str(shared["keep"])
        if keep != RUNS:
            beside = about_of(layout.chunk(key, keep))
            if beside.get("key") != key:
                return f"its {keep} are those of another chunk"
        return about
    except DamagedError as damage:
        return str(damage) if path.exists() else None


def refuse_others(about: Mapping[str, Any], shared: Mapping[str, Any], path: Path) -> None:
    """Raise ResultsError when another model made a chunk."""
    wanted = {name: shared[name] for name in MADE_BY}
    line = difference({name: about.get(name, wanted[name]) for name in MADE_BY}, wanted, f"'{path}'")
    if line is not None:
        raise ResultsError(line)


def set_aside(layout: Layout, key: str, reason: str) -> str:
    """Move the files of a chunk to quarantine/, with a note; returns the line that says so."""
    name = f"{key}-{os.urandom(4).hex()}"
    try:
        for kind in KINDS:
            with suppress(FileNotFoundError):
                os.replace(layout.chunk(key, kind), layout.quarantine / f"{name}.{kind}.parquet")
        commit_json(layout.quarantine / f"{name}.json", {"key": key, "reason": reason})
    except OSError as error:
        raise LostError(f"cannot move chunk {key} to '{layout.quarantine}': {error.strerror or error}") from error
    return f"chunk {key} put into quarantine: {reason}"
