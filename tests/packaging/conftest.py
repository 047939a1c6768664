"""The wheel, built once, and an environment of its own with its command in it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    nothing = {**os.environ, "PATH": str(folder)}  # neither Node nor a compiler is there
    subprocess.run(build, check=True, capture_output=True, timeout=120, env=nothing)
    return next(folder.glob("orgsim-*.whl"))


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment with the wheel alone; libraries are those of the one that runs the tests."""
    environment = tmp_path_factory.mktemp("installed") / "env"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(environment)], check=True, timeout=120)
    programs = environment / "bin"
    install = ["install", "-q", "--no-deps", "--no-index", str(wheel)]
    subprocess.run([sys.executable, "-m", "pip", "--python", str(programs / "python"), *install], check=True, timeout=120)
    (site,) = environment.glob("lib/python*/site-packages")
    (site / "borrowed.pth").write_text("".join(f"{path}\n" for path in sys.path if path.endswith("site-packages")))
    where = [str(programs / "python"), "-c", "import orgsim; print(orgsim.__file__)"]
    found = subprocess.run(where, cwd=environment, capture_output=True, text=True, check=True, timeout=120).stdout
    assert found.startswith(str(site)), f"not the wheel's: {found}"
    return programs
