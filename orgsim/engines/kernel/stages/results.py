"""Stages 5 to 7: exceptions are resolved, teams perform, and gaps close and reopen."""

from __future__ import annotations

from orgsim.engines.kernel.compiling import read
from orgsim.engines.kernel.layout import Run, at, unit_at
from orgsim.model.arithmetic import constant, minimum
from orgsim.model.parameters import Authority, Improvement, Influence, Levers, Process, Work
from orgsim.model.rules.improvement import (
    direction_applied,
    drive,
    eroded,
    idea_closure,
    implemented_share,
    neglect,
    next_local_gap,
    next_process,
    next_progress,
    next_visible_gap,
    next_voice_response,
)
from orgsim.model.rules.influence import copied
from orgsim.model.rules.performance import resolution, team_performance


def performing(run: Run) -> float:
    """Stages 5 and 6, from the top down. Returns the department's performance, the worker-weighted mean of its teams."""
    supervisors, tree = run.supervisors, run.tree
    authority = read(Authority, run.fixed)
    total = constant(0.0, authority.info_loss)
    for s in range(len(tree.boss)):
        above = supervisors[at.resolution, tree.boss[s]] if s > 0 else constant(0.0, total)
        taken, served, competence = supervisors[at.authority, s], supervisors[at.served, s], supervisors[at.competence, s]
        resolved = resolution(authority, taken, served, competence, above)
        supervisors[at.resolution, s] = resolved
        if tree.team_end[s] > tree.team_start[s]:
            visible, local = supervisors[at.visible_gap, s], supervisors[at.local_gap, s]
            performance = team_performance(authority, visible, local, supervisors[at.exceptions, s], resolved, tree.team[s])
            supervisors[at.team_performance, s] = performance
            total = total + tree.team[s] * performance
    return total / tree.subtree[0]


def best_siblings(run: Run) -> None:
    """The smallest local gap among the teams whose supervisors share a boss; the head's own team has no siblings."""
    supervisors, tree = run.supervisors, run.tree
    for b in range(len(tree.boss)):
        best = constant(1.0, supervisors[at.local_gap, b])
        for s in range(tree.child_start[b], tree.child_end[b]):
            if tree.team_end[s] > tree.team_start[s]:
                best = minimum(best, supervisors[at.local_gap, s])
        supervisors[at.best_practice, b] = best


def improving(run: Run) -> None:
    """Stage 7: drive, ideas, copying and erosion move each team's gaps; people notice what becomes of ideas."""
    supervisors, tree, fixed = run.supervisors, run.tree, run.fixed
    improvement, work, process = read(Improvement, fixed), read(Work, fixed), read(Process, fixed)
    influence, levers = read(Influence, fixed), read(Levers, run.levers)
    alignment, shortfall = run.department[unit_at.alignment, 0], run.department[unit_at.shortfall, 0]
    for s in range(len(tree.boss)):
        if tree.team_end[s] > tree.team_start[s]:
            visible, local, boss = supervisors[at.visible_gap, s], supervisors[at.local_gap, s], tree.boss[s]
            line = supervisors[at.directive_share, s] if s > 0 else constant(0.0, visible)
            best = supervisors[at.best_practice, boss] if s > 0 else local
            served, taken, above = supervisors[at.served, s], supervisors[at.authority, s], supervisors[at.served, boss]
            directed = direction_applied(line, above, supervisors[at.team_directive_share, s], served)
            share = implemented_share(improvement, taken, served, supervisors[at.competence, s], above, levers.retrospectives)
            closure = idea_closure(improvement, supervisors[at.ideas, s], share, tree.team[s], alignment)
            driven = drive(improvement, directed, shortfall)
            neglected = neglect(improvement, served, supervisors[at.competence, s], alignment)
            reopening = eroded(improvement, work, visible, improvement.visible_max, neglected)
            new_visible = next_visible_gap(visible, driven, closure, reopening)
            copying = copied(influence, alignment, local, best)
            reopening = eroded(improvement, work, local, improvement.local_max, neglected)
            new_local = next_local_gap(local, closure, copying, reopening)
            progress = next_progress(improvement, supervisors[at.progress, s], visible + local, new_visible + new_local)
            supervisors[at.implemented, s] = share
            supervisors[at.visible_gap, s] = new_visible
            supervisors[at.local_gap, s] = new_local
            supervisors[at.process, s] = next_process(process, work, supervisors[at.process, s], supervisors[at.support, s])
            supervisors[at.voice_response, s] = next_voice_response(improvement, supervisors[at.voice_response, s], share)
            supervisors[at.progress, s] = progress
