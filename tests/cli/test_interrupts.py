"""Ctrl-C and SIGTERM, sent to the command as a process: one line, exit code 130, nothing half done under a result's name."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.commands import FILES, QUICK, TIMEOUT, left

LINE = "orgsim: interrupted"
#: `orgsim` that gets a signal when it first imports a module, or does something that Python tells audits of; and then the next.
AT = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
number, places = signal.Signals[sys.argv[1]], sys.argv[2].split(",")
def audited(event, arguments):
    if places and places[0] == (arguments[0] if event == "import" else event):
        del places[0]
        os.kill(os.getpid(), number)
sys.addaudithook(audited)
sys.argv = ["orgsim", *sys.argv[3:]]
from orgsim.cli.entry import entry
entry()
"""


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def interrupted(number: str, places: str, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-B", "-c", AT, number, places, *words]  # Python's own files are renamed, too
    return subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT, check=False)


def said(done: subprocess.CompletedProcess[str]) -> list[str]:
    """The lines of stderr without the progress bar that comes after two seconds."""
    return [line for line in done.stderr.splitlines() if line.strip() and "%|" not in line]


@pytest.mark.parametrize("number", ["SIGINT", "SIGTERM"])
@pytest.mark.parametrize("places", ["orgsim.cli.main", "hydra", "numpy", "mesa", "matplotlib", "pyarrow.parquet"])
def test_one_while_a_library_loads(number: str, places: str) -> None:
    done = interrupted(number, places, *QUICK, "output=out")
    assert (done.returncode, said(done)) == (130, [LINE])
    assert not Path("out").exists(), "a new folder in which nothing was written goes again"


@pytest.mark.parametrize("number", ["SIGINT", "SIGTERM"])
@pytest.mark.parametrize("places", ["os.rename", "os.rename,os.remove", "os.rename,os.listdir", "shutil.rmtree"])
def test_one_or_two_while_files_are_written(number: str, places: str) -> None:
    done = interrupted(number, places, *QUICK, "output=out")
    assert (done.returncode, said(done)) == (130, [LINE])
    assert "Performance" in done.stdout, "the numbers had been printed"
    if places != "shutil.rmtree":  # which comes last, when all files have their names
        assert not {"weekly.parquet", "manifest.json"} & (left("out") if Path("out").exists() else set())


def test_a_sweep_ends_in_good_order_and_goes_on() -> None:
    sweep = [*QUICK, "-m", "levers.coaching=0,1,2", "executor.points_per_chunk=1", "output=out"]
    done = interrupted("SIGTERM", "orgsim.sweeps.running.local", *sweep)
    assert (done.returncode, said(done)) == (130, [])
    assert done.stdout.endswith("interrupted; run the same command again: it goes on where it stopped\n")
    done = subprocess.run([sys.executable, "-m", "orgsim", *sweep], capture_output=True, text=True, timeout=TIMEOUT, check=True)
    assert "6 of 6 runs are in out" in done.stdout


def test_what_was_started_to_ignore_ctrl_c_ignores_it() -> None:
    program = (
        "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
        "os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
    )
    command = [sys.executable, "-c", program, "-m", "orgsim", *QUICK, "output=out"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        time.sleep(1)
        running.send_signal(signal.SIGINT)
        out, _ = running.communicate(timeout=TIMEOUT)
    assert running.returncode == 0
    assert out.endswith("Results: out\n")
    assert left("out") == FILES
