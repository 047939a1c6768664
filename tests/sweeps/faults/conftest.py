"""What an undisturbed local run gives: every disturbed one must give the same."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from orgsim.sweeps.running import RunOptions, run_sweep
from orgsim.sweeps.store.folder import open_folder
from tests.sweeps.faults.sweeps import make

#: Chunks of two points in three replications: ten of them.
CHUNKED = {"threads": 1, "points_per_chunk": 2, "replications_per_chunk": 3, "progress": False}


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the small sweep; nobody writes there."""
    folder: Path = tmp_path_factory.mktemp("undisturbed") / "sweep"
    assert run_sweep(make(), folder, RunOptions(**CHUNKED)).exit_code == 0
    return folder


@pytest.fixture(scope="session")
def undisturbed(whole: Path) -> str:
    """The result hash of the small sweep."""
    return open_folder(whole).look().digest


@pytest.fixture
def folder(whole: Path, tmp_path: Path) -> Path:
    """A copy of it, to be damaged."""
    shutil.copytree(whole, tmp_path / "s")
    return tmp_path / "s"
