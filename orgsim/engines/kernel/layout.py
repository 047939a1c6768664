"""Where everything lies: the slots of supervisors, workers and the department, and the tree as the stages read it."""

from __future__ import annotations

from collections import namedtuple
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from orgsim.model.outcomes import OUTCOME_NAMES
from orgsim.model.random import Address
from orgsim.organization import Organization

# A supervisor's slots: state first, then what holds within one week.
(
    HABIT,
    COMPETENCE,
    LEADING_SKILL,
    ENGAGEMENT,
    DISPOSITION,
    VACANT,
    LOW_TRUST_WEEKS,
    DIRECTIVE_SHARE,
    TRUST,
    TEAM_SHARE,
    VISIBLE_GAP,
    LOCAL_GAP,
    PROCESS,
    VOICE,
    PROGRESS,
    TEAM_ENGAGEMENT,
    TEAM_EXPERIENCE,
    PRESENT,
    PEER_NORM,
    EXCEPTIONS,
    IDEAS,
    CLIMBING,
    AUTHORITY,
    DIRECTED,
    SERVED,
    LEADING_TIME,
    EXAMPLE,
    SUPPORT,
    RESOLUTION,
    TEAM_PERFORMANCE,
    IMPLEMENTED,
    BEST_GAP,
    SUBTREE_VOICE,
    SUBTREE_PROGRESS,
    INVOLVEMENT,
    QUIT_DRAW,
    ABILITY,
    HOURS_DECIDING,
    HOURS_REVIEWING,
    HOURS_OVERSEEING,
    HOURS_MEETING_OPERATIONAL,
    HOURS_MEETING_STRATEGIC,
    HOURS_LEADING,
    HOURS_UNDONE,
) = range(44)
SUPERVISOR_SLOTS = 44

# A worker's slots (ENGAGEMENT would clash with a supervisor's number, so workers have names of their own).
W_ENGAGEMENT, W_EXPERIENCE, W_NEED, W_QUIT_DRAW, W_MOOD_DRAW = range(5)
WORKER_SLOTS = 5

# The department's slots.
(
    CIRCUMSTANCES,
    CLIMATE,
    ALIGNMENT,
    STRETCHED,
    REPORTED,
    EXPECTATION,
    PERFORMANCE,
    IMPROVEMENT,
    DISPOSITION_LEVEL,
    SKILL_LEVEL,
    GOAL_GAP,
    NORM,
    TEAM_EXAMPLE,
    STRATEGIC_AGENDA,
    QUITS,
    QUIT_CEILING,
) = range(16)
DEPARTMENT_SLOTS = 16

#: Slots of a supervisor in the order of `model.state.PERSON_FIELDS` (experience and need are the workers').
RECORDED = (
    ENGAGEMENT,
    -1,
    -1,
    HABIT,
    COMPETENCE,
    ABILITY,
    LEADING_SKILL,
    DISPOSITION,
    DIRECTIVE_SHARE,
    TRUST,
    AUTHORITY,
    SERVED,
    LEADING_TIME,
    RESOLUTION,
    HOURS_DECIDING,
    HOURS_REVIEWING,
    HOURS_OVERSEEING,
    HOURS_MEETING_OPERATIONAL,
    HOURS_MEETING_STRATEGIC,
    HOURS_LEADING,
    HOURS_UNDONE,
    TEAM_SHARE,
    VISIBLE_GAP,
    LOCAL_GAP,
    PROCESS,
    VOICE,
    PROGRESS,
    TEAM_PERFORMANCE,
)


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
