"""A sweep's results in other formats, each written by one process under a temporary name and renamed when complete."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.csv as pc
import pyarrow.parquet as pq

from orgsim.errors import ConfigurationError, ResultsError
from orgsim.spec.values import name_fault
from orgsim.spreadsheets import to_csv
from orgsim.sweeps.store.layout import KINDS
from orgsim.sweeps.store.tables import POINT_ID
from orgsim.sweeps.sweep_results import SweepResults
from orgsim.sweeps.sweep_table import POINT, SweepTable
from orgsim.writing import saving, whole

FORMATS = ("csv", "zarr", "netcdf")
_ENDINGS = {"csv": ".csv", "zarr": ".zarr", "netcdf": ".nc"}


def convert(results: SweepResults, into: str, folder: Path, *, table: str = "runs") -> list[Path]:
    """Write one table of a sweep as CSV, Zarr or netCDF into a folder; returns the paths.

    CSV has two files, the table and `design.csv`, joined by `point`. Zarr and netCDF (classic, 64-bit offsets) have the table
    as an array over point, replication and so on, with the design as coordinates; a run that is not there is NaN.
    Raises ConfigurationError for a format that is not known or not installed, ResultsError when a file is there already.
    """
    if into not in FORMATS:
        raise ConfigurationError(name_fault("--to", into, FORMATS))
    if table not in KINDS:
        raise ConfigurationError(name_fault("--table", table, KINDS))
    source: SweepTable = getattr(results, table)
    source.columns  # noqa: B018 (says early where there is no such table)
    path = folder / f"{table}{_ENDINGS[into]}"
    writers: dict[str, Callable[[Path], object]] = {
        "csv": lambda target: _csv(results, table, target),
        "zarr": lambda target: _zarr(source, target),
        "netcdf": lambda target: source.xarray().to_netcdf(target, engine="scipy", format="NETCDF3_64BIT"),
    }
    with saving(f"--output={folder}"):
        written = [_new(path, writers[into])]
        if into == "csv":
            design = folder / "design.csv"
            written.append(_new(design, lambda target: to_csv(results.design, target)))
    return written


def _csv(results: SweepResults, table: str, target: Path) -> None:
    """One chunk after the other, so that memory stays small."""
    places = pd.Index(results.design[POINT_ID])
    out: Any = None
    for path in results.files(table):
        chunk = pq.read_table(path)
        point = places.get_indexer(chunk.column(POINT_ID).to_numpy())
        chunk = chunk.drop_columns([POINT_ID]).add_column(0, POINT, pa.array(point, pa.int64())).replace_schema_metadata()
        out = out or pc.CSVWriter(target, chunk.schema)
        out.write_table(chunk)
    out.close()


def _zarr(source: SweepTable, target: Path) -> None:
    try:
        import_module("zarr")
    except ImportError as error:
        raise ConfigurationError("--to=zarr: needs zarr: pip install zarr") from error
    source.xarray().to_zarr(target, mode="w", consolidated=False)


def _new(path: Path, write: Callable[[Path], object]) -> Path:
    if path.exists():
        raise ResultsError(f"'{path}' is there already; name another folder with --output")
    with whole(path) as temporary:
        write(temporary)
    return path
