"""Tables of a sweep's folder as Parquet: zstd, a checksum for every page, and the key of what they hold in their footer."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from orgsim.errors import ResultsError
from orgsim.model.outcomes import OUTCOME_NAMES
from orgsim.sweeps.store.atomic import HashedFile, commit

POINT_ID, REPLICATION, WEEK, QUANTILE = "point_id", "replication", "week", "quantile"
#: The name under which a footer keeps what a chunk is.
ABOUT = b"orgsim"
_OPTIONS: dict[str, Any] = {
    "compression": "zstd",
    "compression_level": 3,
    "write_page_checksum": True,
    "write_statistics": False,
}


class DamagedError(Exception):
    """A chunk file that is not what its name says; the text says why."""


def runs_schema(names: tuple[str, ...], about: Mapping[str, Any]) -> pa.Schema:
    """point_id, replication and a column for each scalar."""
    keys = [pa.field(POINT_ID, pa.int64()), pa.field(REPLICATION, pa.int32())]
    return pa.schema([*keys, *(pa.field(name, pa.float64()) for name in names)], metadata=_metadata(about))


def weekly_schema(second: str, about: Mapping[str, Any]) -> pa.Schema:
    """point_id, replication or quantile, week and a column of 32-bit floats for each outcome."""
    kind = pa.int32() if second == REPLICATION else pa.float32()
    keys = [pa.field(POINT_ID, pa.int64()), pa.field(second, kind), pa.field(WEEK, pa.int32())]
    return pa.schema([*keys, *(pa.field(name, pa.float32()) for name in OUTCOME_NAMES)], metadata=_metadata(about))


def writer(file: HashedFile, schema: pa.Schema) -> pq.ParquetWriter:
    """A writer of one chunk; floats of weekly tables are split into bytes, which compresses them better."""
    split = [field.name for field in schema if field.type == pa.float32() and field.name != QUANTILE]
    keys = [name for name in (POINT_ID, REPLICATION, WEEK, QUANTILE) if name in schema.names]
    return pq.ParquetWriter(file, schema, use_dictionary=keys, use_byte_stream_split=split, **_OPTIONS)


def write_runs(path: Path, names: tuple[str, ...], about: Mapping[str, Any], *, columns: list[NDArray[Any]]) -> str:
    """Commit a chunk's scalars: point_id, replication and one array for each of `names`; returns the file's SHA-256."""
    schema = runs_schema(names, about)
    table = pa.Table.from_arrays([pa.array(column) for column in columns], schema=schema)

    def write(file: HashedFile) -> None:
        with writer(file, schema) as out:
            out.write_table(table)

    return commit(path, write)


def about_of(path: Path) -> dict[str, Any]:
    """What a chunk's footer says it is. Raises DamagedError when the file is cut short, empty or no chunk."""
    try:
        with pq.ParquetFile(path) as file:
            found = _about(file)
            if file.metadata.num_rows != found.get("rows", file.metadata.num_rows):
                raise DamagedError(f"it has {file.metadata.num_rows:,} rows instead of {found['rows']:,}")
            return found
    except (OSError, pa.ArrowException, ValueError) as error:
        raise DamagedError(_short(error)) from error


def read_checked(path: Path) -> pa.Table:
    """All of a chunk, every page's checksum compared. Raises DamagedError."""
    try:
        with pq.ParquetFile(path, page_checksum_verification=True) as file:
            return file.read()
    except (OSError, pa.ArrowException, ValueError) as error:
        raise DamagedError(_short(error)) from error


def digest_of(columns: list[NDArray[Any]]) -> int:
    """The sum, modulo 2²⁵⁶, of the SHA-256 of each run: its id, replication and scalars, every NaN the same.

    A sum knows no order, so the sum over chunks is the same for any chunking.
    """
    if not len(columns[0]):
        return 0
    words = np.empty((len(columns[0]), len(columns)), dtype="<i8")
    for place, column in enumerate(columns):
        if column.dtype.kind == "f":
            value = column + 0.0
            value[np.isnan(value)] = np.nan
            words[:, place] = value.astype("<f8").view("<i8")
        else:
            words[:, place] = column
    whole, width, total = words.tobytes(), 8 * len(columns), 0
    for at in range(0, len(whole), width):
        total += int.from_bytes(hashlib.sha256(whole[at : at + width]).digest(), "little")
    return total % 2**256


def write_design(path: Path, table: pd.DataFrame) -> None:
    """Commit design.parquet."""
    arrow = pa.Table.from_pandas(table, preserve_index=False)

    def write(file: HashedFile) -> None:
        with pq.ParquetWriter(file, arrow.schema, **_OPTIONS) as out:
            out.write_table(arrow)

    commit(path, write)


def read_design(path: Path) -> pd.DataFrame | None:
    """design.parquet, or None where there is none. Raises ResultsError when it cannot be read."""
    try:
        table: pd.DataFrame = pq.ParquetFile(path, page_checksum_verification=True).read().to_pandas()
        return table
    except FileNotFoundError:
        return None
    except (OSError, pa.ArrowException, ValueError) as error:
        raise ResultsError(f"cannot read '{path}': it is damaged ({_short(error)})") from error


def _metadata(about: Mapping[str, Any]) -> dict[bytes, bytes]:
    return {ABOUT: json.dumps(dict(about), sort_keys=True).encode()}


def _about(file: pq.ParquetFile) -> dict[str, Any]:
    found = (file.schema_arrow.metadata or {}).get(ABOUT)
    if found is None:
        raise DamagedError("it is no chunk of a sweep")
    about = json.loads(found)
    if not isinstance(about, dict):
        raise DamagedError("its footer is damaged")
    return about


def _short(error: Exception) -> str:
    text = " ".join(str(error).split())
    return text if len(text) <= 100 else f"{text[:99]}…"
