"""Dask for real: scheduler and workers as separate processes on the loopback address, killed with SIGKILL."""

from __future__ import annotations

import json
import os
import signal
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from orgsim.sweeps.running import RunOptions, daskrun, run_sweep
from orgsim.sweeps.store.folder import open_folder
from tests.sweeps.faults.conftest import CHUNKED
from tests.sweeps.faults.processes import chunks, dask_cluster, finish, kill, run_client, start_client, start_worker, wait_for
from tests.sweeps.faults.sweeps import make


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


def test_a_terminals_interrupt_is_no_matter_of_the_workers(tmp_path: Path, undisturbed: str) -> None:
    client = start_client(tmp_path / "s", sweep={"kind": "slow"}, options=_dask(None, workers=2))
    wait_for(lambda: chunks(tmp_path / "s"))
    os.killpg(client.pid, signal.SIGINT)
    code, _, said = finish(client)
    assert (code, said) == (130, "interrupted; run the same command again: it goes on where it stopped\n")
    assert run_client(tmp_path / "s", options=CHUNKED)[:2] == (0, undisturbed)


def test_a_scheduler_without_workers_is_said_after_a_while(
    tmp_path: Path, undisturbed: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Once, with what to do; and when a worker comes, the sweep goes on."""
    assert daskrun.PATIENCE == 10
    monkeypatch.setattr(daskrun, "PATIENCE", 1.0)
    monkeypatch.setattr(daskrun, "WAIT", 0.2)
    said: list[str] = []
    with dask_cluster(workers=0) as (address, _, workers):

        def come() -> None:
            wait_for(lambda: said.append(capsys.readouterr().err) or any(said))
            time.sleep(1.5)
            workers.append(start_worker(address))

        coming = threading.Thread(target=come)
        coming.start()
        outcome = run_sweep(make(), tmp_path / "s", RunOptions(**_dask(address)))
        coming.join(timeout=60)
    assert (outcome.exit_code, open_folder(tmp_path / "s").look().digest) == (0, undisturbed)
    assert "".join([*said, capsys.readouterr().err]) == (
        f"orgsim: the scheduler at {address} has had no worker for 1 s; start one where orgsim is installed: dask worker "
        f"{address}; Ctrl-C ends this, and the same command goes on later\n"
    )


def test_an_address_without_a_scheduler_ends_with_75(tmp_path: Path) -> None:
    code, _, said = run_client(tmp_path / "s", options=_dask("tcp://127.0.0.1:9", connect_timeout=1))
    assert code == 75, said
    assert "no scheduler answers at tcp://127.0.0.1:9" in said


def test_a_chunk_that_kills_its_workers_is_recorded_and_spares_the_rest(tmp_path: Path) -> None:
    options = {**_dask(None, workers=1, allowed_failures=0), "replications_per_chunk": 6}
    code, _, said = run_client(tmp_path / "s", sweep={"kind": "aborting", "leaders": [1]}, options=options)
    assert code == 1, said
    (record,) = [json.loads(path.read_text()) for path in (tmp_path / "s" / "failed").glob("*.json")]
    assert "KilledWorker" in record["reason"]
    assert [point["point"] for point in record["points"]] == [2, 3]
    assert len(chunks(tmp_path / "s")) == 2


def test_workers_that_are_slurm_jobs(tmp_path: Path, undisturbed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """`sbatch` runs the job's script here, as SLURM would elsewhere."""
    commands = tmp_path / "bin"
    commands.mkdir()
    job = tmp_path / "job.sh"
    lines = ["#!/bin/sh", f'cp "$1" {job}', f"bash {job} >{job}.log 2>&1 &", 'echo "Submitted batch job $!"', ""]
    (commands / "sbatch").write_text("\n".join(lines))
    (commands / "scancel").write_text("#!/bin/sh\nkill $1\n")
    for command in commands.iterdir():
        command.chmod(0o755)
    monkeypatch.setenv("PATH", f"{commands}:{os.environ['PATH']}")
    options = _dask(None, queue="short", job_cpu=32, interface="lo", memory="2GB")
    code, digest, said = run_client(tmp_path / "s", options=options)
    assert (code, digest) == (0, undisturbed), said
    script = job.read_text()
    assert "#SBATCH -p short" in script
    assert "#SBATCH --cpus-per-task=32" in script
    assert "--nthreads 1" in script
