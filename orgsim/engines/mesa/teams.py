"""A team: the workers of one supervisor, with the gaps, routines and expectations they share."""

from __future__ import annotations

from orgsim.engines.mesa.department import Department, Lead
from orgsim.engines.mesa.workers import Worker
from orgsim.model.rules import engagement, improvement, influence, performance, style, work


class Team:
    """The workers who report to one supervisor."""

    def __init__(self, model: Department, supervisor: Lead, workers: list[Worker]) -> None:
        self.model, self.supervisor, self.workers = model, supervisor, workers
        self.size = float(len(workers))
        gaps = model.context.improvement
        self.directive_share = 0.0
        self.visible_gap, self.local_gap = gaps.visible_start, gaps.local_start
        self.process = model.context.process.start
        self.voice_response = model.context.work.voice_reference
        self.progress = 0.0
        self.exceptions = self.ideas = self.performance = self.implemented = self.involvement = 0.0

    def total(self, quantity: str) -> float:
        """A quantity summed over the workers, in their order."""
        total = 0.0
        for worker in self.workers:
            total += getattr(worker, quantity)
        return total

    def trusted(self) -> float:
        """The supervisor's trust in the team."""
        return style.team_trust(self.total("engagement") / self.size, self.total("experience") / self.size)

    def work(self) -> None:
        """A week of work: exceptions met and ideas offered."""
        context, levers = self.model.context, self.model.levers
        exception_rate = work.exception_rate(context.work, self.visible_gap, self.local_gap, self.process)
        idea_rate = work.idea_rate(context.work, self.directive_share, self.voice_response, levers.retrospectives)
        self.exceptions, self.ideas = 0.0, 0.0
        for worker in self.workers:
            exception, idea = worker.work(exception_rate, idea_rate)
            self.exceptions += exception
            self.ideas += idea

    def perform(self) -> None:
        """Performance: what the gaps and unresolved exceptions leave."""
        self.performance = performance.team_performance(
            self.model.context.authority,
            self.visible_gap,
            self.local_gap,
            self.exceptions,
            self.supervisor.resolution,
            self.size,
        )

    def improve(self, best_sibling_gap: float) -> None:
        """Drive, ideas and copying close gaps, erosion reopens them, and people notice."""
        context, model, supervisor = self.model.context, self.model, self.supervisor
        rates, visible, local = context.improvement, self.visible_gap, self.local_gap
        boss_served = supervisor.boss_served
        directed = improvement.direction_applied(
            supervisor.directive_share, boss_served, self.directive_share, supervisor.served
        )
        self.implemented = improvement.implemented_share(
            rates, supervisor.authority, supervisor.served, supervisor.competence, boss_served, model.levers.retrospectives
        )
        closure = improvement.idea_closure(rates, self.ideas, self.implemented, self.size, model.alignment)
        driven = improvement.drive(rates, directed, model.shortfall)
        neglected = improvement.neglect(rates, supervisor.served, supervisor.competence, model.alignment)
        reopened = improvement.eroded(rates, context.work, visible, rates.visible_max, neglected)
        self.visible_gap = improvement.next_visible_gap(visible, driven, closure, reopened)
        copying = influence.copied(context.influence, model.alignment, local, best_sibling_gap)
        reopened = improvement.eroded(rates, context.work, local, rates.local_max, neglected)
        self.local_gap = improvement.next_local_gap(local, closure, copying, reopened)
        self.process = improvement.next_process(context.process, context.work, self.process, supervisor.support)
        self.voice_response = improvement.next_voice_response(rates, self.voice_response, self.implemented)
        before, after = visible + local, self.visible_gap + self.local_gap
        self.progress = improvement.next_progress(rates, self.progress, before, after)

    def feel_and_leave(self) -> float:
        """Everyone's engagement and experience move, and some leave. Returns the number of quits."""
        weights, supervisor, model = self.model.context.engagement, self.supervisor, self.model
        self.involvement = engagement.worker_involvement(weights, self.directive_share, supervisor.authority)
        shared = engagement.surroundings(
            weights,
            model.atmosphere,
            supervisor.support,
            self.voice_response,
            model.context.work.voice_reference,
            self.progress,
            supervisor.served,
        )
        pull = weights.involvement * self.involvement
        mean = self.total("engagement") / self.size
        quits = 0.0
        for worker in self.workers:
            worker.feel(shared, pull, mean)
            worker.learn()
            quits += 1.0 if worker.stay_or_leave() else 0.0
        return quits
