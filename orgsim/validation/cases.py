"""What counts as one case of a cross-section: a unit in a year, a unit over its years, or a yearly change."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from orgsim.validation.panel import Floats, Panel

#: Fewer cases than this give no figure.
FEWEST = 3


def unit_years(stacked: Floats) -> Iterator[Floats]:
    """Every unit in every year is a case."""
    yield stacked.reshape(-1, stacked.shape[-1])


def units(stacked: Floats) -> Iterator[Floats]:
    """Every unit is a case: its mean over the years in which all columns are known."""
    known = np.asarray(~np.isnan(stacked).any(axis=-1))
    count = known.sum(axis=1)
    total = np.where(known[..., None], stacked, 0.0).sum(axis=1)
    yield total[count > 0] / count[count > 0][:, None]


def within(stacked: Floats) -> Iterator[Floats]:
    """Every change of a unit from one year to the next is a case."""
    yield from unit_years(stacked[:, 1:] - stacked[:, :-1])


def between(stacked: Floats) -> Iterator[Floats]:
    """Units within each year, a sample for each year; figures are averaged over the years."""
    for year in range(stacked.shape[1]):
        yield stacked[:, year]


#: By the word that stands in a pattern's `level`; the first is meant where it is empty.
LEVELS: dict[str, Callable[[Floats], Iterator[Floats]]] = {
    "unit_years": unit_years,
    "units": units,
    "within": within,
    "between": between,
}


def samples(panel: Panel, columns: Sequence[str], level: str) -> list[Floats]:
    """Samples (cases, columns) without unknown values, one or, between units within years, several.

    Samples of fewer than three cases are left out.
    """
    stacked = np.stack([panel[name] for name in columns], axis=-1)
    complete = (sample[~np.isnan(sample).any(axis=1)] for sample in LEVELS[level](stacked))
    return [sample for sample in complete if len(sample) >= FEWEST]


def pairs(panel: Panel, x: str, y: str, *, lag: int) -> Floats:
    """x of each unit in a year and its y `lag` years later, shape (cases, 2), where both are known."""
    earlier, later = panel[x][:, : max(panel[x].shape[1] - lag, 0)], panel[y][:, lag:]
    both = np.stack([earlier.ravel(), later.ravel()], axis=-1)
    return np.asarray(both[~np.isnan(both).any(axis=1)])


def changes(panel: Panel, x: str, lag: int) -> Floats:
    """Changes of x of each unit over `lag` years, shape (cases,)."""
    both = pairs(panel, x, x, lag=lag)
    return np.asarray(both[:, 1] - both[:, 0])
