"""A folder read: as frames, lazily, by SQL, and by plain pandas and DuckDB without orgsim."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import xarray as xr

from orgsim.errors import ConfigurationError, ResultsError
from orgsim.sweeps.converting import convert
from orgsim.sweeps.running import RunOptions, run_sweep
from orgsim.sweeps.sweep_results import SweepResults, open_sweep
from tests.sweeps.small import KEY, small_sweep

COLUMNS = ["final_performance", "plateau_week"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("reading") / "s"
    options = RunOptions(threads=1, points_per_chunk=4, replications_per_chunk=4, keep="series", progress=False)
    assert run_sweep(small_sweep(), folder, options).exit_code == 0
    return folder


@pytest.fixture(scope="module")
def results(folder: Path) -> SweepResults:
    return open_sweep(folder)


def test_pandas_polars_and_xarray_agree(results: SweepResults) -> None:
    frame = results.runs.pandas(COLUMNS)
    assert list(frame.columns) == ["point", "replication", *COLUMNS]
    assert frame[["point", "replication"]].to_numpy().tolist() == [[point, run] for point in range(10) for run in range(6)]
    pd.testing.assert_frame_equal(results.runs.polars(COLUMNS).collect().to_pandas(), frame)
    dataset = results.runs.xarray(COLUMNS)
    assert dict(dataset.sizes) == {"point": 10, "replication": 6}
    assert np.array_equal(dataset["final_performance"].to_numpy().ravel(), frame["final_performance"])
    assert dataset["final_performance"].attrs["units"] == "share"
    assert np.array_equal(dataset[KEY], results.design[KEY])
    assert len(results.runs) == 60


def test_xarray_reads_a_variable_when_it_is_used(results: SweepResults, monkeypatch: pytest.MonkeyPatch) -> None:
    dataset, read = results.runs.xarray(), []
    right = results.runs.pandas
    monkeypatch.setattr(results.runs, "pandas", lambda columns: read.append(columns) or right(columns))
    part = dataset["mean_engagement"].isel(point=[2, 7], replication=slice(1, 3))
    assert read == []
    assert np.array_equal(part, right().set_index(["point", "replication"])["mean_engagement"].unstack().iloc[[2, 7], 1:3])
    assert read == [["mean_engagement"]]


def test_points_are_means_over_replications(results: SweepResults) -> None:
    runs, points = results.runs.pandas(COLUMNS), results.points
    assert points["runs"].tolist() == [6] * 10
    means = runs.groupby("point")["final_performance"].mean()
    assert np.allclose(points["final_performance"], means)
    spread = results.summarised(COLUMNS, "std")
    assert np.allclose(spread["final_performance"], runs.groupby("point")["final_performance"].std())
    assert results.factors == ["organization.leaders", KEY]


def test_questions_in_sql(results: SweepResults) -> None:
    sql = f'SELECT "{KEY}" AS coaching, count(*) AS n FROM runs JOIN design USING (point) GROUP BY 1 ORDER BY 1'
    answer = results.query(sql)
    assert answer["coaching"].tolist() == [0.0, 0.5, 1.0, 1.5, 2.0]
    assert answer["n"].tolist() == [12] * 5
    assert results.query("SELECT count(*) AS n FROM series")["n"].tolist() == [60 * 30]


def test_a_point_has_one_name_and_the_one_in_files_is_answered(results: SweepResults) -> None:
    whole = results.query("SELECT * FROM runs JOIN design USING (point)")
    assert len(whole) == 60
    for view in ("design", "runs", "series"):
        assert [name for name in results.query(f"SELECT * FROM {view} LIMIT 1") if name.startswith("point")] == ["point"]
    for sql in ("SELECT * FROM runs JOIN design USING (point_id)", "SELECT point_id FROM design"):
        with pytest.raises(ConfigurationError, match=r"^query: a point is called point here, .*: write point for point_id"):
            results.query(sql)


def test_questions_that_cannot_be_answered_have_one_line(results: SweepResults) -> None:
    for sql in ("SELEC 1", "SELECT nothing FROM runs", "SELECT * FROM quantiles", ""):
        with pytest.raises(ConfigurationError) as raised:
            results.query(sql)
        (line,) = raised.value.faults
        assert line.startswith("query: ")
        assert "\n" not in line


def test_series_are_the_weeks_of_the_runs(results: SweepResults) -> None:
    weekly = results.series.xarray(["performance"])
    assert dict(weekly.sizes) == {"point": 10, "replication": 6, "week": 30}
    mean = results.runs.xarray(["mean_performance"])["mean_performance"]
    assert np.allclose(weekly["performance"].mean("week"), mean, rtol=1e-6)


def test_what_is_not_there_is_said(results: SweepResults, tmp_path: Path) -> None:
    with pytest.raises(ResultsError, match="has no quantiles: the sweep kept series; keep=quantiles"):
        results.quantiles.pandas()
    with pytest.raises(ConfigurationError, match="did you mean 'final_performance'"):
        results.runs.pandas(["final_performence"])
    with pytest.raises(ResultsError, match="no such folder"):
        open_sweep(tmp_path / "none")
    with pytest.raises(ResultsError, match=r"it has no sweep\.json"):
        open_sweep(tmp_path)


def test_plain_pandas_and_duckdb_read_it_without_orgsim(folder: Path, results: SweepResults) -> None:
    script = """
