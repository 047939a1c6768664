"""Before the first week: traits are drawn and everyone starts from the scenario's state."""

from __future__ import annotations

from orgsim.engines.kernel import layout as at
from orgsim.engines.kernel.compiling import read
from orgsim.engines.kernel.layout import Run
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
    department[at.CIRCUMSTANCES, 0] = of_unit(varied, climate.circumstances_sd, circumstances)
    disposition = trait(run.address, 0, DEPARTMENT, DISPOSITION_LEVEL)
    department[at.DISPOSITION_LEVEL, 0] = of_unit(varied, style.disposition_between_sd, disposition)
    learnt = trait(run.address, 0, DEPARTMENT, SKILL_LEVEL)
    department[at.SKILL_LEVEL, 0] = skill.mean + of_unit(varied, skill.between_sd, learnt)
    department[at.CLIMATE, 0] = constant(0.0, work.turbulence)
    department[at.STRETCHED, 0] = constant(0.0, work.turbulence)
    department[at.IMPROVEMENT, 0] = constant(0.0, work.turbulence)
    department[at.ALIGNMENT, 0] = direction.alignment_start
    department[at.QUIT_CEILING, 0] = quit_ceiling(read(Leaving, fixed))
    performance = 1.0 - (improvement.visible_start + improvement.local_start)
    department[at.PERFORMANCE, 0] = performance
    department[at.REPORTED, 0] = performance
    department[at.EXPECTATION, 0] = performance


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
        supervisors[at.DISPOSITION, s] = personal_disposition(style, department[at.DISPOSITION_LEVEL, 0], disposition)
        mean = competence.leaders if leads else competence.managers
        ability = trait(run.address, 0, s, COMPETENCE)
        supervisors[at.COMPETENCE, s] = personal_competence(competence, mean, ability)
        supervisors[at.ABILITY, s] = personal_ability(competence, ability)
        learnt = trait(run.address, 0, s, LEADING_SKILL)
        supervisors[at.LEADING_SKILL, s] = personal_skill(skill, department[at.SKILL_LEVEL, 0], learnt)
        supervisors[at.HABIT, s] = starting_habit(start, s, run.tree.leaders) if leads else start.habit
        supervisors[at.ENGAGEMENT, s] = engagement.start_leaders if leads else engagement.start
        supervisors[at.TRUST, s] = trust.start_leaders if leads else trust.start
        supervisors[at.VACANT, s] = none
        supervisors[at.LOW_TRUST_WEEKS, s] = none
        supervisors[at.DIRECTIVE_SHARE, s] = none
        supervisors[at.TEAM_SHARE, s] = none
        supervisors[at.VISIBLE_GAP, s] = improvement.visible_start
        supervisors[at.LOCAL_GAP, s] = improvement.local_start
        supervisors[at.PROCESS, s] = process.start
        supervisors[at.VOICE, s] = work.voice_reference
        supervisors[at.PROGRESS, s] = none
        total_engagement = none
        total_experience = none
        for _ in range(tree.team_start[s], tree.team_end[s]):
            total_engagement = total_engagement + engagement.start
            total_experience = total_experience + experience.start
        supervisors[at.TEAM_ENGAGEMENT, s] = total_engagement
        supervisors[at.TEAM_EXPERIENCE, s] = total_experience


def start_workers(run: Run) -> None:
    """Every worker's traits and state."""
    workers = run.workers
    engagement, experience = read(Engagement, run.fixed), read(Experience, run.fixed)
    count = len(run.tree.boss)
    for w in range(run.tree.team_end[-1]):
        workers[at.W_ENGAGEMENT, w] = engagement.start
        workers[at.W_EXPERIENCE, w] = experience.start
        workers[at.W_NEED, w] = need_of(trait(run.address, 0, count + w, NEED), engagement.need_sd)


def start(run: Run) -> None:
    """The state before the first week."""
    start_department(run)
    start_supervisors(run)
    start_workers(run)
