"""Sensitivity as text for a terminal of 100 columns: factors in order of weight, chance, and whether that can be trusted."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

import numpy as np
import pandas as pd

from orgsim.analysis.rounding import decimals
from orgsim.analysis.sample import header
from orgsim.analysis.sensitivity.chance import Chance
from orgsim.analysis.sensitivity.indices import Sensitivity
from orgsim.analysis.sensitivity.verdict import UNITS, Convergence
from orgsim.text_table import aligned, cut

_NAME, _OUTCOME, _WIDTH = 24, 28, 100
#: More outcomes than this share one table, with so many factors each.
_TABLES, _LEADING = 4, 3
_HEADINGS = {
    "S1": "S1 alone", "ST": "ST with others", "mu_star": "mu* (mean size)", "mu": "mu (mean)", "sigma": "sigma (spread)",
}  # fmt: skip


def sensitivity_text(found: Sensitivity, most: int | None = None) -> str:
    """A table for each outcome, its factors in order of weight (the first `most`), and a sentence on how far to trust it."""
    how = found.settings
    lines = [
        *header(found.source),
        *wrap(f"{found.described}; {how.confidence:.0%} intervals from {how.resamples:,} resamples, seed {how.seed}", _WIDTH),
    ]
    if len(found.verdicts) > _TABLES:
        lines += ["", *_overview(found)]
    else:
        for outcome in found.verdicts:
            lines += ["", *_outcome(found, outcome, most)]
    for outcome, why in found.left_out.items():
        lines += ["", f"{outcome}: left out: {why}"]
    if found.grouped:
        lines += ["", *wrap(f"By group means, as they have few values: {', '.join(found.grouped)}.", _WIDTH)]
    if found.method == "given":
        count = 1024 * (len(found.factors) + 2)
        lines += ["", f"These are factors alone; what they do together (ST) takes a Saltelli design, about {count:,} points."]
    return "\n".join(lines)


def _overview(found: Sensitivity) -> Iterator[str]:
    """All outcomes in one table: chance, whether the sample is large enough, and the factors that matter most."""
    what = {"ST": "total indices ST", "S1": "first-order indices S1", "mu_star": "mu* (parts of the largest)"}
    yield f"Chance in single runs, {UNITS[found.method]} that would do, leading factors by {what[found.leading]}:"
    rows = []
    for outcome, verdict in found.verdicts.items():
        values = found.values(outcome, found.leading)["value"].sort_values(ascending=False, kind="stable")
        if found.method == "morris":
            values = values / values.iloc[0]
        share = found.chance[outcome].share
        enough = "enough" if verdict.converged else f"{verdict.needed:,}"
        leading = ", ".join(f"{name} {value:.2f}" for name, value in values.head(_LEADING).items())
        label = cut(outcome.replace("_", " "), _OUTCOME)
        rows.append((label, "-" if np.isnan(share) else f"{share:.0%}", enough, leading))
    yield from aligned(rows, "<>><", indent=2)
    yield "  (--outcome NAME shows one with its intervals)"


def _outcome(found: Sensitivity, outcome: str, most: int | None) -> Iterator[str]:
    kinds = [kind for kind in _HEADINGS if ((found.table["outcome"] == outcome) & (found.table["index"] == kind)).any()]
    tables = {kind: found.values(outcome, kind) for kind in kinds}
    order = tables[found.leading]["value"].sort_values(ascending=False, kind="stable").index[:most]
    digits = 2 if found.method != "morris" else decimals(float(tables["mu_star"]["value"].max()))
    yield f"{outcome.replace('_', ' ')}"
    rows = [(cut(str(name), _NAME), *(_cell(kind, tables[kind].loc[name], digits) for kind in kinds)) for name in order]
    yield from aligned([("", *(_HEADINGS[kind] for kind in kinds)), *rows], indent=2)
    if "S2" in set(found.table["index"]):
        yield from _pairs(found, outcome)
    yield f"  {chance_text(found.chance[outcome])}"
    yield from wrap(verdict_text(found.verdicts[outcome]), _WIDTH, initial_indent="  ", subsequent_indent="    ")


def _cell(kind: str, row: pd.Series, digits: int) -> str:
    """A value with its interval; mu, which only tells directions, without."""
    value, low, high = (_plain(float(each), digits) for each in (row["value"], row["low"], row["high"]))
    return value if kind == "mu" else f"{value} ({low} to {high})"


def _plain(value: float, digits: int) -> str:
    """A number with so many digits, never as −0."""
    return f"{round(value, digits) + 0.0:.{digits}f}"


def _pairs(found: Sensitivity, outcome: str) -> Iterator[str]:
    pairs = found.values(outcome, "S2")
    sure = pairs[pairs["low"] > 0].sort_values("value", ascending=False)
    shown = (f"{name} {row['value']:.2f}" for name, row in sure.head(3).iterrows())
    yield "  pairs (S2) surely above 0: " + (", ".join(shown) or "none")


def chance_text(found: Chance) -> str:
    """How much of the variance is chance."""
    if np.isnan(found.share):
        return "chance: not known with one replication of each point; two or more show it"
    left = "-" if np.isnan(found.left) else f"{found.left:.1%}"
    return f"chance: {found.share:.1%} of the variance of single runs; {left} of that of the points' means, used here"


def verdict_text(found: Convergence) -> str:
    """Whether the indices have converged, and what it would take."""
    of = " of the largest mu*" if found.unit == UNITS["morris"] else ""
    if found.converged:
        return (
            f"converged: intervals at most {found.widest:.2f}{of} wide (wanted {found.wanted:g}), same ranking in both halves"
        )
    faults = []
    if not found.widest <= found.wanted:
        faults.append(f"intervals up to {found.widest:.2f}{of} wide (wanted {found.wanted:g})")
    if not found.stable:
        faults.append("the ranking differs between the halves of the sample")
    return f"too small a sample: {' and '.join(faults)}; take about {found.needed:,} {found.unit} instead of {found.size:,}"
