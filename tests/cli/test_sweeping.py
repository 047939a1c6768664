"""Sweeps from the command line: what asks for one, what a dry run prints, and that a run leaves a folder that goes on."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from orgsim.cli.main import main
from orgsim.sweeps.design import sweep_of
from orgsim.sweeps.design.describing import NANOSECONDS, RUN_BYTES, disk_bytes, seconds, threads_of
from orgsim.sweeps.specification import sweep_id

Captured = pytest.CaptureFixture[str]
SMALL = [
    "organization.leaders=2",
    "organization.managers_per_leader=2",
    "organization.workers_per_manager=2",
    "weeks=20",
    "replications=3",
]


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


DRY = """\
sweep          sweep
design         grid
factors        scenario  half_hearted, early_shift
               levers.coaching  0, 0.5, 1, 1.5, …, 4 (logit): 9 values
               context.trust.loss_to_gain  1, 2, 3 (ratio): 3 values
points         54 in 2 strata
run            3 replications of 20 weeks, 15 people; the same dice for all points, seed 1
note           half_hearted shifts in week 156, which this run does not reach
note           half_hearted has shift.end=260, which this run does not reach
note           early_shift shifts in week 26, which this run does not reach

  27 points   15 people   scenario=half_hearted
  27 points   15 people   scenario=early_shift

  point                       0  1  2    3    4
  levers.coaching             0  0  0  0.5  0.5
  context.trust.loss_to_gain  1  2  3    1    2
  and 49 points more

