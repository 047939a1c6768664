"""Stage 10 and the record: the department's week closes, and every outcome is noted."""

from __future__ import annotations

from typing import Any

from orgsim.engines.kernel.compiling import read
from orgsim.engines.kernel.layout import Run, at, outcome, unit_at
from orgsim.model.arithmetic import constant, indicator, maximum
from orgsim.model.parameters import Climate, Direction, Engagement, Levers, Start, Work
from orgsim.model.random import DEPARTMENT, WEEK, noise, uniforms
from orgsim.model.rules.attention import escalated
from orgsim.model.rules.department import (
    aspiration,
    client_satisfaction,
    next_alignment,
    next_climate,
    next_expectation,
    next_improvement,
    next_reported,
    next_stretched,
)
from orgsim.model.rules.engagement import leader_involvement
from orgsim.model.rules.reporting import autopilot, mean_or_nan, per_exception, released, yearly


def leading_together(run: Run) -> float:
    """Mean leading time of the leaders in post; 0 when nobody is."""
    supervisors = run.supervisors
    total = constant(0.0, supervisors[at.leading_time, 0])
    present = constant(0.0, total)
    for s in range(run.tree.leaders):
        total = total + supervisors[at.leading_time, s]
        present = present + supervisors[at.present, s]
    return total / maximum(present, 1.0)


def closing(run: Run, week: int, performance: float) -> None:
    """Stage 10: alignment, aspiration, what is reported, what clients expect, and the climate."""
    department, fixed = run.department, run.fixed
    direction, climate, work = read(Direction, fixed), read(Climate, fixed), read(Work, fixed)
    agenda, stretch = department[unit_at.agenda, 0], read(Levers, run.levers).stretch
    department[unit_at.alignment, 0] = next_alignment(direction, work, department[unit_at.alignment, 0], agenda)
    department[unit_at.stretched, 0] = next_stretched(department[unit_at.stretched, 0], stretch, leading_together(run))
    reported = next_reported(direction, department[unit_at.reported, 0], performance)
    department[unit_at.reported, 0] = reported
    department[unit_at.expectation, 0] = next_expectation(direction, department[unit_at.expectation, 0], reported)
    draws = uniforms(run.climate_address, week + 1, DEPARTMENT, WEEK)
    department[unit_at.climate, 0] = next_climate(
        climate, department[unit_at.climate, 0], noise(draws[0], read(Start, fixed).varied * climate.sd)
    )
    department[unit_at.improvement, 0] = next_improvement(
        department[unit_at.improvement, 0], performance, department[unit_at.performance, 0]
    )
    department[unit_at.performance, 0] = performance


def note_people(run: Run, notes: Any) -> None:
    """Engagement by role, and what managers and leaders are like, over those in post at the end of the week."""
    supervisors, tree = run.supervisors, run.tree
    zero = constant(0.0, supervisors[at.habit, 0])
    workers, managers, leaders = zero, zero, zero
    in_managers, in_leaders, trust, competence, skill = zero, zero, zero, zero, zero
    for s in range(len(tree.boss)):
        if tree.team_end[s] > tree.team_start[s]:
            workers = workers + supervisors[at.team_engagement, s]
        in_post = indicator(supervisors[at.vacant, s] < 0.5)
        if s < tree.leaders:
            leaders = leaders + in_post * supervisors[at.engagement, s]
            skill = skill + in_post * supervisors[at.leading_skill, s]
            in_leaders = in_leaders + in_post
        else:
            managers = managers + in_post * supervisors[at.engagement, s]
            trust = trust + in_post * supervisors[at.trust, s]
            competence = competence + in_post * supervisors[at.competence, s]
            in_managers = in_managers + in_post
    notes[outcome.engagement, 0] = (workers + managers + leaders) / (tree.subtree[0] + in_managers + in_leaders)
    notes[outcome.engagement_workers, 0] = workers / tree.subtree[0]
    notes[outcome.engagement_managers, 0] = mean_or_nan(managers, in_managers)
    notes[outcome.engagement_leaders, 0] = mean_or_nan(leaders, in_leaders)
    notes[outcome.trust, 0] = mean_or_nan(trust, in_managers)
    notes[outcome.competence, 0] = mean_or_nan(competence, in_managers)
    notes[outcome.leading_skill, 0] = mean_or_nan(skill, in_leaders)


