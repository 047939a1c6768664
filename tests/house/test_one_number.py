"""One future has one number at its end: in table, files, sweeps, comparisons, the planning of studies, pages and reports."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from orgsim.analysis.compare import compare
from orgsim.analysis.power import from_pilot
from orgsim.analysis.wording import display_of
from orgsim.cli.main import main
from orgsim.export.report import report_of
from orgsim.export.tables import headlines
from orgsim.model.calendar import LEVEL_WEEKS
from orgsim.model.outcomes import OUTCOME_NAMES
from orgsim.study.finished_runs import read_results
from orgsim.sweeps.sweep_results import open_sweep

SMALL = ["organization.leaders=2", "organization.managers_per_leader=2", "organization.workers_per_manager=3"]
RUN = ["weeks=70", "replications=6", *SMALL]
TRAP, LED = "management_trap", "led_from_the_start"
LOOKED_AT = ("performance", "engagement", "quits")
SCRIPT = Path(__file__).with_name("one_number.mjs")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same two futures run whole, run without keeping weeks, and swept."""
    folder = tmp_path_factory.mktemp("one")
    asked = [f"scenario={LED}", f"compare=[{TRAP}]", *RUN]
    assert main([*asked, f"output={folder / 'run'}"]) == 0
    assert main([*asked, "series=false", f"output={folder / 'streamed'}"]) == 0
    assert main(["-m", f"scenario={LED},{TRAP}", *RUN, f"output={folder / 'sweep'}"]) == 0
    assert main(["compare", str(folder / "run"), "--outcome", *LOOKED_AT, "--output", str(folder / "compared")]) == 0
    return folder


@pytest.fixture(scope="module")
def expected(folder: Path) -> dict[tuple[str, str], float]:
    """By scenario and outcome: the mean over runs and the last quarter, straight from the weekly values."""
    return {
        (name, outcome): float(dataset[outcome].to_numpy()[:, -LEVEL_WEEKS:].mean())
        for name, dataset in read_results(folder / "run").items()
        for outcome in LOOKED_AT
    }


def close(found: float, wanted: float) -> bool:
    return found == pytest.approx(wanted, rel=1e-9, abs=1e-9)  # as finely as sums of runs that are not kept are made


def gap(expected: dict[tuple[str, str], float], outcome: str) -> float:
    return expected[LED, outcome] - expected[TRAP, outcome]


@pytest.mark.parametrize("kind", ["run", "streamed"])
def test_the_table_and_its_file(folder, expected, kind):
    table = pd.read_csv(folder / kind / "summary.csv").set_index(["scenario", "outcome", "year"])
    for (scenario, outcome), value in expected.items():
        row = table.loc[(scenario, outcome, 2)]
        assert close(row["mean"], value)
        assert (row["last_week"], row["last_week"] - row["first_week"] + 1) == (69, LEVEL_WEEKS)
        assert scenario == LED or close(row["difference"], gap(expected, outcome))


def test_the_scalars_of_runs_and_of_a_sweep(folder, expected):
    sweep, streamed = open_sweep(folder / "sweep"), pd.read_parquet(folder / "streamed" / "runs.parquet")
    for (scenario, outcome), value in expected.items():
        points = sweep.points
        assert close(float(points.loc[points["scenario"] == scenario, f"final_{outcome}"].iloc[0]), value)
        assert close(float(streamed.loc[streamed["scenario"] == scenario, f"final_{outcome}"].mean()), value)


def test_comparisons_and_the_planning_of_studies(folder, expected):
    results, file = read_results(folder / "run"), pd.read_csv(folder / "compared" / "differences.csv").set_index("outcome")
    weekly = compare(results[LED], results[TRAP])["difference"].isel(week=-1)
    for outcome in LOOKED_AT:
        assert close(float(weekly.sel(outcome=outcome)), gap(expected, outcome))
        assert close(float(file.loc[outcome, "difference"]), gap(expected, outcome))
        assert close(float(from_pilot(results, outcome)["observed"].iloc[0]), gap(expected, outcome))


def test_the_page(folder, expected, tmp_path):
    node = shutil.which("node")
    if node is None:
        pytest.skip("needs Node")
    results = read_results(folder / "run")
    outcomes = [np.stack([results[name][each] for each in OUTCOME_NAMES], axis=-1).ravel().tolist() for name in (TRAP, LED)]
    places = [OUTCOME_NAMES.index(name) for name in LOOKED_AT]
    given = {"replications": 6, "weeks": 70, "outcomes": outcomes, "places": places}
    (tmp_path / "given.json").write_text(json.dumps(given), encoding="utf-8")
    done = subprocess.run(
        [node, str(SCRIPT), str(tmp_path / "given.json")], capture_output=True, text=True, timeout=60, check=True
    )
    for outcome, said in zip(LOOKED_AT, json.loads(done.stdout), strict=True):
        assert close(said["A"], expected[TRAP, outcome])
        assert close(said["B"], expected[LED, outcome])
        assert close(said["difference"], gap(expected, outcome))


def test_the_report(tmp_path):
    state = {"futures": {"A": {"scenario": TRAP}, "B": {"scenario": LED}}, "weeks": 70, "seed": 1, "charts": list(LOOKED_AT)}
    report = report_of({**state, "organization": {"preset": "small"}}, replications=6)
    _, rows = headlines(report)
    for row, outcome in zip(rows, LOOKED_AT, strict=True):
        for text, runs in zip(row.stands, report.results.values(), strict=True):
            shown = display_of(outcome)
            assert text.startswith(f"{shown.value(float(runs[outcome].to_numpy()[:, -LEVEL_WEEKS:].mean()))} ")
