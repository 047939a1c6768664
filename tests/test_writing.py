"""Files are there whole or not at all, and what keeps them from being written is one line."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from orgsim.errors import ConfigurationError, ResultsError
from orgsim.writing import saving, whole, write_text


def test_a_file_has_its_name_when_it_is_complete(tmp_path: Path) -> None:
    path = tmp_path / "new" / "a.csv"
    with whole(path) as place:
        place.write_text("x")
        assert place.parent == path.parent
        assert place.suffix == ".csv"
        assert not path.exists()
    assert [each.name for each in path.parent.iterdir()] == ["a.csv"]


@pytest.mark.parametrize("folder", [False, True])
def test_a_failure_leaves_what_was_there_and_nothing_else(tmp_path: Path, folder: bool) -> None:
    path = write_text(tmp_path / "a", "before")

    def left_half() -> None:
        with whole(path) as place:
            place.mkdir() if folder else place.write_text("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        left_half()
    assert {each.name: each.read_text() for each in tmp_path.iterdir()} == {"a": "before"}


def test_text_is_the_same_bytes_everywhere(tmp_path: Path) -> None:
    assert write_text(tmp_path / "a", "é\r\n\ud800\n").read_bytes() == b"\xc3\xa9\r\n\\ud800\n"


@pytest.mark.parametrize("kind", [ResultsError, ConfigurationError])
def test_what_keeps_a_file_from_being_written_is_one_line(kind: type[Exception]) -> None:
    with pytest.raises(kind) as caught, saving("output=x", kind):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/some/where")
    assert caught.value.faults == ("output=x: cannot write there: No space left on device",)
