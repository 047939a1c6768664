"""What is wrong with a sweep is said in one line each, before anything runs, with exit code 2."""

from __future__ import annotations

from pathlib import Path

import pytest

from orgsim.cli.main import main
from orgsim.config.places import options

Captured = pytest.CaptureFixture[str]
COACHING = "levers.coaching=interval(0,4)"
METHODS = "grid, random, lhs, sobol, saltelli, morris, table"

#: What is typed after --multirun, and the lines that it costs.
ARGUMENTS: list[tuple[list[str], list[str]]] = [
    (["levers.coachin=1,2"], ["levers.coachin='1,2': unknown key; did you mean 'levers.coaching'?"]),
    (["levers.coachin=interval(1,2)"], ["levers.coachin='interval(1,2)': unknown key; did you mean 'levers.coaching'?"]),
    (
        ["scenario=new_head,half_heartd"],
        [f"scenario='half_heartd': must be one of {', '.join(options('scenario'))}; did you mean 'half_hearted'?"],
    ),
    (["levers.coaching=1,11"], ["levers.coaching=11: must be a number from -10 to 10 (logit)"]),
    (["levers.coaching=1,much"], ["levers.coaching='much': must be a number from -10 to 10 (logit)"]),
    (["levers.coaching=1,null"], ["levers.coaching=null: must be a number from -10 to 10 (logit)"]),
    (
        ["levers.coaching=range(8,20)"],
        [
            "levers.coaching=11: must be a number from -10 to 10 (logit)",
            "levers.coaching=12: must be a number from -10 to 10 (logit)",
            "levers.coaching: and 7 values more",
        ],
    ),
    (["levers.coaching=1,2,1"], ["levers.coaching: 1.0 is there twice"]),
    (["shift.week=1,2.5"], ["shift.week=2.5: must be a whole number from 0 to 100000 (week)"]),
    (
        ["levers.coaching=interval(0,12)", "points=9"],
        ["levers.coaching=interval(0,12): both ends must be a number from -10 to 10 (logit)"],
    ),
    (["levers.coaching=interval(2,1)", "points=9"], ["levers.coaching=interval(2,1): must go from a lower to a higher number"]),
    (
        ["shift.week=interval(0,1.5)", "points=9"],
        ["shift.week=interval(0,1.5): both ends must be a whole number from 0 to 100000 (week)"],
    ),
    (
        ["levers.coaching=tag(log,interval(0,1))", "points=9"],
        ["levers.coaching=tag(log,interval(0,1)): a log scale needs a lower end above 0, not 0"],
    ),
    (
        ["levers.coaching=tag(lg,interval(1,2))", "points=9"],
        ["levers.coaching=tag(lg,interval(1,2)): unknown scale 'lg'; must be one of linear, log; did you mean 'log'?"],
    ),
    (
        ["levers.coaching=tag(log,range(1,2))"],
        ["levers.coaching=tag(log,range(1,2)): a tag belongs to an interval, such as levers.coaching=tag(log,interval(1,10))"],
    ),
    (
        ["levers.coaching=shuffle(1,2)"],
        ["levers.coaching=shuffle(1,2): leave shuffle out; the order of points changes no result"],
    ),
    (
        ["levers.coaching=glob(1*)"],
        ["levers.coaching=glob(1*): glob chooses from the files of a group, such as scenario=glob(*_shift)"],
    ),
    (["scenario=glob(x*)"], [f"scenario=glob(x*): matches none of {', '.join(options('scenario'))}"]),
    (
        ["levers.coaching=range(0,1,0)"],
        ["levers.coaching=range(0,1,0): has no values; range(start,stop,step) goes from start up to but without stop"],
    ),
    (
        ["levers.coaching=range(1,0,0.1)"],
        ["levers.coaching=range(1,0,0.1): has no values; range(start,stop,step) goes from start up to but without stop"],
    ),
    (
        ["levers.coaching=range(0,1,1e-9)"],
        ["levers.coaching=range(0,1,1e-9): has 1,000,000,000 values; at most 1,000,000 are possible"],
    ),
    (
        ["levers.coaching=range(0,1,1e-4)", "start.habit=range(0,1,1e-4)"],
        ["the design has 100,000,000 points; at most 10,000,000 are possible"],
    ),
    (["weeks=10,20"], ["weeks=10,20: cannot vary within a sweep; give it one value"]),
    (["seed=1,2"], ["seed=1,2: cannot vary within a sweep; give it one value and ask for more replications"]),
    (
        ["compare=new_head,half_hearted"],
        ["compare=new_head,half_hearted: cannot vary within a sweep; let the scenario vary: scenario=a,b"],
    ),
    (
        ["+experiment=phase_diagram,sensitivity"],
        ["experiment=phase_diagram,sensitivity: cannot vary within a sweep; run one after the other"],
    ),
    (
        ["organization.leaders=interval(2,6)", "points=3"],
        [
            "organization.leaders=interval(2,6): each value of organization.leaders is a stratum of its own; "
            "name them, or use range()"
        ],
    ),
    (
        ["organization.leaders=2,-1", "start.habit=0.5"],
        ["organization.leaders=-1: organization.leaders=-1: must be a whole number from 0 to 100,000"],
    ),
    ([], ["nothing varies; give a key several values: key=a,b, key=range(start,stop,step) or key=interval(low,high)"]),
    ([COACHING], ["points: must be given with design=lhs: how many points to sample"]),
    (
        [COACHING, "design=morris"],
        ["points: must be given with design=morris: how many trajectories, each of one point more than there are intervals"],
    ),
    (
        [COACHING, "design=saltelli"],
        [
            "points: must be given with design=saltelli: how many base points, "
            "each of which becomes two points more than there are intervals"
        ],
    ),
    ([COACHING, "points=0"], ["points=0: must be a whole number from 1 to 10000000 (points)"]),
    ([COACHING, "design=lhs", "points=my.csv"], ["points='my.csv': must be a whole number from 1 to 10000000 with design=lhs"]),
    ([COACHING, "design=lsh", "points=3"], [f"design='lsh': must be one of {METHODS}; did you mean 'lhs'?"]),
    ([COACHING, "design=grid"], ["levers.coaching: design=grid takes no interval; use range(), or design=lhs"]),
    (["levers.coaching=1,2", "points=9"], ["points=9: a grid has as many as its values make; leave points out"]),
    (
        ["levers.coaching=1,2", "design=sobol", "points=9"],
        ["design=sobol: samples intervals, and there is none; such as levers.coaching=interval(low,high)"],
    ),
    ([COACHING, "design_seed=-1", "points=3"], ["design_seed=-1: must be a whole number from 0 to 4294967295 (32-bit)"]),
    (["levers.coaching=1,2", "dice=comon"], ["dice='comon': must be one of common, independent; did you mean 'common'?"]),
    ([COACHING, "points=9", "second_order=true"], ["second_order=true: belongs to design=saltelli, not to design=lhs"]),
    (["levers.coaching=1,2", "dry_run=perhaps"], ["dry_run='perhaps': must be true or false"]),
    (["levers.coaching=1,2", "departments=3"], ["departments=3: a sweep runs one department; leave departments out"]),
    (["levers.coaching=1,2", "people=[0]"], ["people=[0]: a sweep records no people; any run of it can be run again in full"]),
    (["levers.coaching=1,2", "keep=everything"], ["keep='everything': must be one of runs, quantiles, series"]),
    (["levers.coaching=1,2", "shard=3"], ["shard=3: must be k/n with k from 1 to n, such as 3/8"]),
    (["levers.coaching=1,2", "executor=dusk"], ["executor='dusk': must be one of dask, local, slurm; did you mean 'dask'?"]),
    (["levers.coaching=1,2", "executor.proceses=2"], ["executor.proceses=2: unknown key; did you mean 'executor.processes'?"]),
    (["levers.coaching=1,2", "replications=0"], ["replications=0: must be a whole number from 1 to 10000000 (runs)"]),
    (
        ["context.improvement.visible_start=range(0.1,0.5,0.1)", "context.improvement.visible_max=0.25,0.6"],
        [
            "point 4: context.improvement.visible_start=0.3: must not exceed context.improvement.visible_max, which is 0.25; "
            "and 1 point more"
        ],
    ),
    (
        ["shift.week=range(0,100,10)", "shift.end=50"],
        ["point 5: shift.end=50: must come after the first week, which is 50 (shift.week), or be null; and 4 points more"],
    ),
    (
        ["levers.coaching=1,2", "hydra/launcher=joblib"],
        ["hydra/launcher=joblib: orgsim runs sweeps itself; choose where points run with executor="],
    ),
    (["levers.coaching=1,2", "hydra.job.name=x"], ["hydra.job.name=x: orgsim runs sweeps itself; leave this out"]),
]

