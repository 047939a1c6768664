"""The verbs on samples: sensitivity, discover, robustness and surface, on a sweep's folder and on tables of any simulator."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from orgsim.cli.main import main
from orgsim.sweeps.design.sampling import unit_sample
from orgsim.sweeps.plan import Sampling
from tests.analysis.samples import ishigami

Captured = pytest.CaptureFixture[str]
TINY = ["organization.leaders=1", "organization.managers_per_leader=1", "organization.workers_per_manager=2", "weeks=30"]


def error(capsys: Captured) -> list[str]:
    return capsys.readouterr().err.strip().splitlines()


def tables(folder: Path, points: np.ndarray, names: list[str], **outcomes: np.ndarray) -> list[str]:
    """Design and runs as CSV, and the options that name them."""
    folder.mkdir(exist_ok=True)
    pd.DataFrame(points, columns=names).assign(point=range(len(points))).to_csv(folder / "design.csv", index=False)
    pd.DataFrame({"point": range(len(points)), **outcomes}).to_csv(folder / "runs.csv", index=False)
    return ["--design", str(folder / "design.csv"), "--runs", str(folder / "runs.csv")]


@pytest.fixture(scope="module")
def sweep(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished sweep of a tiny department: two levers' values in two groups of worlds, with every week kept."""
    folder = tmp_path_factory.mktemp("sweeps") / "grid"
    axes = ["levers.coaching=0,2", "context.style.peers=0,2", "context.trust.loss_to_gain=1,3"]
    arguments = ["--multirun", *TINY, *axes, "scenario=management_trap", "replications=4", "keep=series", f"output={folder}"]
    assert main(arguments) == 0
    return folder


def test_ishigami_from_the_design_that_sweeps_make_to_the_printed_table(tmp_path: Path, capsys: Captured) -> None:
    points = np.pi * (2 * unit_sample(Sampling("saltelli", 4096, 1), 3) - 1)
    options = tables(tmp_path, points, ["x1", "x2", "x3"], y=ishigami(points))
    assert main(["sensitivity", *options, "--output", str(tmp_path / "out"), "--independent"]) == 0
    out = capsys.readouterr().out
    assert out.startswith(
        "runs.csv: 20,480 points of 3 factors, 1 replication with dice of their own\nSobol indices (Saltelli design)"
    )
    assert "converged: intervals at most" in out
    table = pd.read_csv(tmp_path / "out" / "sensitivity.csv").set_index(["index", "factor"])["value"]
    assert table["S1"].tolist() == pytest.approx([0.3139, 0.4424, 0.0], abs=0.02)
    assert table["ST"].tolist() == pytest.approx([0.5576, 0.4424, 0.2437], abs=0.02)
    assert {path.name for path in (tmp_path / "out").iterdir()} == {f"sensitivity.{kind}" for kind in ("csv", "png", "svg")}


def test_prim_on_a_box_with_known_limits_from_the_design_to_the_words(tmp_path: Path, capsys: Captured) -> None:
    points = unit_sample(Sampling("lhs", 1000, 1), 3) * [4, 5, 1]
    hit = (points[:, 0] < 1.2) & (points[:, 1] > 2.1)
    options = tables(tmp_path, points, ["levers.coaching", "context.peer_norm", "other"], plateau=hit.astype(float))
    assert main(["discover", *options, "--where", "plateau > .5", "--output", str(tmp_path / "out")]) == 0
    out = capsys.readouterr().out
    assert "1. plateau > .5 if coaching < 1.2 and peer norm > 2.1\n   coverage 100%, density 100%" in out
    table = pd.read_csv(tmp_path / "out" / "discovery.csv")
    assert table.loc[0, "high"] == pytest.approx(1.2, abs=0.02)
    assert table.loc[1, "low"] == pytest.approx(2.1, abs=0.02)


def test_sensitivity_of_a_sweep_reads_its_weeks_and_says_what_is_small(sweep: Path, capsys: Captured) -> None:
    assert main(["sensitivity", str(sweep)]) == 2
    assert error(capsys)[0].startswith(
        "orgsim: error: the sample is too small: first-order indices of a given sample (RBD-FAST) needs 100 points or more"
    )
    assert main(["sensitivity", str(sweep), "--over-time", "performence"]) == 2
    assert "did you mean 'performance'?" in error(capsys)[0]


def test_a_screening_of_two_scenarios_is_read_one_at_a_time(tmp_path: Path, capsys: Captured) -> None:
    axes = ["scenario=management_trap,half_hearted", "levers.coaching=interval(0,2)", "context.style.peers=interval(0,2)"]
    folder = str(tmp_path / "morris")
    assert main(["--multirun", *TINY, *axes, "design=morris", "points=5", "replications=2", f"output={folder}"]) == 0
    capsys.readouterr()
    assert main(["sensitivity", folder]) == 2
    assert "(--only scenario=management_trap), or method=given for all" in error(capsys)[0]
    assert main(["sensitivity", folder, "--only", "scenario=half_hearted", "--outcome", "final_performance"]) == 0
    out = capsys.readouterr().out
    assert f"{folder}: 15 points of 2 factors, 2 replications with the same dice at all points\nMorris screening" in out


def test_robustness_of_a_sweep(sweep: Path, tmp_path: Path, capsys: Captured) -> None:
    assert main(["robustness", str(sweep), "--at-least", "0.1", "--output", str(tmp_path)]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"{sweep}: 8 points of 3 factors, 4 replications with the same dice at all points\n")
    assert "2 lever sets x 4 contexts x 4 replications" in out
    table = pd.read_csv(tmp_path / "robustness.csv")
    assert table["levers.coaching"].tolist() == [0, 2]
    assert (table["satisficing"] == 1).all()
    assert {"max_regret", "how_often_max_regret", "mean_regret", "seed"} <= set(table.columns)


