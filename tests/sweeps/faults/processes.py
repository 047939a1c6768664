"""Processes for the fault tests: started, watched with hard timeouts, and killed for real."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]
#: Seconds after which anything has hung.
HUNG = 60.0
Process = subprocess.Popen[str]


def environment(**more: str) -> dict[str, str]:
    """This environment, with this checkout first and one thread."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "NUMBA_NUM_THREADS": "1", **more}


def start_client(folder: Path, **asked: Any) -> subprocess.Popen[str]:
    """A client on a folder; `sweep`, `options` and `largest_file` are as in `client`."""
    words = [sys.executable, "-m", "tests.sweeps.faults.client", str(folder), json.dumps(asked)]
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen(words, cwd=ROOT, env=environment(), start_new_session=True, preexec_fn=_hears, **pipes)


def _hears() -> None:
    """Ctrl-C is heard, also where the tests themselves were started to ignore it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def finish(client: subprocess.Popen[str], timeout: float = HUNG) -> tuple[int, str, str]:
    """Exit code, the hash it printed, and what it said. A client that hangs is killed and fails the test."""
    try:
        out, said = client.communicate(timeout=timeout)
    except subprocess.TimeoutExpired:
        kill(client)
        raise AssertionError(f"the client hung: {client.communicate()[1]}") from None
    return client.returncode, out.strip(), said


def run_client(folder: Path, **asked: Any) -> tuple[int, str, str]:
    """Start a client and wait for it."""
    return finish(start_client(folder, **asked))


def kill(process: subprocess.Popen[str]) -> None:
    """Kill a process with its whole session, at once."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(timeout=10)


def wait_for(what: Callable[[], Any], timeout: float = HUNG) -> Any:
    """Wait until something is so; fails the test when it does not come about."""
    end = time.monotonic() + timeout
    while time.monotonic() < end:
        found = what()
        if found:
            return found
        time.sleep(0.02)
    raise AssertionError("it never came about")


def chunks(folder: Path) -> list[Path]:
    """The chunks that are there."""
    return sorted((folder / "chunks" / "runs").glob("*.parquet"))


def children(pid: int) -> list[int]:
    """The worker processes of a client (what multiprocessing starts beside them is not one)."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError, IndexError, ValueError):
            fields = path.read_text().rpartition(")")[2].split()
            words = (path.parent / "cmdline").read_text()
            if int(fields[1]) == pid and "spawn_main" in words:
                found.append(int(path.parent.name))
    return found


@contextmanager
def dask_cluster(workers: int = 2, package: Path = ROOT) -> Iterator[tuple[str, Process, list[Process]]]:
    """A scheduler and workers, each a process of its own, on the loopback address: address, scheduler, workers.

    `package` is the folder that the workers' orgsim lies in.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{probe.getsockname()[1]}"
    where = ["--host", "127.0.0.1", "--no-dashboard"]
    scheduler = _started("scheduler", *where, "--port", address.rpartition(":")[2])
    there: list[Process] = []
    try:
        for _ in range(workers):
            there.append(start_worker(address, package))
        yield address, scheduler, there
    finally:
        for process in (scheduler, *there):
            kill(process)


def start_worker(address: str, package: Path = ROOT) -> Process:
    """One more worker of a scheduler."""
    where = ["--host", "127.0.0.1", "--no-dashboard"]
    return _started("worker", address, "--nthreads", "1", "--no-nanny", *where, package=package)


def _started(kind: str, *words: str, package: Path = ROOT) -> subprocess.Popen[str]:
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "text": True}
    command = [sys.executable, "-m", "distributed.cli.dask_" + kind, *words]
    return subprocess.Popen(command, cwd=package, env=environment(PYTHONPATH=str(package)), start_new_session=True, **quiet)
