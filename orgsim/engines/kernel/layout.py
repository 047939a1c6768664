"""Where everything lies: the slots of supervisors, workers and the department, and the tree as the stages read it."""

from __future__ import annotations

from collections import namedtuple
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from orgsim.model.outcomes import OUTCOME_NAMES
from orgsim.model.random import Address
from orgsim.model.state import PERSON_FIELD_NAMES
from orgsim.organization import Organization


class SupervisorSlots(NamedTuple):
    """A supervisor's slots, by the names that the agents have: state first, then what holds within one week."""

    habit: int
    competence: int
    leading_skill: int
    engagement: int
    disposition: int
    vacant: int
    low_trust_weeks: int
    directive_share: int
    trust: int
    team_directive_share: int
    visible_gap: int
    local_gap: int
    process: int
    voice_response: int
    progress: int
    team_engagement: int
    team_experience: int
    present: int
    reports_norm: int
    exceptions: int
    ideas: int
    climbing: int
    authority: int
    directed: int
    served: int
    leading_time: int
    example: int
    support: int
    resolution: int
    team_performance: int
    implemented: int
    best_practice: int
    subtree_voice: int
    subtree_progress: int
    involvement: int
    quit_draw: int
    ability: int
    hours_deciding: int
    hours_reviewing: int
    hours_overseeing: int
    hours_meeting_operational: int
    hours_meeting_strategic: int
    hours_leading: int
    hours_undone: int


class WorkerSlots(NamedTuple):
    """A worker's slots."""

    engagement: int
    experience: int
    need: int
    quit_draw: int
    mood_draw: int


class DepartmentSlots(NamedTuple):
    """The department's slots."""

    circumstances: int
    climate: int
    alignment: int
    stretched: int
    reported: int
    expectation: int
    performance: int
    improvement: int
    disposition_level: int
    skill_level: int
    shortfall: int
    norm: int
    team_example: int
    agenda: int
    quits: int
    quit_ceiling: int


#: Where each slot of a supervisor, a worker and the department lies: `at.habit` is 0, and so on.
at = SupervisorSlots._make(range(len(SupervisorSlots._fields)))
worker_at = WorkerSlots._make(range(len(WorkerSlots._fields)))
unit_at = DepartmentSlots._make(range(len(DepartmentSlots._fields)))
SUPERVISOR_SLOTS, WORKER_SLOTS, DEPARTMENT_SLOTS = len(at), len(worker_at), len(unit_at)

#: Slots of a supervisor in the order of `model.state.PERSON_FIELDS`; -1 where only workers have the field.
RECORDED = tuple(getattr(at, name, -1) for name in PERSON_FIELD_NAMES)

#: Where each outcome is noted: `outcome.performance` is 0, and so on in the order of the table.
outcome: Any = namedtuple("outcome", OUTCOME_NAMES)(*range(len(OUTCOME_NAMES)))


class Tree(NamedTuple):
    """The reporting tree by supervisor, (supervisors,) each; workers are numbered from 0 in team order.

    `boss` of the head is 0. `subtree` is the number of workers below, `lines` the lines a supervisor directs on: one for each
    supervising report and one for a team.
    """

    boss: NDArray[np.int64]
    child_start: NDArray[np.int64]
    child_end: NDArray[np.int64]
    team_start: NDArray[np.int64]
    team_end: NDArray[np.int64]
    team: NDArray[np.float64]
    subtree: NDArray[np.float64]
    lines: NDArray[np.float64]
    leaders: int


class Run(NamedTuple):
    """All that stages touch: the tree, this week's inputs, and the state as `[slot, person]` (or lanes of it).

    `tape` holds the week's draws where all runs have the same dice, else it is None.
    """

    tree: Tree
    address: Address
    climate_address: Address
    tape: Any
    fixed: Any
    levers: Any
    supervisors: Any
    workers: Any
    department: Any


def fill_tree(boss: Any, team_start: Any, team_end: Any, tree: Tree) -> None:
    """Fill a tree whose spans of children are there already, from an organization's arrays by supervisor.

    Compiled code runs it as it stands.
    """
    count = len(tree.boss)
    for s in range(count):
        tree.boss[s] = boss[s] if s > 0 else 0
        tree.team_start[s] = team_start[s] - count
        tree.team_end[s] = team_end[s] - count
        team = float(team_end[s] - team_start[s])
        tree.team[s] = team
        tree.subtree[s] = team
        tree.lines[s] = float(tree.child_end[s] - tree.child_start[s]) + (1.0 if team > 0.0 else 0.0)
    for s in range(count - 1, 0, -1):
        tree.subtree[tree.boss[s]] += tree.subtree[s]


def tree_of(organization: Organization) -> Tree:
    """The arrays of a tree, and what follows from it once for all runs."""
    count = organization.supervisors
    starts, ends = organization.child_start.astype(np.int64), organization.child_end.astype(np.int64)
    whole, real = np.empty((3, count), dtype=np.int64), np.empty((3, count))
    tree = Tree(whole[0], starts, ends, whole[1], whole[2], real[0], real[1], real[2], organization.leaders)
    fill_tree(organization.boss.tolist(), organization.team_start.tolist(), organization.team_end.tolist(), tree)
    return tree
