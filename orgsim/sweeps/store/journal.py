"""What happened, a line of JSON for each event, one file for each process.

The journal decides nothing about which chunks there are. It knows the bytes that were written, for `check --deep`, and the
chunks that somebody began and nobody ended, which are run in a process of their own next time. Each line has its number and
its own digest, so that a line that was changed or taken away is known as such; lines of 0.1.0 have neither.
"""

from __future__ import annotations

import hashlib
import json
import os
import socket
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any

from orgsim.sweeps.store.atomic import lost

_STARTED = datetime.now(UTC)
_LINE, _SUM = "line", "sum"
_writing = Lock()
#: Lines that this process has written to each file.
_written: dict[Path, int] = {}


def client_name() -> str:
    """A name for this process: host, process and the time it started."""
    return f"{socket.gethostname()}-{os.getpid()}-{_STARTED:%Y%m%dT%H%M%S%f}"


class Journal:
    """This process's lines in a sweep's journal."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def note(self, event: str, **fields: Any) -> None:
        """Append one line. Raises LostError when the disk is full or gone."""
        path = self.folder.resolve() / f"{client_name()}.jsonl"  # one file has one count, however its folder is named
        with _writing:
            try:
                _append(path, {"at": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S.%fZ}", "event": event, **fields})
            except OSError as error:
                raise lost(f"cannot write '{path}'", error) from error


def _append(path: Path, event: dict[str, Any]) -> None:
    """Write one line and wait until it is on the disk; where that fails, nothing is left of it."""
    with path.open("ab") as file:
        start = file.tell()
        number = _written.get(path, path.read_bytes().count(b"\n")) if start else 0
        numbered = {**event, _LINE: number}
        try:
            file.write(json.dumps({**numbered, _SUM: _digest(numbered)}).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())
        except OSError:
            with suppress(OSError):
                os.truncate(path, start)
            raise
        _written[path] = number + 1


def _digest(event: dict[str, Any]) -> str:
    plain = json.dumps({key: value for key, value in event.items() if key != _SUM}, sort_keys=True)
    return hashlib.sha256(plain.encode()).hexdigest()[:16]


def events(folder: Path) -> Iterator[dict[str, Any]]:
    """Every event of every process; lines that are not as they were written are left out."""
    for path in sorted(folder.glob("*.jsonl")):
        for _, event, fault in _lines(path):
            if not fault:
                yield event


def journal_faults(folder: Path) -> Iterator[str]:
    """A line for each file of the journal that is not as it was written, with the first line that shows it."""
    for path in sorted(folder.glob("*.jsonl")):
        numbers, fault = [], ""
        for number, event, wrong in _lines(path):
            numbers.append(event.get(_LINE))
            fault = fault or (f"line {number} {wrong}" if wrong else "")
        numbered = [int(each) for each in numbers if each is not None]
        if not fault and not numbers:
            fault = "it is empty"
        if not fault and numbered and sorted(numbered) != list(range(len(numbers))):
            fault = "lines of it are gone"
        if fault:
            yield f"journal/{path.name} was changed since it was written: {fault}; no chunk was touched for it"


def _lines(path: Path) -> Iterator[tuple[int, dict[str, Any], str]]:
    """Each line's number from 1, its event (empty where there is none), and what is wrong with it."""
    try:
        text = path.read_bytes()
    except OSError as error:
        yield 1, {}, f"cannot be read ({error.strerror or error})"
        return
    for number, line in enumerate(text.splitlines(), 1):
        yield number, *_event(line)


def _event(line: bytes) -> tuple[dict[str, Any], str]:
    try:
        event = json.loads(line)
    except (ValueError, RecursionError):
        return {}, "cannot be read"
    if not isinstance(event, dict) or not isinstance(event.get("event"), str):
        return {}, "is no event"
    if _SUM in event or _LINE in event:
        return event, "" if event.get(_SUM) == _digest(event) else "is not what was written"
    whole = isinstance(event.get("key", ""), str) and isinstance(event.get("files", {}), dict)
    return event, "" if whole else "is no event"


def suspects(folder: Path, times: int = 2) -> set[str]:
    """Chunks that were begun at least `times` times and neither ended nor were given up."""
    begun: Counter[str] = Counter()
    for event in events(folder):
        if event["event"] == "begun":
            begun[event.get("key", "")] += 1
        elif event["event"] in ("committed", "failed", "stopped"):
            begun[event.get("key", "")] -= 1
    return {key for key, count in begun.items() if count >= times}
