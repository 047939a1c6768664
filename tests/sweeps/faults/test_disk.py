"""A full disk: the run stops at once with 75, nothing is half-written, and it goes on when there is room."""

from __future__ import annotations

import errno
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from orgsim.sweeps.running import RunOptions, run_sweep
from orgsim.sweeps.store import atomic
from orgsim.sweeps.store.folder import open_folder
from tests.sweeps.faults.conftest import CHUNKED
from tests.sweeps.faults.processes import chunks, run_client
from tests.sweeps.faults.sweeps import make


def test_a_disk_that_fills_up_while_chunks_are_written(
    tmp_path: Path, undisturbed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = 0

    def write(self: atomic.HashedFile, data: bytes) -> int:
        nonlocal written
        written += len(data)
        if written > 80_000:
            raise OSError(errno.ENOSPC, "No space left on device")
        return right(self, data)

    right = atomic.HashedFile.write
    with monkeypatch.context() as full:
        full.setattr(atomic.HashedFile, "write", write)
        outcome = run_sweep(make(), tmp_path / "s", RunOptions(**CHUNKED))
    assert outcome.exit_code == 75
    assert "No space left on device; run the same command again" in outcome.message
    assert 0 < len(chunks(tmp_path / "s")) < 10
    _nothing_half_written_and_goes_on(tmp_path / "s", undisturbed)


def test_no_file_may_be_so_large(tmp_path: Path, undisturbed: str) -> None:
    """The system refuses the last part of a chunk for real."""
    large = {"points_per_chunk": 10, "replications_per_chunk": 6}
    assert run_client(tmp_path / "s", options={**CHUNKED, **large}, largest_file=30_000)[0] == 75
    assert not chunks(tmp_path / "s")
    _nothing_half_written_and_goes_on(tmp_path / "s", undisturbed)


def _nothing_half_written_and_goes_on(folder: Path, undisturbed: str) -> None:
    assert not list(folder.rglob("*.part"))
    there = open_folder(folder).look()
    assert not there.aside
    assert run_sweep(make(), folder, RunOptions(**CHUNKED)).exit_code == 0
    assert open_folder(folder).contents().digest == undisturbed


@contextmanager
def _small_disk(place: Path, size: int) -> Iterator[bool]:
    """A file system of its own, where this process may make one."""
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)]
    mounted = subprocess.run(command, capture_output=True).returncode
    try:
        yield mounted == 0
    finally:
        if mounted == 0:
            subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_file_system_that_is_full(tmp_path: Path, undisturbed: str) -> None:
    """With a real file system, where one may be mounted."""
    with _small_disk(tmp_path / "disk", 200_000) as real:
        if not real:
            pytest.skip("no file system may be mounted here; the two tests above stand for it")
        folder = tmp_path / "disk" / "s"
        filler = tmp_path / "disk" / "filler"
        filler.write_bytes(b"x" * 100_000)
        assert run_sweep(make(), folder, RunOptions(**CHUNKED)).exit_code == 75
        filler.unlink()
        subprocess.run(["mount", "-o", "remount,size=8000000", str(tmp_path / "disk")], check=True)
        _nothing_half_written_and_goes_on(folder, undisturbed)
