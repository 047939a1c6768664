"""The weekly state of every recorded person, as a file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import xarray as xr


def write_people(folder: Path, datasets: Mapping[str, xr.Dataset]) -> Path:
    """Write `people.parquet`: scenario, replication, week, person, role, and a column for each field; returns its path."""
    path = folder / "people.parquet"
    people_table(datasets).to_parquet(path, index=False)
    return path


def people_table(datasets: Mapping[str, xr.Dataset]) -> pd.DataFrame:
    """A row for each scenario, recorded replication, week and person."""
    tables = []
    for name, dataset in datasets.items():
        recorded = dataset[[str(variable) for variable in dataset if str(variable).startswith("person_")]]
        table = recorded.drop_vars(["replication", "year", "boss", "level"], errors="ignore").to_dataframe().reset_index()
        table = table.rename(columns=lambda column: str(column).removeprefix("person_"))
        table = table.rename(columns={"recorded_replication": "replication"})
        table.insert(0, "scenario", name)
        tables.append(table)
    return pd.concat(tables, ignore_index=True)
