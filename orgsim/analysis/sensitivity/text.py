"""Sensitivity as text for a terminal of 100 columns: factors in order of weight, chance, and whether that can be trusted."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from orgsim.analysis.rounding import decimals
from orgsim.analysis.sensitivity.chance import Chance
from orgsim.analysis.sensitivity.indices import METHODS, Sensitivity
from orgsim.analysis.sensitivity.verdict import UNITS, Verdict

_NAME = 24
#: More outcomes than this share one table, of this many factors.
_TABLES, _COLUMNS = 4, 5
_HEADINGS = {
    "S1": "S1 alone", "ST": "ST with others", "mu_star": "mu* (mean size)", "mu": "mu (mean)", "sigma": "sigma (spread)",
}  # fmt: skip


def sensitivity_text(found: Sensitivity, most: int | None = None) -> str:
    """A table for each outcome, its factors in order of weight (the first `most`), and a sentence on how far to trust it."""
    how = found.settings
    lines = [
        found.source,
        f"{METHODS[found.method]}; {how.confidence:.0%} intervals from {how.resamples:,} resamples, seed {how.seed}",
    ]
    if len(found.verdicts) > _TABLES:
        lines += ["", *_overview(found)]
    else:
        for outcome in found.verdicts:
            lines += ["", *_outcome(found, outcome, most)]
    for outcome, why in found.left_out.items():
        lines += ["", f"{outcome}: left out: {why}"]
    if found.method == "given":
        count = 1024 * (len(found.factors) + 2)
        lines += [
            "",
            f"Given points show factors alone; what they do together (ST) takes a Saltelli design, about {count:,} points.",
        ]
    return "\n".join(lines)


def _overview(found: Sensitivity) -> Iterator[str]:
    """All outcomes in one table: the factors that lead somewhere, and what is to be said of each outcome in a few letters."""
    table = pd.DataFrame({name: found.values(name, found.leading)["value"] for name in found.verdicts})
    if found.method == "morris":
        table = table / table.max()
    shown = table.max(axis=1).sort_values(ascending=False, kind="stable").index[:_COLUMNS]
    what = {"ST": "Total index ST", "S1": "First-order index S1", "mu_star": "mu* as a part of the outcome's largest"}
    yield f"{what[found.leading]} of the {len(shown)} factors that matter most anywhere, and the part of chance in single runs"
    yield f"  {'':<{_NAME + 6}}" + "".join(f"{f'[{place}]':>7}" for place in range(1, len(shown) + 1)) + f"{'chance':>8}  trust"
    for outcome, verdict in found.verdicts.items():
        cells = "".join(f"{value:>7.2f}" for value in table.loc[shown, outcome])
        share = found.chance[outcome].share
        trust = "yes" if verdict.converged else f"no: {verdict.needed:,} {verdict.unit}"
        label = outcome.replace("_", " ")[: _NAME + 6]
        yield f"  {label:<{_NAME + 6}}{cells}{'-' if np.isnan(share) else f'{share:.0%}':>8}  {trust}"
    for place, name in enumerate(shown, 1):
        yield f"  [{place}] {name}"
    yield "  (--outcome NAME shows one with its intervals)"


def _outcome(found: Sensitivity, outcome: str, most: int | None) -> Iterator[str]:
    kinds = [kind for kind in _HEADINGS if ((found.table["outcome"] == outcome) & (found.table["index"] == kind)).any()]
    tables = {kind: found.values(outcome, kind) for kind in kinds}
    order = tables[found.leading]["value"].sort_values(ascending=False, kind="stable").index[:most]
    digits = 2 if found.method != "morris" else decimals(float(tables["mu_star"]["value"].max()))
    yield f"{outcome.replace('_', ' ')}"
    cells = {kind: [_cell(kind, tables[kind].loc[name], digits) for name in order] for kind in kinds}
    widths = {kind: 2 + max(len(each) for each in (_HEADINGS[kind], *cells[kind])) for kind in kinds}
    yield f"  {'':<{_NAME}}" + "".join(f"{_HEADINGS[kind]:>{widths[kind]}}" for kind in kinds)
    for row, factor in enumerate(order):
        yield f"  {str(factor)[:_NAME]:<{_NAME}}" + "".join(f"{cells[kind][row]:>{widths[kind]}}" for kind in kinds)
    if "S2" in set(found.table["index"]):
        yield from _pairs(found, outcome)
    yield f"  {chance_text(found.chance[outcome])}"
    yield f"  {verdict_text(found.verdicts[outcome])}"


def _cell(kind: str, row: pd.Series, digits: int) -> str:
    """A value with its interval; mu, which only tells directions, without."""
    value, low, high = (f"{each:.{digits}f}" for each in (row["value"], row["low"], row["high"]))
    return value if kind == "mu" else f"{value} ({low} to {high})"


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


def verdict_text(found: Verdict) -> str:
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
