"""The docking report: one table of published numbers and ours, for all models or one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from itertools import groupby
from typing import Any, NamedTuple

import pandas as pd

from orgsim.analysis.across import Floats
from orgsim.docking.comparison import DIFFERS, EQUALITIES, NOT_APART, Comparison
from orgsim.text_table import Line, aligned


class Model(NamedTuple):
    """A published model: title, the module with its `comparisons(replications, seed)`, and how many replications are usual."""

    title: str
    module: str
    replications: int


MODELS = {
    "capability_trap": Model("Capability trap (Repenning & Sterman 2001, 2002)", "orgsim.docking.capability_comparisons", 200),
    "march": Model("Exploration and exploitation (March 1991), gradual, action-based", "orgsim.docking.march", 1000),
    "nk": Model("NK landscapes (Kauffman 1993), N 10, random links, first improvement", "orgsim.docking.nk", 1000),
}


def dock(model: str, replications: int, seed: int) -> list[Comparison]:
    """All comparisons of one of `MODELS`."""
    compare: Callable[[int, int], list[Comparison]] = import_module(MODELS[model].module).comparisons
    return compare(replications, seed)


def courses(model: str, replications: int, seed: int) -> dict[str, dict[str, Floats]]:
    """Curves worth showing beside a model's table, by panel and label; none for most models."""
    module = import_module(MODELS[model].module)
    found: dict[str, dict[str, Floats]] = module.courses(replications, seed) if hasattr(module, "courses") else {}
    return found


def as_table(comparisons: Sequence[Comparison], replications: int, seed: int) -> pd.DataFrame:
    """A row for each comparison, with the verdict, the replications and the seed."""
    rows: list[dict[str, Any]] = [
        {**each._asdict(), "verdict": each.verdict, "replications": replications, "seed": seed} for each in comparisons
    ]
    return pd.DataFrame(rows)


def as_text(model: str, comparisons: Sequence[Comparison], replications: int, seed: int) -> str:
    """One model's table for the terminal, in parts by the kind of equality."""
    rows: list[Line] = [("", "published", "tolerance", "here", "95 % interval")]
    ordered = sorted(comparisons, key=lambda each: EQUALITIES.index(each.equality))
    for equality, group in groupby(ordered, key=lambda each: each.equality):
        rows += [f"{equality} equality", *map(_cells, group)]
    return "\n".join([f"{MODELS[model].title}; {replications:,} replications, seed {seed}", *aligned(rows, "<>>>><")])


def summary(comparisons: Sequence[Comparison]) -> str:
    """How many comparisons came out how, in one line, failures named."""
    verdicts = [each.verdict for each in comparisons]
    counts = ", ".join(f"{verdicts.count(verdict)} {verdict}" for verdict in dict.fromkeys(verdicts))
    return f"{len(verdicts)} comparisons: {counts}"


def failures(comparisons: Sequence[Comparison]) -> Iterator[Comparison]:
    """Those that differ and should not, or do not and should."""
    return (each for each in comparisons if each.verdict in (DIFFERS, NOT_APART))


def _cells(each: Comparison) -> tuple[str, ...]:
    interval = f"{number(each.low)} to {number(each.high)}" if each.low == each.low else "-"
    return f"  {each.cell}", each.published, each.tolerance, number(each.here), interval, each.verdict


def number(value: float) -> str:
    """Four significant digits, or two where it is next to nothing."""
    return f"{value:.4g}" if value == 0.0 or abs(value) >= 1e-6 else f"{value:.1e}"
