"""A pattern table from any data: the figures that a table of units shows, each with a range that says how firm it is.

The range is the figure ± 2 √(b² + s²): b is its standard error over bootstrap samples of units, s its standard deviation
between years, each year (for persistence: each pair of years) taken alone. So a figure is known as well as the units and the
years agree on it, and no better.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np
import pandas as pd

from orgsim.errors import ConfigurationError
from orgsim.validation.numbered_rows import no_column, raise_all
from orgsim.validation.panel import INDEX, Panel, UnitTable
from orgsim.validation.query import Query
from orgsim.validation.scoring import RESAMPLES, figure, resampled
from orgsim.validation.statistics import STATISTICS
from orgsim.validation.table import COLUMNS

#: The standardised weights asked for where both columns are there: of each, beside the other.
TOGETHER = ("leadership", "involved")
LONGEST_LAG, BEYOND, ERRORS = 5, 5.0, 2.0  # years, points, standard errors
_FEWEST_PAIRS = 10


class Asked(NamedTuple):
    """A figure to describe: its family (within which rows share one weight), statistic and query."""

    family: str
    statistic: str
    query: Query


def describe(
    units: UnitTable, measures: Sequence[str] | None = None, index: str = INDEX, *, source: str = "", seed: int = 1
) -> pd.DataFrame:
    """A pattern table of what the units show, ready to be written as CSV and scored against.

    Means and spreads of every measure (all of the table's, or those named) and the correlations between them; where `index` is
    among them, its slope on each, and standardised weights of leadership and involved; over several years, lag correlations,
    and of the index also the sizes of its changes. Beside a pattern table's columns: family, figure, standard_error, year_sd
    (NaN where there is one year), source. Rows of one family share a weight of 1. Raises ConfigurationError.
    """
    names = list(measures) if measures is not None else _numeric(units)
    raise_all(no_column(units.name, name, units.measures) for name in names if not units.has(name))
    if len(names) < 1:
        raise ConfigurationError(f"{units.name}: has no measures, only units and years")
    panels = units.panels(names)
    if len(panels) > 1:
        raise ConfigurationError(f"{units.name}: holds {len(panels)} replications; only one set of units can be described")
    again = resampled(panels[0], seed, RESAMPLES)
    told = source or f"{units.name}: {len(panels[0].units)} units, {_span(panels[0])}"
    rows = [row for asked in _asked(panels[0], names, index) if (row := _described(asked, panels[0], again, told))]
    frame = pd.DataFrame(rows, columns=[*COLUMNS, "family", "figure", "standard_error", "year_sd", "source"])
    frame["weight"] = (1 / frame.groupby("family")["name"].transform("size")).round(4)
    return frame


def _asked(panel: Panel, names: Sequence[str], index: str) -> Iterator[Asked]:
    """Everything that is described, in the order of the table."""
    yield from (Asked("mean", "mean", Query((name,))) for name in names)
    yield from (Asked("spread", "sd", Query((name,))) for name in names)
    others = [name for name in names if name != index]
    if index in names:
        yield from (Asked("correlation with the index", "correlation", Query((name,), index)) for name in others)
        yield from (Asked("slope of the index", "slope", Query((name,), index)) for name in others)
        if set(TOGETHER) <= set(others):
            for pair in (TOGETHER, TOGETHER[::-1]):
                yield Asked("standardised weights", "standardised_weight", Query(pair, index))
    yield from (Asked("correlation of items", "correlation", Query((x,), y)) for x, y in combinations(others, 2))
    lags = range(1, min(LONGEST_LAG, len(panel.years) - 1) + 1)
    if index in names and lags:
        yield from (Asked("persistence of the index", "lag_correlation", Query((index,), lag=lag)) for lag in lags)
        yield Asked("changes of the index", "change_sd", Query((index,)))
        yield Asked("changes of the index", "share_beyond", Query((index,), level=BEYOND + _rounding(panel, index)))
    if lags:
        yield from (Asked("persistence of items", "lag_correlation", Query((name,), lag=1)) for name in others)


def _described(asked: Asked, panel: Panel, again: Sequence[Panel], source: str) -> dict[str, object] | None:
    """The row, or nothing where there are too few cases or no spread to make a range from."""
    value, error, _ = figure(asked.statistic, asked.query, [panel], again=again)
    between = _between_years(asked, panel)
    half = ERRORS * np.hypot(error, 0.0 if np.isnan(between) else between)
    if not (np.isfinite(value) and half > 0) or _few(asked, panel):
        return None
    digits = int(np.clip(1 - np.floor(np.log10(half)), 0, 6))
    query = asked.query
    return {
        "name": name_of(asked.statistic, query),
        "statistic": asked.statistic,
        "x": (STATISTICS[asked.statistic].joined or "+").join(query.x),
        "y": query.y,
        "lag": query.lag,
        "level": query.level,
        "low": round(value - half, digits),
        "high": round(value + half, digits),
        "weight": 1.0,
        "family": asked.family,
        "figure": float(f"{value:.4g}"),
        "standard_error": float(f"{error:.2g}"),
        "year_sd": float(f"{between:.2g}"),
        "source": source,
    }


def name_of(statistic: str, query: Query) -> str:
    """A row's name, in words."""
    x, *beside = query.x
    words = {
        "mean": f"mean of {x}",
        "sd": f"SD of {x}",
        "correlation": f"correlation of {x} with {query.y}",
        "slope": f"slope of {query.y} on {x}",
        "standardised_weight": f"standardised weight of {x} beside {', '.join(beside)}",
        "lag_correlation": f"lag-{query.lag} correlation of {x}",
        "change_sd": f"SD of yearly change of {x}",
        "share_beyond": f"share of yearly changes of {x} beyond {query.level:g}" if query.level is not None else "",
    }
    return words[statistic]


def _between_years(asked: Asked, panel: Panel) -> float:
    """Standard deviation of the figure over single years, or over pairs of years that lie its lag apart."""
    statistic = STATISTICS[asked.statistic]
    apart = (asked.query.lag or statistic.lag or 0) if statistic.lag is not None else 0
    spans = [{year, year + apart} for year in panel.years[: len(panel.years) - apart]]
    found = np.array([statistic(panel.during(span), asked.query) for span in spans])
    found = found[np.isfinite(found)]
    return float(found.std(ddof=1)) if len(found) > 1 else np.nan


def _few(asked: Asked, panel: Panel) -> bool:
    """Whether fewer than ten units were seen twice: too few for persistence."""
    if STATISTICS[asked.statistic].family != "persistence":
        return False
    known = ~np.isnan(panel[asked.query.x[0]])
    lag = asked.query.lag or 1
    return int((known[:, :-lag] & known[:, lag:]).sum()) < _FEWEST_PAIRS


def _numeric(units: UnitTable) -> list[str]:
    """Measures with nothing but numbers in them; text beside them, such as a department's title, is passed over."""
    found = []
    for name in units.measures:
        try:
            units.panels([name])
        except ConfigurationError:
            continue
        found.append(name)
    return found


def _rounding(panel: Panel, name: str) -> float:
    """Half a point where a measure was published in whole points.

    More than 5 is then 6 or more, which is more than 5.5 of what was rounded.
    """
    values = panel[name][~np.isnan(panel[name])]
    return 0.5 if (values == np.round(values)).all() else 0.0


def _span(panel: Panel) -> str:
    first, last = panel.years[0], panel.years[-1]
    return f"{first}" if first == last else f"{first} to {last}"
