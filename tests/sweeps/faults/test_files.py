"""Files that are not what their name says: put aside, computed again, and the results are what they were."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from orgsim.sweeps.checking import check
from orgsim.sweeps.running import RunOptions, run_sweep
from orgsim.sweeps.store.folder import open_folder
from tests.sweeps.faults.conftest import CHUNKED
from tests.sweeps.faults.processes import chunks
from tests.sweeps.faults.sweeps import make


def _cut(path: Path, other: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _emptied(path: Path, other: Path) -> None:
    path.write_bytes(b"")


def _another(path: Path, other: Path) -> None:
    shutil.copy(other, path)


def _text(path: Path, other: Path) -> None:
    path.write_text("no Parquet at all")


@pytest.mark.parametrize("damage", [_cut, _emptied, _another, _text])
def test_a_damaged_file_is_put_aside_and_computed_again(
    folder: Path, undisturbed: str, damage: Callable[[Path, Path], None], capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = chunks(folder)[:2]
    damage(first, second)
    outcome = run_sweep(make(), folder, RunOptions(**CHUNKED))
    assert (outcome.exit_code, outcome.done) == (0, 60)
    assert outcome.before == 60 - 6
    assert open_folder(folder).contents().digest == undisturbed
    assert f"chunk {first.stem} put into quarantine: " in capsys.readouterr().err
    assert len(list((folder / "quarantine").glob(f"{first.stem}-*.runs.parquet"))) == 1


def test_a_deep_check_finds_every_flipped_bit(folder: Path, undisturbed: str) -> None:
    path = chunks(folder)[0]
    sound = path.read_bytes()
    for place in range(0, len(sound), len(sound) // 40):
        flipped = bytearray(sound)
        flipped[place] ^= 1 << (place % 8)
        path.write_bytes(flipped)
        found = check(folder, deep=True, sample=0)
        assert not found.sound, f"a bit flipped in byte {place} was not seen"
        assert found.missing == 1
        assert not path.exists()
    assert run_sweep(make(), folder, RunOptions(**CHUNKED)).exit_code == 0
    assert open_folder(folder).contents().digest == undisturbed
    assert check(folder, deep=True).sound


def test_page_checksums_and_numbers_find_flipped_bits_without_a_journal(folder: Path) -> None:
    path = chunks(folder)[0]
    shutil.rmtree(folder / "journal")
    (folder / "journal").mkdir()
    sound = bytearray(path.read_bytes())
    sound[len(sound) // 3] ^= 16
    path.write_bytes(sound)
    assert not check(folder, deep=True, sample=0).sound


def test_a_deep_check_computes_runs_again(folder: Path) -> None:
    found = check(folder, deep=True, sample=6)
    assert (found.sound, found.recomputed, found.missing) == (True, 6, 0)


def test_numbers_that_another_model_would_give_do_not_pass_the_sample(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from orgsim.sweeps import checking

    right = checking.computed
    monkeypatch.setattr(checking, "computed", lambda *how, **more: tuple(each * (1 + 2**-52) for each in right(*how, **more)))
    found = check(folder, deep=True, sample=3)
    assert not found.sound
    assert len(found.differing) == 3
    assert "final_performance differs" in found.differing[0]


def test_what_a_killed_process_left_half_written_is_no_chunk_and_is_swept_up(folder: Path) -> None:
    import socket
    import subprocess
    import sys

    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    part = chunks(folder)[0].with_name(f".x.parquet.{socket.gethostname()}.{gone.pid}.0a0a.part")
    part.write_bytes(b"half")
    assert run_sweep(make(), folder, RunOptions(**CHUNKED)).exit_code == 0
    assert not part.exists()
