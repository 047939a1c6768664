"""The built wheel works by itself, in another directory, with the configurations and the experiments inside."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_wheel_holds_the_package_and_every_configuration(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    shipped = {f"orgsim/conf/{path.relative_to(ROOT / 'conf').as_posix()}" for path in (ROOT / "conf").rglob("*.yaml")}
    shipped |= {
        f"orgsim/experiments/{path.relative_to(ROOT / 'experiments').as_posix()}"
        for path in (ROOT / "experiments").glob("s*/*.*")
    }
    pages = [
        path
        for path in (ROOT / "orgsim" / "web").rglob("*.*")
        if path.suffix in (".html", ".css", ".js", ".json", ".wasm", ".txt")
    ]
    shipped |= {path.relative_to(ROOT).as_posix() for path in [*pages, ROOT / "orgsim" / "export" / "page.html"]}
    assert {"orgsim/web/kernel/kernel.wasm", "orgsim/web/bundle/app.js"} <= shipped
    assert len(shipped) > 30
    assert shipped <= names
    assert "orgsim/py.typed" in names
    assert not [name for name in names if name.startswith(("tests", "docs", "results", "experiments")) or "__pycache__" in name]


def test_main_job_runs_from_the_wheel_in_another_directory(wheel: Path, tmp_path: Path) -> None:
    site, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    elsewhere.mkdir()
    zipfile.ZipFile(wheel).extractall(site)
    program = "import sys, orgsim; from orgsim.cli.main import main; print(orgsim.__file__); sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", program, "replications=4", "weeks=60", "scenario=early_shift"]
    environment = os.environ | {"PYTHONPATH": str(site)}
    done = subprocess.run(command, cwd=elsewhere, env=environment, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(str(site))
    made = {path.name for path in elsewhere.glob("results/*/*")}
    assert {"outcomes.png", "outcomes.svg", "weekly.parquet", "summary.csv", "config.yaml", "manifest.json"} <= made
