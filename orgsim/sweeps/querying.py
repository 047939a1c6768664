"""Questions in SQL about a sweep, answered by DuckDB over its Parquet files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from orgsim.errors import ConfigurationError
from orgsim.sweeps.store.tables import POINT_ID

if TYPE_CHECKING:
    pass

from orgsim.sweeps.sweep_table import POINT


def connect(design: pd.DataFrame, files: Mapping[str, Sequence[Path]]) -> Any:
    """A DuckDB connection with the views `design` and, of the `files` of each kind, as many as there are, joined by `point`.

    Raises ConfigurationError where DuckDB is not installed.
    """
    try:
        duckdb = import_module("duckdb")
    except ImportError as error:
        raise ConfigurationError("query: needs DuckDB: pip install 'orgsim[sweep]'") from error
    connection = duckdb.connect()
    connection.register("design", design.drop(columns=POINT_ID))
    connection.register("_points", design[[POINT, POINT_ID]])
    for kind, paths in files.items():
        if paths:
            chunks = f"read_parquet({[str(path) for path in paths]!r})"
            columns = f"_points.point, chunks.* EXCLUDE ({POINT_ID})"
            connection.execute(
                f"CREATE VIEW {kind} AS SELECT {columns} FROM {chunks} AS chunks JOIN _points USING ({POINT_ID})"
            )
    return connection


def ask(connection: Any, sql: str) -> pd.DataFrame:
    """The answer to a question. Raises ConfigurationError with one line for what DuckDB cannot answer."""
    try:
        answer = connection.execute(sql)
    except import_module("duckdb").Error as error:
        raise ConfigurationError(f"query: {_sql_fault(sql, str(error))}") from error
    if answer is None:
        raise ConfigurationError("query: asks nothing, such as SELECT avg(final_performance) FROM runs would")
    found: pd.DataFrame = answer.df()
    return found


def _sql_fault(sql: str, said: str) -> str:
    if POINT_ID in sql:
        return (
            f"a point is called {POINT} here, as in all tables of orgsim: write {POINT} for {POINT_ID}, a name in files alone"
        )
    return " ".join(said.partition("\n\nLINE ")[0].split())
