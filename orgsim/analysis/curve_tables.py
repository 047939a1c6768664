"""What plateaus and overtakings say, as tidy tables and in words for a terminal of 100 columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd
import xarray as xr

from orgsim.analysis.across import mean_of
from orgsim.analysis.compare import paired_differences, paired_statistics
from orgsim.analysis.overtaking import LOWER_IS_BETTER, Overtaking
from orgsim.analysis.plateau import Plateau, Rates
from orgsim.analysis.wording import display_of
from orgsim.model.calendar import LEVEL_WEEKS, WEEKS_PER_YEAR
from orgsim.text_table import aligned


def plateau_table(found: Sequence[Plateau]) -> pd.DataFrame:
    """A row for each plateau looked for: what was found, its intervals, slopes by the year, and the measured rates."""
    return pd.DataFrame([_plateau_row(each) for each in found])


def plateau_text(found: Sequence[Plateau]) -> str:
    """The same in words, a paragraph for each scenario; all of one outcome."""
    first = found[0]
    shown = display_of(first.outcome)
    lines = [
        f"{shown.label} ({shown.long_unit}), mean of {first.replications:,} replications",
        f"Called a plateau: the slope after the hinge is at most {first.rule.late_share:.0%} of the one before, and the hinge",
        f"beats a straight line by {first.rule.margin:g} BIC points, counted for autocorrelated weeks",
    ]
    for each in found:
        lines += ["", f"{each.scenario}, weeks {each.first} to {each.last}{_why(each)}:"]
        lines += [f"  {plateau_sentence(each)}", *_plateau_lines(each)]
    return "\n".join([*lines, "", f"Dice of resampling and noise: seed {first.seed}"])


def plateau_sentence(found: Plateau) -> str:
    """What was found, in one line."""
    shown = display_of(found.outcome)
    if found.declared:
        when = f"levels off in week {found.week:.0f} ({_range(found.week_interval, '{:.0f}')})"
        return f"{when} at {shown.value(found.height)} {shown.unit} ({_range(found.height_interval, shown)})"
    slope = shown.change(found.after * WEEKS_PER_YEAR)
    return f"no plateau: after week {found.week:.0f} it still moves by {slope} {shown.unit} in a year"


def overtaking_table(pairs: Sequence[tuple[xr.Dataset, xr.Dataset, Overtaking]]) -> pd.DataFrame:
    """A row for each pair and outcome: where it ends, when one overtakes for good, and how far it was behind before."""
    return pd.DataFrame([_overtaking_row(*each) for each in pairs])


def overtaking_text(table: pd.DataFrame) -> str:
    """The table of `overtaking_table` for a terminal: a block for each pair, a row for each outcome."""
    rows: list[Any] = list(table.itertuples(index=False))
    lines = [
        f"Means of {rows[0].replications:,} paired replications; at the end: the last {LEVEL_WEEKS} weeks, ± half the interval",
        f"Overtakes: from which week it stays ahead ({rows[0].over}-week mean), with a {rows[0].confidence:.0%} interval;",
        "runs: share of replications that overtake; behind: the largest deficit before, and its week",
    ]
    for pair in dict.fromkeys((row.first, row.second) for row in rows):
        cells = [_overtaking_cells(row) for row in rows if (row.first, row.second) == pair]
        heading = ("", "", "at the end", "overtakes", "runs", "behind by")
        lines += ["", f"{pair[0]} less {pair[1]}", *aligned([heading, *cells], "<<>")]
    lower = [display_of(row.outcome).label.lower() for row in rows if row.outcome in LOWER_IS_BETTER]
    if lower:
        lines += ["", f"Less is better, so ahead is who has less: {', '.join(dict.fromkeys(lower))}"]
    return "\n".join([*lines, "", f"Dice of resampling: seed {rows[0].seed}"])


def _plateau_row(found: Plateau) -> dict[str, Any]:
    return {
        "scenario": found.scenario,
        "outcome": found.outcome,
        "replications": found.replications,
        "first_week": found.first,
        "last_week": found.last,
        "plateau": found.declared,
        "week": found.week,
        "week_low": found.week_interval[0],
        "week_high": found.week_interval[1],
        "start": found.start,
        "height": found.height,
        "height_low": found.height_interval[0],
        "height_high": found.height_interval[1],
        "final": found.final,
        "slope_before_per_year": found.before * WEEKS_PER_YEAR,
        "slope_after_per_year": found.after * WEEKS_PER_YEAR,
        "evidence_bic": found.evidence,
        "share_replications": found.share_declared,
        "share_resamples": found.resamples_declared,
        **_rates("false_alarms", found.false_alarms),
        **_rates("hits", {"": found.hits}),
        "confidence": found.confidence,
        "seed": found.seed,
    }


def _rates(stem: str, rates: Mapping[str, Rates]) -> dict[str, float]:
    return {
        "_".join(filter(None, (stem, name.replace(" ", "_"), of))): getattr(each, of)
        for name, each in rates.items()
        for of in each._fields
    }


def _plateau_lines(found: Plateau) -> Iterator[str]:
    shown = display_of(found.outcome)
    before, after = (shown.change(slope * WEEKS_PER_YEAR) for slope in (found.before, found.after))
    ends = f"{shown.value(found.start)} to {shown.value(found.height)} to {shown.value(found.final)} {shown.unit}"
    yield f"  from {ends}; {before} a year before, {after} after; evidence {found.evidence:.1f} BIC points"
    yield f"  also called so: {found.share_declared:.1%} of replications, {found.resamples_declared:.1%} of resampled means"
    yield "  the rule on synthetic curves as noisy as the mean (in brackets: as one replication):"
    alarms = ", ".join(f"{name} {_both(rates)}" for name, rates in found.false_alarms.items())
    yield f"    true plateaus found: {_both(found.hits)}"
    yield f"    false alarms: {alarms}"
    for week in found.moves:
        if found.first < week <= found.last:
            yield f"  note: levers move in week {week}, so one hinge may not fit; --from and --until choose the weeks"


def _both(rates: Rates) -> str:
    return f"{rates.mean:.1%} ({rates.replication:.1%})"


def _why(found: Plateau) -> str:
    return " (then levers move)" if found.last + 1 in found.moves else ""


def _overtaking_row(a: xr.Dataset, b: xr.Dataset, found: Overtaking) -> dict[str, Any]:
    late = mean_of(paired_differences(a, b, found.outcome)[:, -LEVEL_WEEKS:], axis=1)
    end = paired_statistics(late, found.confidence)
    return {
        "first": found.first,
        "second": found.second,
        "outcome": found.outcome,
        "replications": found.replications,
        "difference": float(end["difference"]),
        "difference_low": float(end["low"]),
        "difference_high": float(end["high"]),
        "week": found.week,
        "week_low": found.week_interval[0],
        "week_high": found.week_interval[1],
        "share_replications": found.share,
        "share_resamples": found.share_resamples,
        "deficit": found.deficit,
        "deficit_low": found.deficit_interval[0],
        "deficit_high": found.deficit_interval[1],
        "deficit_week": found.deficit_week,
        "over": found.over,
        "confidence": found.confidence,
        "seed": found.seed,
    }


def _overtaking_cells(row: Any) -> tuple[str, ...]:
    shown = display_of(row.outcome)
    half = (row.difference_high - row.difference_low) / 2
    end = shown.change(row.difference) + (f" ±{shown.value(half)}" if half == half else "")
    week = "never" if row.week != row.week else f"{row.week:.0f} ({_range((row.week_low, row.week_high), '{:.0f}')})"
    behind = "-" if row.deficit == 0 else f"{shown.value(row.deficit)} (week {row.deficit_week:.0f})"
    return shown.label.replace(" of ", ", "), shown.unit, end, week, f"{row.share_replications:.0%}", behind


def _range(interval: tuple[float, float], how: Any) -> str:
    """Both ends of an interval; an end that is NaN is "never"."""
    write = how.format if isinstance(how, str) else how.value
    low, high = ("never" if end != end else write(end) for end in interval)
    return f"{low} to {high}"
