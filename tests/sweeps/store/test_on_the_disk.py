"""What is written is waited for: every file before it gets its name, its folder afterwards, every line of the journal."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from orgsim.sweeps.store.atomic import LostError, commit_text
from orgsim.sweeps.store.journal import Journal, events, journal_faults


class Watched:
    """The calls that decide what a lost power supply leaves: what was waited for, with how many bytes, and what was named."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.calls: list[tuple[str, int, int]] = []
        fsync, replace = os.fsync, os.replace

        def waited(handle: int) -> None:
            about = os.fstat(handle)
            kind = "folder" if stat.S_ISDIR(about.st_mode) else "file"
            self.calls.append((kind, about.st_ino, 0 if kind == "folder" else about.st_size))
            fsync(handle)

        def named(source: str | Path, target: str | Path) -> None:
            self.calls.append(("named", os.stat(source).st_ino, os.stat(source).st_size))
            replace(source, target)

        monkeypatch.setattr(os, "fsync", waited)
        monkeypatch.setattr(os, "replace", named)


def test_a_file_is_on_the_disk_before_it_has_its_name_and_its_folder_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched = Watched(monkeypatch)
    commit_text(tmp_path / "a.json", "12345")
    file = (tmp_path / "a.json").stat().st_ino
    assert watched.calls == [("file", file, 5), ("named", file, 5), ("folder", tmp_path.stat().st_ino, 0)]


def test_every_line_of_the_journal_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    watched, journal = Watched(monkeypatch), Journal(tmp_path)
    for event in ("begun", "committed"):
        journal.note(event, key="a")
        (path,) = tmp_path.glob("*.jsonl")
        assert watched.calls[-1] == ("file", path.stat().st_ino, path.stat().st_size)
    assert len(watched.calls) == 2


def test_a_line_that_the_disk_refuses_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = Journal(tmp_path)
    journal.note("begun", key="a")
    with monkeypatch.context() as full:
        full.setattr(os, "fsync", lambda handle: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        with pytest.raises(LostError, match="No space left on device"):
            journal.note("committed", key="a")
    journal.note("stopped", key="a")
    assert [event["event"] for event in events(tmp_path)] == ["begun", "stopped"]
    assert not list(journal_faults(tmp_path))
