"""Files written safely: there whole or not at all, and what keeps them from being written saving in one line."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from orgsim.errors import OrgsimError, ResultsError


def reason(error: OSError) -> str:
    """What the system says of an error, without numbers and paths."""
    return os.strerror(error.errno) if error.errno else " ".join(str(error).split())


@contextmanager
def saving(where: object, kind: type[OrgsimError] = ResultsError) -> Iterator[None]:
    """A full disk, a folder that may not be written or that went away, as one line of `kind` that begins with `where`."""
    try:
        yield
    except OSError as error:
        raise kind(f"{where}: cannot write there: {reason(error)}") from error


@contextmanager
def whole(path: Path, temporary: Path | None = None) -> Iterator[Path]:
    """A path beside `path` to write a file or folder to; it gets that name when the block ends well, else nothing is left.

    The folder is made if need be, but where `temporary` names the path, in a folder that must be there. Raises OSError.
    """
    place = temporary or path.with_name(f".{path.stem}.{os.getpid()}{path.suffix}")
    if temporary is None:
        path.parent.mkdir(parents=True, exist_ok=True)
    try:
        yield place
        os.replace(place, path)
    finally:
        if place.is_dir():
            shutil.rmtree(place, ignore_errors=True)
        else:
            place.unlink(missing_ok=True)


def write_text(path: Path, text: str) -> Path:
    """Write a text, the same bytes on every system, and return its path. Raises OSError."""
    with whole(path) as place:
        place.write_bytes(text.encode("utf-8", "backslashreplace"))
    return path
