"""Files that are there whole or not at all: a temporary name, fsync, rename, fsync of the folder."""

from __future__ import annotations

import fcntl
import hashlib
import io
import json
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from orgsim.errors import OrgsimError
from orgsim.sweeps.store.layout import PART
from orgsim.writing import reason, whole


class LostError(OrgsimError):
    """The disk or the engine went away: nothing is half-written, and the same command goes on."""

    exit_code = 75


def lost(doing: str, error: OSError) -> LostError:
    """The line for a disk that is full or gone."""
    return LostError(f"{doing}: {reason(error)}")


class HashedFile(io.RawIOBase):
    """A file that only grows, and the SHA-256 of what was written."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("xb")
        self._digest = hashlib.sha256()

    def writable(self) -> bool:
        """It is written."""
        return True

    def write(self, data: Any) -> int:
        """Write all of it."""
        self._digest.update(data)
        return self._file.write(data)

    def tell(self) -> int:
        """Bytes written."""
        return self._file.tell()

    def flush(self) -> None:
        """Hand everything to the system."""
        if not self._file.closed:
            self._file.flush()

    def finish(self) -> str:
        """Wait until it is on the disk; returns the SHA-256."""
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        return self._digest.hexdigest()

    def close(self) -> None:
        """Let go of it, finished or not."""
        with suppress(OSError):
            self._file.close()
        super().close()


def commit(path: Path, write: Callable[[HashedFile], object]) -> str:
    """Write a file so that it lies under its name only when it is complete and on the disk; returns its SHA-256.

    Raises LostError when the disk is full or gone; then nothing is left of it.
    """
    temporary = path.with_name(f".{path.name}.{socket.gethostname()}.{os.getpid()}.{os.urandom(4).hex()}{PART}")
    try:
        with whole(path, temporary), closing(HashedFile(temporary)) as file:
            write(file)
            digest = file.finish()
        fsync_folder(path.parent)
        return digest
    except OSError as error:
        raise lost(f"cannot write '{path}'", error) from error


def commit_text(path: Path, text: str) -> str:
    """The same for a text."""
    return commit(path, lambda file: file.write(text.encode("utf-8", "backslashreplace")))


def commit_json(path: Path, content: Any) -> str:
    """The same for JSON."""
    return commit_text(path, json.dumps(content, indent=1, ensure_ascii=False) + "\n")


def fsync_folder(folder: Path) -> None:
    """Make a rename in it last. Some network file systems cannot; they keep names in order by themselves."""
    with suppress(OSError, PermissionError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """One process at a time; a process that dies lets go. Where the file system has no locks, everybody is let in."""
    try:
        file = path.open("ab")
    except OSError as error:
        raise lost(f"cannot write '{path}'", error) from error
    with file:
        with suppress(OSError):
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def sweep_up(folder: Path) -> int:
    """Remove what processes of this machine that are no more left half-written; returns how many files."""
    host, removed = socket.gethostname(), 0
    for path in folder.rglob(f".*{PART}"):
        *name, pid, _ = path.name.removesuffix(PART).split(".")
        if ".".join(name).endswith(f".{host}") and pid.isdecimal() and not _alive(int(pid)):
            with suppress(OSError):
                path.unlink()
                removed += 1
    return removed


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
