"""What lies in the results folder: sweeps as they are (complete, partial, empty, damaged, another model's), and plain runs."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from shlex import quote
from typing import Any

from orgsim.app.refusing import Refused
from orgsim.errors import OrgsimError, ResultsError
from orgsim.study.files import MANIFEST, WEEKLY
from orgsim.sweeps.store.folder import Contents, SweepFolder, open_folder
from orgsim.sweeps.store.frozen import difference
from orgsim.sweeps.store.identity import fingerprint
from orgsim.sweeps.store.layout import DESIGN, KINDS, SPECIFICATION, Layout

#: When the files of a sweep were last changed, and how large they are: whatever is remembered of it holds as long as these do.
Signature = tuple[tuple[str, int, int], ...]
_MARKS = (SPECIFICATION, DESIGN, "chunks", "config")
_SHOWN = 5
#: What reading files raises that are not what they should be; pyarrow's errors are of these kinds.
_STRANGE = (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError)


def folder_of(root: Path, name: str) -> Path:
    """The folder of a name under the results. Raises Refused with 404 for what is none, or lies elsewhere."""
    if name and not name.startswith(".") and not set(name) & {"/", "\\", "\0"}:
        folder = root / name
        if folder.is_dir() and folder.resolve().parent == root.resolve():
            return folder
    raise Refused(404, f"{name}: there is no such folder under the results", "name")


def shelf(root: Path) -> list[dict[str, Any]]:
    """A row for each sweep and each plain run under the results, the newest first."""
    found = [each for folder in _folders(root) if (each := entry(folder)) is not None]
    return sorted(found, key=lambda each: (str(each["when"]), str(each["name"])), reverse=True)


def entry(folder: Path) -> dict[str, Any] | None:
    """What a folder is, or None where it is neither a sweep, nor a run, nor empty."""
    if any((folder / mark).exists() for mark in _MARKS[:3]):
        return dict(_sweep(folder, signature(folder)))
    about = {"name": folder.name, "folder": str(folder), "when": _when(folder)}
    if (folder / MANIFEST).is_file() and (folder / WEEKLY).is_file():
        return {**about, "kind": "run", "state": "complete", "message": None, "command": None}
    if not any(folder.iterdir()):
        return {**about, "kind": "sweep", "state": "empty", "message": "the folder is empty", "command": None}
    return None


def signature(folder: Path) -> Signature:
    """The files of a sweep with their times and sizes."""
    layout = Layout(folder)
    places = [layout.specification, layout.design, *(layout.chunks / kind for kind in KINDS), layout.failed, layout.config]
    return tuple(each for place in places for each in _files(place))


@contextmanager
def reading(folder: Path) -> Iterator[None]:
    """Whatever goes wrong in files that are not what they should be becomes a ResultsError with the command that finds it."""
    try:
        yield
    except (OrgsimError, Refused):
        raise
    except _STRANGE as error:
        why = " ".join(f"{type(error).__name__}: {error}".split())[:120]
        raise ResultsError(f"cannot read the sweep in '{folder}': it is damaged ({why}); {check_command(folder)}") from error


def opened(folder: Path) -> tuple[SweepFolder, Contents]:
    """The sweep in a folder, and what of it is there. Raises ResultsError where there is none, or it cannot be read."""
    with reading(folder):
        found = open_folder(folder)
        return found, found.look()


def last_command(folder: Path) -> str | None:
    """The command that made it, or went on with it, last."""
    try:
        lines = (Layout(folder).config / "commands.txt").read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return None
    words = lines[-1].split(" ", 1)[1:] if lines else []
    return words[0] if words else None


@lru_cache(maxsize=256)
def _sweep(folder: Path, _: Signature) -> dict[str, Any]:
    """A sweep's row; looked at again when its files change."""
    command = last_command(folder)
    about: dict[str, Any] = {
        "name": folder.name, "kind": "sweep", "folder": str(folder), "when": _when(folder),
        "points": None, "runs": None, "done": None, "failed": None, "outcomes": [], "readable": False,
        "made_by": command,
    }  # fmt: skip
    try:
        found, contents = opened(folder)
        state = _state(found, contents, command)
    except OrgsimError as error:
        advice = None if "again" in str(error) else "keep it aside under another name, and run its command again"
        message = str(error) if advice is None else f"{error}; {advice}"
        return {**about, "state": "damaged", "message": message, "command": command}
    frozen = found.frozen
    return {
        **about,
        "points": frozen.points, "runs": frozen.runs, "done": contents.done, "failed": contents.failed,
        "outcomes": _outcomes(contents), "readable": contents.done > 0 and not contents.aside,
        **state,
    }  # fmt: skip


def _state(found: SweepFolder, contents: Contents, command: str | None) -> dict[str, Any]:
    """How it stands, a sentence where something is missing, and the command that mends it."""
    frozen = found.frozen
    with reading(found.layout.root):
        other = difference(frozen.shared, fingerprint(found.sweep, frozen.keep), str(found.layout.root))
    missing = frozen.runs - contents.done - contents.failed
    again = "run its command again: it goes on where it stopped"
    if contents.aside:
        lines = "; ".join(contents.aside[:_SHOWN])
        return {"state": "damaged", "message": f"{lines}; the command computes what is damaged again", "command": command}
    if other is not None:
        text = f"made by another version of the model ({other}); it can be looked at, but none of its runs can be opened"
        return {"state": "other model", "message": text, "command": None}
    if not contents.done and not contents.failed:
        return {"state": "empty", "message": f"no run is there yet; {again}", "command": command}
    if missing:
        return {"state": "partial", "message": f"{missing:,} of {frozen.runs:,} runs are missing; {again}", "command": command}
    if contents.failed:
        text = f"{contents.failed:,} of {frozen.runs:,} runs failed; the command tries them again"
        retry = None if command is None else f"{command} executor.retry_failed=true"
        return {"state": "partial", "message": text, "command": retry}
    return {"state": "complete", "message": None, "command": None}


def check_command(folder: Path) -> str:
    """The command that finds out what is damaged."""
    return f"orgsim sweep check {quote(str(folder))} --deep"


def _outcomes(contents: Contents) -> list[str]:
    """The weekly outcomes and scalars that can be asked for."""
    from orgsim.summaries.table import SCALAR_NAMES

    return list(SCALAR_NAMES) if contents.good else []


def _folders(root: Path) -> Iterator[Path]:
    if not root.is_dir():
        return
    for path in sorted(root.iterdir()):
        if path.is_dir() and not path.name.startswith(".") and path.resolve().parent == root.resolve():
            yield path


def _files(place: Path) -> Iterator[tuple[str, int, int]]:
    try:
        if place.is_dir():
            with os.scandir(place) as found:
                for each in sorted(found, key=lambda each: each.name):
                    status = each.stat()
                    yield each.path, status.st_mtime_ns, status.st_size
        else:
            status = place.stat()
            yield str(place), status.st_mtime_ns, status.st_size
    except OSError:
        return


def _when(folder: Path) -> str:
    """When something was last written, in universal time."""
    layout = Layout(folder)
    times = [
        path.stat().st_mtime
        for path in (folder, layout.specification, *(layout.chunks / each for each in KINDS))
        if path.exists()
    ]
    return f"{datetime.fromtimestamp(max(times), UTC):%Y-%m-%dT%H:%M:%SZ}"
