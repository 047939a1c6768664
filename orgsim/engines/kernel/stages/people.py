"""Stages 8 and 9: supervisors and workers learn, feel and leave."""

from __future__ import annotations

from orgsim.engines.kernel.compiling import read
from orgsim.engines.kernel.layout import Run, at, unit_at, worker_at
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
        voice = constant(0.0, supervisors[at.voice_response, s])
        progress = constant(0.0, voice)
        if tree.team_end[s] > tree.team_start[s]:
            voice = tree.team[s] * supervisors[at.voice_response, s]
            progress = tree.team[s] * supervisors[at.progress, s]
        for r in range(tree.child_start[s], tree.child_end[s]):
            voice = voice + supervisors[at.subtree_voice, r]
            progress = progress + supervisors[at.subtree_progress, r]
        supervisors[at.subtree_voice, s] = voice
        supervisors[at.subtree_progress, s] = progress


def noticed(run: Run, s: int) -> tuple[float, float]:
    """The voice response and progress a supervisor sees: the own team's, or the subtree's means without a team."""
    supervisors, tree = run.supervisors, run.tree
    if tree.team_end[s] > tree.team_start[s]:
        return supervisors[at.voice_response, s], supervisors[at.progress, s]
    return supervisors[at.subtree_voice, s] / tree.subtree[s], supervisors[at.subtree_progress, s] / tree.subtree[s]


def learning(run: Run) -> None:
    """Stage 8 for supervisors: competence, leading skill, trust and habit. A vacant post learns nothing."""
    supervisors, tree, fixed = run.supervisors, run.tree, run.fixed
    competence, skill, trust, style = read(Competence, fixed), read(LeadingSkill, fixed), read(Trust, fixed), read(Style, fixed)
    for s in range(len(tree.boss)):
        in_post = supervisors[at.present, s] > 0.5
        level, taken, served = supervisors[at.competence, s], supervisors[at.authority, s], supervisors[at.served, s]
        received = supervisors[at.support, tree.boss[s]] if s > 0 else run.department[unit_at.team_example, 0]
        grown = next_competence(competence, level, taken, received, supervisors[at.ability, s])
        supervisors[at.competence, s] = select(in_post, grown, level)
        old = supervisors[at.leading_skill, s]
        supervisors[at.leading_skill, s] = select(in_post, next_leading_skill(skill, old, supervisors[at.leading_time, s]), old)
        habit = supervisors[at.habit, s]
        used = supervisors[at.directed, s] / tree.lines[s]
        supervisors[at.habit, s] = select(in_post, next_habit(style.habit_rate, habit, used), habit)
        if s > 0:
            decided, trusted = supervisors[at.climbing, s] * taken, supervisors[at.trust, s]
            earned = next_trust(trust, trusted, decided, served, level, supervisors[at.directive_share, s])
            supervisors[at.trust, s] = select(in_post, earned, trusted)


def feeling(run: Run, week: int) -> None:
    """Stage 8 for supervisors: engagement, which follows involvement where decisions are made."""
    supervisors, department, tree, fixed = run.supervisors, run.department, run.tree, run.fixed
    engagement, work = read(Engagement, fixed), read(Work, fixed)
    atmosphere = department[unit_at.circumstances, 0] + department[unit_at.climate, 0]
    for s in range(len(tree.boss)):
        draws = week_draws(run.tape, run.address, week, s)
        voice, progress = noticed(run, s)
        received = supervisors[at.support, tree.boss[s]] if s > 0 else department[unit_at.team_example, 0]
        involved = constant(1.0, voice)
        if s > 0:
            if s < tree.leaders:
                involved = leader_involvement(engagement, supervisors[at.authority, s])
            else:
                involved = manager_involvement(engagement, supervisors[at.directive_share, s])
        shared = surroundings(
            engagement, atmosphere, received, voice, work.voice_reference, progress, supervisors[at.served, s]
        )
        level, mood = supervisors[at.engagement, s], noise(draws[3], engagement.mood_sd)
        felt = next_engagement(engagement, level, shared, engagement.involvement * involved, mood)
        supervisors[at.engagement, s] = select(supervisors[at.present, s] > 0.5, felt, level)
        supervisors[at.quit_draw, s] = draws[2]


