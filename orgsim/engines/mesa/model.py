"""The department as a Mesa model: the week, stage by stage, with the agents doing what the theory says."""

from __future__ import annotations

from typing import Any

import mesa

from orgsim.engines.mesa.outcomes import weekly_outcomes
from orgsim.engines.mesa.supervisors import Leader, Manager, Supervisor
from orgsim.engines.mesa.teams import Team
from orgsim.engines.mesa.workers import Worker
from orgsim.model import random
from orgsim.model.outcomes import OUTCOME_NAMES
from orgsim.model.parameters import Levers
from orgsim.model.rules import attention, department, improvement, leaving, style
from orgsim.model.scenario import Scenario
from orgsim.organization import Organization
from orgsim.spec.study import Design

#: From Mesa 3.5 on `Model.scenario` is Mesa's, which its page takes for the parameters of the model.
MESA_HAS_SCENARIOS = hasattr(mesa.Model, "scenario")


class DepartmentModel(mesa.Model):
    """One department, one replication; `step()` simulates a week, and `run_model()` all of `weeks`.

    `organization` and `plan` say what is simulated, `design` and `replication` how long and with which dice. `week` is the
    one being simulated, from 0.

    After a step, `outcomes` holds the week's outcomes by name, and `datacollector` all weeks.
    Outcomes equal the kernel's bit for bit for the classes shipped here; subclasses are yours.
    """

    #: Who people are. A subclass of the model may put subclasses of the agents here.
    leader_class: type[Supervisor] = Leader
    manager_class: type[Supervisor] = Manager
    worker_class: type[Worker] = Worker

    def __init__(
        self,
        organization: Organization,
        plan: Scenario,
        design: Design,
        replication: int,
    ) -> None:
        super().__init__(rng=design.seed)
        self.organization, self.plan, self.weeks, self.week = organization, plan, design.weeks, -1
        self.context = plan.context
        self.address = random.Address(design.seed, design.unit, replication)
        self.climate_address = random.Address(design.seed, design.climate_unit, replication)
        self._start_department()
        self._populate()
        self.outcomes: dict[str, float] = {}
        reporters: dict[str, Any] = {name: lambda model, name=name: model.outcomes[name] for name in OUTCOME_NAMES}
        self.datacollector = mesa.DataCollector(model_reporters=reporters)

    @property
    def scenario(self) -> Scenario:
        """The plan, by the name it has in Mesa before 3.5."""
        if MESA_HAS_SCENARIOS:
            raise AttributeError("model.scenario is a name of Mesa's from version 3.5 on; what is simulated is model.plan")
        return self.plan

    @scenario.setter
    def scenario(self, given: object) -> None:
        """Mesa gives a new model an empty scenario of its own kind, which nothing here reads."""
        if hasattr(self, "plan"):
            raise AttributeError("a model keeps its plan: make another model for another scenario")

    def _start_department(self) -> None:
        context = self.context
        self.levers = Levers()
        varied, style, skill = self.plan.start.varied, context.style, context.leading_skill
        self.circumstances = leaving.of_unit(varied, context.climate.circumstances_sd, self._trait(random.CIRCUMSTANCES))
        self.disposition_level = leaving.of_unit(varied, style.disposition_between_sd, self._trait(random.DISPOSITION_LEVEL))
        self.skill_level = skill.mean + leaving.of_unit(varied, skill.between_sd, self._trait(random.SKILL_LEVEL))
        self.climate = self.stretched = self.improvement = 0.0
        self.alignment = context.direction.alignment_start
        gaps = context.improvement
        self.performance = 1.0 - (gaps.visible_start + gaps.local_start)
        self.reported = self.expectation = self.performance
        self.quits = self.norm = self.shortfall = self.team_example = self.agenda = 0.0

    def _trait(self, purpose: int) -> float:
        return random.trait(self.address, 0, random.DEPARTMENT, purpose)

    def _populate(self) -> None:
        tree = self.organization
        self.supervisors: list[Supervisor] = []
        for person in range(tree.supervisors):
            boss = self.supervisors[tree.boss[person]] if person else None
            kind = self.leader_class if person < tree.leaders else self.manager_class
            self.supervisors.append(kind(self, person, boss))
        self.head, self.leaders = self.supervisors[0], self.supervisors[: tree.leaders]
        for supervisor in self.supervisors:
            people = range(tree.team_start[supervisor.person], tree.team_end[supervisor.person])
            if people:
                supervisor.team = Team(self, supervisor, [self.worker_class(self, person) for person in people])
        self.teams = [supervisor.team for supervisor in self.supervisors if supervisor.team]
        for supervisor in reversed(self.supervisors):
            supervisor.subtree_workers += supervisor.team.size if supervisor.team else 0.0
            if supervisor.boss:
                supervisor.boss.subtree_workers += supervisor.subtree_workers

    @property
    def atmosphere(self) -> float:
        """What moves engagement without anybody's style, in logits."""
        return self.circumstances + self.climate

    def step(self) -> None:
        """One week, in the order of the model description. With the last of `weeks` the model is no longer `running`."""
        self.week += 1
        self.levers = self._levers_of_week()
        self.declared_events()
        self.choose_styles()
        for team in self.teams:
            team.work()
        self.attend()
        self.perform()
        self.improve()
        self.learn_and_feel()
        self.stay_or_leave()
        self.close()
        self.outcomes = weekly_outcomes(self)
        self.datacollector.collect(self)
        if self.week + 1 >= self.weeks:
            self.running = False

    def _levers_of_week(self) -> Levers:
        weeks = 1 << max(self.week, 52).bit_length()
        if getattr(self, "_lever_weeks", 0) != weeks:
            self._lever_weeks, self._lever_table = weeks, self.plan.weekly_levers(weeks).tolist()
        return Levers(*self._lever_table[self.week])

    def declared_events(self) -> None:
        """Shocks and new heads that the scenario declares for this week."""
        shock, head, gaps = self.plan.events.shock, self.plan.events.new_head, self.context.improvement
        if shock.week == self.week:
            for team in self.teams:
                team.visible_gap = improvement.after_shock(team.visible_gap, shock.size, gaps.visible_max)
                team.local_gap = improvement.after_shock(team.local_gap, shock.size, gaps.local_max)
        if head.week == self.week:
            self.welcome_head(head.disposition, head.leading_skill, head.habit)

    def welcome_head(self, disposition: float, leading_skill: float, habit: float) -> None:
        """A head from outside; each leader moves halfway toward the new head."""
        head = self.head
        head.disposition, head.leading_skill, head.habit = disposition, leading_skill, habit
        head.engagement = self.context.engagement.start_leaders
        for leader in self.leaders[1:]:
            leader.disposition = leaving.halfway(leader.disposition, disposition)
            leader.leading_skill = leaving.halfway(leader.leading_skill, leading_skill)

    def choose_styles(self) -> None:
        """Stage 1, from the top down."""
        goal = department.aspiration(self.context.direction, self.levers.agreed_goal, self.stretched)
        self.shortfall = style.pressure(goal, self.reported)
        for supervisor in self.supervisors:
            supervisor.take_stock()
        self.norm = style.leadership_norm(self.context.style.head_weight, self.head.habit, self.head.reports_norm)
        for supervisor in self.supervisors:
            supervisor.choose_styles()

    def attend(self) -> None:
        """Stages 3 and 4, from the bottom up; then the leadership meeting."""
        for supervisor in reversed(self.supervisors):
            supervisor.attend()
        items, total, present = 0.0, 0.0, 0.0
        for leader in self.leaders:
            items += attention.operational_items(leader.decided, leader.served)
            if leader is not self.head:
                total += leader.example
                present += leader.present
        self.agenda = attention.strategic_agenda(self.context.attention, self.levers.protected_agenda, items)
        for leader in self.leaders:
            leader.meet(self.agenda)
        others = total / present if present > 0.5 else self.head.example
        self.team_example = style.leadership_norm(self.context.style.head_weight, self.head.example, others)
        for supervisor in self.supervisors:
            supervisor.give_support()

    def perform(self) -> None:
        """Stages 5 and 6, from the top down."""
        self.last_performance, total = self.performance, 0.0
        for supervisor in self.supervisors:
            supervisor.resolve()
            if supervisor.team:
                supervisor.team.perform()
                total += supervisor.team.size * supervisor.team.performance
        self.performance = total / self.head.subtree_workers

    def improve(self) -> None:
        """Stage 7: all teams see the gaps as the week found them."""
        best = [supervisor.best_practice() for supervisor in self.supervisors]
        for supervisor in self.supervisors:
            if supervisor.team:
                boss = supervisor.boss
                supervisor.team.improve(supervisor.team.local_gap if boss is None else best[boss.person])

    def learn_and_feel(self) -> None:
        """Stage 8 for supervisors."""
        for supervisor in self.supervisors:
            supervisor.learn()
        for supervisor in reversed(self.supervisors):
            supervisor.notice()
        for supervisor in self.supervisors:
            supervisor.feel()

    def stay_or_leave(self) -> None:
        """Stages 8 and 9 for workers, then stage 9 for supervisors and the head."""
        self.quits = 0.0
        for team in self.teams:
            self.quits += team.feel_and_leave()
        for supervisor in self.supervisors[1:]:
            self.quits += 1.0 if supervisor.stay_or_leave() else 0.0
        self.succession()

    def succession(self) -> None:
        """Heads move on; a successor from inside keeps the habit, one from outside brings another."""
        rules, context, week = self.context.leaving, self.context, self.week + 1
        varied = self.plan.start.varied
        draws = random.uniforms(self.address, week, 0, random.SUCCESSION)
        if not draws[0] < leaving.succession_probability(rules, varied):
            return
        personal = random.trait(self.address, week, 0, random.DISPOSITION)
        self.head.disposition = leaving.personal_disposition(context.style, self.disposition_level, personal)
        if draws[1] >= rules.inside:
            skill, draw = context.leading_skill, random.trait(self.address, week, 0, random.DISPOSITION_LEVEL)
            level = leaving.of_unit(varied, context.style.disposition_between_sd, draw)
            draw = random.trait(self.address, week, 0, random.SKILL_LEVEL)
            mean = skill.mean + leaving.of_unit(varied, skill.between_sd, draw)
            leads = leaving.personal_skill(skill, mean, random.trait(self.address, week, 0, random.LEADING_SKILL))
            disposition = leaving.personal_disposition(context.style, level, personal)
            self.welcome_head(disposition, leads, rules.outside_habit)

    def leading_together(self) -> float:
        """Mean leading time of the leaders in post."""
        total, present = 0.0, 0.0
        for leader in self.leaders:
            total += leader.leading_time
            present += leader.present
        return total / max(present, 1.0)

    def close(self) -> None:
        """Stage 10: the department's week closes."""
        direction, climate = self.context.direction, self.context.climate
        self.alignment = department.next_alignment(direction, self.context.work, self.alignment, self.agenda)
        self.stretched = department.next_stretched(self.stretched, self.levers.stretch, self.leading_together())
        self.reported = department.next_reported(direction, self.reported, self.performance)
        self.expectation = department.next_expectation(direction, self.expectation, self.reported)
        draws = random.uniforms(self.climate_address, self.week + 1, random.DEPARTMENT, random.WEEK)
        self.climate = department.next_climate(
            climate, self.climate, random.noise(draws[0], self.plan.start.varied * climate.sd)
        )
        self.improvement = department.next_improvement(self.improvement, self.performance, self.last_performance)
