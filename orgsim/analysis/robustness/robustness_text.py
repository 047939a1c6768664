"""Robustness as text: the most robust lever set by each measure and how often it is, then the leading sets side by side."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

import numpy as np

from orgsim.analysis.robustness.compare import Robustness
from orgsim.analysis.robustness.measures import measures_for
from orgsim.analysis.rounding import decimals
from orgsim.analysis.sample import header
from orgsim.text_table import aligned, cut

_WIDTH, _MOST = 100, 8
_HEADINGS = {
    "mean": "mean", "worst": "worst", "max_regret": "max regret", "regret_90": "90% regret", "often_best": "best in",
    "satisficing": "enough in",
}  # fmt: skip
_SHARES = frozenset({"often_best", "satisficing"})


def robustness_text(found: Robustness) -> str:
    """Who is most robust by each measure, and a table of the sets that some measure puts first or that lose least."""
    how = found.settings
    sets, contexts, replications = found.crossing.values.shape
    enough = "" if how.threshold is None else f"; enough: {'at least' if how.better == 'more' else 'at most'} {how.threshold:g}"
    lines = [
        *header(found.source),
        f"{found.outcome.replace('_', ' ')} ({how.better} is better{enough}): {sets:,} lever sets x {contexts:,} contexts x "
        f"{replications:,} replications",
        "",
        f"Most robust, and in what part of {how.resamples:,} resamples of contexts and replications (seed {how.seed}):",
    ]
    measures = measures_for(how.threshold)
    for key, place in found.chosen.items():
        often = float(found.how_often[key].iloc[place])
        ties = int(np.isclose(found.table[key], found.table[key].iloc[place], rtol=0, atol=1e-12).sum())
        alike = f"; {ties} sets are equal" if ties > 1 else ""
        line = f"{measures[key].meaning + ':':<42}{found.name(place)} ({often:.0%}{alike})"
        lines += wrap(line, _WIDTH, initial_indent="  ", subsequent_indent=" " * 44)
    lines += ["", *_table(found)]
    lines += [line for note in found.notes for line in ["", *wrap(note, _WIDTH)]]
    return "\n".join(lines)


def _table(found: Robustness) -> Iterator[str]:
    """The sets that some measure puts first, then those of the smallest largest regret."""
    order = found.table["max_regret"].sort_values(kind="stable").index.tolist()
    shown = list(dict.fromkeys([*found.chosen.values(), *order]))[: max(_MOST, len(set(found.chosen.values())))]
    digits = decimals(float(found.regrets.max()), 2)
    longest, rows = _WIDTH - 2 - 12 * len(found.chosen), [("", *(_HEADINGS[key] for key in found.chosen))]
    for place in sorted(shown, key=order.index):
        row = found.table.iloc[place]
        cells = (f"{row[key]:.0%}" if key in _SHARES else f"{row[key]:.{digits}f}" for key in found.chosen)
        rows.append((cut(found.name(place), longest), *cells))
    yield from aligned(rows, indent=2)
    if len(shown) < len(found.table):
        yield f"  ({len(found.table) - len(shown):,} more lever sets in the table that --output writes)"
