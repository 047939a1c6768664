"""Figures as files: PNG for slides and screens, SVG for print, the same bytes for the same figure."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure

from orgsim.figures.style import styled

_DPI = 200
#: What would tell one run from another: dates and versions.
_METADATA: dict[str, dict[str, Any]] = {"png": {"Software": None}, "svg": {"Date": None, "Creator": "orgsim"}}


def save(figure: Figure, folder: str | os.PathLike[str], stem: str) -> list[Path]:
    """Write `<stem>.png` (200 dots an inch) and `<stem>.svg` into a folder, which is made if need be; returns both paths.

    Each is written under a temporary name and renamed when complete. Raises OSError when it cannot be written.
    """
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    paths = []
    with styled():
        for extension, metadata in _METADATA.items():
            path = target / f"{stem}.{extension}"
            temporary = target / f".{stem}.{os.getpid()}.{extension}"
            try:
                figure.savefig(temporary, format=extension, dpi=_DPI, metadata=metadata)
                os.replace(temporary, path)
            finally:
                temporary.unlink(missing_ok=True)
            paths.append(path)
    return paths
