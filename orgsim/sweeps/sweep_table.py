"""One table of a sweep: its Parquet files as Arrow, pandas, polars or xarray, all of it or some columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.dataset as pds

from orgsim.errors import ConfigurationError, ResultsError
from orgsim.spec.values import name_fault
from orgsim.sweeps.store.layout import RUNS
from orgsim.sweeps.store.tables import POINT_ID

if TYPE_CHECKING:
    import xarray as xr

POINT = "point"


class Stored(Protocol):
    """What a table must know of the sweep it belongs to."""

    root: Path
    specification: dict[str, Any]

    @property
    def design(self) -> pd.DataFrame:
        """The points, with their ids."""

    def files(self, kind: str) -> list[Path]:
        """The chunk files of one kind."""


class SweepTable:
    """One table of a sweep, read when it is asked for, all of it or some columns; `keys` say which row is which."""

    def __init__(self, results: Stored, kind: str, keys: tuple[str, ...]) -> None:
        self.keys, self._results, self._kind = keys, results, kind

    @cached_property
    def _dataset(self) -> Any:
        files = self._results.files(self._kind)
        if not files:
            kept = self._results.specification["shared"]["keep"]
            why = "no chunk is finished yet" if self._kind in (RUNS, kept) else f"the sweep kept {kept}; keep={self._kind}"
            raise ResultsError(f"'{self._results.root}' has no {self._kind}: {why}")
        return pds.dataset(files, format="parquet")

    @cached_property
    def columns(self) -> list[str]:
        """The names of what can be asked for beside the keys."""
        return [name for name in self._dataset.schema.names if name not in (POINT_ID, *self.keys)]

    def __len__(self) -> int:
        return int(self._dataset.count_rows())

    def arrow(self, columns: Sequence[str] | None = None) -> pa.Table:
        """As a pyarrow table, in the order of the keys.

        Parameters
        ----------
        columns : sequence of str, optional
            Columns by name; all by default.

        Returns
        -------
        pyarrow.Table
            The keys and the columns.

        Raises
        ------
        ConfigurationError
            For a column that is not there.
        ResultsError
            When nothing of this kind is there, or a file cannot be read.
        """
        names = self._checked(columns)
        try:
            table = self._dataset.to_table(columns=[POINT_ID, *self.keys[1:], *names])
        except (OSError, pa.ArrowException) as error:
            raise ResultsError(f"cannot read {self._kind}: {error}; 'orgsim sweep check' finds the damaged file") from error
        place = pd.Index(self._results.design[POINT_ID]).get_indexer(table.column(POINT_ID).to_numpy())
        keys = [place, *(table.column(name).to_numpy() for name in self.keys[1:])]
        order = np.lexsort(keys[::-1])
        order = order[place[order] >= 0]
        return table.drop_columns([POINT_ID]).take(order).add_column(0, POINT, pa.array(place[order], pa.int64()))

    def pandas(self, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """As a pandas frame, in the order of the keys.

        Parameters
        ----------
        columns : sequence of str, optional
            Columns by name; all by default.

        Returns
        -------
        pandas.DataFrame
            The keys and the columns.

        Raises
        ------
        ConfigurationError
            For a column that is not there.
        ResultsError
            When nothing of this kind is there, or a file cannot be read.
        """
        frame: pd.DataFrame = self.arrow(columns).to_pandas()
        return frame

    def polars(self, columns: Sequence[str] | None = None) -> Any:
        """As a polars LazyFrame: nothing is read before its `collect()`.

        Parameters
        ----------
        columns : sequence of str, optional
            Columns by name; all by default.

        Returns
        -------
        polars.LazyFrame
            The keys and the columns.

        Raises
        ------
        ConfigurationError
            For a column that is not there, and where polars is not installed.
        ResultsError
            When nothing of this kind is there, or a file cannot be read.
        """
        try:
            polars = import_module("polars")
        except ImportError as error:
            raise ConfigurationError("polars: is not installed: pip install 'orgsim[sweep]'") from error
        names = self._checked(columns)
        where = polars.from_pandas(self._results.design[[POINT_ID, POINT]]).lazy()
        chunks = polars.scan_parquet([str(path) for path in self._results.files(self._kind)])
        return chunks.join(where, on=POINT_ID).select([*self.keys, *names]).sort(list(self.keys))

    def xarray(self, columns: Sequence[str] | None = None) -> xr.Dataset:
        """As a dataset over the keys, with the design beside `point`; each variable is read when its values are used.

        Parameters
        ----------
        columns : sequence of str, optional
            Columns by name; all by default.

        Returns
        -------
        xarray.Dataset
            The keys and the columns. Runs that are not there are NaN.

        Raises
        ------
        ConfigurationError
            For a column that is not there.
        ResultsError
            When nothing of this kind is there, or a file cannot be read.
        """
        from orgsim.sweeps.lazy import lazy_dataset

        return lazy_dataset(self, self._results.design.drop(columns=POINT_ID), self._checked(columns))

    def _checked(self, columns: Iterable[str] | None) -> list[str]:
        names = self.columns if columns is None else [name for name in columns if name not in self.keys]
        for name in names:
            if name not in self.columns:
                raise ConfigurationError(name_fault("columns", name, self.columns))
        return list(names)
