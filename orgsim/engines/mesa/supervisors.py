"""Supervisors: they direct or delegate, decide what reaches them, lead with the time that is left, learn, and may go."""

from __future__ import annotations

from orgsim.engines.mesa.department import Department
from orgsim.engines.mesa.people import ROLES, Person
from orgsim.engines.mesa.teams import Team
from orgsim.model.random import COMPETENCE, DISPOSITION, LEADING_SKILL, WEEK, noise, trait, uniforms
from orgsim.model.rules import attention, engagement, influence, learning, leaving, performance, style


class Supervisor(Person):
    """A person with reports: `reports` are the supervisors among them, `team` the workers (None without any)."""

    def __init__(self, model: Department, person: int, boss: Supervisor | None) -> None:
        super().__init__(model)
        context, address = model.context, model.address
        self.person, self.boss = person, boss
        self.reports: list[Supervisor] = []
        self.team: Team | None = None
        self.habit = model.plan.start.habit
        disposition = trait(address, 0, person, DISPOSITION)
        self.disposition = leaving.personal_disposition(context.style, model.disposition_level, disposition)
        competence = trait(address, 0, person, COMPETENCE)
        self.competence = leaving.personal_competence(context.competence, self.mean_competence, competence)
        self.ability = leaving.personal_ability(context.competence, competence)
        skill = trait(address, 0, person, LEADING_SKILL)
        self.leading_skill = leaving.personal_skill(context.leading_skill, model.skill_level, skill)
        self.vacant = 0.0
        self.low_trust_weeks = 0.0
        self.directive_share = 0.0
        self.subtree_workers = self.subtree_voice = self.subtree_progress = 0.0
        self.authority = self.resolution = 0.0
        self.hours_meeting_operational = self.hours_meeting_strategic = 0.0
        if boss is not None:
            boss.reports.append(self)

    @property
    def roles(self) -> str:
        """A vacant post has no role but its team's."""
        post = "" if self.vacant >= 0.5 else "s" if self.boss is None else "sb"
        return post + "t" if self.team else post

    def __getattr__(self, name: str) -> float:
        """A field that a supervisor has through the team."""
        if "t" in ROLES.get(name, "") and self.team:
            return getattr(self.team, "performance" if name == "team_performance" else name.removeprefix("team_"))
        return super().__getattr__(name)

    # What leaders and managers differ in.
    mean_competence: float
    coaching: float
    engagement: float
    trust: float

    def involvement(self) -> float:
        """How far this supervisor is involved in decisions."""
        raise TypeError("a supervisor is a Leader or a Manager")

    def is_given_up(self) -> bool:
        """Whether the boss has lost patience."""
        return False

    # Stage 1
    def take_stock(self) -> None:
        """Who is in post, and the habit that the reports who supervise hold among themselves."""
        self.present = 1.0 if self.vacant < 0.5 else 0.0
        total, present = 0.0, 0.0
        for report in self.reports:
            if report.vacant < 0.5:
                total += report.habit
                present += 1.0
        self.reports_norm = total / present if present > 0.5 else self.habit

    def choose_styles(self) -> None:
        """Decide on every line, and toward the team, how much to direct. A vacant post leaves things as they were."""
        if self.present < 0.5:
            return
        weights, model = self.model.context.style, self.model
        norm = model.norm if self.boss is None or self.boss.boss is None else self.boss.reports_norm
        boss_share = 0.5 if self.boss is None else self.directive_share
        inclined = style.inclination(weights, self.disposition, self.habit, norm, boss_share, model.shortfall, self.coaching)
        for report in self.reports:
            report.directive_share = style.directive_share(weights, inclined, report.trust)
        if self.team:
            self.team.directive_share = style.directive_share(weights, inclined, self.team.trusted())

    # Stages 3 and 4
    def attend(self) -> None:
        """Take what climbs from below, decide what is one's own to decide, and keep what is left of the week for leading."""
        limits, levers = self.model.context.attention, self.model.levers
        self.climbing = self.team.exceptions if self.team else 0.0
        ideas, reviewed, self.directed = (self.team.ideas if self.team else 0.0), 0.0, 0.0
        for report in self.reports:
            self.climbing += attention.escalated(report.climbing, report.authority)
            reviewed += attention.escalated(report.team.ideas if report.team else 0.0, report.authority)
            self.directed += report.directive_share
        if self.team:
            self.directed += self.team.directive_share
        self.authority = self.present
        if self.boss is not None:
            rule = self.model.context.authority
            self.authority = attention.authority_taken(rule, self.present, self.directive_share, self.engagement)
        self.decided = self.climbing * self.authority
        available = attention.available_hours(limits, levers.protected_time)
        reviewed += ideas * self.authority
        needed = attention.load(limits, self.decided, reviewed, self.directed)
        self.served = attention.served_share(self.present, needed, available)
        self.leading_time = attention.leading_time(limits, self.present, levers.protected_time, needed, available)
        self.example = influence.example(self.leading_skill, self.leading_time)
        self.hours_deciding = attention.hours_spent(attention.deciding_load(limits, self.decided), self.served)
        self.hours_reviewing = attention.hours_spent(attention.reviewing_load(limits, reviewed), self.served)
        self.hours_overseeing = attention.hours_spent(attention.overseeing_load(limits, self.directed), self.served)
        self.hours_leading = attention.hours_leading(limits, self.leading_time)
        self.hours_undone = attention.hours_undone(needed, self.served)

    def meet(self, agenda: float) -> None:
        """Sit in the leadership meeting, of which the share `agenda` is left for strategy."""
        limits = self.model.context.attention
        self.hours_meeting_operational = attention.hours_in_meeting(limits, self.present, 1.0 - agenda)
        self.hours_meeting_strategic = attention.hours_in_meeting(limits, self.present, agenda)

    def give_support(self) -> None:
        """The support that one's people receive, from this supervisor and from the leadership team."""
        self.support = influence.support(self.model.context.influence, self.example, self.model.team_example)

    @property
    def received_support(self) -> float:
        """The support this supervisor receives."""
        return self.model.team_example if self.boss is None else self.boss.support

    @property
    def boss_served(self) -> float:
        """Share of the boss's load that gets attention; the head's own."""
        return self.served if self.boss is None else self.boss.served

    # Stages 5 to 7
    def resolve(self) -> None:
        """Share of the team's exceptions that is resolved, here or above."""
        rule, above = self.model.context.authority, 0.0 if self.boss is None else self.boss.resolution
        self.resolution = performance.resolution(rule, self.authority, self.served, self.competence, above)

    def best_practice(self) -> float:
        """The smallest local gap among the teams of one's reports."""
        best = 1.0
        for report in self.reports:
            if report.team and report.team.local_gap < best:
                best = report.team.local_gap
        return best

    # Stage 8
    def learn(self) -> None:
        """Competence, leading skill, habit, and the boss's trust in this supervisor."""
        if self.present < 0.5:
            return
        context, level = self.model.context, self.competence
        self.competence = learning.next_competence(
            context.competence, level, self.authority, self.received_support, self.ability
        )
        self.leading_skill = learning.next_leading_skill(context.leading_skill, self.leading_skill, self.leading_time)
        used = self.directed / self.lines
        self.habit = learning.next_habit(context.style.habit_rate, self.habit, used)
        if self.boss is not None:
            self.trust = learning.next_trust(context.trust, self.trust, self.decided, self.served, level, self.directive_share)

    @property
    def lines(self) -> float:
        """Lines on which this supervisor directs: one for each supervising report and one for a team."""
        return float(len(self.reports)) + (1.0 if self.team else 0.0)

    def notice(self) -> None:
        """Voice response and progress summed over everyone below."""
        self.subtree_voice, self.subtree_progress = 0.0, 0.0
        if self.team:
            self.subtree_voice = self.team.size * self.team.voice_response
            self.subtree_progress = self.team.size * self.team.progress
        for report in self.reports:
            self.subtree_voice += report.subtree_voice
            self.subtree_progress += report.subtree_progress

    def feel(self) -> None:
        """Engagement, which follows involvement where decisions are made."""
        model, weights = self.model, self.model.context.engagement
        draws = uniforms(model.address, model.week + 1, self.person, WEEK)
        self.quit_draw = draws[2]
        if self.present < 0.5:
            return
        if self.team:
            voice, progress = self.team.voice_response, self.team.progress
        else:
            voice = self.subtree_voice / self.subtree_workers
            progress = self.subtree_progress / self.subtree_workers
        reference = model.context.work.voice_reference
        shared = engagement.surroundings(
            weights, model.atmosphere, self.received_support, voice, reference, progress, self.served
        )
        mood = noise(draws[3], weights.mood_sd)
        involved = weights.involvement * self.involvement()
        self.engagement = engagement.next_engagement(weights, self.engagement, shared, involved, mood)

    # Stage 9
    def stay_or_leave(self) -> bool:
        """Whether this supervisor quits. Someone the boss has lost patience with is replaced, which is not a quit."""
        in_post = self.present > 0.5
        self.vacant = leaving.next_vacancy(self.vacant)
        if not in_post:
            self.low_trust_weeks = 0.0
            return False
        bar = self.model.levers.replace_below
        self.low_trust_weeks = leaving.next_low_trust_weeks(self.low_trust_weeks, self.trust, bar)
        leaves = self.quit_draw < leaving.quit_probability(self.model.context.leaving, self.engagement)
        replaced = not leaves and self.is_given_up()
        if leaves or replaced:
            self.make_way(self.model.context.trust.in_new if replaced else self.model.context.trust.prior)
        return leaves

    def make_way(self, trust: float) -> None:
        """A successor with traits of their own, who takes over the habit of the place after a vacancy."""
        model, context = self.model, self.model.context
        draws = [trait(model.address, model.week + 1, self.person, p) for p in (DISPOSITION, COMPETENCE, LEADING_SKILL)]
        self.disposition = leaving.personal_disposition(context.style, model.disposition_level, draws[0])
        able = leaving.personal_competence(context.competence, self.mean_competence, draws[1])
        self.competence = leaving.selected(able, model.levers.hiring_bar)
        self.ability = leaving.personal_ability(context.competence, draws[1])
        self.leading_skill = leaving.personal_skill(context.leading_skill, model.skill_level, draws[2])
        self.trust = trust
        self.engagement = context.engagement.newcomer
        self.low_trust_weeks = 0.0
        self.vacant = context.leaving.vacancy


