"""What the simulator's part says where there is no browser, and how its rows are made; no figure of time is tested."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import simulator
from benchmarks.report import markdown, text
from benchmarks.workload import QUICK


def test_without_a_browser_it_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ORGSIM_CHROMIUM", str(tmp_path / "chromium"))
    part = simulator.measure(QUICK)
    assert part.rows == []
    note = f"Not measured: no Chromium at {tmp_path}/chromium: apt-get install chromium, or set ORGSIM_CHROMIUM"
    assert note in part.notes
    assert note in text(part)
    assert note in markdown(part)


def test_rows_have_a_high_end_only_where_there_are_enough_times() -> None:
    assert simulator.row("what", "ms", [3.0, 1.0, 2.0]) == ("what", "ms", 2.0, None, 3.0)
    assert simulator.row("what", "ms", [float(each) for each in range(101)]) == ("what", "ms", 50.0, 95.0, 101.0)