#: Tables of points: their text, and the lines that running them costs.
TABLES: list[tuple[str, list[str]]] = [
    ("levers.coachin\n1\n", ["my.csv: the column 'levers.coachin' is no key; did you mean 'levers.coaching'?"]),
    (
        "levers.coaching,weeks\n1,5\n",
        ["my.csv: the column weeks cannot vary within a sweep; give it one value on the command line"],
    ),
    ("levers.coaching,levers.coaching\n1,2\n", ["my.csv: the column 'levers.coaching' is there twice"]),
    ("levers.coaching\n1\n12\n", ["my.csv row 3: levers.coaching=12: must be a number from -10 to 10 (logit)"]),
    ("levers.coaching\n1\nmuch\n", ["my.csv row 3: levers.coaching='much': must be a number from -10 to 10 (logit)"]),
    (
        "levers.coaching,start.habit\n1,0.5\n,0.5\n",
        ["my.csv row 3: levers.coaching is empty; must be a number from -10 to 10 (logit)"],
    ),
    ("levers.coaching,start.habit\n1,0.5\n2,0.5,7\n", ["my.csv row 3: has more cells than the header"]),
    ("shift.week\n1.5\n", ["my.csv row 2: shift.week=1.5: must be a whole number from 0 to 100000 (week)"]),
    ("scenario,start.habit\n,0.5\n", ["my.csv row 2: scenario is empty"]),
    (
        "start.habit\n2\n0\n3\n4\n5\n",
        [
            *(
                f"my.csv row {row}: start.habit={value}: must be a number from 0 to 1 (share)"
                for row, value in ((2, 2), (4, 3), (5, 4))
            ),
            "start.habit: and 1 row more",
        ],
    ),
    (
        "shift.week,shift.end\n5,9\n\n9,9\n",
        ["my.csv row 4: shift.end=9: must come after the first week, which is 9 (shift.week), or be null"],
    ),
    (
        "scenario,start.habit\nnew_hed,0.5\n",
        ["my.csv row 2: scenario='new_hed': must be one of " + ", ".join(options("scenario")) + "; did you mean 'new_head'?"],
    ),
    ("", ["my.csv: is empty"]),
]


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def check(arguments: list[str], lines: list[str], capsys: Captured) -> None:
    code = main(arguments)
    captured = capsys.readouterr()
    assert captured.err.splitlines() == [f"orgsim: error: {line}" for line in lines]
    assert code == 2
    assert not Path("results").exists()


