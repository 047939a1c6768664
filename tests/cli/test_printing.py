"""What is printed may fail; the run may not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.commands import FILES, QUICK, faults, left, orgsim, shell

RUN = " ".join(["orgsim", *QUICK, "output=out"])
SUMMARIES = FILES - {"weekly.parquet"} | {"bands.csv", "runs.parquet"}
POPULATION = ["+experiment=population", "population.units=2", "population.surveys=1", "population.burn_in=0", "output=out"]
SHAPE = ["population.leaders=[1,1]", "population.managers_per_leader=[1,1]", "population.workers_per_manager=[2,2]"]
UNITS = {"survey_units.csv", "population.png", "population.svg", "config.yaml", "manifest.json"}
FULL = "orgsim: error: cannot print: No space left on device; files are written as they should be"


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(("series", "expected"), [("true", FILES), ("false", SUMMARIES)])
def test_a_reader_that_goes_away_costs_no_run_and_is_no_error(series: str, expected: set[str]) -> None:
    done = shell(f"{RUN} series={series} | head -1")
    assert (done.returncode, faults(done)) == (0, [])
    assert done.stdout.startswith("orgsim ")
    assert left("out") == expected


def test_a_full_disk_under_the_table_is_said_and_costs_no_run() -> None:
    done = shell(f"{RUN} > /dev/full")
    assert (done.returncode, faults(done)) == (1, [FULL])
    assert left("out") == FILES


@pytest.mark.parametrize("closed", ["1>&-", "2>&-", "1>&- 2>&-", "0<&- 1>&- 2>&-", "2>/dev/full"])
def test_closed_streams_cost_no_run(closed: str) -> None:
    done = shell(f"{RUN} {closed}")
    assert (done.returncode, faults(done)) == (0, [])
    assert left("out") == FILES
    assert Path("out/manifest.json").read_text(encoding="utf-8").startswith("{"), "nothing else was printed into a file"


def test_letters_that_a_stream_lacks_become_question_marks() -> None:
    done = orgsim(*QUICK, "output=out", 'scenario.title="Köln ± 1"', environment={"PYTHONIOENCODING": "ascii"})
    assert (done.returncode, faults(done)) == (0, [])
    assert "lead_after_turnaround: K?ln ? 1\n" in done.stdout
    assert left("out") == FILES
    refused = orgsim("scenario=Köln", environment={"PYTHONIOENCODING": "ascii"})
    assert refused.returncode == 2
    assert "K\\xf6ln" in refused.stderr, "errors tell which letter it was"


def test_many_departments_and_sweeps_too() -> None:
    done = shell(f"orgsim {' '.join(POPULATION)} {' '.join(map(repr, SHAPE))} > /dev/full")
    assert (done.returncode, faults(done)) == (1, [FULL])
    assert left("out") == UNITS
    sweep = " ".join(["orgsim", *QUICK, "levers.coaching=0,2", "-m", "output=sweep"])
    done = shell(f"{sweep} | head -1")
    assert (done.returncode, faults(done)) == (0, [])
    assert "4 of 4 done" in orgsim("sweep", "status", "sweep").stdout


@pytest.mark.parametrize(
    "words",
    [
        "parameters",
        "scenarios --long",
        "--help",
        "sweep --help",
        "diagnose --template",
        "--cfg job",
        "power --effect .1 --cells 9",
    ],
)
def test_every_verb_prints_so(words: str) -> None:
    done = shell(f"orgsim {words} | head -1")
    assert (done.returncode, faults(done)) == (0, [])
    assert done.stdout
    done = shell(f"orgsim {words} > /dev/full")
    assert (done.returncode, faults(done)) == (1, [FULL])


def test_a_slow_reader_of_a_stream_that_does_not_wait_gets_everything() -> None:
    program = (
        "import os, subprocess, sys, time\n"
        "out, into = os.pipe(); os.set_blocking(into, False)\n"
        "told = subprocess.Popen([sys.executable, '-m', 'orgsim', '--cfg', 'job'], stdout=into)\n"
        "os.close(into); time.sleep(3)\n"
        "text = open(out, encoding='utf-8').read(); print(told.wait(), len(text) > 4096, text.endswith('\\n'))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout == "0 True True\n"
