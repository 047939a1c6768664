"""`orgsim sweep`: what it prints and its exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

import orgsim
from orgsim.cli.main import main
from orgsim.organization import Organization
from orgsim.study.finished_runs import read_results
from orgsim.sweeps.running import RunOptions, run_sweep
from tests.sweeps.small import small_sweep

OPTIONS = RunOptions(threads=1, points_per_chunk=4, replications_per_chunk=4, progress=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    assert run_sweep(small_sweep(common=False), tmp_path / "s", OPTIONS).exit_code == 0
    return tmp_path / "s"


def test_status_of_a_complete_and_of_a_damaged_folder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sweep", "status", str(folder)]) == 0
    said = capsys.readouterr().out
    assert "60 of 60 done, 0 failed, 0 missing" in said
    chunk = next(folder.glob("chunks/runs/*.parquet"))
    chunk.write_bytes(b"")
    assert main(["sweep", "status", str(folder)]) == 1
    assert f"damaged        chunk {chunk.stem}: " in capsys.readouterr().out
    assert chunk.exists(), "status touches nothing"
    assert main(["sweep", "check", str(folder)]) == 1
    assert f"chunk {chunk.stem} put into quarantine: " in capsys.readouterr().out
    assert main(["sweep", "check", str(folder)]) == 1, "it is still missing"
    assert run_sweep(small_sweep(common=False), folder, OPTIONS).exit_code == 0
    assert main(["sweep", "check", str(folder), "--deep"]) == 0
    assert "8 of 8 runs computed again (seed 1) are equal bit for bit" in capsys.readouterr().out


def test_rerun_leaves_the_main_jobs_files_with_equal_bits(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sweep", "rerun", str(folder), "--point", "7", "--replication", "4", "--people"]) == 0
    assert "equal, bit for bit, to the scalars of the sweep" in capsys.readouterr().out
    again = folder / "reruns" / "point-7-replication-4"
    (dataset,) = read_results(again).values()
    sweep = small_sweep(common=False)
    study, units = sweep.strata[1].study, sweep.units(7, 8)
    assert units is not None
    whole = orgsim.simulate(study.organization, sweep.scenario(7), replications=5, weeks=30, seed=5, unit=units[0])
    assert dataset["replication"].to_numpy().tolist() == [4]
    assert (dataset["performance"][0] == whole["performance"][4]).all()
    assert set(pd.read_parquet(again / "people.parquet")["replication"]) == {4}
    tree = Organization.from_csv(again / "organization.csv")
    assert tree.fingerprint() == study.organization.fingerprint()


def test_an_address_outside_the_sweep(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sweep", "rerun", str(folder), "--point", "10", "--replication", "6"]) == 2
    assert capsys.readouterr().err.splitlines() == [
        "orgsim: error: --point=10: must be a whole number from 0 to 9",
        "orgsim: error: --replication=6: must be a whole number from 0 to 5",
    ]


def test_merge_says_what_is_not_asked_for_yet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from dataclasses import replace

    for part in (1, 2):
        run_sweep(small_sweep(), tmp_path / str(part), replace(OPTIONS, shard=(part, 2)))
    assert main(["sweep", "merge", str(tmp_path / "all"), str(tmp_path / "1")]) == 1
    said = capsys.readouterr().out
    assert "not asked for  points 5 to 9, replications 0 to 5: a shard that was not merged?" in said
    assert main(["sweep", "merge", str(tmp_path / "all"), str(tmp_path / "2")]) == 0
    assert "60 of 60 done" in capsys.readouterr().out


def test_merge_leaves_a_runs_folder_as_it_is(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "manifest.json").write_text('{"format": 1, "model_hash": ""}')
    assert main(["sweep", "merge", str(tmp_path / "run"), str(folder)]) == 2
    assert f"'{tmp_path / 'run'}' holds a run; shards of a sweep are joined in a folder of their own" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "run").iterdir()] == ["manifest.json"]


def test_convert_names_the_files(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sweep", "convert", str(folder), "--to", "csv"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == [
        str(folder / "export" / "runs.csv"),
        str(folder / "export" / "design.csv"),
    ]


def test_faults_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sweep", "stats"]) == 2
    assert "must be one of status, check, merge, convert, rerun; did you mean 'status'?" in capsys.readouterr().err
    assert main(["sweep", "status", str(tmp_path / "none")]) == 2
    assert "no such folder" in capsys.readouterr().err
    (tmp_path / "sweep.json").write_text(json.dumps({"shared": {}}))
    assert main(["sweep", "status", str(tmp_path)]) == 2
    assert "is damaged or not of this version" in capsys.readouterr().err
    assert main(["sweep"]) == 0
