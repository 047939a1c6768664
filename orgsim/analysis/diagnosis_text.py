"""The diagnosis and the time ledger as tables that people can read in a terminal of 100 columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from orgsim.analysis.diagnose import LABELS
from orgsim.analysis.ledger import KINDS, ROLES, UNDONE
from orgsim.analysis.ledger import LABELS as KIND_LABELS

_NAME, _CELL, _ABREAST = 24, 24, 3


def diagnosis_text(summary: pd.DataFrame) -> str:
    """The table of `summarise_diagnosis`: a verdict for each scenario, then parts, index and self-assessment in per cent."""
    rows: list[Mapping[str, Any]] = summary.to_dict("records")  # type: ignore[assignment]
    lines = [line for row in rows for line in _verdict(row)]
    for place in range(0, len(rows), _ABREAST):
        abreast = rows[place : place + _ABREAST]
        lines += ["", f"{'per cent':<{_NAME}}" + "".join(f"{row['scenario'][: _CELL - 2]:>{_CELL}}" for row in abreast)]
        lines += [f"{LABELS[name]:<{_NAME}}" + "".join(f"{_mean(row, name):>{_CELL}}" for row in abreast) for name in LABELS]
    return "\n".join(lines)


def ledger_text(roles: pd.DataFrame) -> str:
    """The table of `by_role`: hours a week by kind for the head, leaders and managers of each scenario."""
    lines: list[str] = []
    for scenario, table in roles.groupby("scenario", sort=False):
        hours = table.pivot(index="kind", columns="role", values="hours")
        people = table.groupby("role")["people"].first()
        present = [role for role in ROLES if role in hours]
        names = [f"{role}{'' if people[role] == 1 else f's ({people[role]})'}" for role in present]
        lines += ["", f"{f'{scenario}, hours a week':<{2 * _NAME}}" + "".join(f"{name:>15}" for name in names)]
        lines += [_hours(KIND_LABELS[kind], [hours.loc[kind, role] for role in present]) for kind in KINDS]
        lines.append(_hours("the week", [hours.loc[list(KINDS), role].sum() for role in present]))
        lines.append(_hours(KIND_LABELS[UNDONE], [hours.loc[UNDONE, role] for role in present]))
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


def _hours(label: str, values: list[Any]) -> str:
    return f"  {label:<{2 * _NAME - 2}}" + "".join(f"{value:>15.1f}" for value in values)
