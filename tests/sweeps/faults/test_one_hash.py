"""One result hash over four chunkings × {1, 2} threads × {local, dask} × {fresh, resumed three times}."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.sweeps.faults.processes import ROOT, environment


def test_one_hash_however_it_is_computed(tmp_path: Path, undisturbed: str) -> None:
    command = [sys.executable, "-m", "tests.sweeps.faults.matrix", str(tmp_path)]
    how = {"cwd": ROOT, "env": environment(NUMBA_NUM_THREADS="2"), "capture_output": True, "text": True}
    done = subprocess.run(command, timeout=120, **how)  # type: ignore[call-overload]
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert len(found) == 32
    assert {digest for digest, _ in found.values()} == {undisturbed}
    interruptions = {name: times for name, (_, times) in found.items() if name.endswith("resumed")}
    assert all(times == 3 for name, times in interruptions.items() if name.startswith("1x6") and "local" in name), interruptions
