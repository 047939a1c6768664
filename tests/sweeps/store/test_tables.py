"""Chunk files: what they hold, the hash of their numbers, and files that are there whole or not at all."""

from __future__ import annotations

import hashlib
import struct
from pathlib import Path

import numpy as np
import pytest

from orgsim.sweeps.store.atomic import HashedFile, LostError, commit, commit_json
from orgsim.sweeps.store.tables import DamagedError, about_of, digest_of, read_checked, write_runs


def _columns(rows: int = 5) -> list[np.ndarray]:
    dice = np.random.default_rng(1)
    return [np.arange(rows), np.arange(rows, dtype=np.int32), dice.random(rows), dice.random(rows)]


def test_what_is_written_is_read_and_its_hash_is_that_of_the_bytes(tmp_path: Path) -> None:
    path, columns = tmp_path / "k.parquet", _columns()
    digest = write_runs(path, ("a", "b"), {"key": "k", "rows": 5}, columns=columns)
    assert digest == hashlib.sha256(path.read_bytes()).hexdigest()
    assert about_of(path) == {"key": "k", "rows": 5}
    table = read_checked(path)
    assert table.column_names == ["point_id", "replication", "a", "b"]
    assert all(np.array_equal(table.column(place).to_numpy(), column) for place, column in enumerate(columns))
    assert write_runs(tmp_path / "again.parquet", ("a", "b"), {"key": "k", "rows": 5}, columns=columns) == digest


def test_the_hash_of_numbers_is_a_sum_over_runs() -> None:
    columns = _columns(7)
    order = [3, 0, 6, 1, 2, 5, 4]
    parts = [[column[part] for column in columns] for part in (slice(0, 2), slice(2, 7))]
    whole = digest_of(columns)
    assert digest_of([column[order] for column in columns]) == whole
    assert sum(map(digest_of, parts)) % 2**256 == whole
    one = [column[:1] for column in columns]
    by_hand = hashlib.sha256(struct.pack("<qqdd", 0, 0, columns[2][0], columns[3][0])).digest()
    assert digest_of(one) == int.from_bytes(by_hand, "little")
    columns[3][4] = np.nextafter(columns[3][4], 2)
    assert digest_of(columns) != whole


def test_every_gap_is_the_same_gap() -> None:
    gaps = np.array([0x7FF8000000000000, 0x7FF8000000000001, -1], dtype=np.int64).view(np.float64)
    runs = [digest_of([np.zeros(1, dtype=int), np.zeros(1, dtype=int), gaps[place : place + 1]]) for place in range(3)]
    assert len(set(runs)) == 1


def test_rows_that_are_not_those_of_the_footer_are_damage(tmp_path: Path) -> None:
    write_runs(tmp_path / "k.parquet", ("a", "b"), {"key": "k", "rows": 6}, columns=_columns())
    with pytest.raises(DamagedError, match="it has 5 rows instead of 6"):
        about_of(tmp_path / "k.parquet")


def test_nothing_is_left_of_a_file_that_could_not_be_finished(tmp_path: Path) -> None:
    def write(file: HashedFile) -> None:
        file.write(b"half")
        raise OSError(28, "No space left on device")

    commit_json(tmp_path / "f", {"old": True})
    with pytest.raises(LostError, match=r"cannot write '.*f': No space left on device"):
        commit(tmp_path / "f", write)
    assert [path.name for path in tmp_path.iterdir()] == ["f"]
    assert "old" in (tmp_path / "f").read_text()


def test_a_folder_that_is_gone_is_lost(tmp_path: Path) -> None:
    with pytest.raises(LostError, match="No such file or directory") as raised:
        commit_json(tmp_path / "gone" / "f", {})
    assert raised.value.exit_code == 75
