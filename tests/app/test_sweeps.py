"""Explore a sweep: folders as what they are, analyses as Python gives them, and points that open exactly their run."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from starlette.testclient import TestClient

from orgsim.analysis.sensitivity import sensitivity
from orgsim.analysis.surface import surface
from orgsim.analysis.surface.surface_text import surface_text
from orgsim.engines.run import run
from orgsim.spec.study import NOBODY, Design, Execution
from orgsim.summaries.runs import scalars
from orgsim.summaries.table import SCALAR_NAMES
from orgsim.sweeps.running import RunOptions, run_sweep
from orgsim.sweeps.sample import sweep_sample
from orgsim.sweeps.store.sealed import digest
from orgsim.sweeps.sweep_results import open_sweep
from orgsim.web.futures import scenario_of
from orgsim.web.organizations import organization_of
from tests.app.helpers import client
from tests.sweeps.small import KEY, small_sweep

QUIET = RunOptions(
    threads=1, points_per_chunk=3, replications_per_chunk=4, progress=False, command=("orgsim", "-m", "x=range(1,2)")
)
LEADERS, VALUE = "organization.leaders", "final_performance"


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one sweep of every kind."""
    root = tmp_path_factory.mktemp("results")
    whole = root / "whole"
    assert run_sweep(small_sweep(), whole, QUIET).exit_code == 0
    for name in ("partial", "none", "cut short", "no design", "damaged", "other", "lost"):
        shutil.copytree(whole, root / name)
    chunks = sorted((root / "partial" / "chunks" / "runs").glob("*.parquet"))
    for path in chunks[2:]:
        path.unlink()
    for path in (root / "none" / "chunks" / "runs").glob("*.parquet"):
        path.unlink()
    cut = sorted((root / "cut short" / "chunks" / "runs").glob("*.parquet"))[1]
    cut.write_bytes(cut.read_bytes()[:-40])
    (root / "no design" / "design.parquet").unlink()
    (root / "damaged" / "sweep.json").write_text('{"shared": 1', encoding="utf-8")
    (root / "lost" / "sweep.json").unlink()
    _of_another_model(root / "other")
    (root / "nothing").mkdir()
    (root / "notes").mkdir()
    (root / "notes" / "mine.txt").write_text("mine", encoding="utf-8")
    (root / "run").mkdir()
    for name in ("manifest.json", "weekly.parquet"):
        (root / "run" / name).write_text("{}", encoding="utf-8")
    outside = tmp_path_factory.mktemp("outside")
    shutil.copytree(whole, outside / "sweep")
    (root / "link").symlink_to(outside / "sweep")
    return root


def _of_another_model(folder: Path) -> None:
    path = folder / "sweep.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    content["shared"]["model_hash"] = "0" * 64
    path.write_text(json.dumps({**content, "digest": digest(content)}), encoding="utf-8")
    for chunk in (folder / "chunks" / "runs").glob("*.parquet"):
        chunk.unlink()


@pytest.fixture(scope="module")
def explorer(results: Path) -> Iterator[TestClient]:
    with client(results) as found:
        yield found


