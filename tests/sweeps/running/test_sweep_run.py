"""Running: points that fail, what is kept, how large chunks are, what a sweep's own dice are, and both engines."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from orgsim.engines.run import run as run_engine
from orgsim.errors import ConfigurationError, ResultsError
from orgsim.model.outcomes import OUTCOME_NAMES
from orgsim.spec.study import Execution
from orgsim.summaries.runs import scalars
from orgsim.sweeps.plan import Sweep
from orgsim.sweeps.running import RunOptions, compute, pilot, run_sweep
from orgsim.sweeps.running.options import parse_shard
from orgsim.sweeps.running.progress import Tally
from orgsim.sweeps.running.weekly import SHARES, quantiles
from orgsim.sweeps.store.folder import open_folder
from orgsim.sweeps.sweep_results import open_sweep
from tests.sweeps.faults.sweeps import TROUBLE, make
from tests.sweeps.small import KEY, small_sweep

QUIET = RunOptions(threads=1, points_per_chunk=3, replications_per_chunk=4, progress=False)


def test_scalars_are_those_of_each_points_own_study(tmp_path: Path) -> None:
    sweep = small_sweep(common=False, replications=3)
    assert run_sweep(sweep, tmp_path / "s", QUIET).exit_code == 0
    found = open_sweep(tmp_path / "s").runs.pandas()
    for point in (0, 4, 9):
        study = sweep.strata[sweep.stratum[point]].study
        units = sweep.units(point, point + 1)
        assert units is not None
        record = run_engine(
            study.organization, sweep.scenario(point), replace(study.design, unit=units[0]), execution=study.execution
        )
        assert np.array_equal(found[found["point"] == point].iloc[:, 2:].to_numpy(), scalars(record.outcomes), equal_nan=True)


@pytest.mark.parametrize("common", [True, False])
def test_scalars_are_the_same_for_any_threads_and_order_in_memory(common: bool) -> None:
    sweep = small_sweep(common=common, replications=5)
    points = int(np.argmax(sweep.stratum != sweep.stratum[0])) or len(sweep)
    for threads in (1, 2, 3):
        outcomes, found = compute.computed(sweep, 0, points, first=2, count=5, threads=threads)
        wanted = scalars(outcomes.reshape(points * 5, *outcomes.shape[2:])).reshape(points, 5, -1)
        assert np.array_equal(found, wanted, equal_nan=True)


def test_points_may_be_companies_of_equal_departments(tmp_path: Path) -> None:
    sweep = small_sweep((0.0, 2.0), replications=3, leaders=(1,))
    (stratum,) = sweep.strata
    study = replace(stratum.study, design=replace(stratum.study.design, departments=4))
    assert run_sweep(replace(sweep, strata=(replace(stratum, study=study),)), tmp_path / "s", QUIET).exit_code == 0
    found = open_sweep(tmp_path / "s").runs.pandas()
    record = run_engine(study.organization, sweep.scenario(1), study.design, execution=study.execution)
    assert np.array_equal(found[found["point"] == 1].iloc[:, 2:].to_numpy(), scalars(record.outcomes), equal_nan=True)


def test_both_engines_leave_the_same_results(tmp_path: Path) -> None:
    sweep = small_sweep((0.0, 2.0), replications=2, weeks=6, leaders=(1,))
    (stratum,) = sweep.strata
    agents = replace(sweep, strata=(replace(stratum, study=replace(stratum.study, execution=Execution("mesa"))),))
    digests = []
    for name, each in {"kernel": sweep, "mesa": agents}.items():
        assert run_sweep(each, tmp_path / name, QUIET).exit_code == 0
        digests.append(open_folder(tmp_path / name).contents().digest)
    assert digests[0] == digests[1]


def test_numbers_that_are_not_finite_are_a_failure_of_their_point(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    right = compute.computed

    def with_a_gap(sweep: Sweep, start: int, stop: int, **how: Any) -> Any:
        outcomes, _ = right(sweep, start, stop, **how)
        outcomes[sweep.columns[KEY][start:stop] == TROUBLE, 1, 4, OUTCOME_NAMES.index("performance")] = np.inf
        return outcomes, np.stack([scalars(each) for each in outcomes])

    monkeypatch.setattr(compute, "computed", with_a_gap)
    outcome = run_sweep(small_sweep(), tmp_path / "s", QUIET)
    assert (outcome.exit_code, outcome.done, outcome.failed) == (1, 48, 12)
    records = [json.loads(path.read_text()) for path in (tmp_path / "s" / "failed").glob("*.json")]
    errors = {point["point"]: point["error"] for record in records for point in record["points"]}
    assert errors == dict.fromkeys((3, 8), "numbers that are not finite, first of mean_performance")


def test_a_point_that_fails_is_recorded_with_its_parameters_and_spares_the_rest(tmp_path: Path) -> None:
    kind, error = "raising", "ArithmeticError: no numbers here"
    outcome = run_sweep(make(kind), tmp_path / "s", QUIET)
    assert (outcome.exit_code, outcome.done, outcome.failed) == (1, 48, 12)
    records = [json.loads(path.read_text()) for path in (tmp_path / "s" / "failed").glob("*.json")]
    failed = {point["point"]: point for record in records for point in record["points"]}
    assert sorted(failed) == [3, 8]
    assert failed[8]["values"] == {KEY: TROUBLE}
    assert failed[8]["choices"] == {"organization.leaders": 2.0}
    assert error in failed[8]["error"]
    assert set(open_sweep(tmp_path / "s").runs.pandas([])["point"]) == set(range(10)) - {3, 8}
    again = run_sweep(make(kind), tmp_path / "s", QUIET)
    assert (again.exit_code, again.before, again.done) == (1, 48, 48), "what failed for good is not tried again"
    mended = run_sweep(make(), tmp_path / "s", replace(QUIET, retry_failed=True))
    assert (mended.exit_code, mended.done, mended.failed) == (0, 60, 0)
    assert run_sweep(make(), tmp_path / "whole", QUIET).done == 60
    assert open_folder(tmp_path / "s").contents().digest == open_folder(tmp_path / "whole").contents().digest


@pytest.mark.parametrize("keep", ["quantiles", "series"])
def test_weekly_tables_are_those_of_the_runs(tmp_path: Path, keep: str) -> None:
    sweep = small_sweep((0.0, 2.0), replications=5, leaders=(1, 2))
    assert run_sweep(sweep, tmp_path / "s", replace(QUIET, keep=keep)).exit_code == 0
    study = sweep.strata[1].study
    outcomes = run_engine(study.organization, sweep.scenario(3), study.design, execution=study.execution).outcomes
    found = getattr(open_sweep(tmp_path / "s"), keep).pandas()
    mine = found[found["point"] == 3]
    wanted = outcomes if keep == "series" else np.quantile(outcomes, SHARES, axis=0)
    shape = (len(wanted), study.design.weeks, len(OUTCOME_NAMES))
    assert np.allclose(mine[list(OUTCOME_NAMES)].to_numpy().reshape(shape), wanted, rtol=1e-6, atol=1e-7, equal_nan=True)


def test_quantiles_leave_out_runs_without_a_value() -> None:
    values = np.array([3.0, np.nan, 1.0, 2.0, np.nan]).reshape(1, 5, 1, 1)
    assert np.allclose(quantiles(values)[0, :, 0, 0], np.quantile([1.0, 2.0, 3.0], SHARES))
    assert np.isnan(quantiles(np.full((1, 3, 1, 1), np.nan))).all()


def test_quantiles_cannot_grow_by_replications_but_by_points(tmp_path: Path) -> None:
    options = replace(QUIET, keep="quantiles")
    run_sweep(small_sweep((0.0,), replications=5), tmp_path / "s", options)
    with pytest.raises(ResultsError, match="its quantiles are over 5 replications of each point, and more cannot be added"):
        run_sweep(small_sweep((0.0,), replications=6), tmp_path / "s", options)
    assert run_sweep(small_sweep((0.0, 1.0), replications=5), tmp_path / "s", options).done == 20
    with pytest.raises(ResultsError, match="keep differs: quantiles there, runs here"):
        run_sweep(small_sweep((0.0,), replications=5), tmp_path / "s", QUIET)


def test_chunks_are_sized_by_what_a_run_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    sweep = small_sweep(np.linspace(0, 2, 5000).tolist(), replications=50)
    for seconds, points in ((1e-3, 625), (1e-6, 6250), (10.0, 1)):
        monkeypatch.setattr(pilot, "seconds_a_run", lambda *_, seconds=seconds: seconds)
        assert pilot.sizes(sweep, 50, "runs", threads=1, given=(None, None)) == (points, 16)
    assert pilot.sizes(sweep, 50, "quantiles", threads=1, given=(None, None)) == (1, 50)
    assert pilot.sizes(sweep, 50, "runs", threads=1, given=(7, 3)) == (7, 3)
    assert pilot.sizes(sweep, 20, "runs", threads=1, given=(7, None)) == (7, 16)


def test_shares_of_the_points_make_the_whole_together(tmp_path: Path) -> None:
    from orgsim.sweeps.merging import merge

    for part in (1, 2, 3):
        outcome = run_sweep(small_sweep(), tmp_path / str(part), replace(QUIET, shard=(part, 3), points_per_chunk=part))
        assert outcome.exit_code == 0
    first = merge([tmp_path / "1", tmp_path / "3"], tmp_path / "all")
    assert first.folder.frozen.runs == 42
    both = merge([tmp_path / "2", tmp_path / "3"], tmp_path / "all")
    assert (both.present, both.folder.frozen.runs) == (4, 60)
    run_sweep(small_sweep(), tmp_path / "whole", QUIET)
    assert both.folder.contents().digest == open_folder(tmp_path / "whole").contents().digest
    with pytest.raises(ResultsError, match="two folders hold the same runs in chunks of different sizes"):
        merge([tmp_path / "whole"], tmp_path / "all")
    run_sweep(small_sweep(seed=9), tmp_path / "other", QUIET)
    with pytest.raises(ResultsError, match="seed differs: 9 there, 5 here"):
        merge([tmp_path / "other"], tmp_path / "all")


def test_what_cannot_be_is_said_in_one_line_each() -> None:
    with pytest.raises(ConfigurationError) as raised:
        RunOptions(executor="dusk", keep="run", threads=0, processes=-1, shard=(9, 8))
    assert raised.value.faults == (
        "executor='dusk': must be one of local, dask, slurm; did you mean 'dask'?",
        "keep='run': must be one of runs, quantiles, series; did you mean 'runs'?",
        "threads=0: must be a whole number from 1, or null",
        "processes=-1: must be a whole number from 0",
        "shard='9/8': must be k/n with k from 1 to n, such as 3/8",
    )
    assert parse_shard("3/8") == (3, 8)
    with pytest.raises(ConfigurationError, match="shard='three': must be k/n"):
        parse_shard("three")


def test_settings_that_an_executor_has_not_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"executor\.adress='x': unknown key; did you mean 'address'\?"):
        run_sweep(small_sweep(), tmp_path / "s", replace(QUIET, executor="dask", settings={"adress": "x"}))


@pytest.mark.parametrize(
    ("executor", "key", "value", "allowed"),
    [
        ("dask", "address", "nonsense", "a scheduler's address, such as tcp://node1:8786, or null"),
        ("dask", "address", "http://node1:8786", "a scheduler's address, such as tcp://node1:8786, or null"),
        ("dask", "address", 8786, "a scheduler's address, such as tcp://node1:8786, or null"),
        ("dask", "workers", "two", "a whole number from 1"),
        ("dask", "workers", 0, "a whole number from 1"),
        ("dask", "queue", 3, "a text, or null"),
        ("dask", "memory", None, "a text"),
        ("dask", "connect_timeout", -1, "a number from 0"),
        ("slurm", "jobs", None, "a whole number from 1"),
        ("slurm", "poll", float("nan"), "a number from 0"),
    ],
)
def test_settings_of_executors_are_checked_before_anything_is_made(executor: str, key: str, value: Any, allowed: str) -> None:
    with pytest.raises(ConfigurationError) as raised:
        RunOptions(executor, settings={key: value})
    (line,) = raised.value.faults
    assert line.startswith(f"executor.{key}=")
    assert line.endswith(f": must be {allowed}")


@pytest.mark.parametrize("address", ["tcp://10.0.0.1:8786", "tls://node1.lan:8786", "node1:8786", "tcp://[::1]:8786", None])
def test_addresses_of_schedulers(address: str | None) -> None:
    assert RunOptions("dask", settings={"address": address, "job_cpu": None, "queue": None}).executor == "dask"


def test_slurm_jobs_by_submitit_leave_the_same_results(tmp_path: Path) -> None:
    settings = {"cluster": "debug", "jobs": 2, "poll": 0.01}
    assert run_sweep(small_sweep(), tmp_path / "jobs", replace(QUIET, executor="slurm", settings=settings)).exit_code == 0
    assert run_sweep(small_sweep(), tmp_path / "local", QUIET).exit_code == 0
    assert open_folder(tmp_path / "jobs").contents().digest == open_folder(tmp_path / "local").contents().digest


def test_an_empty_sweep_is_refused(tmp_path: Path) -> None:
    empty: Sweep = small_sweep(())
    with pytest.raises(ConfigurationError, match="a sweep needs at least one point"):
        run_sweep(empty, tmp_path / "s", QUIET)


def test_progress_says_rate_done_failed_and_what_is_left(capsys: pytest.CaptureFixture[str]) -> None:
    now = iter([0.0, 10.0, 40.0, 40.0, 40.0])
    tally = Tally(1000, 100, clock=lambda: next(now))
    tally.ran(50)
    assert capsys.readouterr().err == ""
    tally.lost(10)
    tally.ran(350)
    assert capsys.readouterr().err == "orgsim: 500 of 1,000 runs, 10 runs/s, 10 failed, 0:00:49 left\n"
