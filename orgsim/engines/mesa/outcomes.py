"""The outcomes of a week, read off the agents in the same order as the kernel reads its arrays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from orgsim.engines.mesa.department import Department
from orgsim.engines.mesa.supervisors import Supervisor
from orgsim.engines.mesa.teams import Team
from orgsim.model.outcomes import OUTCOME_NAMES
from orgsim.model.rules import attention, department
from orgsim.model.rules.reporting import autopilot, mean_or_nan, per_exception, released, yearly


class Observed(Department, Protocol):
    """A department whose week can be read off: its people, and the week's sums."""

    supervisors: list[Supervisor]
    leaders: Sequence[Supervisor]
    teams: list[Team]
    head: Supervisor
    performance: float
    improvement: float
    agenda: float
    reported: float
    expectation: float
    stretched: float
    quits: float

    def leading_together(self) -> float:
        """Mean leading time of the leaders in post."""


def of_people(model: Observed) -> dict[str, float]:
    """Engagement by role, and what managers and leaders are like, over those in post at the end of the week."""
    workers, managers, leaders, in_managers, in_leaders = 0.0, 0.0, 0.0, 0.0, 0.0
    trust, competence, skill = 0.0, 0.0, 0.0
    for supervisor in model.supervisors:
        if supervisor.team:
            workers += supervisor.team.total("engagement")
        if supervisor.vacant >= 0.5:
            continue
        if supervisor.person < len(model.leaders):
            leaders += supervisor.engagement
            skill += supervisor.leading_skill
            in_leaders += 1.0
        else:
            managers += supervisor.engagement
            trust += supervisor.trust
            competence += supervisor.competence
            in_managers += 1.0
    count = model.head.subtree_workers
    return {
        "engagement": (workers + managers + leaders) / (count + in_managers + in_leaders),
        "engagement_workers": workers / count,
        "engagement_managers": mean_or_nan(managers, in_managers),
        "engagement_leaders": mean_or_nan(leaders, in_leaders),
        "trust": mean_or_nan(trust, in_managers),
        "competence": mean_or_nan(competence, in_managers),
        "leading_skill": mean_or_nan(skill, in_leaders),
    }


def of_lines(model: Observed) -> dict[str, float]:
    """Delegation over the lines to supervisors in post, and how far matters climbed."""
    delegated, lines, climbed, exceptions = 0.0, 0.0, 0.0, 0.0
    for supervisor in model.supervisors[1:]:
        delegated += supervisor.present * (1.0 - supervisor.directive_share)
        lines += supervisor.present
        climbed += attention.escalated(supervisor.climbing, supervisor.authority)
    for team in model.teams:
        exceptions += team.exceptions
    return {"delegation": mean_or_nan(delegated, lines), "escalations": per_exception(climbed, exceptions)}


def of_leadership(model: Observed) -> dict[str, float]:
    """What comes up to the leadership team from below, and how involved its members are."""
    involvement, present, reached, below = 0.0, 0.0, 0.0, 0.0
    for leader in model.leaders:
        involvement += leader.present * leader.involvement()
        present += leader.present
    for manager in model.supervisors[len(model.leaders) :]:
        below += manager.team.exceptions if manager.team else 0.0
        if manager.boss in model.leaders:
            reached += attention.escalated(manager.climbing, manager.authority)
    managers = float(len(model.supervisors) - len(model.leaders))
    return {"involvement_leaders": mean_or_nan(involvement, present), "released": released(reached, below, managers)}


def of_teams(model: Observed) -> dict[str, float]:
    """What happened in the teams: involvement, exceptions and ideas."""
    involvement, exceptions, unresolved, ideas, implemented = 0.0, 0.0, 0.0, 0.0, 0.0
    for team in model.teams:
        involvement += team.size * team.involvement
        exceptions += team.exceptions
        unresolved += team.exceptions * (1.0 - team.supervisor.resolution)
        ideas += team.ideas
        implemented += team.ideas * team.implemented
    workers = model.head.subtree_workers
    return {
        "involvement": involvement / workers,
        "unresolved": per_exception(unresolved, exceptions),
        "autopilot": autopilot(exceptions, workers),
        "ideas": yearly(ideas, workers),
        "ideas_implemented": yearly(implemented, workers),
        "quits": yearly(model.quits, workers + len(model.supervisors)),
    }


def of_department(model: Observed) -> dict[str, float]:
    """The department as a whole."""
    direction = model.context.direction
    return {
        "performance": model.performance,
        "improvement": model.improvement,
        "leading_time": model.leading_together(),
        "strategic_agenda": model.agenda,
        "client_satisfaction": department.client_satisfaction(direction, model.reported, model.expectation),
        "aspiration": department.aspiration(direction, model.levers.agreed_goal, model.stretched),
        "directive_norm": model.norm,
        "alignment": model.alignment,
    }


def weekly_outcomes(model: Observed) -> dict[str, float]:
    """All outcomes of the week by name, in the order of the table."""
    found = of_department(model) | of_people(model) | of_lines(model) | of_leadership(model) | of_teams(model)
    return {name: found[name] for name in OUTCOME_NAMES}
