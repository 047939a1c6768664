"""The command: the main job on a small department, Hydra's own options, exit codes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
import yaml

import orgsim
from orgsim.cli import main as command
from orgsim.cli.main import main
from orgsim.cli.verbs import verbs
from orgsim.model.outcomes import OUTCOMES

Captured = pytest.CaptureFixture[str]
SMALL = ["engine=mesa", "organization.leaders=2", "organization.managers_per_leader=2", "organization.workers_per_manager=2"]
QUICK = [*SMALL, "replications=2", "weeks=8"]


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_the_main_job_prints_a_table_and_leaves_its_files(capsys: Captured) -> None:
    assert main([*QUICK, "scenario=half_hearted", "shift.week=3", "people=[1]"]) == 0
    out = capsys.readouterr().out
    assert "half_hearted: A shift with too little behind it" in out
    assert "management_trap: Strong managers keep directing" in out
    assert "2 replications of 8 weeks each, seed 1, mesa engine" in out
    assert "Performance" in out
    assert "A less B" in out
    folder = Path(out.splitlines()[-1].removeprefix("Results: "))
    assert folder.parent == Path("results")
    assert folder.name.startswith("half_hearted-")
    expected = {
        "outcomes.png",
        "outcomes.svg",
        "weekly.parquet",
        "summary.csv",
        "config.yaml",
        "manifest.json",
        "people.parquet",
    }
    assert {path.name for path in folder.iterdir()} == expected
    assert yaml.safe_load((folder / "config.yaml").read_text())["shift"]["week"] == 3
    people = pd.read_parquet(folder / "people.parquet")
    assert set(people["replication"]) == {1}
    assert len(people) == 2 * 8 * 15


def test_a_finished_run_runs_again_to_the_same_bytes(capsys: Captured) -> None:
    assert main([*QUICK, "output=one", "seed=5"]) == 0
    assert main(["scenario=one/config.yaml", "output=two"]) == 0
    for name in ("weekly.parquet", "summary.csv", "config.yaml", "manifest.json", "outcomes.svg"):
        assert Path("one", name).read_bytes() == Path("two", name).read_bytes(), name


def test_hydra_itself_runs_the_job_to_the_same_bytes() -> None:
    assert main([*QUICK, "output=one"]) == 0
    assert main([*QUICK, "output=two", "hydra.job.name=mine"]) == 0
    assert Path("one", "manifest.json").read_bytes() == Path("two", "manifest.json").read_bytes()


def test_a_scenario_in_ones_own_folder(capsys: Captured) -> None:
    Path("mine/scenario").mkdir(parents=True)
    Path("mine/scenario/plan.yaml").write_text("# @package _global_\ndefaults: [new_head]\nscenario: {name: plan}\n")
    assert main(["--config-dir", "mine", "scenario=plan", *QUICK, "events.new_head.week=2", "compare=[new_head]"]) == 0
    out = capsys.readouterr().out
    assert "scenario       plan: A head from outside who leads" in out
    assert [line for line in out.splitlines() if line.startswith("note")] == [
        "note           new_head has events.new_head.week=156, which this run does not reach"
    ]


def test_nothing_but_results_is_left_behind() -> None:
    assert main([*QUICK, "output=here"]) == 0
    assert os.listdir() == ["here"]


def test_what_lies_beyond_the_end_is_told_and_not_refused(capsys: Captured) -> None:
    dates = ["shift.end=200", "timing.coaching.week=3", "timing.stretch.week=170", "timing.stretch.end=180"]
    assert main([*QUICK, "scenario=crisis_after_shift", *dates]) == 0
    told = [line for line in capsys.readouterr().out.splitlines() if line.startswith("note")]
    assert told == [
        f"note           crisis_after_shift {what}, which this run does not reach"
        for what in (
            "shifts in week 156",
            "has shift.end=200",
            "has timing.stretch.week=170",
            "has timing.stretch.end=180",
            "has events.shock.week=182",
        )
    ]
    assert main([*QUICK, "scenario=crisis_after_shift", "shift.week=7", "events.shock.week=-1"]) == 0
    assert "note" not in capsys.readouterr().out


def test_hydra_lists_the_configuration(capsys: Captured) -> None:
    assert main(["scenario=half_hearted", "levers.coaching=2", "--cfg", "job"]) == 0
    content = yaml.safe_load(capsys.readouterr().out)
    assert content["levers"]["coaching"] == 2
    assert content["timing"]["coaching"] == {"week": None, "ramp": None, "end": None}
    assert main(["seed=3", "--info", "defaults"]) == 0
    assert "scenario/lead_after_turnaround" in capsys.readouterr().out


def test_hydra_completes(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    monkeypatch.setenv("COMP_LINE", "orgsim levers.co")
    assert main(["-sc", "query=bash"]) == 0
    assert capsys.readouterr().out.split() == ["levers.coaching=", "levers.coaching_managers="]


@pytest.mark.parametrize("argument", ["--help", "-h"])
def test_help_teaches(argument: str, capsys: Captured) -> None:
    assert main([argument]) == 0
    out = capsys.readouterr().out
    assert all(f"orgsim {verb}" in out for verb in verbs())
    assert "organization: hris, organogram, synthetic" in out
    assert "$" not in out


def test_hydras_own_help_still_works(capsys: Captured) -> None:
    assert main(["--help", "scenario=half_hearted"]) == 0
    assert "orgsim scenarios" in capsys.readouterr().out


def test_version(capsys: Captured) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"orgsim {orgsim.__version__}\n"


def test_ctrl_c(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("orgsim.study.run_study.run_records", interrupted)
    assert main(QUICK) == 130
    assert capsys.readouterr().err == "orgsim: interrupted\n"
    assert not any(Path("results").iterdir()), "the empty folder is gone"


def test_an_error_of_our_own_keeps_its_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError("a bug")

    monkeypatch.setattr("orgsim.study.run_study.run_records", broken)
    with pytest.raises(ValueError, match="a bug"):
        main(QUICK)


def test_too_little_memory_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    def full(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr("orgsim.study.run_study.run_records", full)
    assert main([*QUICK, "replications=1000000", "weeks=312"]) == 2
    line = capsys.readouterr().err
    size = 8 * len(OUTCOMES) * 1_000_000 * 312 * 2 / 2**30  # the scenario asked about and the one beside it
    assert line == (
        f"orgsim: error: replications=1000000: the results take {size:.1f} GiB, more memory than there is; "
        "series=false keeps summaries in their place, or ask for fewer\n"
    )


def test_results_that_will_not_fit_are_refused_before_anything_runs(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    monkeypatch.setattr("orgsim.cli.job.free_memory", lambda: 6000)
    monkeypatch.setattr("orgsim.study.run_study.run_records", None)
    assert main(QUICK) == 2
    assert "replications=2: the results take 0.0 GiB, more memory than there is; series=false" in capsys.readouterr().err


def test_the_command_line_is_put_back() -> None:
    before, setting = list(sys.argv), os.environ.get("HYDRA_FULL_ERROR")
    main(["--cfg", "job"])
    assert sys.argv == before
    assert os.environ.get("HYDRA_FULL_ERROR") == setting


def run_outside(*arguments: str) -> tuple[subprocess.CompletedProcess[str], float]:
    root = str(Path(orgsim.__file__).parents[1])
    code = f"import sys; from {command.__name__} import main; sys.exit(main())"
    environment = {**os.environ, "PYTHONPATH": root}
    start = children_seconds()
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, env=environment, timeout=60)
    return done, children_seconds() - start


def children_seconds() -> float:
    """The processor's time in processes started here; a busy machine does not make it longer."""
    times = os.times()
    return times.children_user + times.children_system


@pytest.mark.parametrize("arguments", [["--help"], ["scenarios"], ["parameters"]], ids=str)
def test_looking_around_is_quick(arguments: list[str]) -> None:
    results = [run_outside(*arguments) for _ in range(3)]
    assert all(done.returncode == 0 and done.stderr == "" for done, _ in results)
    assert min(seconds for _, seconds in results) < 0.7


def test_faults_from_outside() -> None:
    done, _ = run_outside("levers.coachin=2", "replications=0")
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.splitlines() == [
        "orgsim: error: levers.coachin=2: unknown key; did you mean 'levers.coaching'?",
        "orgsim: error: replications=0: must be a whole number from 1 to 10000000 (runs)",
    ]