def asked(explorer: TestClient, path: str, **query: Any) -> Any:
    answer = explorer.get(f"/api/sweeps/{path}", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_every_folder_is_shown_as_what_it_is(explorer: TestClient) -> None:
    found = {each["name"]: each for each in explorer.get("/api/sweeps").json()["sweeps"]}
    assert {name: (each["kind"], each["state"]) for name, each in found.items()} == {
        "whole": ("sweep", "complete"),
        "partial": ("sweep", "partial"),
        "none": ("sweep", "empty"),
        "nothing": ("sweep", "empty"),
        "cut short": ("sweep", "damaged"),
        "no design": ("sweep", "damaged"),
        "damaged": ("sweep", "damaged"),
        "lost": ("sweep", "damaged"),
        "other": ("sweep", "other model"),
        "run": ("run", "complete"),
    }
    whole = found["whole"]
    assert (whole["points"], whole["runs"], whole["done"], whole["failed"]) == (10, 60, 60, 0)
    assert (whole["command"], whole["made_by"], whole["message"]) == (None, "orgsim -m 'x=range(1,2)'", None)
    partial = found["partial"]
    assert partial["command"] == "orgsim -m 'x=range(1,2)'"
    assert (
        partial["message"]
        == f"{60 - partial['done']} of 60 runs are missing; run its command again: it goes on where it stopped"
    )
    assert all(each["message"] for each in found.values() if each["state"] != "complete")
    assert "chunk" in found["cut short"]["message"]
    assert found["cut short"]["command"] == "orgsim -m 'x=range(1,2)'"
    assert "another version of the model (" in found["other"]["message"]


def test_looking_again_sees_what_changed(results: Path, explorer: TestClient, tmp_path: Path) -> None:
    shutil.copytree(results / "whole", tmp_path / "s")
    again = client(tmp_path)
    assert asked(again, "s")["state"] == "complete"
    path = sorted((tmp_path / "s" / "chunks" / "runs").glob("*.parquet"))[0]
    path.write_bytes(path.read_bytes()[:-40])
    assert asked(again, "s")["state"] == "damaged"


def test_a_sweep_says_what_was_varied_and_measured(explorer: TestClient) -> None:
    found = asked(explorer, "whole")
    assert [(each["key"], each["kind"], each["values"]) for each in found["factors"]] == [
        (KEY, "grid", [0.0, 0.5, 1.0, 1.5, 2.0]),
        (LEADERS, "grid", [1.0, 2.0]),
    ]
    assert found["factors"][0]["unit"] == "logit"
    assert [each["name"] for each in found["scalars"]] == list(SCALAR_NAMES)
    assert (found["weeks"], found["seed"], found["replications"], found["common"]) == (30, 5, 6, True)
    assert found["check"].startswith("orgsim sweep check ")


def test_failures_are_told_with_their_values(explorer: TestClient, results: Path) -> None:
    from tests.sweeps.faults.sweeps import make

    folder = results.parent / "failing" / "s"
    run_sweep(make("raising"), folder, QUIET)
    found = asked(client(folder.parent), "s")
    assert (found["state"], found["done"], found["failed"]) == ("partial", 48, 12)
    assert found["command"] == "orgsim -m 'x=range(1,2)' executor.retry_failed=true"
    assert {each["point"] for failure in found["failures"] for each in failure["points"]} == {3, 8}
    assert all("no numbers here" in each["error"] for failure in found["failures"] for each in failure["points"])


@pytest.mark.parametrize("name", ["none", "nothing", "cut short", "no design", "damaged", "lost", "other", "run", "notes"])
@pytest.mark.parametrize(
    "view",
    [
        "",
        "/table",
        f"/grid?x={KEY}&y={LEADERS}&value={VALUE}",
        f"/sensitivity?value={VALUE}",
        f"/boxes?value={VALUE}&above=.5",
        "/point/0",
    ],
)
def test_whatever_lies_there_never_breaks_the_server(explorer: TestClient, name: str, view: str) -> None:
    answer = explorer.get(f"/api/sweeps/{name}{view}")
    assert answer.status_code in (200, 422), answer.text
    if answer.status_code == 422:
        assert answer.json()["error"]
    elif not view and name != "run":
        assert answer.json()["message"]


def test_tables_have_a_row_for_each_point(explorer: TestClient, results: Path) -> None:
    found = asked(explorer, "whole/table", columns=f"{VALUE},plateau_week", limit=4)
    expected = open_sweep(results / "whole").summarised([VALUE, "plateau_week"])
    assert found["columns"] == list(expected.columns)
    assert (len(found["rows"]), found["total"]) == (4, 10)
    place = found["columns"].index(VALUE)
    assert [row[place] for row in found["rows"]] == expected[VALUE].head(4).tolist()


def test_planes_are_those_of_the_analysis(explorer: TestClient, results: Path) -> None:
    found = asked(explorer, "whole/grid", x=KEY, y=LEADERS, value=VALUE)
    sample = sweep_sample(open_sweep(results / "whole"))
    over = surface(sample, KEY, LEADERS, outcome=VALUE)
    assert found["mean"] == over.mean.tolist()
    assert found["text"] == surface_text(over)
    assert (found["x"]["values"], found["y"]["values"]) == ([0.0, 0.5, 1.0, 1.5, 2.0], [1.0, 2.0])
    assert found["point"] == [[0, 1, 2, 3, 4], [5, 6, 7, 8, 9]]
    runs = sample.by_replication(VALUE)
    assert np.allclose(found["sd"], runs.std(axis=1, ddof=1).reshape(2, 5), rtol=1e-12, atol=0)
    assert found["n"] == [[6] * 5] * 2
    assert found["value"]["unit"] == "share"


def test_cells_without_runs_are_null(explorer: TestClient) -> None:
    found = asked(explorer, "partial/grid", x=KEY, y=LEADERS, value=VALUE)
    empty = [n == 0 for row in found["n"] for n in row]
    assert any(empty)
    assert [mean is None for row in found["mean"] for mean in row] == empty


def test_phases_and_small_samples_say_so(explorer: TestClient) -> None:
    where = f"{VALUE} > .5"
    found = asked(explorer, "whole/phases", x=KEY, y=LEADERS, where=where)
    assert found["classes"] == [where, f"not: {where}"]
    shares = np.array(found["shares"])
    assert shares.shape == (2, 2, 5)
    assert np.allclose(shares.sum(axis=0), 1)
    assert np.array(found["states"]).shape == (2, 5)
    few = explorer.get("/api/sweeps/whole/sensitivity", params={"value": VALUE})
    assert few.status_code == 422
    assert "the sample is too small" in few.json()["error"]
    boxes = explorer.get("/api/sweeps/whole/boxes", params={"value": VALUE, "above": "5"})
    assert boxes.status_code == 422
    assert "the sample is too small: 0 of 10 points meet it" in boxes.json()["error"]


def test_sensitivities_are_those_of_the_analysis(tmp_path: Path) -> None:
    coaching = tuple(np.linspace(0, 3, 60))
    assert run_sweep(small_sweep(coaching, replications=2, weeks=20), tmp_path / "s", QUIET).exit_code == 0
    explorer = client(tmp_path)
    found = asked(explorer, "s/sensitivity", value="final_delegation")
    expected = sensitivity(sweep_sample(open_sweep(tmp_path / "s")), ["final_delegation"])
    values = expected.values("final_delegation", "S1")["value"]
    assert {bar["factor"]: bar["indices"]["S1"]["value"] for bar in found["factors"]} == values.to_dict()
    assert (found["method"], found["leading"]) == ("given", "S1")
    assert found["verdict"].split(":")[0] in ("converged", "too small a sample")
    sample = sweep_sample(open_sweep(tmp_path / "s"))
    middle = float(np.median(sample.means("final_delegation")))
    boxes = asked(explorer, "s/boxes", value="final_delegation", above=middle)
    assert boxes["where"] == f"final_delegation > {middle:g}"
    assert boxes["text"].startswith(str(tmp_path / "s"))


@pytest.mark.parametrize("number", [0, 7])
def test_a_point_opens_exactly_its_run(explorer: TestClient, results: Path, number: int) -> None:
    found = asked(explorer, f"whole/point/{number}", replication=4)
    assert found["exact"] is True
    organization = organization_of(found["organization"])
    design = Design(1, found["weeks"], seed=found["seed"], unit=found["unit"], first=found["replication"])
    outcomes = run(organization, scenario_of(found["future"]), design, execution=Execution(), people=NOBODY).outcomes
    runs = open_sweep(results / "whole").runs.pandas()
    stored = runs[(runs["point"] == number) & (runs["replication"] == 4)].iloc[0, 2:].to_numpy(dtype=np.float64)
    assert np.array_equal(scalars(outcomes)[0], stored, equal_nan=True)
    assert found["command"].endswith(f"--point {number} --replication 4")


def test_a_point_of_another_model_says_that_it_is_another(explorer: TestClient) -> None:
    found = asked(explorer, "other/point/0")
    assert found["exact"] is False
    assert "another version of the model" in found["note"]


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("whole/point/10", "point"),
        ("whole/point/x", "point"),
        ("whole/point/-1", "point"),
        ("whole/point/0?replication=6", "replication"),
        ("whole/point/0?replicaton=6", "replicaton"),
        ("whole/table?limit=0", "limit"),
        ("whole/table?limit=many", "limit"),
        ("whole/table?columns=final_performanc", "columns"),
        ("whole/table?statistic=mode", "statistic"),
        (f"whole/grid?x={KEY}&y={KEY}&value={VALUE}", "y"),
        (f"whole/grid?x=levers.coachin&y={LEADERS}&value={VALUE}", "x"),
        (f"whole/grid?x={KEY}&y={LEADERS}&value=final_performanc", "outcome"),
        (f"whole/grid?x={KEY}&value={VALUE}", "y"),
        (f"whole/grid?x={KEY}&y={LEADERS}&value={VALUE}&confidence=nan", "confidence"),
        (f"whole/grid?x={KEY}&y={LEADERS}&value={VALUE}&only=scenario", "only"),
        (f"whole/phases?x={KEY}&y={LEADERS}", "where"),
        (f"whole/phases?x={KEY}&y={LEADERS}&where=x", "where"),
        (f"whole/boxes?value={VALUE}", "above"),
        (f"whole/boxes?value={VALUE}&above=x", "above"),
        ("whole/sensitivity", "value"),
        (f"whole/sensitivity?value={VALUE}&method=guess", "method"),
    ],
)
def test_what_cannot_be_shown_is_named(explorer: TestClient, path: str, field: str) -> None:
    answer = explorer.get(f"/api/sweeps/{path}")
    assert (answer.status_code, answer.json()["field"]) == (422, field), answer.text