def note_week(run: Run, notes: Any) -> None:
    """What happened in the week: decisions, exceptions and ideas."""
    supervisors, department, tree = run.supervisors, run.department, run.tree
    zero = constant(0.0, supervisors[at.habit, 0])
    involvement, delegated, lines = zero, zero, zero
    exceptions, climbed, unresolved, ideas, implemented = zero, zero, zero, zero, zero
    for s in range(len(tree.boss)):
        if s > 0:
            present = supervisors[at.present, s]
            delegated = delegated + present * (1.0 - supervisors[at.directive_share, s])
            lines = lines + present
            climbed = climbed + escalated(supervisors[at.climbing, s], supervisors[at.authority, s])
        if tree.team_end[s] > tree.team_start[s]:
            own, offered = supervisors[at.exceptions, s], supervisors[at.ideas, s]
            involvement = involvement + tree.team[s] * supervisors[at.involvement, s]
            exceptions = exceptions + own
            unresolved = unresolved + own * (1.0 - supervisors[at.resolution, s])
            ideas = ideas + offered
            implemented = implemented + offered * supervisors[at.implemented, s]
    workers, people = tree.subtree[0], tree.subtree[0] + len(tree.boss)
    notes[outcome.involvement, 0] = involvement / workers
    notes[outcome.delegation, 0] = mean_or_nan(delegated, lines)
    notes[outcome.escalations, 0] = per_exception(climbed, exceptions)
    notes[outcome.unresolved, 0] = per_exception(unresolved, exceptions)
    notes[outcome.autopilot, 0] = autopilot(exceptions, workers)
    notes[outcome.ideas, 0] = yearly(ideas, workers)
    notes[outcome.ideas_implemented, 0] = yearly(implemented, workers)
    notes[outcome.quits, 0] = yearly(department[unit_at.quits, 0], people)


def note_leadership(run: Run, notes: Any) -> None:
    """What comes up to the leadership team from below, and how involved its members are."""
    supervisors, tree, engagement = run.supervisors, run.tree, read(Engagement, run.fixed)
    zero = constant(0.0, supervisors[at.habit, 0])
    involvement, present, reached, below = zero, zero, zero, zero
    for s in range(tree.leaders):
        involved = leader_involvement(engagement, supervisors[at.authority, s]) if s > 0 else constant(1.0, zero)
        involvement = involvement + supervisors[at.present, s] * involved
        present = present + supervisors[at.present, s]
    for s in range(tree.leaders, len(tree.boss)):
        if tree.team_end[s] > tree.team_start[s]:
            below = below + supervisors[at.exceptions, s]
        if tree.boss[s] < tree.leaders:
            reached = reached + escalated(supervisors[at.climbing, s], supervisors[at.authority, s])
    managers = constant(float(len(tree.boss) - tree.leaders), zero)
    notes[outcome.involvement_leaders, 0] = mean_or_nan(involvement, present)
    notes[outcome.released, 0] = released(reached, below, managers)


def note_department(run: Run, notes: Any) -> None:
    """The department as a whole."""
    department, levers = run.department, read(Levers, run.levers)
    direction = read(Direction, run.fixed)
    notes[outcome.performance, 0] = department[unit_at.performance, 0]
    notes[outcome.improvement, 0] = department[unit_at.improvement, 0]
    notes[outcome.leading_time, 0] = leading_together(run)
    notes[outcome.strategic_agenda, 0] = department[unit_at.agenda, 0]
    notes[outcome.client_satisfaction, 0] = client_satisfaction(
        direction, department[unit_at.reported, 0], department[unit_at.expectation, 0]
    )
    notes[outcome.aspiration, 0] = aspiration(direction, levers.agreed_goal, department[unit_at.stretched, 0])
    notes[outcome.directive_norm, 0] = department[unit_at.norm, 0]
    notes[outcome.alignment, 0] = department[unit_at.alignment, 0]
