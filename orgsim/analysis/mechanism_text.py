"""Decompositions, dates of switching and tipping points as text for a terminal of 100 columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from orgsim.analysis.decompose import Decomposition
from orgsim.analysis.hysteresis import Hysteresis
from orgsim.analysis.norms import folds, lasting_norms
from orgsim.analysis.switching import Switching
from orgsim.analysis.tipping import Tipping
from orgsim.analysis.wording import display_of
from orgsim.model.calendar import WEEKS_PER_YEAR
from orgsim.model.mechanisms import MECHANISMS
from orgsim.model.parameters import Style
from orgsim.text_table import RULE, Line, aligned


def decomposition_text(found: Decomposition) -> str:
    """The values of all groups beside the whole gap and what no switch explains."""
    shown, design = display_of(found.statistic), found.design
    levels = (shown.value(float(each.mean())) for each in (found.led_level, found.directed_level))
    lines = [
        f"{shown.label}, {shown.long_unit}: {found.led} {next(levels)}, {found.directed} {next(levels)}",
        f"(mean of the last 13 weeks of {design.weeks:,}; {design.replications:,} replications, seed {design.seed})",
    ]
    rows: list[Line] = [("Shapley value of", "value", f"{found.confidence:.0%} interval", "of gap", "removal", "alone")]
    for row in _rows(found.table()):
        interval = f"{shown.change(row.low)} to {shown.change(row.high)}"
        ends = () if row.removal != row.removal else (shown.change(row.removal), shown.change(row.alone))
        if row.part == "all groups":
            rows.append(RULE)
        rows.append((row.part, shown.change(row.value), interval, f"{row.share:.0%}", *ends))
    return "\n".join([*lines, "", *aligned(rows, least=(22,))])


def _rows(table: pd.DataFrame) -> list[Any]:
    """The rows of a table, by the names of its columns."""
    return list(table.itertuples(index=False))


def mechanisms_text() -> str:
    """The table of mechanisms: name, parameter and value that switch it off, meaning, and the group in decompositions."""
    groups = (f" [{each.group}]" if each.group else "" for each in MECHANISMS)
    rows = [(each.name, f"{each.key} {each.off:g}", each.meaning + next(groups)) for each in MECHANISMS]
    return "\n".join(aligned(rows, "<"))


def switching_text(found: Switching) -> str:
    """The value of each week tried, the best one, and what is best up to each year."""
    design = found.design
    intro = f"{found.scenario}: means over {design.weeks:,} weeks, discounted by {found.discount:.0%} a year"
    lines = [intro if found.discount else intro.partition(", disc")[0]]
    lines.append(f"({design.replications:,} replications with the same dice for every week, seed {design.seed})")
    table = found.table()
    for outcome in found.outcomes:
        shown, cells = display_of(outcome), [("shift", "mean", "loss", "interval", "a year more")]
        for row in _rows(table[table["outcome"] == outcome]):
            if row.week != row.week or row.week % WEEKS_PER_YEAR == 0 or row.loss == 0:
                interval = f"{shown.value(row.low)} to {shown.value(row.high)}"
                waiting = "" if row.next_year != row.next_year else shown.change(-row.next_year)
                cells.append((week_text(row.week), shown.value(row.value), shown.value(row.loss), interval, waiting))
        lines += ["", f"{shown.label}, {shown.long_unit}", *aligned(cells, ">", gap=3, indent=2)]
        lines += [f"  {line}" for line in _verdict(found, outcome)]
    return "\n".join(lines)


def _verdict(found: Switching, outcome: str) -> Iterator[str]:
    shown, confidence = display_of(outcome), f"{found.confidence:.0%}"
    week, low, high = found.best(outcome)
    edge = "; the first week tried" if week == found.weeks[0] else "; the last week tried" if week == found.weeks[-1] else ""
    yield f"best: {week_text(week)} ({confidence} interval {week_text(low)} to {week_text(high)}{edge})"
    cost, least, most = found.yearly_cost(outcome)
    if cost == cost:
        part = f"{shown.value(least)} to {shown.value(most)}"
        yield f"each year of waiting after it costs {shown.value(cost)} ({part}) {shown.long_unit}"
    table = found.by_horizon()
    years = table[(table["outcome"] == outcome) & (table["horizon"] < found.horizons[-1])]
    best = ", ".join(f"{row.horizon // WEEKS_PER_YEAR} {week_text(row.week)}" for row in _rows(years))
    if best:
        yield f"best when only so many years count: {best}"


def week_text(week: float) -> str:
    """A week to shift in, where NaN is never."""
    return "never" if week != week else f"week {week:.0f}"


def norms_text(style: Style, found: Tipping) -> str:
    """What theory says of the norm in the mean: the cusp, and the norms that can last where the teams end."""
    lines = [f"In the mean, habit caught up: J + habit = {style.peers + style.habit:g}; two norms can last above 4"]
    inside = folds(style)
    if inside is not None:
        lines.append(f"  two norms last in fields from {inside.low:+.2f} to {inside.high:+.2f} logits")
    for strength, field in zip(found.strengths, found.fields, strict=True):
        if field == field:
            norms = [each for each in lasting_norms(style._replace(peers=strength), field) if each.stable]
            last = " and ".join(f"{each.norm:.2f}" for each in norms)
            lines.append(f"  J {strength:g}: teams that nobody converts end in a field of {field:+.2f}, where {last} can last")
    return "\n".join(lines)


def tipping_text(found: Tipping) -> str:
    """The share of teams that flip, by the share of leaders converted, and the critical share."""
    design = found.design
    lines = [
        f"Converted leaders: the part of teams that lead after {design.weeks / WEEKS_PER_YEAR:g} years, and their norm",
        f"({design.replications:,} replications of each, seed {design.seed})",
    ]
    table = [("converted", *(head for strength in found.strengths for head in (f"J {strength:g}", "norm")))]
    for share, rows in found.table().groupby("share", sort=False):
        table.append((f"{share:.0%}", *(cell for row in _rows(rows) for cell in (f"{row.flipped:.0%}", f"{row.norm:.2f}"))))
    lines += aligned(table, ">", gap=3, indent=2)
    for strength in found.strengths:
        critical, low, high = found.critical(strength)
        interval = f"{found.confidence:.0%} interval {share_text(low)} to {share_text(high)}"
        lines.append(f"  J {strength:g}: critical share {share_text(critical)} ({interval})")
    return "\n".join(lines)


def share_text(share: float) -> str:
    """A critical share, where NaN is none and 0 means that teams flip by themselves."""
    return "none" if share != share else f"{share:.0%}"


def hysteresis_text(found: Hysteresis) -> str:
    """The loops of slow coaching."""
    years, design = found.ramp / WEEKS_PER_YEAR, found.design
    lines = [
        f"Coaching from {found.coaching[0]:.1f} to {found.coaching[-1]:+.1f} logits and back, {years:,.0f} years each way",
        f"({design.replications:,} replications, seed {design.seed}; area in logits x share directed)",
    ]
    table: list[Line] = [("J", "loop area", "interval", "lets go at", "relapses at")]
    for row in _rows(found.table()):
        ends = ("-" if each != each else f"{each:+.2f}" for each in (row.let_go_at, row.relapse_at))
        table.append((f"{row.strength:g}", f"{row.area:.2f}", f"{row.low:.2f} to {row.high:.2f}", *ends))
    return "\n".join([*lines, *aligned(table, ">", gap=3, indent=2)])
