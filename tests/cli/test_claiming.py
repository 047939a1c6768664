"""A results folder is one run's."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from orgsim.cli.main import main
from tests.cli.commands import FILES, QUICK, SMALL, left

Captured = pytest.CaptureFixture[str]
SHAPE = ["population.leaders=[1,1]", "population.managers_per_leader=[1,1]", "population.workers_per_manager=[2,2]"]
POPULATION = [
    "engine=mesa",
    "+experiment=population",
    "population.units=2",
    "population.surveys=1",
    "population.burn_in=0",
    *SHAPE,
]
UNITS = {"survey_units.csv", "population.png", "population.svg", "config.yaml", "manifest.json"}
END = "; name another folder, or replace it with overwrite=true"


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def refused(arguments: list[str], line: str, capsys: Captured) -> None:
    capsys.readouterr()
    assert main(arguments) == 2
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", f"orgsim: error: {line}\n")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        (["replications=3"], "replications=2 there, 3 now"),
        (["seed=7"], "seed=1 there, 7 now"),
        (["people=[]", "series=false"], "series=true there, false now"),
        (["people=[]"], "people=[1] there, [] now"),
        (["levers.coaching=1.5"], "levers.coaching=3.0 there, 1.5 now"),
        (["compare=[]"], "compare=['management_trap'] there, [] now"),
        (["organization.leaders=3"], "organization.leaders=2 there, 3 now"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_another_run_is_refused_naming_the_first_field_that_differs(changed: list[str], field: str, capsys: Captured) -> None:
    assert main([*QUICK, "people=[1]", "output=out"]) == 0
    before = {path.name: path.read_bytes() for path in Path("out").iterdir()}
    refused([*QUICK, "people=[1]", *changed, "output=out"], f"output=out: holds another run: {field}{END}", capsys)
    assert {path.name: path.read_bytes() for path in Path("out").iterdir()} == before


def test_the_same_run_replaces_its_own_files(capsys: Captured) -> None:
    assert main([*QUICK, "output=out"]) == 0
    before = {path.name: path.read_bytes() for path in Path("out").iterdir()}
    Path("out/outcomes.png").unlink()
    assert main([*QUICK, "threads=1", "output=out"]) == 0
    assert {path.name: path.read_bytes() for path in Path("out").iterdir()} == before


def test_overwrite_leaves_the_new_runs_files_and_strangers_alone(capsys: Captured) -> None:
    assert main([*QUICK, "people=[1]", "output=out"]) == 0
    Path("out/notes.txt").write_text("mine")
    Path("out/plateau.csv").write_text("a table that a verb left")
    assert left("out") == FILES | {"people.parquet", "notes.txt", "plateau.csv"}
    assert main([*QUICK, "series=false", "replications=3", "overwrite=true", "output=out"]) == 0
    assert left("out") == FILES - {"weekly.parquet"} | {"bands.csv", "runs.parquet", "notes.txt", "plateau.csv"}
    assert len(pd.read_parquet("out/runs.parquet")) == 6
    assert main([*POPULATION, "overwrite=true", "output=out"]) == 0
    assert left("out") == UNITS | {"notes.txt", "plateau.csv"}
    assert main([*QUICK, "overwrite=true", "output=out"]) == 0
    assert left("out") == FILES | {"notes.txt", "plateau.csv"}
    assert set(json.loads(Path("out/manifest.json").read_text())["files"]) == FILES - {"manifest.json"}


def test_a_file_that_was_changed_since_is_no_longer_the_runs(capsys: Captured) -> None:
    assert main([*QUICK, "people=[1]", "output=out"]) == 0
    Path("out/people.parquet").write_text("something else")
    manifest = json.loads(Path("out/manifest.json").read_text())
    Path("elsewhere.txt").write_text("not in the folder")
    manifest["files"]["../elsewhere.txt"] = "f1d7a8b8"
    Path("out/manifest.json").write_text(json.dumps(manifest))
    assert main([*QUICK, "overwrite=true", "output=out"]) == 0
    assert left("out") == FILES | {"people.parquet"}
    assert Path("elsewhere.txt").exists()


def test_a_run_that_fails_removes_nothing(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    assert main([*QUICK, "people=[1]", "output=out"]) == 0

    def broken(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("orgsim.study.run_study.run_records", broken)
    assert main([*QUICK, "overwrite=true", "output=out"]) == 130
    assert left("out") == FILES | {"people.parquet"}


def test_runs_of_other_kinds_and_sweeps_have_folders_of_their_own(capsys: Captured) -> None:
    assert main([*QUICK, "output=run"]) == 0
    assert main([*POPULATION, "output=population"]) == 0
    sweep = ["-m", *QUICK, "levers.coaching=0,2"]
    assert main([*sweep, "output=sweep"]) == 0
    refused([*POPULATION, "output=run"], f"output=run: holds another run: job=study there, population now{END}", capsys)
    refused(
        [*QUICK, "output=population"], f"output=population: holds another run: job=population there, study now{END}", capsys
    )
    line = "output=sweep: holds a sweep; a run needs a folder of its own"
    refused([*QUICK, "output=sweep"], line, capsys)
    refused([*QUICK, "overwrite=true", "output=sweep"], line, capsys)
    for folder in ("run", "population"):
        assert main([*sweep, f"output={folder}"]) == 2
        assert capsys.readouterr().err == f"orgsim: error: output={folder}: holds a run; a sweep needs a folder of its own\n"
    line = "overwrite=true: belongs to a run; a sweep goes on in its folder, and another needs another"
    refused([*sweep, "overwrite=true", "output=sweep"], line, capsys)


def test_a_tree_that_changed_and_a_model_that_changed(capsys: Captured) -> None:
    Path("people.csv").write_text("id,boss\n1,\n2,1\n3,1\n4,2\n5,2\n6,3\n7,3\n")
    words = ["engine=mesa", "organization=hris", "organization.path=people.csv", "replications=2", "weeks=8", "output=out"]
    assert main(words) == 0
    manifest = Path("out/manifest.json").read_text()
    Path("out/manifest.json").write_text(manifest.replace(json.loads(manifest)["model_hash"], "0" * 64))
    refused(words, f"output=out: holds another run: another version of the model made it{END}", capsys)
    Path("people.csv").write_text("id,boss\n1,\n2,1\n3,1\n4,2\n5,2\n6,3\n")
    reason = "its reporting tree was another, though it was read from the same place"
    refused(words, f"output=out: holds another run: {reason}{END}", capsys)


@pytest.mark.parametrize(("name", "content"), [("manifest.json", '{"name": "a web app"}'), ("config.yaml", "debug: true\n")])
def test_someone_elses_file_is_never_replaced(name: str, content: str, capsys: Captured) -> None:
    Path(name).write_text(content)
    line = f"output=.: holds a {name} that is not of a run of orgsim; name another folder"
    for words in ([], ["overwrite=true"]):
        refused([*QUICK, "output=.", *words], line, capsys)
    assert Path(name).read_text() == content


def test_what_a_run_left_that_was_stopped_is_in_no_ones_way(capsys: Captured) -> None:
    assert main([*QUICK, "output=out"]) == 0
    Path("out/manifest.json").unlink()
    assert main([*QUICK, "seed=2", "output=out"]) == 0
    assert left("out") == FILES


def test_a_rerun_too(capsys: Captured) -> None:
    assert main(["-m", *SMALL, "replications=2", "weeks=8", "levers.coaching=0,2", "output=sweep"]) == 0
    again = ["sweep", "rerun", "sweep", "--replication", "1"]
    assert main([*again, "--point", "0", "--people"]) == 0
    assert main([*again, "--point", "0"]) == 0
    assert left("sweep/reruns/point-0-replication-1") == FILES | {"organization.csv"}, "without the people of the first"
    assert main([*again, "--point", "0", "--output", "out"]) == 0
    field = "levers.coaching=0.0 there, 2.0 now"
    end = "name another folder, or replace it with --overwrite"
    refused([*again, "--point", "1", "--output", "out"], f"--output=out: holds another run: {field}; {end}", capsys)
    refused(
        [*again, "--point", "1", "--output", "sweep"], "--output=sweep: holds a sweep; a run needs a folder of its own", capsys
    )
    assert main([*again, "--point", "1", "--output", "out", "--overwrite"]) == 0


def test_an_export_is_no_file_of_a_run(capsys: Captured) -> None:
    assert main([*QUICK, "output=out"]) == 0
    line = "output='out/config.yaml': belongs to the run in that folder; name another file"
    refused(["export", *QUICK, "output=out/config.yaml"], line, capsys)
    assert main(["export", *QUICK, "output=out/plan.yaml"]) == 0


@pytest.mark.parametrize("words", [["overwrite=perhaps"], ["overwrite=1"]])
def test_overwrite_is_true_or_false(words: list[str], capsys: Captured) -> None:
    value = words[0].partition("=")[2]
    refused([*QUICK, *words], f"overwrite={value if value == '1' else repr(value)}: must be true or false", capsys)


def test_a_home_that_is_not_there(capsys: Captured) -> None:
    folder = "~nobody_of_this_name/x"
    words = [*QUICK, f"output='{folder}'"], ["-m", *QUICK, "levers.coaching=1,2", f"output='{folder}'"]
    for each in (*words, ["plateau", folder], ["sensitivity", folder]):
        refused(each, f"'{folder}': there is no such user's home", capsys)


@pytest.mark.parametrize("verb", ["plateau", "compare", "power", "diagnose"])
def test_verbs_that_read_a_run_say_what_reads_a_sweep_or_a_population(verb: str, capsys: Captured) -> None:
    Path("sweep").mkdir()
    Path("sweep/sweep.json").write_text("{}")
    readers = "orgsim sensitivity, surface, discover and robustness read it, and orgsim sweep rerun runs one of its runs"
    refused([verb, "sweep"], f"cannot read results from 'sweep': it is a sweep's; {readers}", capsys)
    Path("units").mkdir()
    Path("units/manifest.json").write_text('{"format": 1, "job": "population", "model_hash": ""}')
    line = "it is that of a population, whose surveys alone were kept; orgsim validate reads a population's"
    refused([verb, "units"], f"cannot read results from 'units': {line}", capsys)


SWEEP_VERBS = (
    *("sensitivity run", "robustness run", "surface run --x levers.coaching --y start.habit"),
    *("discover run --where final_performance<0.6", "sweep status run", "sweep check run", "sweep convert run --to csv"),
    *("sweep rerun run --point 0 --replication 0", "sweep merge whole run"),
)


@pytest.mark.parametrize("verb", SWEEP_VERBS)
def test_verbs_that_read_a_sweep_say_what_reads_a_run(verb: str, capsys: Captured) -> None:
    Path("run").mkdir()
    Path("run/manifest.json").write_text('{"format": 1, "model_hash": ""}')
    capsys.readouterr()
    assert main(verb.split()) == 2
    line = "cannot read a sweep from 'run': it is that of a run; orgsim plateau, compare, power and diagnose read it\n"
    assert capsys.readouterr().err.endswith(line)
