"""What the command leaves out to start quickly, and only in a process of its own."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
from pathlib import Path

from orgsim.cli.process import collector_at_rest, without_linear_algebra
from orgsim.model.parameters import TABLE

#: What takes longer to load than the table of results takes to compute.
AFTER_THE_TABLE = ("pandas", "xarray", "dask", "pyarrow", "matplotlib", "mesa", "scipy.stats", "scipy.linalg", "cma")
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


def test_someone_elses_process_keeps_its_linear_algebra() -> None:
    with without_linear_algebra():
        assert sys.modules.get("scipy.linalg", ...) is not None


def test_the_command_leaves_linear_algebra_out_and_puts_it_back() -> None:
    program = (
        "import sys; from orgsim.cli import process; process.is_our_own()\n"
        "with process.without_linear_algebra(): assert sys.modules['scipy.linalg'] is None\n"
        "assert 'scipy.linalg' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)


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
