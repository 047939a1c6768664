"""The diagnosis and the time ledger as tables that people can read in a terminal of 100 columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from orgsim.analysis.diagnose import LABELS
from orgsim.analysis.ledger import KINDS, ROLES, UNDONE
from orgsim.analysis.ledger import LABELS as KIND_LABELS
from orgsim.text_table import aligned, cut

_ABREAST = 3


def diagnosis_text(summary: pd.DataFrame) -> str:
    """The table of `summarise_diagnosis`: a verdict for each scenario, then parts, index and self-assessment in per cent."""
    rows: list[Mapping[str, Any]] = summary.to_dict("records")  # type: ignore[assignment]
    lines = [line for row in rows for line in _verdict(row)]
    for place in range(0, len(rows), _ABREAST):
        abreast = rows[place : place + _ABREAST]
        heading = ("per cent", *(cut(row["scenario"], 22) for row in abreast))
        lines += ["", *aligned([heading, *((LABELS[name], *(_mean(row, name) for row in abreast)) for name in LABELS)])]
    return "\n".join(lines)


def ledger_text(roles: pd.DataFrame) -> str:
    """The table of `by_role`: hours a week by kind for the head, leaders and managers of each scenario."""
    lines: list[str] = []
    for scenario, table in roles.groupby("scenario", sort=False):
        hours = table.pivot(index="kind", columns="role", values="hours")
        people = table.groupby("role")["people"].first()
        present = [role for role in ROLES if role in hours]
        names = [f"{role}{'' if people[role] == 1 else f's ({people[role]})'}" for role in present]
        rows = {KIND_LABELS[kind]: hours.loc[kind] for kind in KINDS}
        rows |= {"the week": hours.loc[list(KINDS)].sum(), KIND_LABELS[UNDONE]: hours.loc[UNDONE]}
        cells = [(f"  {label}", *(f"{row[role]:.1f}" for role in present)) for label, row in rows.items()]
        lines += ["", *aligned([(f"{scenario}, hours a week", *names), *cells])]
    return "\n".join(lines[1:])


def share_text(share: float) -> str:
    """A share in per cent, `-` when there is none."""
    return "-" if share != share else f"{100 * share + 0.0:.1f}"


def _verdict(row: Mapping[str, Any]) -> Iterator[str]:
    interval = f"{100 * row['probability_low']:.0f} to {100 * row['probability_high']:.0f} %"
    yield (
        f"{row['scenario']}: {row['verdict']}; probability of a leadership team {100 * row['probability']:.0f} % ({interval})"
    )


def _mean(row: Mapping[str, Any], name: str) -> str:
    half = (row[f"{name}_high"] - row[f"{name}_low"]) / 2
    return share_text(row[name]) + (f" ±{share_text(half):<4}" if half == half else "      ")
