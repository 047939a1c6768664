"""A calibration as a context file that configurations can choose: the middle set, the whole ensemble, and where it is from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from orgsim.calibration.ensemble import Ensemble, tied, told
from orgsim.calibration.search import missed
from orgsim.provenance import rules_hash, versions
from orgsim.validation.table import Pattern

_SIGNIFICANT = 4
_HEADER = """# @package _global_
# Made by `{command}`. The context below is the middle set of {members} accepted ones; the others stand under
# calibration.ensemble. To use them: orgsim context={name} (the middle set), orgsim context={name} member=3 (another one).
"""


def calibration_text(
    ensemble: Ensemble, targets: Sequence[Pattern], command: str, *, name: str, provenance: Mapping[str, Any]
) -> str:
    """The context file as text; the same ensemble gives the same text."""
    content = {
        "context": _nested(ensemble.middle.trial.context)["context"],
        "calibration": {
            "command": command,
            **provenance,
            "rules_hash": rules_hash(),
            "numpy": versions()["numpy"],
            "tried": ensemble.tried,
            "accepted": ensemble.accepted,
            "figures": {target.name: _rounded(ensemble.middle.trial.figures[target.name]) for target in targets},
            "missed": [target.name for target in missed(targets, ensemble.middle.trial.figures)],
            "not_told": [row.parameter for row in told(ensemble).itertuples() if row.untold],
            "trade_offs": [f"{a} with {b}: {r:+.2f}" for a, b, r in tied(ensemble)[:10]],
            "ensemble": [_plain(member.trial.context) for member in ensemble.members],
        },
    }
    text: str = yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=128)
    return _HEADER.format(command=command, members=len(ensemble.members), name=name) + text


def _nested(values: Mapping[str, float]) -> dict[str, Any]:
    node: dict[str, Any] = {}
    for key, value in values.items():
        *groups, name = key.split(".")
        group = node
        for each in groups:
            group = group.setdefault(each, {})
        group[name] = value
    return node


def _plain(values: Mapping[str, float]) -> dict[str, float]:
    """Values by key without the leading `context.`, so that a member is one readable mapping."""
    return {key.removeprefix("context."): value for key, value in values.items()}


def _rounded(value: float) -> float:
    return float(f"{value:.{_SIGNIFICANT}g}")
