"""What stands beside the chunks — journal, records of failures — and does not agree with them is named by a check."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from orgsim.cli.main import main
from orgsim.sweeps.checking import check
from orgsim.sweeps.merging import merge
from orgsim.sweeps.running import RunOptions, run_sweep
from orgsim.sweeps.running.tasks import task_of
from orgsim.sweeps.store.failures import write_failure
from orgsim.sweeps.store.folder import open_folder
from tests.sweeps.faults.conftest import CHUNKED
from tests.sweeps.faults.processes import chunks
from tests.sweeps.faults.sweeps import make

Captured = pytest.CaptureFixture[str]


def test_a_missing_chunk(folder: Path, undisturbed: str, capsys: Captured) -> None:
    chunks(folder)[3].unlink()
    assert main(["sweep", "check", str(folder)]) == 1
    assert "9 chunks with 54 runs are sound; 1 chunks are missing, of which 1 were there once" in capsys.readouterr().out
    assert run_sweep(make(), folder, RunOptions(**CHUNKED)).exit_code == 0
    assert check(folder, deep=True).sound
    assert open_folder(folder).contents().digest == undisturbed


def _bit(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[content.index(b'"runs": 6') + 8] ^= 1
    path.write_bytes(content)


def _hash(path: Path) -> None:
    line = next(line for line in path.read_text().splitlines() if '"files"' in line)
    (digest,) = json.loads(line)["files"].values()
    path.write_text(path.read_text().replace(digest, "0" * 64))


def _without_a_line(path: Path) -> None:
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join([*lines[:4], *lines[5:]]))


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-30])


def _noise(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\xff\xfe no event\n")


def _bare(path: Path) -> None:
    path.write_text(path.read_text() + '{"event": "begun", "key": [1]}\n')


@pytest.mark.parametrize("damage", [_bit, _hash, _without_a_line, _cut, _noise, _bare, lambda path: path.write_text("")])
def test_a_damaged_journal(folder: Path, damage: Callable[[Path], None], capsys: Captured) -> None:
    """It is named, and no chunk is moved for it, not even where the journal gives it another hash."""
    (path,) = (folder / "journal").glob("*.jsonl")
    damage(path)
    assert main(["sweep", "check", str(folder), "--deep", "--sample", "1"]) == 1
    said = capsys.readouterr().out
    assert f"journal/{path.name} was changed since it was written: " in said
    assert "10 chunks with 60 runs are sound; 0 chunks are missing" in said
    assert len(chunks(folder)) == 10
    assert run_sweep(make(), folder, RunOptions(**CHUNKED)).exit_code == 0


def test_a_journal_that_is_gone(folder: Path, capsys: Captured) -> None:
    shutil.rmtree(folder / "journal")
    (folder / "journal").mkdir()
    assert main(["sweep", "check", str(folder)]) == 1
    assert "the journal has no line for 10 of 10 chunks (the first is " in capsys.readouterr().out


def test_a_process_that_ended_before_it_noted_its_chunk_is_no_fault(folder: Path) -> None:
    (path,) = (folder / "journal").glob("*.jsonl")
    lines = path.read_text().splitlines(keepends=True)
    place = max(n for n, line in enumerate(lines) if '"committed"' in line)
    key = json.loads(lines[place])["key"]
    path.write_text("".join(lines[:place]))
    found = check(folder, deep=True, sample=0)
    assert found.notes == [f"chunk {key}: its process ended before it noted what it wrote"]
    assert found.sound


def test_a_journal_knows_its_lines_whoever_wrote_them(tmp_path: Path) -> None:
    """One process writes in several folders, which are joined in one where it goes on."""
    for part in (1, 2):
        run_sweep(make(), tmp_path / str(part), RunOptions(**CHUNKED, shard=(part, 2)))
    merge([tmp_path / "1", tmp_path / "2"], tmp_path / "all")
    assert check(tmp_path / "all", deep=True, sample=0).sound
    assert run_sweep(make(replications=8), tmp_path / "all", RunOptions(**CHUNKED)).exit_code == 0
    assert check(tmp_path / "all", deep=True, sample=0).sound
    shutil.rmtree(tmp_path / "1")
    run_sweep(make(), tmp_path / "1", RunOptions(**CHUNKED))
    assert check(tmp_path / "1").sound, "a folder that was removed begins anew"


def test_a_journal_is_one_however_its_folder_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for folder, replications in ((Path("s"), 4), (tmp_path / "s", 8), (Path("s"), 12)):
        assert run_sweep(make(replications=replications), folder, RunOptions(**CHUNKED)).exit_code == 0
    assert check(tmp_path / "s", deep=True, sample=0).sound


@pytest.fixture
def raising(tmp_path: Path) -> Path:
    """Points 3 and 8 fail, and chunk for chunk a record says so."""
    assert run_sweep(make("raising"), tmp_path / "r", RunOptions(**CHUNKED)).exit_code == 1
    return tmp_path / "r"


def test_failures_that_are_true_are_no_fault(raising: Path, capsys: Captured) -> None:
    assert main(["sweep", "check", str(raising), "--deep"]) == 0
    assert "12 runs failed for good, as recorded in failed/" in capsys.readouterr().out


def _forged(folder: Path, **changes: Any) -> Path:
    """A record that a whole chunk failed, in the place of the chunk."""
    opened = open_folder(folder)
    chunk = opened.chunks[2]
    opened.layout.chunk(chunk.key).unlink()
    path = opened.layout.failure(chunk.key)
    write_failure(path, task_of(opened, chunk).failure("it ended its process 3 times (SIGABRT)"))
    path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))
    return path


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({}, "the journal knows of no such failure"),
        ({"first": 4}, "its replications are not those of the chunk"),
        ({"points": []}, "its points are not those of the chunk"),
        ({"key": "0" * 24}, "it is of chunk 000000000000000000000000, and of kind 'chunk'"),
        ({"kind": "none"}, "and of kind 'none'"),
    ],
)
def test_a_forged_failure_of_a_chunk(folder: Path, changes: dict[str, Any], why: str, capsys: Captured) -> None:
    path = _forged(folder, **changes)
    assert main(["sweep", "check", str(folder)]) == 1
    said = capsys.readouterr().out
    assert f"failed/{path.name} is not what was written: " in said
    assert f"{why}; remove it, and the sweep's command tries its runs again" in said
    path.unlink()
    assert run_sweep(make(), folder, RunOptions(**CHUNKED)).done == 60
    assert check(folder).sound


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("point", 2, "its points have other values in the design"),
        ("point", 9, "its points are not those of the chunk"),
        ("point_id", 17, "its points have other values in the design"),
        ("values", {"levers.coaching": 9.0}, "its points have other values in the design"),
        ("choices", {}, "its points have other values in the design"),
    ],
)
def test_a_forged_failure_of_points(raising: Path, name: str, value: Any, why: str, capsys: Captured) -> None:
    records = {path: json.loads(path.read_text()) for path in sorted((raising / "failed").glob("*.json"))}
    path, content = next(
        each for each in records.items() if each[1]["points"][0]["point"] == 3
    )  # names follow the model's hash
    content["points"][0][name] = value
    path.write_text(json.dumps(content))
    assert main(["sweep", "check", str(raising)]) == 1
    assert why in capsys.readouterr().out


def test_failures_that_cannot_be_read_are_of_no_chunk_or_are_gone(raising: Path, capsys: Captured) -> None:
    stray = raising / "failed" / f"{'a' * 24}.json"
    first, second, *_ = sorted((raising / "failed").glob("*.json"))
    shutil.copy(first, stray)
    stray.write_text(stray.read_text().replace(first.stem, stray.stem))
    (raising / "failed" / "torn.json").write_text('{"key": ')
    second.unlink()
    assert main(["sweep", "check", str(raising)]) == 1
    said = capsys.readouterr().out
    assert "failed/torn.json cannot be read, so its chunk is tried again" in said
    assert f"failed/{stray.name} is not what was written: the sweep has no such chunk" in said
    assert f"chunk {second.stem} put into quarantine: it lacks 3 of 6 runs, and no record in failed/ says why" in said


def test_a_record_of_points_without_their_chunk_does_not_stand_for_it(raising: Path) -> None:
    """A process ended between the record of its failed points and the chunk: the others of the chunk are computed."""
    path = sorted((raising / "failed").glob("*.json"))[0]
    (raising / "chunks" / "runs" / f"{path.stem}.parquet").unlink()
    again = run_sweep(make("raising"), raising, RunOptions(**CHUNKED))
    assert (again.before, again.done, again.failed) == (45, 48, 12)
