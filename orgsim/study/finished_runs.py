"""A finished run's folder back as the datasets that made it: the way in for every analysis of results on disk."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import xarray as xr

from orgsim.errors import ResultsError
from orgsim.model.outcomes import OUTCOME_NAMES
from orgsim.study.dataset import outcome_variables, run_coordinates
from orgsim.study.describe import described_attributes
from orgsim.study.files import BANDS, FORMAT, RUNS, WEEKLY, file_hash
from orgsim.study.kinds import MANIFEST, RUN, SWEEP, expanded, kind_of

_KEYS = ("design", "organization", "scenarios", "versions", "model_hash", "result_hashes", "files")


def read_results(folder: str | os.PathLike[str]) -> dict[str, xr.Dataset]:
    """The results that `orgsim` left in a folder: a dataset for each scenario, as `simulate` returns it.

    People that were recorded are not in the folder's weekly outcomes, and so not here.

    Parameters
    ----------
    folder : str or Path
        The folder of a finished run (not of a sweep: `open_sweep` reads those).

    Returns
    -------
    dict of str to xarray.Dataset
        By scenario, the one asked about first: variables, coordinates and attributes are those of `simulate`, so that whatever
        takes its results takes these.

    Raises
    ------
    ResultsError
        With one line that names the file, when the folder or a file is missing, cannot be read, is not what the manifest says
        (a run that was stopped or a file that was changed), or was written by a version with other outcomes.

    Examples
    --------
    >>> import orgsim
    >>> orgsim.read_results("no such folder")
    Traceback (most recent call last):
    orgsim.errors.ResultsError: cannot read results from 'no such folder': no such folder
    """
    source = expanded(folder)
    if not source.is_dir():
        raise ResultsError(f"cannot read results from '{folder}': no such folder")
    manifest = _manifest(source)
    try:
        _check_weekly(source, manifest)
        return {name: xr.Dataset(*parts) for name, parts in _parts(source, manifest)}
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise _cannot(MANIFEST, source, f"it is incomplete ({_short(error)})") from error


def _manifest(source: Path) -> Mapping[str, Any]:
    if (source / SWEEP).is_file():
        readers = "orgsim sensitivity, surface, discover and robustness read it, and orgsim sweep rerun runs one of its runs"
        raise ResultsError(f"cannot read results from '{source}': it is a sweep's; {readers}")
    try:
        manifest = json.loads((source / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise _cannot(MANIFEST, source, "there is none, so no run was finished there") from None
    except OSError as error:
        raise _cannot(MANIFEST, source, _short(error)) from error
    except ValueError as error:
        raise _cannot(MANIFEST, source, "it is damaged (not JSON)") from error
    if not isinstance(manifest, dict) or "format" not in manifest:
        raise _cannot(MANIFEST, source, "it is not a manifest of orgsim")
    if manifest["format"] != FORMAT:
        raise _cannot(MANIFEST, source, f"its format is {manifest['format']}, and this version reads format {FORMAT}")
    if kind_of(manifest) != RUN:
        line = f"it is that of a {kind_of(manifest)}, whose surveys alone were kept; orgsim validate reads a population's"
        raise ResultsError(f"cannot read results from '{source}': {line}")
    if manifest.get("series") is False:
        raise _cannot(WEEKLY, source, f"the run kept summaries alone (series=false), which are in {BANDS} and {RUNS}")
    missing = [key for key in _KEYS if key not in manifest]
    if missing:
        raise _cannot(MANIFEST, source, f"it is incomplete (no '{missing[0]}')")
    return manifest


def _check_weekly(source: Path, manifest: Mapping[str, Any]) -> None:
    """The file of weekly outcomes is the one the manifest was written for, byte for byte."""
    try:
        found = file_hash(source / WEEKLY)
    except FileNotFoundError:
        raise _cannot(WEEKLY, source, f"it is missing, though {MANIFEST} lists it") from None
    except OSError as error:
        raise _cannot(WEEKLY, source, _short(error)) from error
    if found != manifest["files"].get(WEEKLY):
        raise _cannot(WEEKLY, source, f"it was damaged or changed since the run (its hash is not that of {MANIFEST})")


def _parts(source: Path, manifest: Mapping[str, Any]) -> Iterator[tuple[str, tuple[Any, Any, Any]]]:
    """Name, variables, coordinates and attributes of each scenario, from rows in the order scenario, replication, week."""
    design, scenarios = manifest["design"], manifest["scenarios"]
    shape = (design["replications"], design["weeks"])
    arrays = _arrays(source, (len(scenarios), *shape))
    for place, scenario in enumerate(scenarios):
        about = described_attributes(
            scenario, manifest["organization"], design, model=manifest["model_hash"], packages=manifest["versions"]
        )
        variables = outcome_variables(array[place] for array in arrays)
        yield scenario["name"], (variables, run_coordinates(design["first"], *shape), about)


def _arrays(source: Path, shape: tuple[int, int, int]) -> list[Any]:
    """Every outcome, in the order of the table, with the shape (scenario, replication, week)."""
    try:
        with pq.ParquetFile(source / WEEKLY) as file:
            lacking = [name for name in OUTCOME_NAMES if name not in file.schema_arrow.names]
            rows = file.metadata.num_rows
            if lacking:
                raise _cannot(WEEKLY, source, f"it has no outcome '{lacking[0]}': another version of orgsim wrote it")
            if rows != shape[0] * shape[1] * shape[2]:
                wanted = " × ".join(f"{size:,}" for size in shape)
                raise _cannot(WEEKLY, source, f"it has {rows:,} rows instead of {wanted} (scenarios × replications × weeks)")
            return [file.read([name]).column(name).to_numpy().reshape(shape) for name in OUTCOME_NAMES]
    except (OSError, pa.ArrowException) as error:
        raise _cannot(WEEKLY, source, f"it is damaged ({_short(error)})") from error


def _cannot(name: str, source: Path, why: str) -> ResultsError:
    return ResultsError(f"cannot read {name} in '{source}': {why}")


def _short(error: Exception) -> str:
    text = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else " ".join(str(error).split())
    return text if len(text) <= 80 else f"{text[:79]}…"
