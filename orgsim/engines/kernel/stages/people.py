"""Stages 8 and 9: supervisors and workers learn, feel and leave."""

from __future__ import annotations

from orgsim.engines.kernel import layout as at
from orgsim.engines.kernel.compiling import read
from orgsim.engines.kernel.layout import Run
from orgsim.engines.kernel.stages.dice import week_draws
from orgsim.engines.kernel.stages.leading import arrive
from orgsim.model.arithmetic import any_run, constant, either, indicator, select
from orgsim.model.parameters import Competence, Engagement, Experience, LeadingSkill, Leaving, Levers, Start, Style, Trust, Work
from orgsim.model.random import (
    COMPETENCE,
    DISPOSITION,
    DISPOSITION_LEVEL,
    LEADING_SKILL,
    NEED,
    SKILL_LEVEL,
    SUCCESSION,
    noise,
    trait,
    uniforms,
)
from orgsim.model.rules.engagement import (
    leader_involvement,
    manager_involvement,
    next_engagement,
    next_experience,
    next_worker_engagement,
    surroundings,
    worker_involvement,
)
from orgsim.model.rules.learning import next_competence, next_habit, next_leading_skill, next_trust
from orgsim.model.rules.leaving import (
    need_of,
    next_low_trust_weeks,
    next_vacancy,
    of_unit,
    personal_ability,
    personal_competence,
    personal_disposition,
    personal_skill,
    quit_probability,
    selected,
    succession_probability,
)


def subtrees(run: Run) -> None:
    """Voice and progress as noticed in everything below a supervisor, the worker-weighted sums, from the bottom up."""
    supervisors, tree = run.supervisors, run.tree
    for s in range(len(tree.boss) - 1, -1, -1):
        voice = constant(0.0, supervisors[at.VOICE, s])
        progress = constant(0.0, voice)
        if tree.team_end[s] > tree.team_start[s]:
            voice = tree.team[s] * supervisors[at.VOICE, s]
            progress = tree.team[s] * supervisors[at.PROGRESS, s]
        for r in range(tree.child_start[s], tree.child_end[s]):
            voice = voice + supervisors[at.SUBTREE_VOICE, r]
            progress = progress + supervisors[at.SUBTREE_PROGRESS, r]
        supervisors[at.SUBTREE_VOICE, s] = voice
        supervisors[at.SUBTREE_PROGRESS, s] = progress


def noticed(run: Run, s: int) -> tuple[float, float]:
    """The voice response and progress a supervisor sees: the own team's, or the subtree's means without a team."""
    supervisors, tree = run.supervisors, run.tree
    if tree.team_end[s] > tree.team_start[s]:
        return supervisors[at.VOICE, s], supervisors[at.PROGRESS, s]
    return supervisors[at.SUBTREE_VOICE, s] / tree.subtree[s], supervisors[at.SUBTREE_PROGRESS, s] / tree.subtree[s]


def learning(run: Run) -> None:
    """Stage 8 for supervisors: competence, leading skill, trust and habit. A vacant post learns nothing."""
    supervisors, tree, fixed = run.supervisors, run.tree, run.fixed
    competence, skill, trust, style = read(Competence, fixed), read(LeadingSkill, fixed), read(Trust, fixed), read(Style, fixed)
    for s in range(len(tree.boss)):
        in_post = supervisors[at.PRESENT, s] > 0.5
        level, taken, served = supervisors[at.COMPETENCE, s], supervisors[at.AUTHORITY, s], supervisors[at.SERVED, s]
        received = supervisors[at.SUPPORT, tree.boss[s]] if s > 0 else run.department[at.TEAM_EXAMPLE, 0]
        grown = next_competence(competence, level, taken, received, supervisors[at.ABILITY, s])
        supervisors[at.COMPETENCE, s] = select(in_post, grown, level)
        old = supervisors[at.LEADING_SKILL, s]
        supervisors[at.LEADING_SKILL, s] = select(in_post, next_leading_skill(skill, old, supervisors[at.LEADING_TIME, s]), old)
        habit = supervisors[at.HABIT, s]
        used = supervisors[at.DIRECTED, s] / tree.lines[s]
        supervisors[at.HABIT, s] = select(in_post, next_habit(style.habit_rate, habit, used), habit)
        if s > 0:
            decided, trusted = supervisors[at.CLIMBING, s] * taken, supervisors[at.TRUST, s]
            earned = next_trust(trust, trusted, decided, served, level, supervisors[at.DIRECTIVE_SHARE, s])
            supervisors[at.TRUST, s] = select(in_post, earned, trusted)


