"""What lies in the results folder: sweeps as they are (complete, partial, empty, damaged, another model's), and plain runs.

A folder may hold anything, by accident or on purpose. Whatever it holds costs a row of the shelf its content, and nothing else.
"""

from __future__ import annotations

import os
import shlex
import stat
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from orgsim.app import limits
from orgsim.app.plain import plain
from orgsim.app.refusing import Refused
from orgsim.app.regular import Fit, fit, status_of
from orgsim.errors import ConfigurationError, OrgsimError, ResultsError
from orgsim.study.files import WEEKLY
from orgsim.study.kinds import MANIFEST
from orgsim.sweeps.store.blocks import Block
from orgsim.sweeps.store.folder import Contents, SweepFolder, open_folder
from orgsim.sweeps.store.frozen import Frozen, difference
from orgsim.sweeps.store.identity import fingerprint
from orgsim.sweeps.store.layout import DESIGN, SPECIFICATION, Layout

_MARKS = (SPECIFICATION, DESIGN, "chunks")
_SHOWN = 5
#: Characters of what is said of one folder.
_LONGEST = 600
_UNSEEN: Mapping[str, Any] = {
    "points": None, "runs": None, "done": None, "failed": None, "outcomes": [], "readable": False, "made_by": None,
}  # fmt: skip
_LATER = "there are many folders, and this one was not looked at yet: look again"


def folder_of(root: Path, name: str) -> Path:
    """The folder of a name under the results. Raises Refused with 404 for what is none, or lies elsewhere."""
    if name and not name.startswith(".") and not set(name) & {"/", "\\", "\0"}:
        folder = root / name
        try:
            if folder.is_dir() and folder.resolve().parent == root.resolve():
                return folder
        except (OSError, RuntimeError):  # longer than a name can be, links in a ring, a folder that may not be entered
            pass
    raise Refused(404, f"{name[:80]}{'…' * (len(name) > 80)}: there is no such folder under the results", "name")


def shelf(root: Path) -> list[dict[str, Any]]:
    """A row for each sweep and each plain run under the results, the newest first.

    Raises ConfigurationError where the results cannot be listed.
    """
    until = time.monotonic() + limits.SHELF
    found = [row(folder, until) for folder in _folders(root)]
    shown = [each for each in found if each is not None]
    return sorted(shown, key=lambda each: (str(each["when"]), str(each["name"])), reverse=True)


def row(folder: Path, until: float) -> Any:
    """A folder's row, plain enough to be sent, None for what is none; a bad one says why. After `until` none is looked at."""
    if time.monotonic() > until:
        return plain(_said(folder, "unread", _LATER))
    try:
        if not _is_utf8(folder.name):
            return plain(_said(folder, "damaged", "its name is not in UTF-8: rename the folder"))
        return plain(entry(folder))
    except Exception as error:  # whatever it is, the other rows do not suffer
        return plain(_said(folder, "damaged", _reason(error)))


def entry(folder: Path) -> dict[str, Any] | None:
    """What a folder is, or None where it is neither a sweep, nor a run, nor empty. Raises what reading raises."""
    if any(status_of(folder / mark) for mark in _MARKS):
        try:
            return dict(_sweep(folder, fit(folder)))
        except ResultsError as error:
            return _said(folder, "damaged", str(error))
    about = {"name": folder.name, "folder": str(folder), "when": _when(folder.lstat().st_mtime)}
    if all((status := status_of(folder / name)) and stat.S_ISREG(status.st_mode) for name in (MANIFEST, WEEKLY)):
        return {**about, "kind": "run", "state": "complete", "message": None, "command": None}
    if not os.listdir(folder):
        return {**about, "kind": "sweep", "state": "empty", "message": "the folder is empty", "command": None}
    return None


@contextmanager
def reading(folder: Path) -> Iterator[Fit]:
    """Reading of files that may not be what they should be: none is opened that is not fit, and what goes wrong is said.

    Raises ResultsError with the command that finds what is damaged.
    """
    try:
        yield fit(folder)
    except (OrgsimError, Refused):
        raise
    except Exception as error:  # a file may hold anything: wrong types, numbers beyond all bounds, nesting without end
        reason = f"it is damaged ({_reason(error, 120)}); {check_command(folder)}"
        raise ResultsError(f"cannot read the sweep in '{folder}': {reason}") from error


def opened(folder: Path) -> tuple[SweepFolder, Contents]:
    """The sweep in a folder, and what of it is there. Raises ResultsError where there is none, or it cannot be read."""
    with reading(folder):
        found = open_bounded(folder)
        return found, found.look()


