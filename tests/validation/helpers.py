"""What several tests of validation need: panels from arrays, files on the spot, and where the public surveys lie."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from orgsim.validation.panel import Panel
from orgsim.validation.query import Query
from orgsim.validation.statistics import STATISTICS
from orgsim.validation.table import Pattern
from tests.shared_data import DATA, on_shared_data

CSPS, FEVS = DATA / "csps_2009_2015.csv", DATA / "fevs_2019.csv"
needs_surveys = on_shared_data(CSPS, "the public surveys")
HEADER = "name,statistic,x,y,lag,level,low,high,weight\n"
NAN = float("nan")


def panel(**columns: object) -> Panel:
    """A panel from arrays (unit, year)."""
    values = {name: np.array(rows, dtype=float) for name, rows in columns.items()}
    units, years = next(iter(values.values())).shape
    return Panel(tuple(f"u{i}" for i in range(units)), tuple(range(2000, 2000 + years)), values)


def column(*numbers: float) -> list[list[float]]:
    """One year, a unit for each number."""
    return [[number] for number in numbers]


def compute(name: str, data: Panel, *x: str, y: str | None = None, lag: int | None = None, level: object = None) -> float:
    return STATISTICS[name](data, Query(x, y, lag, level))  # type: ignore[arg-type]


def pattern(statistic: str, *x: str, low: float, high: float, y: str | None = None, **more: object) -> Pattern:
    query = Query(x, y, more.pop("lag", None), more.pop("level", None))  # type: ignore[arg-type]
    name = str(more.pop("name", f"{statistic} of {', '.join(x)}"))
    return Pattern(name, statistic, query, low, high, **more)  # type: ignore[arg-type]


def write(folder: Path, text: str, name: str = "patterns.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def drifting(units: int = 40, years: int = 6, seed: int = 3) -> Panel:
    """Units that differ, drift a little, and have an item on which the index depends."""
    draw = np.random.Generator(np.random.Philox(key=seed))
    item = 50 + 10 * draw.standard_normal((units, 1)) + 3 * draw.standard_normal((units, years)).cumsum(axis=1)
    return panel(engagement_index=25 + 0.6 * item + 2 * draw.standard_normal((units, years)), involved=item)


def as_csv(data: Panel, unit: str = "unit", replication: str = "") -> str:
    """A panel as the text of a table of units, without rows that are unknown throughout."""
    names = list(data.values)
    lines = [",".join((["replication"] if replication else []) + [unit, "year", *names])]
    for i, who in enumerate(data.units):
        for t, year in enumerate(data.years):
            numbers = [data[name][i, t] for name in names]
            if not np.isnan(numbers).all():
                cells = ["" if np.isnan(number) else repr(float(number)) for number in numbers]
                lines.append(",".join(([replication] if replication else []) + [who, str(year), *cells]))
    return "\n".join(lines) + "\n"