import json, sys
sys.modules["orgsim"] = None
import pandas as pd, duckdb
runs = pd.read_parquet("chunks/runs")
joined = runs.merge(pd.read_parquet("design.parquet"), on="point_id")
sql = '''SELECT d.point, avg(r.final_performance) AS mean FROM 'chunks/runs/*.parquet' r
         JOIN 'design.parquet' d USING (point_id) GROUP BY 1 ORDER BY 1'''
weeks = duckdb.sql("SELECT count(*) FROM 'chunks/series/*.parquet'").fetchall()[0][0]
print(json.dumps([joined.groupby("point").final_performance.mean().tolist(), duckdb.sql(sql).df()["mean"].tolist(), weeks]))
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=folder, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    by_pandas, by_duckdb, weeks = json.loads(done.stdout)
    assert np.allclose(by_pandas, results.points["final_performance"])
    assert np.allclose(by_duckdb, by_pandas)
    assert weeks == 60 * 30


@pytest.mark.parametrize("into", ["csv", "zarr", "netcdf"])
def test_other_formats_hold_the_same_numbers(results: SweepResults, tmp_path: Path, into: str) -> None:
    path, *rest = convert(results, into, tmp_path)
    frame = results.runs.pandas()
    if into == "csv":
        found = pd.read_csv(path).sort_values(["point", "replication"]).reset_index(drop=True)
        pd.testing.assert_frame_equal(found, frame, check_dtype=False)
        assert pd.read_csv(rest[0])[KEY].tolist() == results.design[KEY].tolist()
        return
    open_it = {"zarr": lambda: xr.open_zarr(path, consolidated=False), "netcdf": lambda: xr.open_dataset(path, engine="scipy")}
    dataset = open_it[into]()
    assert np.array_equal(dataset["plateau_week"].to_numpy().ravel(), frame["plateau_week"], equal_nan=True)
    assert np.array_equal(dataset[KEY], results.design[KEY])
    with pytest.raises(ResultsError, match="is there already; name another folder with --output"):
        convert(results, into, tmp_path)


def test_formats_and_tables_that_there_are_not(results: SweepResults, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="--to='cvs': must be one of csv, zarr, netcdf; did you mean 'csv'"):
        convert(results, "cvs", tmp_path)
    with pytest.raises(ConfigurationError, match="--table='weeks': must be one of runs, quantiles, series"):
        convert(results, "csv", tmp_path, table="weeks")
