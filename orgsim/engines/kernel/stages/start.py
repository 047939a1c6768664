"""Before the first week: traits are drawn and everyone starts from the scenario's state."""

from __future__ import annotations

from orgsim.engines.kernel.compiling import read
from orgsim.engines.kernel.layout import Run, at, unit_at, worker_at
from orgsim.model.arithmetic import constant
from orgsim.model.parameters import (
    Climate,
    Competence,
    Direction,
    Engagement,
    Experience,
    Improvement,
    LeadingSkill,
    Leaving,
    Process,
    Start,
    Style,
    Trust,
    Work,
)
from orgsim.model.random import (
    CIRCUMSTANCES,
    COMPETENCE,
    DEPARTMENT,
    DISPOSITION,
    DISPOSITION_LEVEL,
    LEADING_SKILL,
    NEED,
    SKILL_LEVEL,
    trait,
)
from orgsim.model.rules.leaving import (
    need_of,
    of_unit,
    personal_ability,
    personal_competence,
    personal_disposition,
    personal_skill,
    quit_ceiling,
)
from orgsim.model.rules.style import starting_habit


def start_department(run: Run) -> None:
    """The department's traits and its state before the first week."""
    department, fixed = run.department, run.fixed
    direction, improvement, work = read(Direction, fixed), read(Improvement, fixed), read(Work, fixed)
    style, skill, climate = read(Style, fixed), read(LeadingSkill, fixed), read(Climate, fixed)
    varied = read(Start, fixed).varied
    circumstances = trait(run.address, 0, DEPARTMENT, CIRCUMSTANCES)
    department[unit_at.circumstances, 0] = of_unit(varied, climate.circumstances_sd, circumstances)
    disposition = trait(run.address, 0, DEPARTMENT, DISPOSITION_LEVEL)
    department[unit_at.disposition_level, 0] = of_unit(varied, style.disposition_between_sd, disposition)
    learnt = trait(run.address, 0, DEPARTMENT, SKILL_LEVEL)
    department[unit_at.skill_level, 0] = skill.mean + of_unit(varied, skill.between_sd, learnt)
    department[unit_at.climate, 0] = constant(0.0, work.turbulence)
    department[unit_at.stretched, 0] = constant(0.0, work.turbulence)
    department[unit_at.improvement, 0] = constant(0.0, work.turbulence)
    department[unit_at.alignment, 0] = direction.alignment_start
    department[unit_at.quit_ceiling, 0] = quit_ceiling(read(Leaving, fixed))
    performance = 1.0 - (improvement.visible_start + improvement.local_start)
    department[unit_at.performance, 0] = performance
    department[unit_at.reported, 0] = performance
    department[unit_at.expectation, 0] = performance


def start_supervisors(run: Run) -> None:
    """Every supervisor's traits and state, and the state of the team."""
    supervisors, department, tree, fixed = run.supervisors, run.department, run.tree, run.fixed
    style, competence, skill = read(Style, fixed), read(Competence, fixed), read(LeadingSkill, fixed)
    trust, engagement, experience = read(Trust, fixed), read(Engagement, fixed), read(Experience, fixed)
    improvement, process, work, start = read(Improvement, fixed), read(Process, fixed), read(Work, fixed), read(Start, fixed)
    none = constant(0.0, work.turbulence)
    for s in range(len(tree.boss)):
        leads = s < tree.leaders
        disposition = trait(run.address, 0, s, DISPOSITION)
        supervisors[at.disposition, s] = personal_disposition(style, department[unit_at.disposition_level, 0], disposition)
        mean = competence.leaders if leads else competence.managers
        ability = trait(run.address, 0, s, COMPETENCE)
        supervisors[at.competence, s] = personal_competence(competence, mean, ability)
        supervisors[at.ability, s] = personal_ability(competence, ability)
        learnt = trait(run.address, 0, s, LEADING_SKILL)
        supervisors[at.leading_skill, s] = personal_skill(skill, department[unit_at.skill_level, 0], learnt)
        supervisors[at.habit, s] = starting_habit(start, s, run.tree.leaders) if leads else start.habit
        supervisors[at.engagement, s] = engagement.start_leaders if leads else engagement.start
        supervisors[at.trust, s] = trust.start_leaders if leads else trust.start
        supervisors[at.vacant, s] = none
        supervisors[at.low_trust_weeks, s] = none
        supervisors[at.directive_share, s] = none
        supervisors[at.team_directive_share, s] = none
        supervisors[at.visible_gap, s] = improvement.visible_start
        supervisors[at.local_gap, s] = improvement.local_start
        supervisors[at.process, s] = process.start
        supervisors[at.voice_response, s] = work.voice_reference
        supervisors[at.progress, s] = none
        total_engagement = none
        total_experience = none
        for _ in range(tree.team_start[s], tree.team_end[s]):
            total_engagement = total_engagement + engagement.start
            total_experience = total_experience + experience.start
        supervisors[at.team_engagement, s] = total_engagement
        supervisors[at.team_experience, s] = total_experience


def start_workers(run: Run) -> None:
    """Every worker's traits and state."""
    workers = run.workers
    engagement, experience = read(Engagement, run.fixed), read(Experience, run.fixed)
    count = len(run.tree.boss)
    for w in range(run.tree.team_end[-1]):
        workers[worker_at.engagement, w] = engagement.start
        workers[worker_at.experience, w] = experience.start
        workers[worker_at.need, w] = need_of(trait(run.address, 0, count + w, NEED), engagement.need_sd)


def start(run: Run) -> None:
    """The state before the first week."""
    start_department(run)
    start_supervisors(run)
    start_workers(run)
