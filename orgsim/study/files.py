"""Results as files that others can read: weekly outcomes, summary, configuration, and a manifest that ties them together."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import xarray as xr

from orgsim.errors import ResultsError
from orgsim.model.outcomes import OUTCOME_NAMES, OUTCOMES
from orgsim.provenance import model_hash, versions
from orgsim.spec.study import Study
from orgsim.spreadsheets import to_csv
from orgsim.study.dataset import result_hash
from orgsim.study.describe import describe_design, describe_organization, describe_scenario
from orgsim.study.kinds import CONFIG, MANIFEST
from orgsim.writing import reason, write_text

WEEKLY, SUMMARY = "weekly.parquet", "summary.csv"
#: What a study leaves in place of its weekly outcomes when it keeps summaries alone; see `orgsim.study.streamed_files`.
BANDS, RUNS = "bands.csv", "runs.parquet"
FORMAT = 1
_ROWS_AT_ONCE = 65_536


def write_results(
    folder: str | os.PathLike[str],
    study: Study,
    config_yaml: str,
    *,
    datasets: Mapping[str, xr.Dataset],
    summary: pd.DataFrame,
    also: Sequence[Path] = (),
) -> list[Path]:
    """Write `weekly.parquet`, `summary.csv`, `config.yaml` and `manifest.json` into `folder`, which is made if need be.

    `weekly.parquet` has the columns scenario, replication, week and one for each outcome. The manifest says what was run, by
    which model and versions, with the hash of each scenario's outcomes and of every file; `also` names further files in the
    folder, such as figures, that it lists. The same study gives the same bytes.

    Everything is written under temporary names first and renamed when complete, the manifest last. Returns the paths. Raises
    ResultsError with one line when the disk is full or the folder cannot be written.
    """
    writers = _writers(study, config_yaml, datasets, summary)
    return write_files(folder, writers, lambda written: manifest(study, datasets, [*written, *also]))


def write_files(
    folder: str | os.PathLike[str],
    writers: Mapping[str, Callable[[Path], object]],
    describe: Callable[[Sequence[Path]], Mapping[str, Any]],
) -> list[Path]:
    """Write files by name and then their manifest, which `describe` makes of their paths; see `write_results`."""
    target, name = Path(folder), "results"
    temporary: Path | None = None
    try:
        target.mkdir(parents=True, exist_ok=True)
        temporary = Path(tempfile.mkdtemp(prefix=".writing-", dir=target))
        for name, write in writers.items():
            write(temporary / name)
        name = MANIFEST
        write_text(temporary / MANIFEST, _as_json(describe([temporary / each for each in writers])))
        for name in (*writers, MANIFEST):
            os.replace(temporary / name, target / name)
    except OSError as error:
        raise ResultsError(f"{target / name}: cannot write there: {reason(error)}") from error
    finally:
        if temporary is not None:
            shutil.rmtree(temporary, ignore_errors=True)
    return [target / each for each in (*writers, MANIFEST)]


def write_weekly(path: Path, datasets: Mapping[str, xr.Dataset]) -> None:
    """Weekly outcomes as tidy Parquet (zstd), a group of replications at a time, so memory stays small."""
    scenarios = pa.array(list(datasets), pa.string())
    schema = pa.schema(
        [
            pa.field("scenario", pa.dictionary(pa.int32(), pa.string())),
            pa.field("replication", pa.int64()),
            pa.field("week", pa.int32()),
            *(pa.field(each.name, pa.float64(), metadata={"unit": each.unit, "meaning": each.meaning}) for each in OUTCOMES),
        ]
    )
    options: dict[str, Any] = {
        "compression": "zstd",
        "compression_level": 1,
        "use_dictionary": ["scenario", "replication", "week"],
    }
    with pq.ParquetWriter(path, schema, **options) as writer:
        for place, dataset in enumerate(datasets.values()):
            for columns in _groups(dataset):
                codes = np.full(len(columns[0]), place, dtype=np.int32)
                scenario = pa.DictionaryArray.from_arrays(codes, scenarios)
                writer.write_table(pa.Table.from_arrays([scenario, *map(pa.array, columns)], schema=schema))


def manifest(study: Study, datasets: Mapping[str, xr.Dataset], files: Sequence[Path]) -> dict[str, Any]:
    """What was run, by what, and the hashes of its numbers and files."""
    return {
        "format": FORMAT,
        "design": describe_design(study),
        "organization": describe_organization(study.organization),
        "scenarios": [describe_scenario(scenario) for scenario in study.scenarios],
        "versions": versions(),
        "model_hash": model_hash(),
        "result_hashes": {name: result_hash(dataset) for name, dataset in datasets.items()},
        "files": {path.name: file_hash(path) for path in files},
    }


def file_hash(path: Path) -> str:
    """SHA-256 of a file's content (hexadecimal)."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _writers(
    study: Study, config_yaml: str, datasets: Mapping[str, xr.Dataset], summary: pd.DataFrame
) -> dict[str, Callable[[Path], object]]:
    return {WEEKLY: lambda path: write_weekly(path, datasets), **common_writers(config_yaml, summary)}


def common_writers(config_yaml: str, summary: pd.DataFrame) -> dict[str, Callable[[Path], object]]:
    """The files that every study leaves: its summary and its configuration."""
    return {SUMMARY: lambda path: to_csv(summary, path), CONFIG: lambda path: write_text(path, config_yaml)}


def _groups(dataset: xr.Dataset) -> Iterator[list[Any]]:
    """Columns replication, week and outcomes of some replications at a time, each of the shape (rows,)."""
    replication, week = dataset["replication"].to_numpy(), dataset["week"].to_numpy().astype(np.int32)
    arrays = [dataset[name].transpose("replication", "week").to_numpy() for name in OUTCOME_NAMES]
    step = max(1, _ROWS_AT_ONCE // max(1, len(week)))
    for start in range(0, len(replication), step):
        some = replication[start : start + step]
        values = [np.ascontiguousarray(array[start : start + step]).ravel() for array in arrays]
        yield [np.repeat(some, len(week)), np.tile(week, len(some)), *values]


def _as_json(content: Mapping[str, Any]) -> str:
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"
