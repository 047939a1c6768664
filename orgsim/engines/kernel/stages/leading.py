"""Stages 0 to 4: events, style, work, escalation and attention."""

from __future__ import annotations

from orgsim.engines.kernel.compiling import read
from orgsim.engines.kernel.layout import Run, at, unit_at, worker_at
from orgsim.engines.kernel.stages.dice import week_draws
from orgsim.model.arithmetic import any_run, constant, either, indicator, maximum, select
from orgsim.model.parameters import (
    Attention,
    Authority,
    Direction,
    Engagement,
    Improvement,
    Influence,
    Levers,
    NewHead,
    Shock,
    Style,
    Work,
)
from orgsim.model.rules.attention import (
    authority_taken,
    available_hours,
    deciding_load,
    escalated,
    hours_in_meeting,
    hours_leading,
    hours_spent,
    hours_undone,
    leading_time,
    load,
    operational_items,
    overseeing_load,
    reviewing_load,
    served_share,
    strategic_agenda,
)
from orgsim.model.rules.department import aspiration
from orgsim.model.rules.improvement import after_shock
from orgsim.model.rules.influence import example, support
from orgsim.model.rules.leaving import halfway
from orgsim.model.rules.style import directive_share, inclination, leadership_norm, pressure, team_trust
from orgsim.model.rules.work import exception_rate, has_exception, has_idea, idea_rate


def arrive(run: Run, arrives: bool, disposition: float, skill: float, habit: float) -> None:
    """A head from outside takes over in the runs in which `arrives` holds; each leader moves halfway to the new head."""
    supervisors = run.supervisors
    engagement = read(Engagement, run.fixed)
    supervisors[at.disposition, 0] = select(arrives, disposition, supervisors[at.disposition, 0])
    supervisors[at.leading_skill, 0] = select(arrives, skill, supervisors[at.leading_skill, 0])
    supervisors[at.habit, 0] = select(arrives, habit, supervisors[at.habit, 0])
    supervisors[at.engagement, 0] = select(arrives, engagement.start_leaders, supervisors[at.engagement, 0])
    for s in range(1, run.tree.leaders):
        old_disposition, old_skill = supervisors[at.disposition, s], supervisors[at.leading_skill, s]
        supervisors[at.disposition, s] = select(arrives, halfway(old_disposition, disposition), old_disposition)
        supervisors[at.leading_skill, s] = select(arrives, halfway(old_skill, skill), old_skill)


def events(run: Run, week: int) -> None:
    """Declared events strike at the start of their week."""
    shock, head, improvement = read(Shock, run.fixed), read(NewHead, run.fixed), read(Improvement, run.fixed)
    supervisors = run.supervisors
    strikes = either(shock.week < week, shock.week > week)
    size = select(strikes, 0.0, shock.size)
    if any_run(size > 0.0):
        for s in range(len(run.tree.boss)):
            supervisors[at.visible_gap, s] = after_shock(supervisors[at.visible_gap, s], size, improvement.visible_max)
            supervisors[at.local_gap, s] = after_shock(supervisors[at.local_gap, s], size, improvement.local_max)
    arrival = 1.0 - indicator(either(head.week < week, head.week > week))
    if any_run(arrival > 0.5):
        arrive(run, arrival > 0.5, head.disposition, head.leading_skill, head.habit)


def norms(run: Run) -> None:
    """Who is in post, what the leadership team aims at, and the norm each group of peers holds."""
    supervisors, department, tree = run.supervisors, run.department, run.tree
    style, direction, levers = read(Style, run.fixed), read(Direction, run.fixed), read(Levers, run.levers)
    for s in range(len(tree.boss)):
        supervisors[at.present, s] = indicator(supervisors[at.vacant, s] < 0.5)
    goal = aspiration(direction, levers.agreed_goal, department[unit_at.stretched, 0])
    department[unit_at.shortfall, 0] = pressure(goal, department[unit_at.reported, 0])
    for b in range(len(tree.boss)):
        total = constant(0.0, style.base)
        present = constant(0.0, style.base)
        for s in range(tree.child_start[b], tree.child_end[b]):
            total = total + supervisors[at.present, s] * supervisors[at.habit, s]
            present = present + supervisors[at.present, s]
        mean = select(present > 0.5, total / maximum(present, 1.0), supervisors[at.habit, b])
        supervisors[at.reports_norm, b] = mean
    norm = leadership_norm(style.head_weight, supervisors[at.habit, 0], supervisors[at.reports_norm, 0])
    department[unit_at.norm, 0] = norm
    supervisors[at.reports_norm, 0] = norm


def styles(run: Run) -> None:
    """Stage 1: every boss in post decides, from the top down, how much to direct on each line and toward the team."""
    supervisors, tree = run.supervisors, run.tree
    style, levers = read(Style, run.fixed), read(Levers, run.levers)
    shortfall = run.department[unit_at.shortfall, 0]
    for b in range(len(tree.boss)):
        boss_share = constant(0.5, shortfall) if b == 0 else supervisors[at.directive_share, b]
        coaching = levers.coaching if b < tree.leaders else levers.coaching_managers
        norm = supervisors[at.reports_norm, tree.boss[b]]
        inclined = inclination(
            style, supervisors[at.disposition, b], supervisors[at.habit, b], norm, boss_share, shortfall, coaching
        )
        decides = supervisors[at.present, b] > 0.5
        for s in range(tree.child_start[b], tree.child_end[b]):
            chosen = directive_share(style, inclined, supervisors[at.trust, s])
            supervisors[at.directive_share, s] = select(decides, chosen, supervisors[at.directive_share, s])
        if tree.team_end[b] > tree.team_start[b]:
            size = tree.team[b]
            trusted = team_trust(supervisors[at.team_engagement, b] / size, supervisors[at.team_experience, b] / size)
            chosen = directive_share(style, inclined, trusted)
            supervisors[at.team_directive_share, b] = select(decides, chosen, supervisors[at.team_directive_share, b])