def open_bounded(folder: Path) -> SweepFolder:
    """The sweep in a folder, if its specification asks for no more than a computer can plan. Raises what reading raises."""
    check_table([Layout(folder).design])
    found = open_folder(folder)
    _check_size(found.frozen)
    return found


def check_table(files: Iterable[Path]) -> None:
    """Raise ResultsError where tables, however small their files, would fill the memory; readers say what else is wrong."""
    import pyarrow.parquet as pq

    cells = 0
    for path in files:
        with suppress(OSError, ValueError):  # pyarrow's errors are of these kinds
            about = pq.read_metadata(path)
            cells += about.num_rows * about.num_columns
    if cells > limits.CELLS:
        raise ResultsError(f"its tables have {cells:,} numbers; at most {limits.CELLS:,} are read here")


def last_command(folder: Path) -> str | None:
    """The command that made it, or went on with it, last; None unless it is one call of orgsim, since people paste it."""
    try:
        lines = (Layout(folder).config / "commands.txt").read_text(encoding="utf-8").splitlines()
        command = lines[-1].split(" ", 1)[1]
        words = shlex.split(command)
    except (OSError, ValueError, IndexError):
        return None
    return command if words[:1] == ["orgsim"] and shlex.join(words) == command else None


@lru_cache(maxsize=16_384)
def _sweep(folder: Path, seen: Fit) -> dict[str, Any]:
    """A sweep's row; looked at again when its files change."""
    command = last_command(folder)
    about: dict[str, Any] = {
        "name": folder.name, "kind": "sweep", "folder": str(folder), "when": _when(seen.newest), **_UNSEEN, "made_by": command,
    }  # fmt: skip
    try:
        found, contents = opened(folder)
        state = _state(found, contents, command)
    except OrgsimError as error:
        advice = None if "again" in str(error) else "keep it aside under another name, and run its command again"
        message = _reason(error) if advice is None else f"{_reason(error)}; {advice}"
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
    return f"orgsim sweep check {shlex.quote(str(folder))} --deep"


def _check_size(frozen: Frozen) -> None:
    """Raise ResultsError where the numbers of a specification are none, or more than can be planned."""
    numbers = (frozen.points, frozen.replications, *(value for block in frozen.blocks for value in block.plain().values()))
    if not all(type(number) is int and 0 <= number < 2**53 for number in numbers):
        raise ResultsError(f"'{SPECIFICATION}' counts in what are no whole numbers")
    if frozen.points > limits.POINTS or sum(map(_pieces, frozen.blocks)) > limits.CHUNKS:
        raise ResultsError(f"'{SPECIFICATION}' plans more than {limits.POINTS:,} points or {limits.CHUNKS:,} chunks")


def _pieces(block: Block) -> int:
    """Chunks of a block, none smaller than it is."""
    rows, runs = block.stop - block.start, block.last - block.first
    return -(-rows // block.points_per_chunk) * -(-runs // block.replications_per_chunk)


def _outcomes(contents: Contents) -> list[str]:
    """The weekly outcomes and scalars that can be asked for."""
    from orgsim.summaries.table import SCALAR_NAMES

    return list(SCALAR_NAMES) if contents.good else []


def _folders(root: Path) -> list[Path]:
    """The folders under the results, the newest first; links lead elsewhere and are none. Raises ConfigurationError."""
    try:
        with os.scandir(root) as found:
            own = [each for each in found if not each.name.startswith(".") and each.is_dir(follow_symlinks=False)]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise ConfigurationError(f"--results={root}: cannot be listed: {error.strerror or error}") from error
    own.sort(key=lambda each: each.stat(follow_symlinks=False).st_mtime, reverse=True)
    return [root / each.name for each in own]


def _said(folder: Path, state: str, message: str) -> dict[str, Any]:
    """The row of a folder of which nothing more can be told."""
    try:
        when = _when(folder.lstat().st_mtime)
    except OSError:
        when = ""
    return {
        "name": folder.name, "kind": "sweep", "folder": str(folder), "when": when, **_UNSEEN,
        "state": state, "message": message, "command": None,
    }  # fmt: skip


def _reason(error: Exception, most: int = _LONGEST) -> str:
    """What an error says, in one line."""
    kind = "" if isinstance(error, OrgsimError) else f"{type(error).__name__}: "
    return " ".join(f"{kind}{error}".split())[:most]


def _is_utf8(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _when(seconds: float) -> str:
    """When something was last written, in universal time; nothing for a time that no calendar has."""
    try:
        return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%SZ}"
    except (OverflowError, ValueError, OSError):
        return ""