def workers_week(run: Run, week: int) -> None:
    """Stages 8 and 9 for workers, team by team: engagement and experience move; those who quit are replaced at once."""
    supervisors, workers, department, tree, fixed = run.supervisors, run.workers, run.department, run.tree, run.fixed
    engagement, experience = read(Engagement, fixed), read(Experience, fixed)
    leaving, work = read(Leaving, fixed), read(Work, fixed)
    atmosphere = department[unit_at.circumstances, 0] + department[unit_at.climate, 0]
    ceiling = department[unit_at.quit_ceiling, 0]
    quits = constant(0.0, atmosphere)
    count = len(tree.boss)
    for s in range(count):
        if tree.team_end[s] == tree.team_start[s]:
            continue
        involvement = worker_involvement(engagement, supervisors[at.team_directive_share, s], supervisors[at.authority, s])
        supervisors[at.involvement, s] = involvement
        pull = engagement.involvement * involvement
        shared = surroundings(
            engagement,
            atmosphere,
            supervisors[at.support, s],
            supervisors[at.voice_response, s],
            work.voice_reference,
            supervisors[at.progress, s],
            supervisors[at.served, s],
        )
        mean = supervisors[at.team_engagement, s] / tree.team[s]
        total_engagement = constant(0.0, shared)
        total_experience = constant(0.0, shared)
        for w in range(tree.team_start[s], tree.team_end[s]):
            need, mood = workers[worker_at.need, w], noise(workers[worker_at.mood_draw, w], engagement.mood_sd)
            felt = next_worker_engagement(engagement, workers[worker_at.engagement, w], shared, pull * need, mood, mean)
            skilled = next_experience(experience.rate, workers[worker_at.experience, w])
            draw = workers[worker_at.quit_draw, w]
            if any_run(draw < ceiling):  # most weeks nobody's draw is low enough, whatever the engagement
                leaves = draw < quit_probability(leaving, felt)
                if any_run(leaves):
                    newcomer = need_of(trait(run.address, week + 1, count + w, NEED), engagement.need_sd)
                    workers[worker_at.need, w] = select(leaves, newcomer, need)
                    felt = select(leaves, engagement.newcomer, felt)
                    skilled = select(leaves, experience.newcomer, skilled)
                    quits = quits + indicator(leaves)
            workers[worker_at.engagement, w] = felt
            workers[worker_at.experience, w] = skilled
            total_engagement = total_engagement + felt
            total_experience = total_experience + skilled
        supervisors[at.team_engagement, s] = total_engagement
        supervisors[at.team_experience, s] = total_experience
    department[unit_at.quits, 0] = quits


def succeed(run: Run, week: int, s: int, goes: bool, chosen: bool) -> None:
    """A successor in a supervisor's post, in the runs in which the holder goes; chosen by the boss or not."""
    supervisors, fixed = run.supervisors, run.fixed
    competence, skill, style = read(Competence, fixed), read(LeadingSkill, fixed), read(Style, fixed)
    engagement, trust, leaving = read(Engagement, fixed), read(Trust, fixed), read(Leaving, fixed)
    mean = competence.leaders if s < run.tree.leaders else competence.managers
    level, learnt = run.department[unit_at.disposition_level, 0], run.department[unit_at.skill_level, 0]
    disposition = personal_disposition(style, level, trait(run.address, week + 1, s, DISPOSITION))
    ability = trait(run.address, week + 1, s, COMPETENCE)
    able = personal_competence(competence, mean, ability)
    able = selected(able, read(Levers, run.levers).hiring_bar)
    leads = personal_skill(skill, learnt, trait(run.address, week + 1, s, LEADING_SKILL))
    supervisors[at.disposition, s] = select(goes, disposition, supervisors[at.disposition, s])
    supervisors[at.competence, s] = select(goes, able, supervisors[at.competence, s])
    supervisors[at.ability, s] = select(goes, personal_ability(competence, ability), supervisors[at.ability, s])
    supervisors[at.leading_skill, s] = select(goes, leads, supervisors[at.leading_skill, s])
    supervisors[at.trust, s] = select(goes, select(chosen, trust.in_new, trust.prior), supervisors[at.trust, s])
    supervisors[at.engagement, s] = select(goes, engagement.newcomer, supervisors[at.engagement, s])
    supervisors[at.low_trust_weeks, s] = select(goes, 0.0, supervisors[at.low_trust_weeks, s])
    supervisors[at.vacant, s] = select(goes, leaving.vacancy, supervisors[at.vacant, s])


def supervisors_leave(run: Run, week: int) -> None:
    """Stage 9 for supervisors but the head: quits, and managers replaced because they are not trusted."""
    supervisors, tree = run.supervisors, run.tree
    leaving, trust, levers = read(Leaving, run.fixed), read(Trust, run.fixed), read(Levers, run.levers)
    quits, ceiling = run.department[unit_at.quits, 0], run.department[unit_at.quit_ceiling, 0]
    for s in range(1, len(tree.boss)):
        in_post = supervisors[at.present, s] > 0.5
        supervisors[at.vacant, s] = next_vacancy(supervisors[at.vacant, s])
        weeks = next_low_trust_weeks(supervisors[at.low_trust_weeks, s], supervisors[at.trust, s], levers.replace_below)
        weeks = select(in_post, weeks, 0.0)
        supervisors[at.low_trust_weeks, s] = weeks
        draw, probability = supervisors[at.quit_draw, s], constant(0.0, weeks)
        if any_run(draw < ceiling):
            probability = quit_probability(leaving, supervisors[at.engagement, s])
        leaves = draw < select(in_post, probability, 0.0)
        quits = quits + indicator(leaves)
        waited = select(leaves, 0.0, weeks) if s >= tree.leaders else constant(0.0, weeks)
        replaced = waited >= trust.patience
        goes = either(leaves, replaced)
        if any_run(goes):
            succeed(run, week, s, goes, replaced)
    run.department[unit_at.quits, 0] = quits


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
            inside = personal_disposition(style, run.department[unit_at.disposition_level, 0], personal)
            supervisors[at.disposition, 0] = select(moves, inside, supervisors[at.disposition, 0])
            outside = select(moves, draws[1], 0.0) >= select(moves, leaving.inside, 2.0)
            level = of_unit(varied, style.disposition_between_sd, trait(run.address, week + 1, 0, DISPOSITION_LEVEL))
            mean = skill.mean + of_unit(varied, skill.between_sd, trait(run.address, week + 1, 0, SKILL_LEVEL))
            leads = personal_skill(skill, mean, trait(run.address, week + 1, 0, LEADING_SKILL))
            arrive(run, outside, personal_disposition(style, level, personal), leads, leaving.outside_habit)
