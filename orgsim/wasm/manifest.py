"""The manifest of the WebAssembly module: what it was made from and how to call it, generated from the tables."""

from __future__ import annotations

import hashlib
import json
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from orgsim import provenance

FOLDER = Path(provenance.__file__).parent / "web" / "kernel"
WASM, MANIFEST, PARAMETERS = "kernel.wasm", "manifest.json", "parameters.json"
#: Packages that, with Python itself, make the module's bytes.
TOOLS = ("numba", "llvmlite", "ziglang")
STALE = "run: orgsim wasm build"


def interface() -> dict[str, Any]:
    """How to call the module: sizes, arrays, functions, and the names of what lies in the arrays."""
    from orgsim.model.outcomes import OUTCOME_NAMES
    from orgsim.model.parameters import FIXED, LEVERS
    from orgsim.model.state import PERSON_FIELD_NAMES
    from orgsim.wasm.entries import ENTRIES, arguments_of
    from orgsim.wasm.interface import ARRAYS, CONSTANTS

    return {
        "constants": CONSTANTS,
        "arrays": {name: array._asdict() for name, array in ARRAYS.items()},
        "functions": {entry.__name__: arguments_of(entry) for entry in ENTRIES},
        "fixed": {row.key: row.default for row in FIXED},
        "levers": {row.name: row.default for row in LEVERS},
        "outcomes": OUTCOME_NAMES,
        "fields": PERSON_FIELD_NAMES,
    }


def manifest_of(module: bytes) -> dict[str, Any]:
    """The whole manifest of a module that was made just now."""
    return {
        "model": provenance.model_hash(),
        "sources": provenance.wasm_hash(),
        "wasm": {"sha256": hashlib.sha256(module).hexdigest(), "bytes": len(module)},
        "tools": tools(),
        **interface(),
    }


def tools() -> dict[str, str]:
    """Versions of what makes the module: the same sources and tools give the same bytes."""
    return {"python": "{}.{}".format(*sys.version_info), **{tool: _version(tool) for tool in TOOLS}}


def written(content: dict[str, Any]) -> str:
    """Content as the text of a file."""
    return json.dumps(content, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def read(folder: Path = FOLDER) -> tuple[dict[str, Any], bytes]:
    """The manifest and the module in a folder. Raises FileNotFoundError."""
    content: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    return content, (folder / WASM).read_bytes()


def faults(folder: Path = FOLDER) -> list[str]:
    """A line for everything in a folder that does not belong to the model as it is; each says what to do."""
    missing = [name for name in (WASM, MANIFEST, PARAMETERS) if not (folder / name).is_file()]
    if missing:
        return [f"{folder / name}: no such file; {STALE}" for name in missing]
    content, module = read(folder)
    found = []
    if content.get("model") != provenance.model_hash():
        found.append(f"{folder / MANIFEST}: made from another version of the model; {STALE}")
    elif content.get("sources") != provenance.wasm_hash():
        found.append(f"{folder / MANIFEST}: made from other sources; {STALE}")
    elif any(content.get(key) != value for key, value in json.loads(written(interface())).items()):
        found.append(f"{folder / MANIFEST}: does not say how the module is called; {STALE}")
    if content.get("wasm", {}).get("sha256") != hashlib.sha256(module).hexdigest():
        found.append(f"{folder / WASM}: not the module of {MANIFEST}; {STALE}")
    if (folder / PARAMETERS).read_text(encoding="utf-8") != parameters():
        found.append(f"{folder / PARAMETERS}: not the tables and scenarios as they are; {STALE}")
    return found


def parameters() -> str:
    """The text of the file of tables and scenarios."""
    from orgsim.web.catalog import catalog

    return written(catalog())


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
