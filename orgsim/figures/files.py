"""Figures as files: PNG for slides and screens, SVG for print, the same bytes for the same figure."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import IO, Any

from matplotlib.figure import Figure

from orgsim.figures.style import styled
from orgsim.figures.weight import lighten
from orgsim.writing import whole

_DPI = 200
#: What would tell one run from another: dates and versions.
_METADATA: dict[str, dict[str, Any]] = {"png": {"Software": None}, "svg": {"Date": None, "Creator": "orgsim"}}


def save(figure: Figure, folder: str | os.PathLike[str], stem: str) -> list[Path]:
    """Write `<stem>.png` (200 dots an inch) and `<stem>.svg` into a folder, which is made if need be; returns both paths.

    Each is written under a temporary name and renamed when complete. Raises OSError when it cannot be written.
    """
    return [_save(figure, folder, stem, extension, _DPI) for extension in _METADATA]


def save_png(figure: Figure, folder: str | os.PathLike[str], stem: str, *, dots: int = 130) -> Path:
    """The PNG alone, at `dots` an inch: for pages that many figures stand on. Raises OSError when it cannot be written."""
    return _save(figure, folder, stem, "png", dots)


def as_bytes(figure: Figure, extension: str, dots: int = _DPI) -> bytes:
    """The same file, `png` or `svg`, in memory."""
    out = io.BytesIO()
    _draw(figure, out, extension, dots)
    return out.getvalue()


def _save(figure: Figure, folder: str | os.PathLike[str], stem: str, extension: str, dots: int) -> Path:
    path = Path(folder) / f"{stem}.{extension}"
    with whole(path) as temporary:
        _draw(figure, temporary, extension, dots)
    return path


def _draw(figure: Figure, target: Path | IO[bytes], extension: str, dots: int) -> None:
    lighten(figure)
    with styled():
        figure.savefig(target, format=extension, dpi=dots, metadata=_METADATA[extension])
