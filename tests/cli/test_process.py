"""What the command leaves out to start quickly, and only in a process of its own."""

from __future__ import annotations

import gc
import subprocess
import sys

from orgsim.cli.process import collector_at_rest, without_linear_algebra
from orgsim.model.parameters import TABLE


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
