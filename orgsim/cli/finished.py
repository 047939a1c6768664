"""What verbs that read a finished run share: the line that says which run, and what they leave in a folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from orgsim.spreadsheets import to_csv
from orgsim.study.kinds import expanded
from orgsim.writing import saving

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr
    from matplotlib.figure import Figure


def describe(folder: Path, datasets: Mapping[str, xr.Dataset]) -> str:
    """One line: the folder, the organization, the seed, the replications and weeks of a finished run."""
    dataset = next(iter(datasets.values()))
    replications, weeks = dataset.sizes["replication"], dataset.sizes["week"]
    who = f"{dataset.attrs['organization']}, seed {dataset.attrs['seed']}"
    return f"{folder}: {who}, {replications:,} replications of {weeks:,} weeks"


def leave(folder: Path, stem: str, table: pd.DataFrame, *, figure: Figure | Sequence[Figure]) -> list[Path]:
    """Write `<stem>.csv`, `<stem>.png` and `<stem>.svg` into a folder, which is made if need be; returns the paths.

    Of several figures the second is `<stem>_2` and so on.

    Raises ResultsError with one line when they cannot be written there.
    """
    from orgsim.figures.files import save

    target = expanded(folder)
    path = target / f"{stem}.csv"
    with saving(f"--output={folder}"):
        to_csv(table, path)
        figures = figure if isinstance(figure, Sequence) else [figure]
        stems = [stem if number == 1 else f"{stem}_{number}" for number in range(1, len(figures) + 1)]
        return [path, *(each for name, one in zip(stems, figures, strict=True) for each in save(one, target, name))]