def feeling(run: Run, week: int) -> None:
    """Stage 8 for supervisors: engagement, which follows involvement where decisions are made."""
    supervisors, department, tree, fixed = run.supervisors, run.department, run.tree, run.fixed
    engagement, work = read(Engagement, fixed), read(Work, fixed)
    atmosphere = department[at.CIRCUMSTANCES, 0] + department[at.CLIMATE, 0]
    for s in range(len(tree.boss)):
        draws = week_draws(run.tape, run.address, week, s)
        voice, progress = noticed(run, s)
        received = supervisors[at.SUPPORT, tree.boss[s]] if s > 0 else department[at.TEAM_EXAMPLE, 0]
        involved = constant(1.0, voice)
        if s > 0:
            if s < tree.leaders:
                involved = leader_involvement(engagement, supervisors[at.AUTHORITY, s])
            else:
                involved = manager_involvement(engagement, supervisors[at.DIRECTIVE_SHARE, s])
        shared = surroundings(
            engagement, atmosphere, received, voice, work.voice_reference, progress, supervisors[at.SERVED, s]
        )
        level, mood = supervisors[at.ENGAGEMENT, s], noise(draws[3], engagement.mood_sd)
        felt = next_engagement(engagement, level, shared, engagement.involvement * involved, mood)
        supervisors[at.ENGAGEMENT, s] = select(supervisors[at.PRESENT, s] > 0.5, felt, level)
        supervisors[at.QUIT_DRAW, s] = draws[2]


def workers_week(run: Run, week: int) -> None:
    """Stages 8 and 9 for workers, team by team: engagement and experience move; those who quit are replaced at once."""
    supervisors, workers, department, tree, fixed = run.supervisors, run.workers, run.department, run.tree, run.fixed
    engagement, experience = read(Engagement, fixed), read(Experience, fixed)
    leaving, work = read(Leaving, fixed), read(Work, fixed)
    atmosphere = department[at.CIRCUMSTANCES, 0] + department[at.CLIMATE, 0]
    ceiling = department[at.QUIT_CEILING, 0]
    quits = constant(0.0, atmosphere)
    count = len(tree.boss)
    for s in range(count):
        if tree.team_end[s] == tree.team_start[s]:
            continue
        involvement = worker_involvement(engagement, supervisors[at.TEAM_SHARE, s], supervisors[at.AUTHORITY, s])
        supervisors[at.INVOLVEMENT, s] = involvement
        pull = engagement.involvement * involvement
        shared = surroundings(
            engagement,
            atmosphere,
            supervisors[at.SUPPORT, s],
            supervisors[at.VOICE, s],
            work.voice_reference,
            supervisors[at.PROGRESS, s],
            supervisors[at.SERVED, s],
        )
        mean = supervisors[at.TEAM_ENGAGEMENT, s] / tree.team[s]
        total_engagement = constant(0.0, shared)
        total_experience = constant(0.0, shared)
        for w in range(tree.team_start[s], tree.team_end[s]):
            need, mood = workers[at.W_NEED, w], noise(workers[at.W_MOOD_DRAW, w], engagement.mood_sd)
            felt = next_worker_engagement(engagement, workers[at.W_ENGAGEMENT, w], shared, pull * need, mood, mean)
            skilled = next_experience(experience.rate, workers[at.W_EXPERIENCE, w])
            draw = workers[at.W_QUIT_DRAW, w]
            if any_run(draw < ceiling):  # most weeks nobody's draw is low enough, whatever the engagement
                leaves = draw < quit_probability(leaving, felt)
                if any_run(leaves):
                    newcomer = need_of(trait(run.address, week + 1, count + w, NEED), engagement.need_sd)
                    workers[at.W_NEED, w] = select(leaves, newcomer, need)
                    felt = select(leaves, engagement.newcomer, felt)
                    skilled = select(leaves, experience.newcomer, skilled)
                    quits = quits + indicator(leaves)
            workers[at.W_ENGAGEMENT, w] = felt
            workers[at.W_EXPERIENCE, w] = skilled
            total_engagement = total_engagement + felt
            total_experience = total_experience + skilled
        supervisors[at.TEAM_ENGAGEMENT, s] = total_engagement
        supervisors[at.TEAM_EXPERIENCE, s] = total_experience
    department[at.QUITS, 0] = quits


