"""Building the WebAssembly module, in a process of its own whose settings make the same bytes on every machine."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

import orgsim
from orgsim.errors import ConfigurationError
from orgsim.wasm.assembling import SETTINGS
from orgsim.wasm.manifest import FOLDER, MANIFEST, PARAMETERS, WASM, manifest_of, parameters, written


def build(folder: Path = FOLDER) -> bytes:
    """Write the module, its manifest and the tables to a folder. Returns the module.

    Raises ConfigurationError when a tool is missing, and RuntimeError with what the tool said when it fails.
    """
    need("ziglang", "orgsim wasm build")
    module = assembled()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / WASM).write_bytes(module)
    (folder / MANIFEST).write_text(written(manifest_of(module)), encoding="utf-8")
    (folder / PARAMETERS).write_text(parameters(), encoding="utf-8")
    return module


def assembled() -> bytes:
    """The module, made in a new process; the cache of native kernels has no part in it."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, WASM)
        command = [sys.executable, "-m", "orgsim.wasm.assembling", str(target)]
        done = subprocess.run(command, env=_environment(), capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"the WebAssembly module could not be made:\n{done.stderr.strip()}")
        return target.read_bytes()


def need(package: str, what: str) -> None:
    """Raise ConfigurationError when a package of the extra `wasm` is missing."""
    if find_spec(package) is None:
        raise ConfigurationError(f"{what} needs {package}: pip install 'orgsim[wasm]'")


def _environment() -> dict[str, str]:
    """This process's environment, without what steers numba, and with this very package first."""
    own = {key: value for key, value in os.environ.items() if not key.startswith("NUMBA_")}
    package = str(Path(orgsim.__file__).resolve().parents[1])
    path = os.pathsep.join(filter(None, (package, own.get("PYTHONPATH"))))
    return own | SETTINGS | {"PYTHONPATH": path}