def test_surface_and_phases_of_a_sweep(sweep: Path, tmp_path: Path, capsys: Captured) -> None:
    sides = ["--x", "levers.coaching", "--y", "peers", "--output", str(tmp_path)]
    assert main(["surface", str(sweep), *sides, "--outcome", "final_engagement"]) == 0
    out = capsys.readouterr().out
    assert (
        "final engagement over coaching and peers (a grid of 2 x 2 cells, averaged over 1 other factor crossed with them)"
        in out
    )
    assert len(pd.read_csv(tmp_path / "surface.csv")) == 4
    assert main(["surface", str(sweep), *sides, "--where", "final_engagement > 0"]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "final_engagement > 0 100% 0%" in out
    assert "no cell has more than 4 replications; with fewer than 6 no cell is decided" in out
    assert (pd.read_csv(tmp_path / "phases.csv")["winner"] == "final_engagement > 0").all()


def test_every_file_names_factors_by_their_keys(tmp_path: Path) -> None:
    points = unit_sample(Sampling("saltelli", 64, 1, second_order=True), 2) * [4, 5]
    keys = ["levers.coaching", "context.style.peers"]
    hit = (points[:, 0] < 2).astype(float) + 0.1 * points[:, 1]
    options = [*tables(tmp_path, points, keys, y=hit), "--output", str(tmp_path)]
    assert main(["sensitivity", *options, "--second"]) == 0
    assert main(["discover", *options, "--where", "y > .8"]) == 0
    assert main(["surface", *options, "--x", "coaching", "--y", "peers", "--outcome", "y"]) == 0
    assert main(["surface", *options, "--x", "coaching", "--y", "peers", "--where", "y > .8"]) == 0
    assert set(pd.read_csv(tmp_path / "sensitivity.csv")["factor"]) == {*keys, " x ".join(keys)}
    assert set(pd.read_csv(tmp_path / "discovery.csv")["factor"].dropna()) <= set(keys)
    for name in ("surface", "phases"):
        assert list(pd.read_csv(tmp_path / f"{name}.csv").columns[:2]) == keys


def test_points_without_runs_are_told_in_the_header(tmp_path: Path, capsys: Captured) -> None:
    points = unit_sample(Sampling("lhs", 300, 1), 2)
    options = tables(tmp_path, points, ["a", "b"], y=points[:, 0])
    runs = pd.read_csv(tmp_path / "runs.csv").iloc[4:]
    runs.to_csv(tmp_path / "runs.csv", index=False)
    for asked in (["sensitivity"], ["discover", "--where", "y > .5"], ["surface", "--x", "a", "--y", "b", "--outcome", "y"]):
        assert main([asked[0], *options, *asked[1:]]) == 0
        head = capsys.readouterr().out.splitlines()[0]
        assert head.endswith("; 4 of the points have no run and are left out")


def test_only_some_points(sweep: Path, capsys: Captured) -> None:
    assert main(["robustness", str(sweep), "--only", "context.trust.loss_to_gain=3"]) == 0
    assert "2 lever sets x 2 contexts" in capsys.readouterr().out
    for given, line in {
        "loss=3": "only='loss': must be one of levers.coaching, context.style.peers, context.trust.loss_to_gain",
        "levers.coaching=7": "only: levers.coaching='7': must be one of 0, 2",
        "coaching": "only='coaching': must be KEY=VALUE, such as scenario=lead_after_turnaround",
    }.items():
        assert main(["robustness", str(sweep), "--only", given]) == 2
        assert error(capsys)[0].startswith(f"orgsim: error: {line}")


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["sensitivity"], "give the FOLDER of a sweep, or both --design and --runs"),
        (["discover", "x", "--runs", "y", "--where", "a > 1"], "give a FOLDER, or --design and --runs, not both"),
        (["robustness", "nowhere"], "cannot read a sweep from 'nowhere': no such folder"),
        (
            ["robustness", "x", "--at-least", "1", "--less"],
            "--at-least: more is better with it; leave out --less and --at-most",
        ),
        (
            ["surface", "x", "--x", "a", "--y", "b", "--outcome", "c", "--where", "d > 1"],
            "give --outcome for a response surface or",
        ),
        (["surface", "x", "--x", "a"], "the following arguments are required: --y"),
        (["discover", "x"], "the following arguments are required: --where"),
        (["sensitivity", "--design", "no.csv", "--runs", "no.csv"], "--design=no.csv: no such file"),
        (["sensitivity", "x", "--metod", "sobol"], "unrecognized arguments: --metod sobol; did you mean '--method'?"),
    ],
)
def test_mistakes_have_one_clear_line(arguments: list[str], line: str, capsys: Captured) -> None:
    assert main(arguments) == 2
    (found,) = error(capsys)
    assert line in found


def test_a_table_that_is_none(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "d.parquet").write_bytes(b"nothing")
    assert main(["sensitivity", "--design", str(tmp_path / "d.parquet"), "--runs", "x.csv"]) == 2
    assert "d.parquet: cannot be read as Parquet" in error(capsys)[0]


@pytest.mark.parametrize("verb", ["sensitivity", "discover", "robustness", "surface"])
def test_help_teaches(verb: str, capsys: Captured) -> None:
    assert main([verb, "--help"]) == 0
    out = capsys.readouterr().out
    assert "examples:" in out
    assert "--design TABLE" in out
