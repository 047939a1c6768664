"""Processes of a local sweep killed with SIGKILL: workers, clients, and chunks that end their process."""

from __future__ import annotations

import json
import os
import random
import signal
import time
from functools import partial
from pathlib import Path

import pytest

from tests.sweeps.faults.conftest import CHUNKED
from tests.sweeps.faults.processes import children, chunks, finish, kill, run_client, start_client, wait_for
from tests.sweeps.faults.sweeps import TROUBLE
from tests.sweeps.small import KEY

ABORTING = {"kind": "aborting", "leaders": [1]}
#: Chunks of two points, all replications of each: three of them.
WHOLE = {**CHUNKED, "replications_per_chunk": 6}


def test_a_killed_worker_is_replaced_and_nothing_is_lost(tmp_path: Path, undisturbed: str) -> None:
    client = start_client(tmp_path / "s", sweep={"kind": "slow"}, options={**CHUNKED, "processes": 2})
    wait_for(lambda: chunks(tmp_path / "s"))
    victim = children(client.pid)[0]
    os.kill(victim, signal.SIGKILL)
    code, digest, said = finish(client)
    assert (code, digest) == (0, undisturbed), said
    noted = list((tmp_path / "s" / "journal").glob("*.jsonl"))
    assert len(noted) == 4, "the client, two workers, and one in the place of the first"


def test_a_client_killed_at_random_times_goes_on_where_it_stopped(tmp_path: Path, undisturbed: str) -> None:
    dice, folder = random.Random(5), tmp_path / "s"
    there: list[Path] = []
    for _ in range(3):
        client = start_client(folder, sweep={"kind": "slow"}, options=CHUNKED)
        wait_for(partial(_more_than, folder, len(there)))
        time.sleep(dice.uniform(0, 0.4))
        kill(client)
        assert set(there) <= set(chunks(folder)), "a chunk that was committed went away"
        there = chunks(folder)
    assert 0 < len(there) < 10
    written = {path: path.stat().st_mtime_ns for path in there}
    code, digest, said = run_client(folder, sweep={"kind": "slow"}, options=CHUNKED)
    assert (code, digest) == (0, undisturbed), said
    assert {path: path.stat().st_mtime_ns for path in there} == written, "a chunk that was there was computed again"
    assert not list(folder.rglob("*.part"))


def test_an_interrupted_client_says_how_to_go_on(tmp_path: Path, undisturbed: str) -> None:
    client = start_client(tmp_path / "s", sweep={"kind": "slow"}, options=CHUNKED)
    wait_for(lambda: chunks(tmp_path / "s"))
    client.send_signal(signal.SIGINT)
    code, _, said = finish(client)
    assert code == 130
    assert "run the same command again" in said
    assert "Traceback" not in said
    assert run_client(tmp_path / "s", options=CHUNKED)[:2] == (0, undisturbed)


@pytest.mark.parametrize("processes", [0, 2])
def test_a_terminals_interrupt_reaches_the_client_alone(tmp_path: Path, undisturbed: str, processes: int) -> None:
    """Ctrl-C goes to every process of the terminal's group; workers print nothing of their own, and end with the client."""
    options = {**CHUNKED, "processes": processes}
    client = start_client(tmp_path / "s", sweep={"kind": "slow"}, options=options)
    wait_for(lambda: chunks(tmp_path / "s"))
    workers = children(client.pid)
    os.killpg(client.pid, signal.SIGINT)
    code, _, said = finish(client)
    assert (code, said) == (130, "interrupted; run the same command again: it goes on where it stopped\n")
    wait_for(lambda: not [each for each in workers if Path(f"/proc/{each}").exists()], timeout=10)
    assert run_client(tmp_path / "s", options=CHUNKED)[:2] == (0, undisturbed)


def test_workers_end_at_once_with_a_client_that_was_killed(tmp_path: Path) -> None:
    client = start_client(tmp_path / "s", sweep={"kind": "slow"}, options={**CHUNKED, "processes": 2})
    wait_for(lambda: chunks(tmp_path / "s"))
    workers = children(client.pid)
    os.kill(client.pid, signal.SIGKILL)
    client.wait(timeout=10)
    assert len(workers) == 2
    wait_for(lambda: not [each for each in workers if Path(f"/proc/{each}").exists()], timeout=10)
    kill(client)


def test_a_chunk_that_aborts_is_recorded_and_spares_the_rest(tmp_path: Path) -> None:
    code, _, said = run_client(tmp_path / "s", sweep=ABORTING, options={**WHOLE, "processes": 1})
    assert code == 1, said
    _only_trouble_failed(tmp_path / "s")


def test_a_chunk_that_ends_its_client_is_found_out(tmp_path: Path) -> None:
    codes = []
    for _ in range(4):
        codes.append(run_client(tmp_path / "s", sweep=ABORTING, options=WHOLE)[0])
        if codes[-1] >= 0:
            break
    assert codes[-1] == 1
    assert set(codes[:-1]) == {-signal.SIGABRT}
    _only_trouble_failed(tmp_path / "s")


def _more_than(folder: Path, count: int) -> bool:
    return len(chunks(folder)) > count


def _only_trouble_failed(folder: Path) -> None:
    """Chunks of two points each: 0 and 0.5, 1 and 1.5 (trouble), and so on."""
    records = [json.loads(path.read_text()) for path in (folder / "failed").glob("*.json")]
    assert [record["kind"] for record in records] == ["chunk"]
    assert "it ended its process 3 times (SIGABRT)" in records[0]["reason"]
    failed = {point["point"]: point["values"][KEY] for record in records for point in record["points"]}
    assert failed == {2: 1.0, 3: TROUBLE}
    assert len(chunks(folder)) == 2
