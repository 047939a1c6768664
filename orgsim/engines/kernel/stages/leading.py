"""Stages 0 to 4: events, style, work, escalation and attention."""

from __future__ import annotations

from orgsim.engines.kernel import layout as at
from orgsim.engines.kernel.compiling import read
from orgsim.engines.kernel.layout import Run
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
    supervisors[at.DISPOSITION, 0] = select(arrives, disposition, supervisors[at.DISPOSITION, 0])
    supervisors[at.LEADING_SKILL, 0] = select(arrives, skill, supervisors[at.LEADING_SKILL, 0])
    supervisors[at.HABIT, 0] = select(arrives, habit, supervisors[at.HABIT, 0])
    supervisors[at.ENGAGEMENT, 0] = select(arrives, engagement.start_leaders, supervisors[at.ENGAGEMENT, 0])
    for s in range(1, run.tree.leaders):
        old_disposition, old_skill = supervisors[at.DISPOSITION, s], supervisors[at.LEADING_SKILL, s]
        supervisors[at.DISPOSITION, s] = select(arrives, halfway(old_disposition, disposition), old_disposition)
        supervisors[at.LEADING_SKILL, s] = select(arrives, halfway(old_skill, skill), old_skill)


def events(run: Run, week: int) -> None:
    """Declared events strike at the start of their week."""
    shock, head, improvement = read(Shock, run.fixed), read(NewHead, run.fixed), read(Improvement, run.fixed)
    supervisors = run.supervisors
    strikes = either(shock.week < week, shock.week > week)
    size = select(strikes, 0.0, shock.size)
    if any_run(size > 0.0):
        for s in range(len(run.tree.boss)):
            supervisors[at.VISIBLE_GAP, s] = after_shock(supervisors[at.VISIBLE_GAP, s], size, improvement.visible_max)
            supervisors[at.LOCAL_GAP, s] = after_shock(supervisors[at.LOCAL_GAP, s], size, improvement.local_max)
    arrival = 1.0 - indicator(either(head.week < week, head.week > week))
    if any_run(arrival > 0.5):
        arrive(run, arrival > 0.5, head.disposition, head.leading_skill, head.habit)


def norms(run: Run) -> None:
    """Who is in post, what the leadership team aims at, and the norm each group of peers holds."""
    supervisors, department, tree = run.supervisors, run.department, run.tree
    style, direction, levers = read(Style, run.fixed), read(Direction, run.fixed), read(Levers, run.levers)
    for s in range(len(tree.boss)):
        supervisors[at.PRESENT, s] = indicator(supervisors[at.VACANT, s] < 0.5)
    goal = aspiration(direction, levers.agreed_goal, department[at.STRETCHED, 0])
    department[at.GOAL_GAP, 0] = pressure(goal, department[at.REPORTED, 0])
    for b in range(len(tree.boss)):
        total = constant(0.0, style.base)
        present = constant(0.0, style.base)
        for s in range(tree.child_start[b], tree.child_end[b]):
            total = total + supervisors[at.PRESENT, s] * supervisors[at.HABIT, s]
            present = present + supervisors[at.PRESENT, s]
        mean = select(present > 0.5, total / maximum(present, 1.0), supervisors[at.HABIT, b])
        supervisors[at.PEER_NORM, b] = mean
    norm = leadership_norm(style.head_weight, supervisors[at.HABIT, 0], supervisors[at.PEER_NORM, 0])
    department[at.NORM, 0] = norm
    supervisors[at.PEER_NORM, 0] = norm


def styles(run: Run) -> None:
    """Stage 1: every boss in post decides, from the top down, how much to direct on each line and toward the team."""
    supervisors, tree = run.supervisors, run.tree
    style, levers = read(Style, run.fixed), read(Levers, run.levers)
    shortfall = run.department[at.GOAL_GAP, 0]
    for b in range(len(tree.boss)):
        boss_share = constant(0.5, shortfall) if b == 0 else supervisors[at.DIRECTIVE_SHARE, b]
        coaching = levers.coaching if b < tree.leaders else levers.coaching_managers
        norm = supervisors[at.PEER_NORM, tree.boss[b]]
        inclined = inclination(
            style, supervisors[at.DISPOSITION, b], supervisors[at.HABIT, b], norm, boss_share, shortfall, coaching
        )
        decides = supervisors[at.PRESENT, b] > 0.5
        for s in range(tree.child_start[b], tree.child_end[b]):
            chosen = directive_share(style, inclined, supervisors[at.TRUST, s])
            supervisors[at.DIRECTIVE_SHARE, s] = select(decides, chosen, supervisors[at.DIRECTIVE_SHARE, s])
        if tree.team_end[b] > tree.team_start[b]:
            size = tree.team[b]
            trusted = team_trust(supervisors[at.TEAM_ENGAGEMENT, b] / size, supervisors[at.TEAM_EXPERIENCE, b] / size)
            chosen = directive_share(style, inclined, trusted)
            supervisors[at.TEAM_SHARE, b] = select(decides, chosen, supervisors[at.TEAM_SHARE, b])


