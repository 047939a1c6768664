"""`orgsim calibrate`, called in the process."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
import yaml

from orgsim.calibration import search, simulator
from orgsim.cli.main import main
from tests.calibration.made import GAIN, PATIENCE, pair, tried

Captured = pytest.CaptureFixture[str]
TARGETS = "name,statistic,x,y,lag,level,low,high,weight\none,rescue,,,,,0,1,1\nlevel,mean,engagement_index,,,,0,100,1\n"
FREE = f"key,low,high,start\n{GAIN},0,0.1,0.05\n{PATIENCE},1,2,1.5\n"
FIGURES = {"one": 0.5, "level": 60.0}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("targets.csv").write_text(TARGETS, encoding="utf-8")
    Path("free.csv").write_text(FREE, encoding="utf-8")
    return tmp_path


def found(monkeypatch: pytest.MonkeyPatch, *sets: object) -> None:
    monkeypatch.setattr(search, "search", lambda *_, **__: list(sets))


def test_the_accepted_sets_become_a_file(here: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    sets = [tried(pair(gain, 1.5).trial.values, FIGURES) for gain in (0.02, 0.05, 0.08)]
    found(monkeypatch, *sets)
    assert main(["calibrate", "targets.csv", "--free", "free.csv", "--output", "mine.yaml"]) == 0
    out = capsys.readouterr().out
    assert "2 targets, 2 free parameters" in out
    assert "3 of 3 sets accepted, 3 kept" in out
    assert "middle set: 2 of 2 targets in range" in out
    content = yaml.safe_load(Path("mine.yaml").read_text(encoding="utf-8"))
    assert content["context"]["trust"]["gain"] == 0.05
    assert content["calibration"]["command"].startswith("orgsim calibrate targets.csv")


def test_when_nothing_is_accepted_the_misses_are_named(here: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    found(monkeypatch, tried(pair(0.05, 1.5).trial.values, {"one": 1.5, "level": 60.0}, 2.0, False))
    assert main(["calibrate", "targets.csv", "--free", "free.csv"]) == 2
    error = capsys.readouterr().err
    assert "no set of parameters was accepted among 1; the nearest one's loss is 2; allow more --evaluations" in error
    assert "missed: one: 1.5, wanted 0 to 1" in error
    assert "level" not in error
    assert not Path("calibrated.yaml").exists()


def test_numbers_from_1(here: Path, capsys: Captured) -> None:
    assert main(["calibrate", "targets.csv", "--free", "free.csv", "--workers", "0"]) == 2
    assert "--evaluations and --workers: must be whole numbers from 1" in capsys.readouterr().err


def test_check_measures_a_configuration(here: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    small = partial(simulator.Setting, shapes=2, replications=2, arc_replications=2)
    monkeypatch.setattr(simulator, "Setting", small)
    assert main(["calibrate", "--check", "targets.csv", "context.style.habit=1.5", "--seed", "7"]) == 0
    out = capsys.readouterr().out
    assert "targets in range, seed 7" in out
    assert " level " in out
