"""What the command leaves out to start quickly, and only in a process of its own."""

from __future__ import annotations

import gc
import subprocess
import sys

from orgsim.cli.process import collector_at_rest, without_linear_algebra


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
