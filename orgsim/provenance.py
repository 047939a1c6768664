"""What made a result: the hash of the model's sources and the versions of what ran it."""

from __future__ import annotations

import hashlib
import platform
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

#: Folders and files whose text decides a number: the theory and the kernel that runs it.
MODEL_SOURCES = ("model", "engines/kernel", "surveying")
RULE_SOURCES = ("model/rules", "engines/kernel", "surveying")
SUMMARY_SOURCES = ("summaries",)
#: What the WebAssembly module is made from.
WASM_SOURCES = (
    *MODEL_SOURCES,
    "wasm/assembling.py",
    "wasm/entries.py",
    "wasm/interface.py",
    "organization/arrange.py",
)
PACKAGES = ("orgsim", "numpy", "numba", "llvmlite", "mesa", "xarray", "hydra-core")


@cache
def model_hash() -> str:
    """sha256 over every source file of the theory and the kernel, by path and content: 64 hexadecimal digits."""
    return _hash_of(MODEL_SOURCES)


@cache
def rules_hash() -> str:
    """The same over what decides numbers beside the values of parameters: rules, kernel and survey."""
    return _hash_of(RULE_SOURCES)


@cache
def summaries_hash() -> str:
    """The same over what runs are summed up by: scalars, bands and the hinge."""
    return _hash_of(SUMMARY_SOURCES)


@cache
def wasm_hash() -> str:
    """The same over what the WebAssembly module is made from."""
    return _hash_of(WASM_SOURCES)


def _hash_of(places: tuple[str, ...]) -> str:
    root = Path(__file__).parent
    digest = hashlib.sha256()
    for place in places:
        for path in sorted((root / place).rglob("*.py")) or [root / place]:
            digest.update(path.relative_to(root).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def versions() -> dict[str, str]:
    """Versions of Python and of the packages that take part in a run."""
    found = {"python": platform.python_version()}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "not installed"
    return found
