"""The folder that results go into: made before anything runs, and gone again when nothing came of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import count
from pathlib import Path

from orgsim.cli.claiming import Identity, claim, clear
from orgsim.errors import ConfigurationError
from orgsim.study.kinds import expanded
from orgsim.writing import saving


@contextmanager
def result_folder(output: str | None, name: str, run: Identity, *, overwrite: bool = False) -> Iterator[Path]:
    """The folder for the results, made before anything runs; when the run fails it goes again if it is new and empty.

    Without `output` it is a new one under results/, called by `name` and the time. One that holds another run is refused, or
    with `overwrite` is only the new run's when that has ended.
    """
    asked = None if output is None else expanded(output)
    with saving(f"output={'results' if asked is None else asked}", ConfigurationError):
        new = asked is None or not asked.exists()
        folder = _new_folder(name) if asked is None else asked
        folder.mkdir(parents=True, exist_ok=True)
        if not os.access(folder, os.W_OK):
            raise PermissionError(13, os.strerror(13))
    try:
        before = claim(folder, run, overwrite=overwrite)
        yield folder
        with saving(f"output={folder}"):
            clear(folder, before)
    except BaseException:
        if new and not any(folder.iterdir()):
            folder.rmdir()
        raise


def _new_folder(scenario: str) -> Path:
    """A new folder under results/, named by the scenario and the time."""
    stem = f"{scenario}-{datetime.now():%Y%m%d-%H%M%S}"
    for number in count(1):
        folder = Path("results", stem if number == 1 else f"{stem}-{number}")
        try:
            folder.mkdir(parents=True)
        except FileExistsError:
            if not folder.exists() or not folder.parent.is_dir():
                raise
            continue
        return folder
    raise AssertionError("unreachable")
