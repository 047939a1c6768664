"""The jobs of many departments from the command line: what they print, leave behind, and give again."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from orgsim.cli.main import main
from orgsim.config.places import options
from orgsim.study.unit_table import OUTCOMES
from orgsim.surveying.departments import COLUMNS
from orgsim.surveying.instrument import REPORTED

Captured = pytest.CaptureFixture[str]
POPULATION = [
    "+experiment=population",
    "population.units=4",
    "population.surveys=2",
    "population.burn_in=52",
    "population.leaders=[1,2]",
    "population.managers_per_leader=[1,2]",
    "replications=2",
]
COMPANY = [
    "+experiment=company",
    "company.surveys=2",
    "replications=3",
    "organization.leaders=2",
    "organization.managers_per_leader=2",
    "company.departments.it.organization={workers_per_manager: 3}",
]


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def files(folder: str) -> set[str]:
    return {path.name for path in Path(folder).iterdir()}


def test_a_population_leaves_its_table(capsys: Captured) -> None:
    assert main([*POPULATION, "output=out"]) == 0
    out = capsys.readouterr().out
    assert "population     4 organizations" in out
    assert "as_found: A department as found" in out
    assert "2 replications, 2 yearly surveys after 52 weeks, seed 1, kernel engine" in out
    assert out.splitlines()[-1] == "Results: out"
    assert files("out") == {"survey_units.csv", "population.png", "population.svg", "config.yaml", "manifest.json"}
    table = pd.read_csv("out/survey_units.csv")
    assert table[["replication", "unit", "year"]].to_numpy().tolist() == [
        [replication, unit, year] for replication in (0, 1) for unit in range(4) for year in (1, 2)
    ]
    assert {*REPORTED, *OUTCOMES} <= set(table.columns)
    shown = next(line for line in out.splitlines() if line.startswith("engagement_index"))
    assert float(shown.split()[1]) == pytest.approx(table["engagement_index"].mean(), abs=0.051)


def test_a_company_leaves_its_tests(capsys: Captured) -> None:
    assert main([*COMPANY, "output=out"]) == 0
    out = capsys.readouterr().out
    assert "company        6 departments" in out
    assert "3 replications, 2 yearly surveys after 0 weeks" in out
    made = {"department_tests.csv", "survey.csv", "departments.png", "departments.svg", "config.yaml", "manifest.json"}
    assert files("out") == made
    tests, survey = pd.read_csv("out/department_tests.csv"), pd.read_csv("out/survey.csv")
    assert tuple(tests.columns) == COLUMNS
    assert len(tests) == 3 * 2 * 15
    assert len(survey) == 3 * 2 * 6 * 4 * len(REPORTED)
    manifest = json.loads(Path("out/manifest.json").read_text())
    people = {each["name"]: each["people"] for each in manifest["units"]}
    assert people["it"] < people["sales"] == people["development"]
    ranked = [line.split()[0] for line in out.splitlines() if line.split()[:1] and line.split()[0] in people]
    last = survey.query("role == 'all' and item == 'engagement_index' and year == 2").groupby("unit")["value"].mean()
    assert ranked == last.sort_values().index.tolist()


@pytest.mark.parametrize(
    ("arguments", "names"),
    [(POPULATION, ["survey_units.csv"]), (COMPANY, ["department_tests.csv", "survey.csv"])],
    ids=["population", "company"],
)
def test_a_finished_job_runs_again_to_the_same_bytes(arguments: list[str], names: list[str]) -> None:
    assert main([*arguments, "output=one", "seed=3"]) == 0
    assert main(["scenario=one/config.yaml", "output=two"]) == 0
    for name in (*names, "config.yaml", "manifest.json"):
        assert Path("one", name).read_bytes() == Path("two", name).read_bytes(), name


def test_both_engines_give_the_same_bytes() -> None:
    small = [*COMPANY, "replications=1", "company.surveys=1"]
    assert main([*small, "output=one"]) == 0
    assert main([*small, "engine=mesa", "output=two"]) == 0
    assert Path("one/survey.csv").read_bytes() == Path("two/survey.csv").read_bytes()


def test_one_survey_of_units_too_small_to_be_reported_is_no_fault(capsys: Captured) -> None:
    small = ["population.units=1", "population.surveys=1", "population.workers_per_manager=[1,1]", "replications=1"]
    assert main([*POPULATION, *small, "population.leaders=[1,1]", "population.managers_per_leader=[1,1]", "output=out"]) == 0
    assert "1 replication, 1 yearly survey after" in capsys.readouterr().out
    assert pd.read_csv("out/survey_units.csv")["engagement_index"].isna().all()


def test_faults_come_before_any_run(capsys: Captured) -> None:
    assert main([*COMPANY, "company.departments.it.scenario=managment_trap", "company.surveys=0", "output=out"]) == 2
    assert capsys.readouterr().err.splitlines() == [
        "orgsim: error: company.surveys=0: must be a whole number from 1 to 1000 (years)",
        f"orgsim: error: company.departments.it.scenario='managment_trap': must be one of {', '.join(options('scenario'))}; "
        "did you mean 'management_trap'?",
    ]
    assert not Path("out").exists()


def test_several_populations_one_after_the_other(capsys: Captured) -> None:
    assert main(["-m", *POPULATION, "population.units=2", "seed=1,2"]) == 0
    out = capsys.readouterr().out
    assert "seed 1, kernel" in out
    assert "seed 2, kernel" in out
    assert len([path for path in Path("results").iterdir() if (path / "survey_units.csv").exists()]) == 2
