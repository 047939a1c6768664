"""What a verb leaves in the folder it was given: its table as CSV, its picture as PNG and SVG."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from orgsim.errors import ResultsError

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure


def leave(folder: Path, stem: str, table: pd.DataFrame, figure: Figure) -> list[Path]:
    """Write `<stem>.csv`, `<stem>.png` and `<stem>.svg` into a folder, which is made if need be; returns the paths.

    Raises ResultsError with one line when they cannot be written there.
    """
    from orgsim.figures.files import save

    target = folder.expanduser()
    path = target / f"{stem}.csv"
    try:
        target.mkdir(parents=True, exist_ok=True)
        table.to_csv(path, index=False, lineterminator="\n", encoding="utf-8")
        return [path, *save(figure, target, stem)]
    except OSError as error:
        raise ResultsError(f"--output={folder}: cannot write there: {error.strerror or error}") from error
