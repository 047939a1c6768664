"""Which files of a sweep's folder may be read: regular ones of a bounded size in its own folders; looked at, not opened."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from orgsim.errors import ResultsError
from orgsim.sweeps.store.layout import KINDS, Layout

MEBI = 2**20
#: Bytes of one file. A table's are read in parts, text is read whole.
TABLE, TEXT = 2048 * MEBI, 16 * MEBI
#: Files in one folder of a sweep.
_MOST = 100_000
_EFFECTIVE = os.access in os.supports_effective_ids
_KINDS = {
    stat.S_ISLNK: "a link, and links are not followed",
    stat.S_ISFIFO: "a pipe",
    stat.S_ISSOCK: "a socket",
    stat.S_ISCHR: "a device",
    stat.S_ISBLK: "a device",
    stat.S_ISDIR: "a folder",
}


class Fit(NamedTuple):
    """What lies in a sweep's folder: `mark` changes as soon as a file does, `newest` is when one last did (seconds)."""

    mark: str
    newest: float


def fit(folder: Path) -> Fit:
    """That every file which a sweep's readers open may be opened. Raises ResultsError naming the first that may not."""
    layout, mark, newest = Layout(folder), blake2b(digest_size=16), 0.0
    for path, status in _found(layout):
        mark.update(f"{os.fsencode(path)!r} {status.st_mtime_ns} {status.st_size}\n".encode())
        newest = max(newest, status.st_mtime)
    return Fit(mark.hexdigest(), newest)


def _found(layout: Layout) -> Iterator[tuple[Path, os.stat_result]]:
    """Every file that is read, after its folder."""
    for place in (layout.root, layout.chunks):
        yield from _folder(place)
    yield from _file(layout.specification, TEXT)
    yield from _file(layout.design, TABLE)
    texts = (layout.config, layout.provenance, layout.failed, layout.journal)
    for place, most in (*((layout.chunks / kind, TABLE) for kind in KINDS), *((each, TEXT) for each in texts)):
        for known in _folder(place):
            yield known
            yield from _inside(place, most)


def _inside(place: Path, most: int) -> Iterator[tuple[Path, os.stat_result]]:
    names = sorted(os.listdir(place))
    if len(names) > _MOST:
        raise ResultsError(f"'{place}' holds {len(names):,} files; at most {_MOST:,} are read")
    for name in names:
        yield from _file(place / name, most)


def _folder(place: Path) -> Iterator[tuple[Path, os.stat_result]]:
    """A folder, where it is there. Raises ResultsError for anything else of its name, and where it may not be entered."""
    status = status_of(place)
    if status is None:
        return
    if not stat.S_ISDIR(status.st_mode):
        raise ResultsError(f"'{place}' is {_kind(status)}; it must be a folder")
    if not os.access(place, os.R_OK | os.X_OK, effective_ids=_EFFECTIVE):
        raise ResultsError(f"'{place}' may not be read: permission denied")
    yield place, status


def _file(path: Path, most: int) -> Iterator[tuple[Path, os.stat_result]]:
    """A file, where it is there. Raises ResultsError for anything else of its name, and where it is too large to read."""
    status = status_of(path)
    if status is None:
        return
    if not stat.S_ISREG(status.st_mode):
        raise ResultsError(f"'{path}' is {_kind(status)}; only regular files are read")
    if status.st_size > most:
        raise ResultsError(f"'{path}' has {status.st_size / MEBI:,.0f} MiB; at most {most // MEBI:,} are read")
    if not os.access(path, os.R_OK, effective_ids=_EFFECTIVE):
        raise ResultsError(f"'{path}' may not be read: permission denied")
    yield path, status


def status_of(path: Path) -> os.stat_result | None:
    """What lies there itself, be it a link; None where nothing does. Raises ResultsError where that cannot be seen."""
    try:
        return path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise ResultsError(f"'{path}' may not be read: {(error.strerror or str(error)).lower()}") from error


def _kind(status: os.stat_result) -> str:
    return next((kind for test, kind in _KINDS.items() if test(status.st_mode)), "a regular file")