def working(run: Run, week: int) -> None:
    """Stage 2: exceptions and ideas of every worker, counted by team. The other two draws are kept for later stages."""
    supervisors, workers, tree = run.supervisors, run.workers, run.tree
    work, levers = read(Work, run.fixed), read(Levers, run.levers)
    count = len(tree.boss)
    for s in range(count):
        visible, local, process = supervisors[at.visible_gap, s], supervisors[at.local_gap, s], supervisors[at.process, s]
        exceptions_at = exception_rate(work, visible, local, process)
        ideas_at = idea_rate(
            work, supervisors[at.team_directive_share, s], supervisors[at.voice_response, s], levers.retrospectives
        )
        exceptions = constant(0.0, visible)
        ideas = constant(0.0, visible)
        for w in range(tree.team_start[s], tree.team_end[s]):
            draws = week_draws(run.tape, run.address, week, count + w)
            exceptions = exceptions + has_exception(draws[0], exceptions_at, workers[worker_at.experience, w])
            ideas = ideas + has_idea(draws[1], ideas_at, workers[worker_at.engagement, w])
            workers[worker_at.quit_draw, w] = draws[2]
            workers[worker_at.mood_draw, w] = draws[3]
        supervisors[at.exceptions, s] = exceptions
        supervisors[at.ideas, s] = ideas


def attention(run: Run, recorded: bool) -> None:
    """Stages 3 and 4, from the bottom up: matters climb, and every supervisor's week fills with what arrives.

    Where the hours went is `recorded` on request; nothing else depends on it.
    """
    supervisors, tree = run.supervisors, run.tree
    limits, authority, levers = read(Attention, run.fixed), read(Authority, run.fixed), read(Levers, run.levers)
    available = available_hours(limits, levers.protected_time)
    for s in range(len(tree.boss) - 1, -1, -1):
        present = supervisors[at.present, s]
        climbing, reviewed, directed = supervisors[at.exceptions, s], constant(0.0, present), constant(0.0, present)
        for r in range(tree.child_start[s], tree.child_end[s]):
            climbing = climbing + escalated(supervisors[at.climbing, r], supervisors[at.authority, r])
            reviewed = reviewed + escalated(supervisors[at.ideas, r], supervisors[at.authority, r])
            directed = directed + supervisors[at.directive_share, r]
        if tree.team_end[s] > tree.team_start[s]:
            directed = directed + supervisors[at.team_directive_share, s]
        taken = present
        if s > 0:
            taken = authority_taken(authority, present, supervisors[at.directive_share, s], supervisors[at.engagement, s])
        decided, reviewed = climbing * taken, reviewed + supervisors[at.ideas, s] * taken
        needed = load(limits, decided, reviewed, directed)
        served = served_share(present, needed, available)
        time = leading_time(limits, present, levers.protected_time, needed, available)
        supervisors[at.climbing, s] = climbing
        supervisors[at.authority, s] = taken
        supervisors[at.directed, s] = directed
        supervisors[at.served, s] = served
        supervisors[at.leading_time, s] = time
        supervisors[at.example, s] = example(supervisors[at.leading_skill, s], time)
        if recorded:
            supervisors[at.hours_deciding, s] = hours_spent(deciding_load(limits, decided), served)
            supervisors[at.hours_reviewing, s] = hours_spent(reviewing_load(limits, reviewed), served)
            supervisors[at.hours_overseeing, s] = hours_spent(overseeing_load(limits, directed), served)
            supervisors[at.hours_leading, s] = hours_leading(limits, time)
            supervisors[at.hours_undone, s] = hours_undone(needed, served)


def meeting(run: Run, recorded: bool) -> None:
    """The leadership meeting, and the support everyone gives to those who report to them."""
    supervisors, department, tree = run.supervisors, run.department, run.tree
    limits, levers = read(Attention, run.fixed), read(Levers, run.levers)
    influence, style = read(Influence, run.fixed), read(Style, run.fixed)
    items = constant(0.0, style.base)
    total = constant(0.0, style.base)
    present = constant(0.0, style.base)
    for s in range(tree.leaders):
        decided = supervisors[at.climbing, s] * supervisors[at.authority, s]
        items = items + operational_items(decided, supervisors[at.served, s])
        if s > 0:
            total = total + supervisors[at.example, s]
            present = present + supervisors[at.present, s]
    agenda = strategic_agenda(limits, levers.protected_agenda, items)
    department[unit_at.agenda, 0] = agenda
    if recorded:
        for s in range(tree.leaders):
            attends = supervisors[at.present, s]
            supervisors[at.hours_meeting_operational, s] = hours_in_meeting(limits, attends, 1.0 - agenda)
            supervisors[at.hours_meeting_strategic, s] = hours_in_meeting(limits, attends, agenda)
    others = select(present > 0.5, total / maximum(present, 1.0), supervisors[at.example, 0])
    team = leadership_norm(style.head_weight, supervisors[at.example, 0], others)
    department[unit_at.team_example, 0] = team
    for s in range(len(tree.boss)):
        supervisors[at.support, s] = support(influence, supervisors[at.example, s], team)