@pytest.mark.parametrize(("arguments", "lines"), ARGUMENTS, ids=lambda value: " ".join(value)[:60])
def test_arguments(arguments: list[str], lines: list[str], capsys: Captured) -> None:
    check(["--multirun", *arguments], lines, capsys)


@pytest.mark.parametrize(("text", "lines"), TABLES, ids=lambda value: " ".join(value)[:60].strip())
def test_tables(text: str, lines: list[str], capsys: Captured) -> None:
    Path("my.csv").write_text(text)
    check(["design=table", "points=my.csv"], lines, capsys)


def test_files_that_are_no_tables(capsys: Captured) -> None:
    Path("bad.parquet").write_text("no parquet")
    check(["points=bad.parquet", "design=table"], ["bad.parquet: not readable as Parquet"], capsys)
    check(["points=none.parquet", "design=table"], ["none.parquet: no such file"], capsys)
    check(["points=none.csv", "design=table"], ["none.csv: no such file"], capsys)
    check(["design=table"], ["points=null: must be a CSV or Parquet file for design=table"], capsys)
    Path("my.csv").write_text("levers.coaching\n1\n2\n")
    twice = "levers.coaching: is a column of my.csv too; leave one of them out"
    check(["design=table", "points=my.csv", "levers.coaching=1,2"], [twice], capsys)
    sampled = "start.habit: design=table takes no interval; use range(), or make it a column"
    check(["design=table", "points=my.csv", "start.habit=interval(0,1)"], [sampled], capsys)


def test_a_queue_without_slurm_is_said_at_once(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    line = "executor.queue=normal: no SLURM here (there is no sbatch); leave it out for workers on this machine"
    small = ["organization.leaders=2", "weeks=4", "replications=2", "output=o", "executor=dask", "executor.queue=normal"]
    assert main(["--multirun", "levers.coaching=0,1", *small]) == 2
    assert capsys.readouterr().err.splitlines() == [f"orgsim: error: {line}"]


def test_faults_of_keys_names_and_axes_are_told_together(capsys: Captured) -> None:
    given = [
        "--multirun",
        "levers.coachin=1,2",
        "levers.coaching=1,much",
        "context.trust.loss_to_gain=interval(-1,5)",
        "points=3",
    ]
    lines = [
        "levers.coachin='1,2': unknown key; did you mean 'levers.coaching'?",
        "levers.coaching='much': must be a number from -10 to 10 (logit)",
        "context.trust.loss_to_gain=interval(-1,5): both ends must be a number from 0.2 to 10 (ratio)",
    ]
    check(given, lines, capsys)


def test_faults_of_the_design_and_of_what_does_not_vary_are_told_together(capsys: Captured) -> None:
    lines = [
        "points=2.5: must be a whole number from 1 to 10000000 (points)",
        "replications=0: must be a whole number from 1 to 10000000 (runs)",
    ]
    check(["--multirun", COACHING, "points=2.5", "replications=0", "shift.week=3,9", "shift.end=20"], lines, capsys)


def test_keys_of_a_sweep_in_a_single_run(capsys: Captured) -> None:
    check(["points=3"], ["points=3: belongs to a sweep; add --multirun, or design="], capsys)
    check(["dry_run=true"], ["dry_run=true: belongs to a sweep; add --multirun, or design="], capsys)


def test_axes_that_a_configuration_brings(capsys: Captured) -> None:
    Path("mine/experiment").mkdir(parents=True)
    asked = "hydra: {mode: MULTIRUN, sweeper: {params: {levers.coachin: '1,2'}}}\n"
    Path("mine/experiment/two.yaml").write_text(f"# @package _global_\n{asked}")
    line = "hydra.sweeper.params: levers.coachin='1,2': unknown key; did you mean 'levers.coaching'?"
    check(["--config-dir", "mine", "+experiment=two"], [line], capsys)
