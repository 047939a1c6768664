"""The main job with `series=false`: the table and figure of the main job, and its files, without the runs."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
import yaml

import orgsim
from orgsim.cli.main import main
from orgsim.cli.process import free_memory
from orgsim.errors import ResultsError
from orgsim.model.outcomes import OUTCOME_NAMES
from orgsim.study.files import file_hash
from orgsim.summaries.table import SCALAR_NAMES

Captured = pytest.CaptureFixture[str]
SMALL = ["organization.leaders=2", "organization.managers_per_leader=2", "organization.workers_per_manager=2"]
QUICK = [*SMALL, "replications=40", "weeks=70", "scenario=half_hearted", "shift.week=20"]


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_table_bands_and_runs_agree_with_those_of_the_main_job(capsys: Captured) -> None:
    assert main([*QUICK, "output=full"]) == 0
    full = capsys.readouterr().out
    assert main([*QUICK, "series=false", "output=short"]) == 0
    assert capsys.readouterr().out.replace("short", "full") == full
    folder = Path("short")
    files = {"bands.csv", "runs.parquet", "outcomes.png", "outcomes.svg", "summary.csv", "config.yaml", "manifest.json"}
    assert {path.name for path in folder.iterdir()} == files
    exact, close = (pd.read_csv(Path(name, "summary.csv")) for name in ("full", "short"))
    pd.testing.assert_frame_equal(close, exact, rtol=0, atol=1 / 512)
    numbers = ["mean", "difference", "difference_low", "difference_high", "share_reference_above"]
    pd.testing.assert_frame_equal(close[numbers], exact[numbers], rtol=0, atol=1e-7)
    check_bands_and_runs()


def check_bands_and_runs() -> None:
    """Both are tidy, and say of the runs what the weekly outcomes say."""
    weekly, bands = pd.read_parquet("full/weekly.parquet"), pd.read_csv("short/bands.csv")
    assert list(bands.columns[:6]) == ["scenario", "outcome", "week", "mean", "sd", "count"]
    assert list(bands.columns[6:]) == ["minimum", "q05", "q10", "q25", "q50", "q75", "q90", "q95", "maximum"]
    assert len(bands) == 2 * len(OUTCOME_NAMES) * 70
    of_trust = weekly.groupby(["scenario", "week"], observed=True)["trust"].agg(["mean", "std", "max"]).reset_index()
    found = bands[bands["outcome"] == "trust"].sort_values(["scenario", "week"]).reset_index()
    for column, other in (("mean", "mean"), ("sd", "std"), ("maximum", "max")):
        assert (found[column] - of_trust.sort_values(["scenario", "week"]).reset_index()[other]).abs().max() < 1e-7
    runs = pd.read_parquet("short/runs.parquet")
    assert list(runs.columns) == ["scenario", "replication", *SCALAR_NAMES]
    assert len(runs) == 80
    means = weekly.groupby(["scenario", "replication"], observed=True)["trust"].mean().reset_index()
    both = runs.merge(means, on=["scenario", "replication"])
    assert (both["mean_trust"] - both["trust"]).abs().max() < 1e-12


def test_the_manifest_says_what_is_there_and_the_run_can_be_run_again(capsys: Captured) -> None:
    assert main([*QUICK, "series=false", "output=one", "seed=5"]) == 0
    assert main(["scenario=one/config.yaml", "output=two", "threads=1"]) == 0
    for name in ("bands.csv", "runs.parquet", "summary.csv", "config.yaml", "manifest.json", "outcomes.svg"):
        assert Path("one", name).read_bytes() == Path("two", name).read_bytes(), name
    manifest = json.loads(Path("one/manifest.json").read_text())
    assert manifest["series"] is False
    assert set(manifest["summary_hashes"]) == {"half_hearted", "management_trap"}
    assert manifest["files"]["runs.parquet"] == file_hash(Path("one/runs.parquet"))
    assert yaml.safe_load(Path("one/config.yaml").read_text())["series"] is False
    with pytest.raises(ResultsError, match=r"kept summaries alone \(series=false\), which are in bands.csv and runs.parquet"):
        orgsim.read_results("one")


@pytest.mark.parametrize(
    ("overrides", "expected"),
    [
        (["series=no_thanks"], "series='no_thanks': must be true or false"),
        (["series=false", "people=[0]"], "people=[0]: must be empty with series=false, which keeps no run week by week"),
        (["series=false", "job=company"], "series=false: must be true for job=company, which keeps surveys alone anyway"),
    ],
)
def test_each_fault_is_one_clear_line(overrides: list[str], expected: str, capsys: Captured) -> None:
    assert main([*QUICK, *overrides]) == 2
    assert f"orgsim: error: {expected}" in capsys.readouterr().err


def test_a_run_that_fails_leaves_no_file(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("orgsim.engines.run.run", stopped)
    assert main([*QUICK, "series=false", "output=gone"]) == 130
    assert not Path("gone").exists()


def test_free_memory_is_bytes_or_unknown() -> None:
    free = free_memory()
    assert free is None or free > 2**20