def succeed(run: Run, week: int, s: int, goes: bool, chosen: bool) -> None:
    """A successor in a supervisor's post, in the runs in which the holder goes; chosen by the boss or not."""
    supervisors, fixed = run.supervisors, run.fixed
    competence, skill, style = read(Competence, fixed), read(LeadingSkill, fixed), read(Style, fixed)
    engagement, trust, leaving = read(Engagement, fixed), read(Trust, fixed), read(Leaving, fixed)
    mean = competence.leaders if s < run.tree.leaders else competence.managers
    level, learnt = run.department[at.DISPOSITION_LEVEL, 0], run.department[at.SKILL_LEVEL, 0]
    disposition = personal_disposition(style, level, trait(run.address, week + 1, s, DISPOSITION))
    ability = trait(run.address, week + 1, s, COMPETENCE)
    able = personal_competence(competence, mean, ability)
    able = selected(able, read(Levers, run.levers).hiring_bar)
    leads = personal_skill(skill, learnt, trait(run.address, week + 1, s, LEADING_SKILL))
    supervisors[at.DISPOSITION, s] = select(goes, disposition, supervisors[at.DISPOSITION, s])
    supervisors[at.COMPETENCE, s] = select(goes, able, supervisors[at.COMPETENCE, s])
    supervisors[at.ABILITY, s] = select(goes, personal_ability(competence, ability), supervisors[at.ABILITY, s])
    supervisors[at.LEADING_SKILL, s] = select(goes, leads, supervisors[at.LEADING_SKILL, s])
    supervisors[at.TRUST, s] = select(goes, select(chosen, trust.in_new, trust.prior), supervisors[at.TRUST, s])
    supervisors[at.ENGAGEMENT, s] = select(goes, engagement.newcomer, supervisors[at.ENGAGEMENT, s])
    supervisors[at.LOW_TRUST_WEEKS, s] = select(goes, 0.0, supervisors[at.LOW_TRUST_WEEKS, s])
    supervisors[at.VACANT, s] = select(goes, leaving.vacancy, supervisors[at.VACANT, s])


def supervisors_leave(run: Run, week: int) -> None:
    """Stage 9 for supervisors but the head: quits, and managers replaced because they are not trusted."""
    supervisors, tree = run.supervisors, run.tree
    leaving, trust, levers = read(Leaving, run.fixed), read(Trust, run.fixed), read(Levers, run.levers)
    quits, ceiling = run.department[at.QUITS, 0], run.department[at.QUIT_CEILING, 0]
    for s in range(1, len(tree.boss)):
        in_post = supervisors[at.PRESENT, s] > 0.5
        supervisors[at.VACANT, s] = next_vacancy(supervisors[at.VACANT, s])
        weeks = next_low_trust_weeks(supervisors[at.LOW_TRUST_WEEKS, s], supervisors[at.TRUST, s], levers.replace_below)
        weeks = select(in_post, weeks, 0.0)
        supervisors[at.LOW_TRUST_WEEKS, s] = weeks
        draw, probability = supervisors[at.QUIT_DRAW, s], constant(0.0, weeks)
        if any_run(draw < ceiling):
            probability = quit_probability(leaving, supervisors[at.ENGAGEMENT, s])
        leaves = draw < select(in_post, probability, 0.0)
        quits = quits + indicator(leaves)
        waited = select(leaves, 0.0, weeks) if s >= tree.leaders else constant(0.0, weeks)
        replaced = waited >= trust.patience
        goes = either(leaves, replaced)
        if any_run(goes):
            succeed(run, week, s, goes, replaced)
    run.department[at.QUITS, 0] = quits


def succession(run: Run, week: int) -> None:
    """Stage 9 for the head: heads move on; successors from inside keep the habit, those from outside bring their own."""
    supervisors, fixed = run.supervisors, run.fixed
    leaving, style, skill = read(Leaving, fixed), read(Style, fixed), read(LeadingSkill, fixed)
    varied = read(Start, fixed).varied
    probability = succession_probability(leaving, varied)
    if any_run(probability > 0.0):
        draws = uniforms(run.address, week + 1, 0, SUCCESSION)
        moves = draws[0] < probability
        if any_run(moves):
            personal = trait(run.address, week + 1, 0, DISPOSITION)
            inside = personal_disposition(style, run.department[at.DISPOSITION_LEVEL, 0], personal)
            supervisors[at.DISPOSITION, 0] = select(moves, inside, supervisors[at.DISPOSITION, 0])
            outside = select(moves, draws[1], 0.0) >= select(moves, leaving.inside, 2.0)
            level = of_unit(varied, style.disposition_between_sd, trait(run.address, week + 1, 0, DISPOSITION_LEVEL))
            mean = skill.mean + of_unit(varied, skill.between_sd, trait(run.address, week + 1, 0, SKILL_LEVEL))
            leads = personal_skill(skill, mean, trait(run.address, week + 1, 0, LEADING_SKILL))
            arrive(run, outside, personal_disposition(style, level, personal), leads, leaving.outside_habit)
