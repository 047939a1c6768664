"""Results as files: round trips, the same bytes for the same study, nothing half-written."""

from __future__ import annotations

import errno
import hashlib
import json
import os

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

from orgsim.analysis.summary import summary_table
from orgsim.errors import ResultsError
from orgsim.model.outcomes import OUTCOME_NAMES
from orgsim.organization import Organization
from orgsim.study import files
from orgsim.study.dataset import result_hash
from orgsim.study.files import write_results
from tests.study.helpers import LEAD, TRAP, make_results, make_study

NAMES = ["weekly.parquet", "summary.csv", "config.yaml", "manifest.json"]


def write(folder, study=None, **more):
    study = study or make_study()
    results = make_results(study)
    return write_results(folder, study, "seed: 1\n", datasets=results, summary=summary_table(results), **more), study, results


def test_files_and_paths(tmp_path):
    paths, _, _ = write(tmp_path / "deep" / "folder")
    assert [path.name for path in paths] == NAMES
    assert sorted(os.listdir(tmp_path / "deep" / "folder")) == sorted(NAMES)
    assert paths[2].read_text() == "seed: 1\n"


def test_weekly_outcomes_read_back_by_plain_pandas(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "_ROWS_AT_ONCE", 130)  # two replications to a group
    paths, _, results = write(tmp_path, make_study(first=3))
    weekly = pd.read_parquet(paths[0])
    assert list(weekly.columns) == ["scenario", "replication", "week", *OUTCOME_NAMES]
    assert len(weekly) == 2 * 5 * 60
    assert pq.ParquetFile(paths[0]).num_row_groups == 6
    for name, dataset in results.items():
        mine = weekly[weekly["scenario"] == name].set_index(["replication", "week"])
        expected = dataset[list(OUTCOME_NAMES)].to_dataframe()[list(OUTCOME_NAMES)]
        pd.testing.assert_frame_equal(mine[list(OUTCOME_NAMES)], expected, check_index_type=False, check_exact=True)
    field = pq.read_schema(paths[0]).field("quits")
    assert field.metadata[b"unit"] == b"1/person-year"


def test_outcomes_of_empty_roles_stay_nan(tmp_path):
    paths, _, _ = write(tmp_path, make_study(TRAP, organization=Organization.synthetic(2, 2, 3, layers=0)))
    weekly = pd.read_parquet(paths[0])
    assert weekly["trust"].isna().all()
    assert pq.read_table(paths[0])["trust"].null_count == 0  # not a number, which is not the same as unknown
    assert weekly["performance"].notna().all()


def test_the_summary_reads_back(tmp_path):
    paths, _, results = write(tmp_path)
    pd.testing.assert_frame_equal(pd.read_csv(paths[1]), summary_table(results), check_dtype=False)


def test_the_manifest_ties_it_together(tmp_path):
    picture = tmp_path / "outcomes.png"
    picture.write_bytes(b"picture")
    paths, study, results = write(tmp_path, also=[picture])
    manifest = json.loads(paths[3].read_text(encoding="utf-8"))
    numbers = {"replications": 5, "first": 0, "weeks": 60, "seed": 1, "unit": 0, "departments": 1}
    assert manifest["design"] == {**numbers, "engine": "kernel"}
    assert manifest["organization"]["fingerprint"] == study.organization.fingerprint()
    assert manifest["organization"]["repairs"] == {}
    assert [each["name"] for each in manifest["scenarios"]] == [LEAD.name, TRAP.name]
    assert manifest["result_hashes"] == {name: result_hash(dataset) for name, dataset in results.items()}
    assert set(manifest["files"]) == {"weekly.parquet", "summary.csv", "config.yaml", "outcomes.png"}
    for name, digest in manifest["files"].items():
        assert hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() == digest
    assert str(tmp_path) not in paths[3].read_text(encoding="utf-8")


def test_the_same_study_gives_the_same_bytes(tmp_path):
    one, other = write(tmp_path / "a")[0], write(tmp_path / "b")[0]
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in other]


def test_writing_again_replaces(tmp_path):
    write(tmp_path)
    before = (tmp_path / "weekly.parquet").read_bytes()
    write(tmp_path, make_study(seed=2))
    assert (tmp_path / "weekly.parquet").read_bytes() != before
    assert sorted(os.listdir(tmp_path)) == sorted(NAMES)


@pytest.mark.parametrize("victim", ["write_weekly", "write_text"])
def test_a_full_disk_is_one_line_and_leaves_nothing(tmp_path, monkeypatch, victim):
    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(files, victim, full)
    with pytest.raises(ResultsError) as caught:
        write(tmp_path / "results")
    (line,) = caught.value.faults
    name = "weekly.parquet" if victim == "write_weekly" else "config.yaml"
    assert line == f"{tmp_path / 'results' / name}: cannot write there: No space left on device"
    assert os.listdir(tmp_path / "results") == []


def test_a_failure_keeps_the_results_of_before(tmp_path, monkeypatch):
    paths, _, _ = write(tmp_path)
    before = [path.read_bytes() for path in paths]

    def broken(*_):
        raise OSError(errno.EIO, "broken")

    monkeypatch.setattr(files, "write_text", broken)
    with pytest.raises(ResultsError, match="Input/output error"):
        write(tmp_path, make_study(seed=5))
    assert [path.read_bytes() for path in paths] == before


def test_a_folder_that_cannot_be_made(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ResultsError, match=r"cannot write there: (Not a directory|File exists)"):
        write(tmp_path / "file")


def test_memory_stays_low_while_writing(tmp_path):
    import tracemalloc

    results = make_results(make_study(TRAP, replications=1200, weeks=312))
    tracemalloc.start()
    files.write_weekly(tmp_path / "weekly.parquet", results)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 32e6 < 0.5 * results[TRAP.name].nbytes
    assert np.isfinite(pd.read_parquet(tmp_path / "weekly.parquet", columns=["trust"])["trust"]).all()
