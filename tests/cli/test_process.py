"""The command as a process of its own: how it starts, and what it settles there."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
from pathlib import Path

import pytest

from orgsim.cli.process import collector_at_rest
from orgsim.model.parameters import TABLE
from tests.cli.commands import FILES, QUICK, faults, left, orgsim

#: What takes longer to load than the table of results takes to compute.
AFTER_THE_TABLE = ("pandas", "xarray", "dask", "pyarrow", "matplotlib", "mesa", "scipy.stats", "cma")
#: Runs the main job; prints the table, and last a list of what was loaded when the table was out.
PROGRAM = """
import json, sys
from orgsim.cli import process
from orgsim.cli.main import main
process.is_our_own()
write, loaded = sys.stdout.write, []
def watching(text):
    if "Means over" in text and not loaded:
        loaded.extend(name for name, module in sys.modules.items() if module is not None)
    return write(text)
sys.stdout.write = watching
code = main(["replications=2", "weeks=8", "threads=1", "output=out", "scenario=half_hearted", "shift.week=3"])
print(json.dumps([code, loaded, sorted(sys.modules)]))
"""


def test_the_collector_is_on_again_afterwards() -> None:
    assert gc.isenabled()
    with collector_at_rest():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_the_command_says_everything_and_keeps_its_exit_code() -> None:
    def command(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([sys.executable, "-m", "orgsim", *words], capture_output=True, text=True, timeout=60, check=False)

    shown = command("parameters", "--csv")
    assert shown.returncode == 0
    assert len(shown.stdout.splitlines()) == 1 + len(TABLE), "a long text through a pipe arrives whole"
    refused = command("verfy")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == "orgsim: error: unknown word 'verfy'; did you mean 'verify'?\n"


def test_the_table_is_out_before_any_library_loads_that_only_files_and_figures_need(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=tmp_path, capture_output=True, text=True, timeout=300, check=True
    )
    *_, last = done.stdout.splitlines()
    code, before, afterwards = json.loads(last)
    assert code == 0
    assert "numba" in before, "it was looked when the simulation was over"
    assert not set(AFTER_THE_TABLE).intersection(before)
    assert {"pandas", "xarray", "pyarrow", "matplotlib"} < set(afterwards), "files and figures still need them"
    assert {"summary.csv", "weekly.parquet", "outcomes.png"} < {path.name for path in (tmp_path / "out").iterdir()}


RANGE = "levers.coaching=range(0,4)"
OPTIMIZED = (
    f"orgsim: error: '{RANGE}': not readable under python -O or PYTHONOPTIMIZE, which leave out steps of Hydra's parser; "
    "start Python without\n"
)


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_mesa_runs_in_a_process_of_its_own() -> None:
    done = orgsim(*QUICK, "output=out")
    assert (done.returncode, faults(done)) == (0, [])
    assert left("out") == FILES


@pytest.mark.parametrize(
    "environment",
    [
        {"MPLBACKEND": "module://matplotlib_inline.backend_inline"},
        {"MPLBACKEND": "nonsense"},
        {"MPLCONFIGDIR": "/proc/nowhere"},
        {"HOME": "/nonexistent", "XDG_CONFIG_HOME": "", "XDG_CACHE_HOME": ""},
    ],
    ids=str,
)
def test_figures_are_files_whatever_matplotlib_is_told(environment: dict[str, str]) -> None:
    Path("matplotlibrc").write_text("backend: QtAgg\nnonsense.key: 3\nfont.size: huge\n")
    done = orgsim(*QUICK, "output=out", environment=environment)
    assert (done.returncode, faults(done)) == (0, [])
    assert "atplotlib" not in done.stderr, "settings that are not used are not talked about"
    assert left("out") == FILES


@pytest.mark.parametrize("words", [QUICK, ["power", "--effect", ".1", "--cells", "9", "--output", "out"]], ids=["run", "verb"])
@pytest.mark.parametrize("place", ["matplotlibrc", "mine/matplotlibrc"])
def test_settings_that_matplotlib_cannot_load_are_told_before_anything_runs(words: list[str], place: str) -> None:
    Path("mine").mkdir()
    Path(place).write_bytes(b"font.size: 9 # gro\xdf\n")
    done = orgsim(*words, environment={"MATPLOTLIBRC": "mine"})
    line = f"orgsim: error: {place}: not in UTF-8; matplotlib, which draws the figures, reads it: mend or remove it\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", line)


@pytest.mark.parametrize(
    ("python", "environment"),
    [(("-O",), {}), ((), {"PYTHONOPTIMIZE": "1"}), (("-OO",), {})],
    ids=["-O", "PYTHONOPTIMIZE", "-OO"],
)
def test_an_optimized_python_says_that_hydra_cannot_read_under_it(python: tuple[str, ...], environment: dict[str, str]) -> None:
    done = orgsim("-m", RANGE, "dry_run=true", python=python, environment=environment)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", OPTIMIZED)
    assert orgsim("-m", "levers.coaching=1,2", "dry_run=true", python=python, environment=environment).returncode == 0
