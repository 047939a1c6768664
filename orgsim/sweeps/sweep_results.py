"""A sweep's folder read: design and runs as pandas, polars or xarray, each when it is asked for, and as tables for SQL.

Everything is plain Parquet, so nothing here is needed to read it: `pandas.read_parquet("<folder>/chunks/runs")` gives the runs,
`point_id` joins them to `design.parquet`.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from orgsim.errors import ResultsError
from orgsim.model.calendar import LEVEL_WEEKS
from orgsim.notebook import Shown
from orgsim.spec.values import counted
from orgsim.study.kinds import expanded
from orgsim.sweeps.querying import ask, connect
from orgsim.sweeps.store.layout import FIRST_SCHEMA, KINDS, QUANTILES, RUNS, SERIES, Layout
from orgsim.sweeps.store.sealed import no_sweep, read_sealed
from orgsim.sweeps.store.tables import POINT_ID, QUANTILE, REPLICATION, WEEK, read_design
from orgsim.sweeps.sweep_table import POINT, SweepTable

if TYPE_CHECKING:
    pass


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
        return connect(self.design, {kind: self.files(kind) for kind in KINDS})

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
        return ask(self.connection, sql)

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