"""


def test_a_dry_run_tells_and_stops(capsys: Captured) -> None:
    line = ["scenario=half_hearted,early_shift", "levers.coaching=range(0,4.01,0.5)", "context.trust.loss_to_gain=1,2,3"]
    assert main(["--multirun", *SMALL, *line, "threads=2", "dry_run=true"]) == 0
    told, name, cost = capsys.readouterr().out.partition("runs  ")
    assert told == DRY
    runs, time, disk = (name + cost).splitlines()
    assert runs.split() == ["runs", "162"]
    assert f"on 2 threads, at {NANOSECONDS[True]:g} ns a person-week and thread" in time
    assert disk == f"disk           about {162 * RUN_BYTES['runs'] / 1000:.3g} kB (keep=runs)"
    assert not list(Path().iterdir())


@pytest.mark.parametrize(
    "arguments",
    [
        ["-m", "levers.coaching=1,2"],
        ["design=grid", "levers.coaching=1,2"],
        ["hydra.mode=MULTIRUN", "levers.coaching=1,2"],
        ["design=lhs", "points=2", "levers.coaching=interval(1,2)"],
        ["points=my.csv", "design=table"],
        ["+experiment=phase_diagram", "levers.coaching=1,2", "context.style.peers=1"],
        ["+experiment=phase_diagram", "levers.coaching=range(1,3)", "context.style.peers=1", "hydra.sweep.dir=x"],
        ["--config-dir", "mine", "+experiment=two"],
        ["--config-dir", "mine", "--config-name", "three"],
    ],
    ids=" ".join,
)
def test_what_asks_for_a_sweep(arguments: list[str], capsys: Captured) -> None:
    Path("my.csv").write_text("levers.coaching\n1\n2\n")
    Path("mine/experiment").mkdir(parents=True)
    asked = "hydra: {mode: MULTIRUN, sweeper: {params: {levers.coaching: '1,2'}}}\n"
    Path("mine/experiment/two.yaml").write_text(f"# @package _global_\n{asked}")
    Path("mine/three.yaml").write_text(f"defaults: [config, _self_]\n{asked}")
    assert main([*SMALL, *arguments, "dry_run=true"]) == 0
    assert "points         2 in 1 stratum\n" in capsys.readouterr().out


def test_a_sweep_runs_into_a_folder_and_goes_on_there(capsys: Captured) -> None:
    arguments = ["-m", *SMALL, "levers.coaching=0,2", "start.habit=interval(0.2,0.8)", "points=3", "scenario=half_hearted"]
    folder = Path("results", f"half_hearted-{sweep_id(sweep_of(arguments[1:]))}")
    assert main(arguments) == 0
    out = capsys.readouterr().out
    assert "Latin hypercube of 3, design_seed 1" in out
    assert f"18 of 18 runs are in {folder}; " in out
    assert len(pd.read_parquet(folder / "design.parquet")) == 6
    assert main([*arguments[:-1], "replications=4", "scenario=half_hearted"]) == 0
    assert f"24 of 24 runs are in {folder}, 18 were there before; " in capsys.readouterr().out
    assert (folder / "config" / "overrides.txt").read_text().splitlines()[-1] == "scenario=half_hearted"


@pytest.mark.parametrize(
    ("method", "more", "why"),
    [
        (
            "lhs",
            ["points=6"],
            "a Latin hypercube of 6 is drawn anew, not 4 and some more, so it cannot grow; design=sobol and design=random do, "
            "from the first points on: name another folder",
        ),
        ("morris", ["points=6"], "a set of Morris trajectories of 6 is drawn anew, not 4 and some more, so it cannot grow; "),
        ("sobol", ["points=6", "design_seed=2"], "design_seed=2 gives other points than the design_seed=1 of the folder: name"),
        ("sobol", ["points=6", "design=random"], "design=random has other points than the design=sobol of the folder: name"),
    ],
)
def test_a_sample_that_cannot_grow_says_why_and_what_does(method: str, more: list[str], why: str, capsys: Captured) -> None:
    varied = ["start.habit=interval(0.2,0.8)", "context.style.peers=interval(0,2)", "levers.coaching=interval(0,2)"]
    arguments = ["-m", *SMALL, *varied, "output=there", f"design={method}"]
    assert main([*arguments, "points=4"]) == 0
    assert main([*arguments, *more]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("orgsim: error: there: it holds ")
    assert why in line


@pytest.mark.parametrize("method", ["sobol", "random"])
def test_samples_that_grow_compute_what_is_new(method: str, capsys: Captured) -> None:
    arguments = ["-m", *SMALL, "start.habit=interval(0.2,0.8)", "output=there", f"design={method}"]
    assert main([*arguments, "points=4"]) == 0
    assert main([*arguments, "points=6"]) == 0
    assert "18 of 18 runs are in there, 12 were there before" in capsys.readouterr().out


def test_hydras_folder_for_sweeps_is_ours(capsys: Captured) -> None:
    assert main(["-m", *SMALL, "levers.coaching=0,2", "hydra.sweep.dir=there"]) == 0
    assert (Path("there") / "sweep.json").exists()


def test_an_executor_that_cannot_be_has_one_line_and_makes_nothing(capsys: Captured) -> None:
    for given, line in {
        "executor.address=nonsense": "executor.address='nonsense': must be a scheduler's address, such as tcp://node1:8786, "
        "or null",
        "executor.workers=two": "executor.workers='two': must be a whole number from 1",
    }.items():
        assert main(["-m", *SMALL, "levers.coaching=0,2", "executor=dask", given, "output=there"]) == 2
        assert capsys.readouterr().err == f"orgsim: error: {line}\n"
    assert not Path("there").exists()


def test_the_estimate_is_arithmetic() -> None:
    sweep = sweep_of([*SMALL, "organization.leaders=2,3", "start.habit=0.1,0.2,0.3", "threads=4"])
    people = sum(3 * len(stratum.study.organization) for stratum in sweep.strata)
    assert seconds(sweep, 4) == pytest.approx(people * 3 * 20 * NANOSECONDS[True] * 1e-9 / 4)
    assert disk_bytes(sweep, "runs") == 18 * RUN_BYTES["runs"]
    assert threads_of(sweep) == 4


def test_what_lies_beyond_the_end_is_told_and_not_refused(capsys: Captured) -> None:
    dates = ["shift.week=1,200", "events.shock.week=3,300"]
    assert main(["-m", *SMALL, "scenario=new_head,half_hearted", "shift.end=250", *dates, "dry_run=true"]) == 0
    told = [line.removeprefix("note").strip() for line in capsys.readouterr().out.splitlines() if line.startswith("note")]
    assert told == [
        "4 points shift in a week that this run does not reach",
        "4 points have events.shock.week in a week that this run does not reach",
        "new_head has shift.end=250, which this run does not reach",
        "new_head has events.new_head.week=156, which this run does not reach",
        "half_hearted has shift.end=250, which this run does not reach",
    ]
