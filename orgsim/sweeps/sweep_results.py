"""A sweep's folder read: design and runs as pandas, polars or xarray, each when it is asked for, and as tables for SQL.

Everything is plain Parquet, so nothing here is needed to read it: `pandas.read_parquet("<folder>/chunks/runs")` gives the runs,
`point_id` joins them to `design.parquet`.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.dataset as pds

from orgsim.errors import ConfigurationError, ResultsError
from orgsim.model.calendar import LEVEL_WEEKS
from orgsim.notebook import Shown
from orgsim.spec.values import counted, name_fault
from orgsim.study.kinds import expanded
from orgsim.sweeps.store.layout import FIRST_SCHEMA, QUANTILES, RUNS, SERIES, Layout
from orgsim.sweeps.store.sealed import no_sweep, read_sealed
from orgsim.sweeps.store.tables import POINT_ID, QUANTILE, REPLICATION, WEEK, read_design

if TYPE_CHECKING:
    import xarray as xr

POINT = "point"


def open_sweep(folder: str | os.PathLike[str]) -> SweepResults:
    """What a sweep has left in its folder, finished or not. Nothing but the design is read until it is asked for.

    Parameters
    ----------
    folder : str or Path
        The sweep's folder.

    Returns
    -------
    SweepResults
        The design, the scalars of the runs, weekly quantiles or series where they were kept, and SQL over all of them.

    Raises
    ------
    ResultsError
        When the folder holds no sweep, or its files cannot be read.

    Examples
    --------
    >>> import orgsim
    >>> orgsim.open_sweep("no such folder")
    Traceback (most recent call last):
    orgsim.errors.ResultsError: cannot read a sweep from 'no such folder': no such folder
    """
    root = expanded(folder)
    specification = read_sealed(root)
    if specification is None:
        raise no_sweep(root)
    results = SweepResults(root, specification)
    for note in results.notes:
        warnings.warn(note, stacklevel=2)
    return results


class SweepResults(Shown):
    """A sweep's results: `design`, `runs`, `points`, `quantiles` or `series`, and `query`."""

    def __init__(self, root: Path, specification: dict[str, Any]) -> None:
        self.root, self.specification = root, specification
        self._layout = Layout(root)

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader of today must know of results that an earlier version left."""
        if self.specification["shared"]["schema"] != FIRST_SCHEMA:
            return ()
        return (
            f"'{self.root}': orgsim 0.1 made it; its final_* are means of the last 52 weeks, those of today of {LEVEL_WEEKS}",
        )

    @cached_property
    def design(self) -> pd.DataFrame:
        """A row for each point: `point`, `stratum`, what was chosen, the value of each varied key, `point_id`."""
        table = read_design(self._layout.design)
        if table is None:
            raise ResultsError(f"cannot read '{self._layout.design}': it is missing; run the sweep's command again")
        return table.iloc[: self.specification["points"]]

    @property
    def factors(self) -> list[str]:
        """The keys that were varied: numbers of the table and choices."""
        return [str(name) for name in self.design.columns if name not in (POINT, "stratum", POINT_ID)]

    @cached_property
    def runs(self) -> SweepTable:
        """The scalars of every run: `point`, `replication` and those of `orgsim.summaries.table`."""
        return SweepTable(self, RUNS, (POINT, REPLICATION))

    @cached_property
    def quantiles(self) -> SweepTable:
        """Quantiles by week over the replications of each point, of sweeps that kept them."""
        return SweepTable(self, QUANTILES, (POINT, QUANTILE, WEEK))

    @cached_property
    def series(self) -> SweepTable:
        """Every week of every run, of sweeps that kept them."""
        return SweepTable(self, SERIES, (POINT, REPLICATION, WEEK))

    @property
    def points(self) -> pd.DataFrame:
        """The design with the mean of each scalar over the replications of a point; see `summarised`."""
        return self.summarised()

    def summarised(self, columns: Sequence[str] | None = None, statistic: str = "mean") -> pd.DataFrame:
        """The design and a statistic of each scalar over the runs of a point.

        Parameters
        ----------
        columns : sequence of str, optional
            Scalars by name; all by default.
        statistic : str, default "mean"
            Anything that pandas knows by name: mean, std, median, min, max. Runs without a value are left out.

        Returns
        -------
        pandas.DataFrame
            A row for each point: what was varied, `runs` (how many there are), and the statistic.
        """
        runs = self.runs.pandas(columns)
        grouped = runs.groupby(POINT)
        found = grouped[[name for name in runs.columns if name not in (POINT, REPLICATION)]].agg(statistic)
        found.insert(0, "runs", grouped.size())
        return self.design.drop(columns=POINT_ID).join(found, on=POINT)

    @cached_property
    def connection(self) -> Any:
        """A DuckDB connection with the views `design`, `runs` and, where kept, `quantiles` or `series`, joined by `point`.

        Raises ConfigurationError where DuckDB is not installed.
        """
        try:
            duckdb = import_module("duckdb")
        except ImportError as error:
            raise ConfigurationError("query: needs DuckDB: pip install 'orgsim[sweep]'") from error
        connection = duckdb.connect()
        connection.register("design", self.design.drop(columns=POINT_ID))
        connection.register("_points", self.design[[POINT, POINT_ID]])
        for kind in (RUNS, QUANTILES, SERIES):
            files = [str(path) for path in self.files(kind)]
            if files:
                chunks = f"read_parquet({files!r})"
                columns = f"_points.point, chunks.* EXCLUDE ({POINT_ID})"
                connection.execute(
                    f"CREATE VIEW {kind} AS SELECT {columns} FROM {chunks} AS chunks JOIN _points USING ({POINT_ID})"
                )
        return connection

    def query(self, sql: str) -> pd.DataFrame:
        """The answer to a question in SQL, by DuckDB, over the views `design`, `runs` and, where kept, `quantiles` or `series`.

        Parameters
        ----------
        sql : str
            The question. Keys have dots, so quote them: `SELECT "levers.coaching" FROM design`.

        Returns
        -------
        pandas.DataFrame
            The answer.

        Raises
        ------
        ConfigurationError
            With one line for what DuckDB cannot answer, and where it is not installed.
        """
        connection = self.connection
        try:
            answer = connection.execute(sql)
        except import_module("duckdb").Error as error:
            raise ConfigurationError(f"query: {_sql_fault(sql, str(error))}") from error
        if answer is None:
            raise ConfigurationError("query: asks nothing, such as SELECT avg(final_performance) FROM runs would")
        found: pd.DataFrame = answer.df()
        return found

    def files(self, kind: str) -> list[Path]:
        """The chunk files of one kind.

        Parameters
        ----------
        kind : str
            "runs", "quantiles" or "series".

        Returns
        -------
        list of Path
            Parquet files.
        """
        return [self._layout.chunk(key, kind) for key in sorted(self._layout.keys(kind))]

    def headline(self) -> str:
        """Name, place and size."""
        sweep, runs = self.specification["sweep"], sum(1 for _ in self.files(RUNS))
        return f"sweep {sweep['name']!r} in {self.root}: {len(self.design):,} points, {counted(runs, 'finished chunk')}"

    def cells(self) -> tuple[list[str], Iterator[list[str]]]:
        """A row for each factor: its least and largest value, and how many different ones there are."""
        columns = ((name, self.design[name].dropna()) for name in self.factors)
        rows = (
            [name, *(str(each) for each in _ends(column.unique().tolist())), str(column.nunique())] for name, column in columns
        )
        return ["factor", "from", "to", "values"], rows


def _ends(values: list[Any]) -> tuple[Any, Any]:
    """The least and the largest of numbers, the first and the last of names."""
    return (min(values), max(values)) if all(isinstance(each, int | float) for each in values) else (values[0], values[-1])


def _sql_fault(sql: str, said: str) -> str:
    if POINT_ID in sql:
        return (
            f"a point is called {POINT} here, as in all tables of orgsim: write {POINT} for {POINT_ID}, a name in files alone"
        )
    return " ".join(said.partition("\n\nLINE ")[0].split())


class SweepTable:
    """One table of a sweep, read when it is asked for, all of it or some columns; `keys` say which row is which."""

    def __init__(self, results: SweepResults, kind: str, keys: tuple[str, ...]) -> None:
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
