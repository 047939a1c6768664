"""Two writers at once, other models at the client and at the worker, and folders that grow."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from orgsim.errors import ResultsError
from orgsim.sweeps.running import RunOptions, run_sweep
from orgsim.sweeps.store import identity
from orgsim.sweeps.store.folder import open_folder
from tests.sweeps.faults.conftest import CHUNKED
from tests.sweeps.faults.processes import ROOT, chunks, dask_cluster, finish, run_client, start_client
from tests.sweeps.faults.sweeps import make


def test_two_writers_at_once_leave_one_set_of_chunks(tmp_path: Path, undisturbed: str) -> None:
    clients = [start_client(tmp_path / "s", sweep={"kind": "slow"}, options=CHUNKED) for _ in range(2)]
    ended = [finish(client) for client in clients]
    assert [code for code, *_ in ended] == [0, 0], ended
    assert {digest for _, digest, _ in ended} == {undisturbed}
    assert len(chunks(tmp_path / "s")) == 10


def test_two_writers_that_would_cut_it_differently_agree_on_the_first(tmp_path: Path, undisturbed: str) -> None:
    other = {**CHUNKED, "points_per_chunk": 3, "replications_per_chunk": 2}
    clients = [start_client(tmp_path / "s", sweep={"kind": "slow"}, options=options) for options in (CHUNKED, other)]
    ended = [finish(client) for client in clients]
    assert [code for code, *_ in ended] == [0, 0], ended
    assert {digest for _, digest, _ in ended} == {undisturbed}


@pytest.mark.parametrize("field", ["model_hash", "summaries_hash"])
def test_a_folder_of_another_model_is_refused_by_the_field(tmp_path: Path, field: str, monkeypatch: pytest.MonkeyPatch) -> None:
    run_sweep(make(), tmp_path / "s", RunOptions(**CHUNKED))
    there = chunks(tmp_path / "s")
    monkeypatch.setattr(identity, field, lambda: "f" * 64)
    with pytest.raises(ResultsError, match=rf"{field} differs: [0-9a-f]{{12}} there, ffffffffffff here") as raised:
        run_sweep(make(), tmp_path / "s", RunOptions(**CHUNKED))
    assert raised.value.exit_code == 2
    assert chunks(tmp_path / "s") == there


def test_a_chunk_of_another_model_in_the_folder_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run_sweep(make(), tmp_path / "mine", RunOptions(**CHUNKED))
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(identity, "model_hash", lambda: "f" * 64)
        run_sweep(make(), tmp_path / "theirs", RunOptions(**CHUNKED))
    stranger = chunks(tmp_path / "theirs")[0]
    shutil.copy(stranger, tmp_path / "mine" / "chunks" / "runs")
    with pytest.raises(ResultsError, match=rf"{stranger.name}': model_hash differs: ffffffffffff there"):
        run_sweep(make(), tmp_path / "mine", RunOptions(**CHUNKED))


def test_a_worker_with_another_model_is_refused(tmp_path: Path) -> None:
    """The worker's package is a copy with a comment more in one of the rules."""
    theirs = tmp_path / "theirs"
    for part in ("orgsim", "conf"):
        shutil.copytree(ROOT / part, theirs / part, ignore=shutil.ignore_patterns("__pycache__"))
    rule = theirs / "orgsim" / "model" / "rules" / "style.py"
    rule.write_text(rule.read_text() + "# another version\n")
    with dask_cluster(workers=1, package=theirs) as (address, *_):
        options = {**CHUNKED, "executor": "dask", "settings": {"address": address}}
        code, _, said = run_client(tmp_path / "s", options=options)
    assert code == 2, said
    assert "worker: model_hash differs: " in said
    assert not chunks(tmp_path / "s")


def test_another_seed_is_refused_by_name(tmp_path: Path) -> None:
    run_sweep(make(), tmp_path / "s", RunOptions(**CHUNKED))
    with pytest.raises(ResultsError, match="seed differs: 5 there, 6 here"):
        run_sweep(make(seed=6), tmp_path / "s", RunOptions(**CHUNKED))


def test_growth_from_50_to_70_replications_computes_20(tmp_path: Path) -> None:
    options = RunOptions(**{**CHUNKED, "points_per_chunk": 4, "replications_per_chunk": 16})
    run_sweep(make(replications=50), tmp_path / "s", options)
    before = {path: path.stat().st_mtime_ns for path in chunks(tmp_path / "s")}
    grown = run_sweep(make(replications=70), tmp_path / "s", options)
    assert (grown.exit_code, grown.before, grown.done) == (0, 500, 700)
    assert {path: path.stat().st_mtime_ns for path in before} == before
    run_sweep(make(replications=70), tmp_path / "whole", RunOptions(threads=1, points_per_chunk=10, progress=False))
    assert open_folder(tmp_path / "s").contents().digest == open_folder(tmp_path / "whole").contents().digest


def test_growth_by_points_between_those_there_reuses_every_chunk(tmp_path: Path) -> None:
    more = {"coaching": (0.0, 0.25, 0.5, 1.0, 1.25, 1.5, 2.0), "leaders": (3, 1, 2)}
    run_sweep(make(), tmp_path / "s", RunOptions(**CHUNKED))
    before = chunks(tmp_path / "s")
    grown = run_sweep(make(**more), tmp_path / "s", RunOptions(**CHUNKED))
    assert (grown.exit_code, grown.before, grown.done) == (0, 60, 126)
    assert set(before) <= set(chunks(tmp_path / "s"))
    run_sweep(make(**more), tmp_path / "whole", RunOptions(**CHUNKED))
    assert open_folder(tmp_path / "s").contents().digest == open_folder(tmp_path / "whole").contents().digest


def test_a_sweep_without_points_that_are_there_is_refused(tmp_path: Path) -> None:
    run_sweep(make(), tmp_path / "s", RunOptions(**CHUNKED))
    with pytest.raises(ResultsError, match=r"it holds 10 points, of which 4 are not in this sweep \(the first is point 3\)"):
        run_sweep(make(coaching=(0.0, 0.5, 1.0, 7.0)), tmp_path / "s", RunOptions(**CHUNKED))


def test_chunks_of_a_client_that_grew_the_folder_meanwhile_are_left_alone(tmp_path: Path) -> None:
    run_sweep(make(), tmp_path / "s", RunOptions(**CHUNKED))
    opened = open_folder(tmp_path / "s")
    run_sweep(make(replications=8), tmp_path / "s", RunOptions(**CHUNKED))
    there = chunks(tmp_path / "s")
    contents = opened.contents()
    assert (contents.done, contents.aside) == (60, [])
    assert chunks(tmp_path / "s") == there


def test_a_chunk_of_another_sweep_is_put_aside(tmp_path: Path) -> None:
    for name, coaching in {"mine": (0.0, 1.0), "theirs": (3.0, 4.0)}.items():
        run_sweep(make(coaching=coaching), tmp_path / name, RunOptions(**CHUNKED))
    stranger = chunks(tmp_path / "theirs")[0]
    shutil.copy(stranger, tmp_path / "mine" / "chunks" / "runs")
    assert run_sweep(make(coaching=(0.0, 1.0)), tmp_path / "mine", RunOptions(**CHUNKED)).done == 24
    assert stranger.name not in {path.name for path in chunks(tmp_path / "mine")}
    assert len(list((tmp_path / "mine" / "quarantine").glob("*.json"))) == 1
