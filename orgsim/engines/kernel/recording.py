"""The record of people: the state of everyone in one run, read off the workspace at the end of a week."""

from __future__ import annotations

from typing import Any

import numpy as np

from orgsim.engines.kernel.layout import RECORDED, SUPERVISOR_SLOTS, WORKER_SLOTS, at

FIELDS = len(RECORDED)
#: From here on, fields belong to the team.
FIRST_OF_TEAM = RECORDED.index(at.team_directive_share)
#: A worker's fields are the first three.
OF_WORKERS = 3


def applies(field: int, supervisor: int, vacant: bool, leads_team: bool) -> bool:
    """Whether a field says something of a supervisor: team fields need a team, the others a holder, line fields a boss."""
    if field >= FIRST_OF_TEAM:
        return leads_team
    slot = RECORDED[field]
    on_line = slot == at.directive_share or slot == at.trust
    return slot >= 0 and not vacant and not (on_line and supervisor == 0)


def copy_people(tree: Any, base: Any, supervisors_at: int, workers_at: int, lane: int, width: int, target: Any) -> None:
    """The state of every person of one run into `target` [field, person]; NaN where a field does not apply."""
    count = len(tree.boss)
    for s in range(count):
        own = supervisors_at + s * SUPERVISOR_SLOTS
        vacant = base[(own + at.vacant) * width + lane] > 0.5
        leads_team = tree.team_end[s] > tree.team_start[s]
        for field in range(FIELDS):
            target[field, s] = np.nan
            if applies(field, s, vacant, leads_team):
                target[field, s] = base[(own + RECORDED[field]) * width + lane]
    workers = tree.team_end[-1]
    for w in range(workers):
        for field in range(FIELDS):
            target[field, count + w] = np.nan
        for field in range(OF_WORKERS):
            target[field, count + w] = base[(workers_at + w * WORKER_SLOTS + field) * width + lane]
