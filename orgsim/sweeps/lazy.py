"""A table of a sweep as an xarray dataset whose variables are read when they are used."""

from __future__ import annotations

from functools import cached_property
from typing import Any, Protocol

import numpy as np
import pandas as pd
import xarray as xr
from numpy.typing import NDArray
from xarray.backends import BackendArray
from xarray.core import indexing

from orgsim.model.outcomes import OUTCOMES
from orgsim.summaries.table import SCALARS

_ABOUT = {each.name: {"units": each.unit, "description": each.meaning} for each in OUTCOMES}
_ABOUT |= {each.name: {"units": each.unit, "description": each.meaning} for each in SCALARS}


class Columns(Protocol):
    """What is read lazily: a table with keys whose columns come when they are asked for."""

    keys: tuple[str, ...]

    def pandas(self, columns: list[str], /) -> pd.DataFrame:
        """The keys and these columns."""


def lazy_dataset(table: Columns, design: pd.DataFrame, columns: list[str]) -> xr.Dataset:
    """The chosen columns over the keys of the table; the columns of `design` are coordinates along `point`."""
    grid = _Grid(table, len(design))
    data = {name: (table.keys, indexing.LazilyIndexedArray(_Variable(grid, name)), _ABOUT.get(name, {})) for name in columns}
    coords: dict[str, Any] = {str(name): (table.keys[0], column.to_numpy()) for name, column in design.items()}
    coords |= {key: (key, labels) for key, labels in zip(table.keys[1:], grid.labels, strict=True)}
    return xr.Dataset(data, coords)


class _Grid:
    """Where each row of a table stands in an array over its keys; read once, when the first variable is."""

    def __init__(self, table: Columns, points: int) -> None:
        self.table, self.points = table, points

    @cached_property
    def _keys(self) -> pd.DataFrame:
        return self.table.pandas([])

    @cached_property
    def labels(self) -> list[NDArray[Any]]:
        """The values of each key but `point`."""
        return [np.unique(self._keys[key].to_numpy()) for key in self.table.keys[1:]]

    @property
    def shape(self) -> tuple[int, ...]:
        """The sizes of all keys."""
        return (self.points, *(len(labels) for labels in self.labels))

    @cached_property
    def places(self) -> tuple[NDArray[np.int64], ...]:
        """The place of each row along each key."""
        others = zip(self.table.keys[1:], self.labels, strict=True)
        rest = (np.searchsorted(labels, self._keys[key].to_numpy()) for key, labels in others)
        return (self._keys["point"].to_numpy(), *rest)


class _Variable(BackendArray):  # type: ignore[no-untyped-call, misc, unused-ignore]
    """One column, read whole when some of it is used."""

    def __init__(self, grid: _Grid, name: str) -> None:
        self._grid, self._name = grid, name
        self.shape, self.dtype = grid.shape, np.dtype(np.float64)

    def _values(self) -> NDArray[np.float64]:
        values = np.full(self.shape, np.nan)
        values[self._grid.places] = self._grid.table.pandas([self._name])[self._name].to_numpy()
        return values

    def __getitem__(self, key: indexing.ExplicitIndexer) -> Any:
        return indexing.explicit_indexing_adapter(key, self.shape, indexing.IndexingSupport.OUTER, self._taken)

    def _taken(self, key: tuple[Any, ...]) -> NDArray[np.float64]:
        found = self._values()
        for axis, part in enumerate(reversed(key)):
            place = len(key) - 1 - axis
            found = found[(slice(None),) * place + (part,)]
        return np.asarray(found)
