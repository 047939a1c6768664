"""Results read back from a folder: what was written, or one line that names the file."""

from __future__ import annotations

import hashlib
import json

import numpy as np
import pandas as pd
import pytest

from orgsim.analysis.compare import compare
from orgsim.analysis.summary import summary_table
from orgsim.errors import ResultsError
from orgsim.organization import Organization
from orgsim.study import files
from orgsim.study.dataset import result_hash
from orgsim.study.files import write_results
from orgsim.study.finished_runs import read_results
from tests.study.helpers import LEAD, TRAP, make_results, make_study


def written(folder, study=None):
    results = make_results(study or make_study())
    write_results(folder, study or make_study(), "seed: 1\n", datasets=results, summary=summary_table(results))
    return results


def rewrite(folder, change) -> None:
    """Change the manifest."""
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    change(manifest)
    path.write_text(json.dumps(manifest), encoding="utf-8")


def refusal(folder) -> str:
    with pytest.raises(ResultsError) as caught:
        read_results(folder)
    (line,) = caught.value.faults
    assert "\n" not in line
    return line


def test_the_round_trip_is_identical(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "_ROWS_AT_ONCE", 130)  # groups of rows end within a scenario
    study = make_study(first=3, seed=7, unit=2)
    results, again = written(tmp_path, study), read_results(tmp_path)
    assert list(again) == list(results) == [LEAD.name, TRAP.name]
    hashes = json.loads((tmp_path / "manifest.json").read_text())["result_hashes"]
    for name, dataset in results.items():
        assert again[name].identical(dataset)  # dimensions, values, coordinates, every attribute
        assert [type(value) for value in again[name].attrs.values()] == [type(value) for value in dataset.attrs.values()]
        assert result_hash(again[name]) == hashes[name] == result_hash(dataset)


def test_results_read_back_can_be_compared_and_summed_up(tmp_path):
    results, again = written(tmp_path), read_results(str(tmp_path))
    assert compare(*again.values()).identical(compare(*results.values()))
    pd.testing.assert_frame_equal(summary_table(again), summary_table(results))


def test_outcomes_of_empty_roles_come_back_as_nan(tmp_path):
    results = written(tmp_path, make_study(TRAP, organization=Organization.synthetic(2, 2, 3, layers=0)))
    again = read_results(tmp_path)[TRAP.name]
    assert again["trust"].isnull().all()
    np.testing.assert_array_equal(again["performance"], results[TRAP.name]["performance"])


def test_a_run_keeps_the_versions_and_model_that_made_it(tmp_path):
    written(tmp_path)
    rewrite(tmp_path, lambda manifest: manifest.update(model_hash="0" * 64, versions={"python": "3.99"}))
    attrs = read_results(tmp_path)[TRAP.name].attrs
    assert (attrs["model_hash"], attrs["versions"]) == ("0" * 64, '{"python": "3.99"}')


def test_a_missing_folder(tmp_path):
    assert refusal(tmp_path / "nowhere") == f"cannot read results from '{tmp_path / 'nowhere'}': no such folder"


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("manifest.json", "there is none, so no run was finished there"),
        ("weekly.parquet", "it is missing, though manifest.json lists it"),
    ],
)
def test_a_missing_file(tmp_path, name, reason):
    written(tmp_path)
    (tmp_path / name).unlink()
    assert refusal(tmp_path) == f"cannot read {name} in '{tmp_path}': {reason}"


def test_a_changed_file(tmp_path):
    written(tmp_path)
    path = tmp_path / "weekly.parquet"
    path.write_bytes(path.read_bytes()[:-100])
    expected = "it was damaged or changed since the run (its hash is not that of manifest.json)"
    assert refusal(tmp_path) == f"cannot read weekly.parquet in '{tmp_path}': {expected}"


@pytest.mark.parametrize("text", ["", '{"format": 1', "[]", '"text"', "{}", "\xff"])
def test_a_manifest_that_is_none(tmp_path, text):
    written(tmp_path)
    (tmp_path / "manifest.json").write_bytes(text.encode("latin-1"))
    line = refusal(tmp_path)
    assert line.startswith(f"cannot read manifest.json in '{tmp_path}': it is ")
    assert line.endswith(("damaged (not JSON)", "not a manifest of orgsim"))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda manifest: manifest.update(format=9), "its format is 9, and this version reads format 1"),
        (lambda manifest: manifest.pop("design"), "it is incomplete (no 'design')"),
        (lambda manifest: manifest["design"].pop("weeks"), "it is incomplete ('weeks')"),
        (lambda manifest: manifest["organization"].pop("people"), "it is incomplete ('people')"),
        (lambda manifest: manifest["design"].update(weeks="many"), "it is incomplete ("),
        (lambda manifest: manifest.update(scenarios=["trap", "lead"]), "it is incomplete ("),
        (lambda manifest: manifest.update(files=[]), "it is incomplete ("),
    ],
)
def test_an_incomplete_manifest(tmp_path, change, expected):
    written(tmp_path)
    rewrite(tmp_path, change)
    assert f"manifest.json in '{tmp_path}': {expected}" in refusal(tmp_path)


def replace_weekly(folder, content: bytes) -> None:
    """Other weekly outcomes, with a manifest that vouches for them."""
    (folder / "weekly.parquet").write_bytes(content)
    digest = hashlib.sha256(content).hexdigest()
    rewrite(folder, lambda manifest: manifest["files"].update({"weekly.parquet": digest}))


def test_weekly_outcomes_that_are_no_parquet(tmp_path):
    written(tmp_path)
    replace_weekly(tmp_path, b"week,performance\n")
    assert refusal(tmp_path).startswith(f"cannot read weekly.parquet in '{tmp_path}': it is damaged (")


def test_weekly_outcomes_of_another_version(tmp_path):
    written(tmp_path)
    weekly = pd.read_parquet(tmp_path / "weekly.parquet")
    replace_weekly(tmp_path, weekly.drop(columns="alignment").to_parquet())
    assert refusal(tmp_path).endswith("it has no outcome 'alignment': another version of orgsim wrote it")
    replace_weekly(tmp_path, weekly[:-1].to_parquet())
    assert refusal(tmp_path).endswith("it has 599 rows instead of 2 × 5 × 60 (scenarios × replications × weeks)")