def working(run: Run, week: int) -> None:
    """Stage 2: exceptions and ideas of every worker, counted by team. The other two draws are kept for later stages."""
    supervisors, workers, tree = run.supervisors, run.workers, run.tree
    work, levers = read(Work, run.fixed), read(Levers, run.levers)
    count = len(tree.boss)
    for s in range(count):
        visible, local, process = supervisors[at.VISIBLE_GAP, s], supervisors[at.LOCAL_GAP, s], supervisors[at.PROCESS, s]
        exceptions_at = exception_rate(work, visible, local, process)
        ideas_at = idea_rate(work, supervisors[at.TEAM_SHARE, s], supervisors[at.VOICE, s], levers.retrospectives)
        exceptions = constant(0.0, visible)
        ideas = constant(0.0, visible)
        for w in range(tree.team_start[s], tree.team_end[s]):
            draws = week_draws(run.tape, run.address, week, count + w)
            exceptions = exceptions + has_exception(draws[0], exceptions_at, workers[at.W_EXPERIENCE, w])
            ideas = ideas + has_idea(draws[1], ideas_at, workers[at.W_ENGAGEMENT, w])
            workers[at.W_QUIT_DRAW, w] = draws[2]
            workers[at.W_MOOD_DRAW, w] = draws[3]
        supervisors[at.EXCEPTIONS, s] = exceptions
        supervisors[at.IDEAS, s] = ideas


def attention(run: Run, recorded: bool) -> None:
    """Stages 3 and 4, from the bottom up: matters climb, and every supervisor's week fills with what arrives.

    Where the hours went is `recorded` on request; nothing else depends on it.
    """
    supervisors, tree = run.supervisors, run.tree
    limits, authority, levers = read(Attention, run.fixed), read(Authority, run.fixed), read(Levers, run.levers)
    available = available_hours(limits, levers.protected_time)
    for s in range(len(tree.boss) - 1, -1, -1):
        present = supervisors[at.PRESENT, s]
        climbing, reviewed, directed = supervisors[at.EXCEPTIONS, s], constant(0.0, present), constant(0.0, present)
        for r in range(tree.child_start[s], tree.child_end[s]):
            climbing = climbing + escalated(supervisors[at.CLIMBING, r], supervisors[at.AUTHORITY, r])
            reviewed = reviewed + escalated(supervisors[at.IDEAS, r], supervisors[at.AUTHORITY, r])
            directed = directed + supervisors[at.DIRECTIVE_SHARE, r]
        if tree.team_end[s] > tree.team_start[s]:
            directed = directed + supervisors[at.TEAM_SHARE, s]
        taken = present
        if s > 0:
            taken = authority_taken(authority, present, supervisors[at.DIRECTIVE_SHARE, s], supervisors[at.ENGAGEMENT, s])
        decided, reviewed = climbing * taken, reviewed + supervisors[at.IDEAS, s] * taken
        needed = load(limits, decided, reviewed, directed)
        served = served_share(present, needed, available)
        time = leading_time(limits, present, levers.protected_time, needed, available)
        supervisors[at.CLIMBING, s] = climbing
        supervisors[at.AUTHORITY, s] = taken
        supervisors[at.DIRECTED, s] = directed
        supervisors[at.SERVED, s] = served
        supervisors[at.LEADING_TIME, s] = time
        supervisors[at.EXAMPLE, s] = example(supervisors[at.LEADING_SKILL, s], time)
        if recorded:
            supervisors[at.HOURS_DECIDING, s] = hours_spent(deciding_load(limits, decided), served)
            supervisors[at.HOURS_REVIEWING, s] = hours_spent(reviewing_load(limits, reviewed), served)
            supervisors[at.HOURS_OVERSEEING, s] = hours_spent(overseeing_load(limits, directed), served)
            supervisors[at.HOURS_LEADING, s] = hours_leading(limits, time)
            supervisors[at.HOURS_UNDONE, s] = hours_undone(needed, served)


def meeting(run: Run, recorded: bool) -> None:
    """The leadership meeting, and the support everyone gives to those who report to them."""
    supervisors, department, tree = run.supervisors, run.department, run.tree
    limits, levers = read(Attention, run.fixed), read(Levers, run.levers)
    influence, style = read(Influence, run.fixed), read(Style, run.fixed)
    items = constant(0.0, style.base)
    total = constant(0.0, style.base)
    present = constant(0.0, style.base)
    for s in range(tree.leaders):
        decided = supervisors[at.CLIMBING, s] * supervisors[at.AUTHORITY, s]
        items = items + operational_items(decided, supervisors[at.SERVED, s])
        if s > 0:
            total = total + supervisors[at.EXAMPLE, s]
            present = present + supervisors[at.PRESENT, s]
    agenda = strategic_agenda(limits, levers.protected_agenda, items)
    department[at.STRATEGIC_AGENDA, 0] = agenda
    if recorded:
        for s in range(tree.leaders):
            attends = supervisors[at.PRESENT, s]
            supervisors[at.HOURS_MEETING_OPERATIONAL, s] = hours_in_meeting(limits, attends, 1.0 - agenda)
            supervisors[at.HOURS_MEETING_STRATEGIC, s] = hours_in_meeting(limits, attends, agenda)
    others = select(present > 0.5, total / maximum(present, 1.0), supervisors[at.EXAMPLE, 0])
    team = leadership_norm(style.head_weight, supervisors[at.EXAMPLE, 0], others)
    department[at.TEAM_EXAMPLE, 0] = team
    for s in range(len(tree.boss)):
        supervisors[at.SUPPORT, s] = support(influence, supervisors[at.EXAMPLE, s], team)
