"""Dask for real: scheduler and workers as separate processes on the loopback address, killed with SIGKILL."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.sweep.faults.conftest import CHUNKED
from tests.sweep.faults.processes import chunks, dask_cluster, finish, kill, run_client, start_client, wait_for


def _dask(address: str | None, **settings: Any) -> dict[str, Any]:
    return {**CHUNKED, "executor": "dask", "settings": {"address": address, **settings}}


def test_a_worker_and_then_the_client_are_killed(tmp_path: Path, undisturbed: str) -> None:
    folder = tmp_path / "s"
    with dask_cluster(workers=2) as (address, _, workers):
        client = start_client(folder, sweep={"kind": "slow"}, options=_dask(address))
        wait_for(lambda: chunks(folder))
        kill(workers[0])
        there = len(chunks(folder))
        wait_for(lambda: len(chunks(folder)) > there)
        kill(client)
        code, digest, said = run_client(folder, sweep={"kind": "slow"}, options=_dask(address))
    assert (code, digest) == (0, undisturbed), said


def test_a_killed_scheduler_ends_the_client_with_75(tmp_path: Path, undisturbed: str) -> None:
    folder = tmp_path / "s"
    with dask_cluster(workers=1) as (address, scheduler, _):
        client = start_client(folder, sweep={"kind": "slow"}, options=_dask(address))
        wait_for(lambda: chunks(folder))
        kill(scheduler)
        code, _, said = finish(client, timeout=40)
    assert code == 75, said
    assert "run the same command again" in said
    assert run_client(folder, options=CHUNKED)[:2] == (0, undisturbed)


def test_an_address_without_a_scheduler_ends_with_75(tmp_path: Path) -> None:
    code, _, said = run_client(tmp_path / "s", options=_dask("tcp://127.0.0.1:9", connect_timeout=2))
    assert code == 75, said
    assert "no scheduler answers at tcp://127.0.0.1:9" in said


def test_a_chunk_that_kills_its_workers_is_recorded_and_spares_the_rest(tmp_path: Path) -> None:
    options = {**_dask(None, workers=1, allowed_failures=1), "replications_per_chunk": 6}
    code, _, said = run_client(tmp_path / "s", sweep={"kind": "aborting", "leaders": [1]}, options=options)
    assert code == 1, said
    (record,) = [json.loads(path.read_text()) for path in (tmp_path / "s" / "failed").glob("*.json")]
    assert "KilledWorker" in record["reason"]
    assert [point["point"] for point in record["points"]] == [2, 3]
    assert len(chunks(tmp_path / "s")) == 2
