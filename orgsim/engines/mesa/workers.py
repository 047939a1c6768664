"""Workers: they meet exceptions, offer ideas, gain experience, and stay or leave."""

from __future__ import annotations

from orgsim.engines.mesa.department import Department
from orgsim.engines.mesa.people import Person
from orgsim.model.random import NEED, WEEK, noise, trait, uniforms
from orgsim.model.rules.engagement import next_experience, next_worker_engagement
from orgsim.model.rules.leaving import need_of, quit_probability
from orgsim.model.rules.work import has_exception, has_idea


class Worker(Person):
    """A person without reports."""

    roles = "w"

    def __init__(self, model: Department, person: int) -> None:
        super().__init__(model)
        context = model.context
        self.person = person
        self.engagement = context.engagement.start
        self.experience = context.experience.start
        self.need = need_of(trait(model.address, 0, person, NEED), context.engagement.need_sd)
        self.quit_draw = self.mood_draw = 0.0

    def work(self, exception_rate: float, idea_rate: float) -> tuple[float, float]:
        """Meet an exception or not, offer an idea or not: (1.0 or 0.0, 1.0 or 0.0)."""
        draws = uniforms(self.model.address, self.model.week + 1, self.person, WEEK)
        self.quit_draw, self.mood_draw = draws[2], draws[3]
        exception = has_exception(draws[0], exception_rate, self.experience)
        return exception, has_idea(draws[1], idea_rate, self.engagement)

    def feel(self, shared: float, pull: float, team_mean: float) -> None:
        """Engagement drifts toward what the team shares and how far this person's need to be involved is met."""
        mood = noise(self.mood_draw, self.model.context.engagement.mood_sd)
        engagement = self.model.context.engagement
        self.engagement = next_worker_engagement(engagement, self.engagement, shared, pull * self.need, mood, team_mean)

    def learn(self) -> None:
        """Experience grows on the job."""
        self.experience = next_experience(self.model.context.experience.rate, self.experience)

    def stay_or_leave(self) -> bool:
        """Whether this worker quits; a newcomer then takes the place at once."""
        context = self.model.context
        leaves = self.quit_draw < quit_probability(context.leaving, self.engagement)
        if leaves:
            self.need = need_of(trait(self.model.address, self.model.week + 1, self.person, NEED), context.engagement.need_sd)
            self.engagement = context.engagement.newcomer
            self.experience = context.experience.newcomer
        return leaves