class Leader(Supervisor):
    """The head, or a direct report of the head who supervises others: a member of the leadership team."""

    def __init__(self, model: Department, person: int, boss: Supervisor | None) -> None:
        super().__init__(model, person, boss)
        self.habit = style.starting_habit(model.plan.start, person, model.organization.leaders)
        self.engagement = model.context.engagement.start_leaders
        self.trust = model.context.trust.start_leaders

    @property
    def mean_competence(self) -> float:  # type: ignore[override]
        """Mean competence of leaders."""
        return self.model.context.competence.leaders

    @property
    def coaching(self) -> float:  # type: ignore[override]
        """The coaching that leaders get this week."""
        return self.model.levers.coaching

    def involvement(self) -> float:
        """Leaders are in the room; the head decides."""
        return 1.0 if self.boss is None else engagement.leader_involvement(self.model.context.engagement, self.authority)


class Manager(Supervisor):
    """A supervisor below the leadership team."""

    def __init__(self, model: Department, person: int, boss: Supervisor | None) -> None:
        super().__init__(model, person, boss)
        self.engagement = model.context.engagement.start
        self.trust = model.context.trust.start

    @property
    def mean_competence(self) -> float:  # type: ignore[override]
        """Mean competence of managers."""
        return self.model.context.competence.managers

    @property
    def coaching(self) -> float:  # type: ignore[override]
        """The coaching that managers get this week."""
        return self.model.levers.coaching_managers

    def involvement(self) -> float:
        """Managers are involved in what was delegated to them, and a little by being consulted."""
        return engagement.manager_involvement(self.model.context.engagement, self.directive_share)

    def is_given_up(self) -> bool:
        """Whether trust has been below the bar for longer than the boss's patience."""
        return self.low_trust_weeks >= self.model.context.trust.patience
