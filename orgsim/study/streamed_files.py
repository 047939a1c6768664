"""Summaries as files that others can read: a row for each run, written as the runs come, and bands by week."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import xarray as xr
from numpy.typing import NDArray

from orgsim.model.outcomes import OUTCOME_NAMES
from orgsim.spec.study import Study
from orgsim.spreadsheets import to_csv
from orgsim.study.files import BANDS, common_writers, manifest, write_files
from orgsim.study.streamed_dataset import STATISTICS
from orgsim.study.streaming import RunsChunk
from orgsim.summaries.table import SCALARS
from orgsim.writing import whole

Floats = NDArray[np.float64]
#: Runs of one scenario to a row group, whatever the chunks they come in.
_ROWS = 16_384
#: More digits than the numbers have.
_DIGITS = "%.10g"


class RunsFile:
    """A file with a row for each run: scenario, replication and a column for each scalar; a context, and a sink of chunks.

    Rows are in groups of 16,384 runs, the scenarios of the same runs one after the other: the same bytes for any chunks. The
    file has its name once it is complete; when the context is left by an exception there is none.
    """

    def __init__(self, path: Path, scenarios: Sequence[str]) -> None:
        """A file at `path`, in a folder that exists."""
        self._file = whole(path)
        self._names = tuple(scenarios)
        self._pending: dict[str, Floats] = {name: np.empty((0, len(SCALARS))) for name in self._names}
        self._next: int | None = None
        columns = [pa.field(each.name, pa.float64(), metadata={"unit": each.unit, "meaning": each.meaning}) for each in SCALARS]
        kinds = [pa.field("scenario", pa.dictionary(pa.int32(), pa.string())), pa.field("replication", pa.int64())]
        self._schema = pa.schema([*kinds, *columns])

    def __enter__(self) -> RunsFile:
        self._writer = pq.ParquetWriter(
            self._file.__enter__(), self._schema, compression="zstd", compression_level=1, use_dictionary=["scenario"]
        )
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        with ExitStack() as ending:
            ending.push(self._file)
            ending.callback(self._writer.close)
            if error is not None:
                raise error
            while any(map(len, self._pending.values())):
                self._write_group()

    def add(self, chunk: RunsChunk) -> None:
        """Keep the runs of a chunk until there is a full group of every scenario, then write it."""
        if self._next is None:
            self._next = chunk.first
        self._pending[chunk.scenario] = np.concatenate([self._pending[chunk.scenario], chunk.scalars])
        while all(len(rows) >= _ROWS for rows in self._pending.values()):
            self._write_group()

    def _write_group(self) -> None:
        """The next group of each scenario, which is what is left when that is less."""
        first = self._next or 0
        for place, (name, rows) in enumerate(self._pending.items()):
            some, self._pending[name] = rows[:_ROWS], rows[_ROWS:]
            scenario = pa.DictionaryArray.from_arrays(
                np.full(len(some), place, dtype=np.int32), pa.array(self._names, pa.string())
            )
            replication = pa.array(np.arange(first, first + len(some), dtype=np.int64))
            columns = [scenario, replication, *(pa.array(np.ascontiguousarray(column)) for column in some.T)]
            self._writer.write_table(pa.Table.from_arrays(columns, schema=self._schema))
            self._next = first + len(some)


def bands_table(summaries: Mapping[str, xr.Dataset]) -> pd.DataFrame:
    """Bands as a table: a row for each scenario, outcome and week, a column for each statistic and quantile."""
    return pd.concat([_bands_of(name, dataset) for name, dataset in summaries.items()], ignore_index=True)


def _bands_of(scenario: str, dataset: xr.Dataset) -> pd.DataFrame:
    weeks, shares = dataset["week"].to_numpy(), dataset["quantile"].to_numpy()
    tables = []
    for name in OUTCOME_NAMES:
        columns: dict[str, Any] = {"scenario": scenario, "outcome": name, "week": weeks}
        columns |= {key: dataset[f"{name}_{key}"].to_numpy() for key in STATISTICS}
        columns |= {quantile_name(share): dataset[name].sel(quantile=share).to_numpy() for share in shares}
        tables.append(pd.DataFrame(columns))
    return pd.concat(tables, ignore_index=True)


def quantile_name(share: float) -> str:
    """The column of a quantile: `minimum`, `q05`, `q50`, `maximum`."""
    return {0.0: "minimum", 1.0: "maximum"}.get(share, f"q{100 * share:02.5g}".replace(".", "_"))


def summary_hash(dataset: xr.Dataset) -> str:
    """SHA-256 (hexadecimal) of the numbers of a summary, in the order of the table's outcomes; every NaN is the same."""
    digest = hashlib.sha256()
    for name in OUTCOME_NAMES:
        for key in (name, *(f"{name}_{statistic}" for statistic in STATISTICS)):
            values = dataset[key].to_numpy().astype("<f8")
            values[np.isnan(values)] = np.nan
            digest.update(values.tobytes())
    return digest.hexdigest()


def write_summaries(
    folder: str | os.PathLike[str],
    study: Study,
    config_yaml: str,
    *,
    summaries: Mapping[str, xr.Dataset],
    summary: pd.DataFrame,
    also: Sequence[Path] = (),
) -> list[Path]:
    """Write `bands.csv`, `summary.csv`, `config.yaml` and `manifest.json`, as `write_results` does where runs were kept.

    The manifest says `"series": false` and has the hash of each scenario's summary. Returns the paths. Raises ResultsError.
    """
    bands = bands_table(summaries)
    writers = {BANDS: lambda path: to_csv(bands, path, _DIGITS), **common_writers(config_yaml, summary)}
    hashes = {name: summary_hash(dataset) for name, dataset in summaries.items()}
    told = {"series": False, "summary_hashes": hashes}
    return write_files(folder, writers, lambda written: manifest(study, {}, [*written, *also]) | told)