@pytest.mark.parametrize(
    "name", ["..", "%2e%2e", ".hidden", "..%2fwhole", "%2e%2e%2fresults", "link", "nobody", "whole%00", "a%5cb", "%2Fetc"]
)
def test_nothing_outside_the_results_is_shown(explorer: TestClient, name: str) -> None:
    for view in ("", "/table", "/point/0"):
        assert explorer.get(f"http://localhost/api/sweeps/{name}{view}").status_code == 404


def _without_points(content: Any) -> None:
    content["points"] = -1


def _without_seed(content: Any) -> None:
    del content["shared"]["seed"]


def _without_model(content: Any) -> None:
    del content["shared"]["model_hash"]


def _without_strata(content: Any) -> None:
    content["sweep"]["strata"] = []


@pytest.mark.parametrize("change", [_without_points, _without_seed, _without_model, _without_strata])
def test_a_specification_that_was_meddled_with_breaks_nothing(
    results: Path, tmp_path: Path, change: Callable[[Any], None]
) -> None:
    shutil.copytree(results / "whole", tmp_path / "s")
    path = tmp_path / "s" / "sweep.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    change(content)
    path.write_text(json.dumps(content), encoding="utf-8")
    explorer = client(tmp_path)
    views = (
        "",
        "/s",
        "/s/table",
        f"/s/grid?x={KEY}&y={LEADERS}&value={VALUE}",
        f"/s/boxes?value={VALUE}&above=1",
        "/s/point/0",
    )
    assert {explorer.get(f"/api/sweeps{view}").status_code for view in views} <= {200, 422}
    (about,) = explorer.get("/api/sweeps").json()["sweeps"]
    assert about["state"] in ("damaged", "other model")
    assert about["message"]


def test_results_that_are_not_there_yet_are_an_empty_shelf(tmp_path: Path) -> None:
    found = client(tmp_path / "none").get("/api/sweeps")
    assert (found.status_code, found.json()["sweeps"]) == (200, [])
