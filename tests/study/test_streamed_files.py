"""The file of runs: rows as they came, the same bytes for any chunks, nothing left of one that fails."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

from orgsim.study import streamed_files
from orgsim.study.streamed_files import RunsFile, quantile_name
from orgsim.study.streaming import RunsChunk
from orgsim.summaries.table import SCALAR_NAMES, SCALARS

RUNS = np.random.default_rng(1).random((2, 50, len(SCALARS)))


def write(path, step: int) -> None:
    with RunsFile(path, ("b", "a")) as file:
        for start in range(0, 50, step):
            for place, name in enumerate(("b", "a")):
                file.add(RunsChunk(name, 100 + start, np.empty((0, 0, 0)), RUNS[place, start : start + step]))


@pytest.mark.parametrize("rows", [8, 16_384])
def test_any_chunks_give_the_same_bytes(tmp_path, monkeypatch, rows):
    monkeypatch.setattr(streamed_files, "_ROWS", rows)
    for step in (1, 7, 8, 50):
        write(tmp_path / f"{step}.parquet", step)
    first = (tmp_path / "1.parquet").read_bytes()
    assert all((tmp_path / f"{step}.parquet").read_bytes() == first for step in (7, 8, 50))
    assert pq.ParquetFile(tmp_path / "1.parquet").num_row_groups == 2 * -(-50 // rows)


def test_rows_hold_every_run_once(tmp_path, monkeypatch):
    monkeypatch.setattr(streamed_files, "_ROWS", 8)
    write(tmp_path / "runs.parquet", 7)
    found = pd.read_parquet(tmp_path / "runs.parquet")
    for place, name in enumerate(("b", "a")):
        rows = found[found["scenario"] == name]
        assert rows["replication"].tolist() == list(range(100, 150))
        np.testing.assert_array_equal(rows[list(SCALAR_NAMES)].to_numpy(), RUNS[place])
    about = pq.read_schema(tmp_path / "runs.parquet").field("plateau_week").metadata
    assert about[b"unit"] == b"week"


def test_an_interrupted_file_leaves_nothing(tmp_path):
    def interrupted() -> None:
        with RunsFile(tmp_path / "runs.parquet", ("a",)) as file:
            file.add(RunsChunk("a", 0, np.empty((0, 0, 0)), RUNS[0]))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert list(tmp_path.iterdir()) == []


def test_names_of_quantiles():
    names = [quantile_name(share) for share in (0, 0.05, 0.1, 0.5, 0.975, 1)]
    assert names == ["minimum", "q05", "q10", "q50", "q97_5", "maximum"]
