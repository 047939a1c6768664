"""Scores as text for a terminal of 100 columns: every row, the failed ones included."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf
from typing import Any

import pandas as pd

from orgsim.spec.values import counted
from orgsim.text_table import aligned, cut
from orgsim.validation.baselines import SCORED, Moments
from orgsim.validation.scoring import Total, total

_NAME = 52
_SIGNS = {True: "pass", False: "FAIL"}


def scores_as_text(scores: pd.DataFrame) -> str:
    """A line for each pattern: pass or fail, its name, the figure ± its standard error, its range."""
    rows = [("", "pattern", "figure", "± s.e.", "range"), *map(_cells, scores.itertuples(index=False))]
    return "\n".join([*aligned(rows, "<<><"), "", *_totals(total(scores))])


def baselines_as_text(compared: pd.DataFrame, moments: Moments) -> str:
    """Baselines beside the units scored, on each row of spread and persistence, and who does better."""
    who = list(dict.fromkeys(compared["of"]))
    rows = [("", *who)]
    for name, found in compared.groupby("name", sort=False):
        rows.append((cut(str(name), 40), *map(_cell, found.itertuples(index=False))))
    told = f"Baselines without agents, told {_told(moments)} by {moments.told_by}"
    signs = "! outside the range; * the baseline was told this number"
    return "\n".join([told, *aligned(rows), signs, *_verdicts(compared, who)])


def number(value: float) -> str:
    """A number with three or four figures, `-` when there is none."""
    size = abs(value)
    if value != value or size == inf:
        return "-" if value != value else f"{value}"
    if size >= 1e5 or 0 < size < 0.001:
        return f"{value:.2g}"
    return f"{value:.{3 if size < 1 else 2 if size < 10 else 1 if size < 1000 else 0}f}"


def range_in_words(low: float, high: float) -> str:
    """`0.5 to 0.7`, or `from 0.5`, or `to 0.7`."""
    if low == -inf:
        return f"to {number(high)}"
    return f"from {number(low)}" if high == inf else f"{number(low)} to {number(high)}"


def _cells(row: Any) -> tuple[str, ...]:
    name = cut(row.name, _NAME)
    if row.passed is pd.NA:
        return "none", name, "-", "", row.note
    error = f"±{number(row.standard_error)}" if row.standard_error == row.standard_error else ""
    near = " (within a standard error)" if row.close else ""
    words = f"{range_in_words(row.low, row.high)}{near}{f'; {row.note}' if row.note else ''}"
    return _SIGNS[bool(row.passed)], name, number(row.value), error, words


def _totals(found: Total) -> Iterator[str]:
    yield f"{found.passed} passed, {found.failed} failed, {found.not_scored} could not be scored"
    if found.not_scored:
        yield "Not scored: a column that goes by another name is read with --alias NAME=COLUMN; nothing is guessed"
    share = f"{found.share_of_scored:.0%} of the weight scored"
    yield f"Weighted share passed: {share}" + (f", {found.share_of_all:.0%} of all" if found.not_scored else "")


def _told(moments: Moments) -> str:
    known = {"SD": moments.sd, "lag-1 r": moments.lag_1, "lag-2 r": moments.lag_2}
    return ", ".join(f"{name} {number(value)}" for name, value in known.items() if value == value)


def _cell(row: Any) -> str:
    return f"{number(row.value)}{'' if row.passed or row.value != row.value else '!'}{'*' if row.fitted else ''}"


def _verdicts(compared: pd.DataFrame, who: list[str]) -> Iterator[str]:
    """For each baseline: passes and mean distance from the middle, on the rows with figures that it was not told."""
    for name in who[1:]:
        known = compared["name"].map(compared.groupby("name")["value"].apply(lambda values: values.notna().all()))
        free = compared[(compared["of"] == name) & ~compared["fitted"].astype(bool) & known]["name"]
        if not len(free):
            continue
        pair = [compared[(compared["of"] == each) & compared["name"].isin(free)] for each in (SCORED, name)]
        (own, own_off), (its, its_off) = ((int(each["passed"].sum()), float(each["off"].mean())) for each in pair)
        ahead = _ahead((own, -own_off), (its, -its_off), name)
        yield (
            f"On the {counted(len(free), 'row')} it was not told, {name} passes {its} and the units scored {own}; "
            f"mean distance from the middle {number(its_off)} and {number(own_off)} half ranges: {ahead}"
        )


def _ahead(own: tuple[int, float], its: tuple[int, float], name: str) -> str:
    """Who does better, by passes first and by closeness where these are equal."""
    return "no difference" if own == its else "the units scored do better" if own > its else f"{name} does better"
