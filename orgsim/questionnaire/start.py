"""Where a team stands in the model: the starting habit, workload and burn-in after which the model does what the team does.

Nothing is inverted by a formula. The model is run from many starts, without levers, and the week is sought in which it comes
closest to what was answered: the decisions released, the leading time and the strategic agenda.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import log2
from typing import Any

import numpy as np

from orgsim.analysis.diagnose import diagnose
from orgsim.config.building import load_scenario
from orgsim.model.parameters import BY_KEY
from orgsim.model.scenario import Scenario
from orgsim.organization import Organization
from orgsim.questionnaire.answers import Answers
from orgsim.questionnaire.assessment import Assessment
from orgsim.spec.study import Design, Execution, Study
from orgsim.study.run_study import run_study

#: What the search matches. The horizon follows from the last two.
MATCHED = ("released", "leading_time", "strategic_agenda")
#: What it cannot tell from these answers, and leaves as the parameter table has it.
NOT_INFERRED = (
    "trust, competence and leading skill of the people, and how these differ between them",
    "how far performance is below what is possible, and how much of that can be seen from above",
    "how strongly habit and peers pull: whether a shift would tip the team is the model's, not the answers'",
    "circumstances and climate, and so the survey gap, which has other causes than leadership too",
)
LONGEST, SHORTEST = 312, 13
_COARSE_HABITS, _COARSE_LOADS = 9, 7
_ROUNDS = 3
_PERSON_WEEKS = 150_000_000
_FEWEST, _MOST = 1, 16
#: A burn-in twice as long as answered, or half, counts as much as two points of misfit: it decides between equals.
_DOUBLED = 0.02
_COSTS = ("exception", "idea", "oversight")


@dataclass(frozen=True)
class NearestStart:
    """The nearest start found: `settings` by full key, and today as the week `burn_in` of a run that begins there.

    `workload` multiplies the hours that exceptions, ideas and oversight take. `parts` is what the model does then, by name
    (mean over `replications`), `misfit` the root mean square of its differences from the answers, as a share.
    """

    habit: float
    workload: float
    burn_in: int
    settings: dict[str, float]
    parts: dict[str, float]
    misfit: float
    replications: int
    seed: int


def organization_keys(answers: Answers) -> dict[str, Any]:
    """The regular department nearest to the answered numbers of people, as keys of `Organization.synthetic`."""
    reports = answers.leaders - 1
    each = max(1, round(answers.managers / reports))
    workers = answers.people - answers.leaders - reports * each
    return {"leaders": reports, "managers_per_leader": each, "workers_per_manager": max(1, round(workers / (reports * each)))}


def settings_of(answers: Answers, habit: float, load: float) -> dict[str, float]:
    """The parameters, by full key, that a start differs in from the table; `load` is the workload's logarithm to base 2."""
    settings = {"start.habit": round(habit, 4)}
    settings |= {"context.attention.hours": answers.hours, "context.attention.meeting": answers.hours_meeting}
    for name in _COSTS:
        row = BY_KEY[f"context.attention.{name}"]
        settings[row.key] = min(round(row.default * 2.0**load, 4), row.number.high)
    return {key: float(value) for key, value in settings.items()}


def find_start(answers: Answers, assessment: Assessment, seed: int = 1) -> NearestStart:
    """The start from which the model comes closest to the answers.

    A coarse grid of habits and workloads comes first, then ever smaller steps around the best. One run shows all burn-ins up
    to its end: from 13 to 312 weeks where the team does not know when it began, else from half to twice what it says.
    """
    habits, loads = np.linspace(0.0, 1.0, _COARSE_HABITS), np.arange(_COARSE_LOADS) - _COARSE_LOADS // 2
    search = _Search(answers, assessment, seed)
    best = search.best((float(habit), float(load)) for habit in habits for load in loads)
    habit_step, load_step = 1.0 / (_COARSE_HABITS - 1), 1.0
    for _ in range(_ROUNDS):
        habit_step, load_step = habit_step / 2, load_step / 2
        habit, load = best.habit, log2(best.workload)
        around = [(habit + a * habit_step, load + b * load_step) for a in (-1, 0, 1) for b in (-1, 0, 1)]
        best = search.best((min(max(one, 0.0), 1.0), other) for one, other in around)
    return best


class _Search:
    """Runs from many starts on one organization with the same dice, and what they are held against."""

    def __init__(self, answers: Answers, assessment: Assessment, seed: int) -> None:
        self.answers, self.seed = answers, seed
        self.wanted = np.array([assessment.parts[name] for name in MATCHED])
        self.organization = Organization.synthetic(**organization_keys(answers))
        known = answers.weeks_since_rescue
        self.asked = None if known is None else min(max(known, SHORTEST), LONGEST)
        low, high = (SHORTEST, LONGEST) if self.asked is None else (max(SHORTEST, self.asked // 2), 2 * self.asked)
        self.low, self.weeks = low, min(max(high, 2 * SHORTEST), LONGEST)
        runs = _COARSE_HABITS * _COARSE_LOADS + 9 * _ROUNDS
        affordable = _PERSON_WEEKS // (runs * self.weeks * len(self.organization))
        self.replications = min(max(affordable, _FEWEST), _MOST)

    def best(self, starts: Iterable[tuple[float, float]]) -> NearestStart:
        """The one of these starts (habit, logarithm of the workload) that comes closest; the first of equals."""
        places = list(dict.fromkeys(starts))
        scenarios = tuple(self._scenario(str(i), *place) for i, place in enumerate(places))
        design = Design(self.replications, self.weeks, self.seed)
        datasets = run_study(Study(self.organization, scenarios, design, Execution()))
        found = [self._closest(dataset, *place) for dataset, place in zip(datasets.values(), places, strict=True)]
        return min(found, key=lambda each: each[0])[1]

    def _scenario(self, name: str, habit: float, load: float) -> Scenario:
        settings: dict[str, Any] = {**settings_of(self.answers, habit, load), "scenario.name": name}
        return load_scenario("management_trap", settings)

    def _closest(self, dataset: Any, habit: float, load: float) -> tuple[float, NearestStart]:
        """The burn-in of one start that comes closest, its cost first."""
        found = diagnose(dataset)
        values = np.stack([found[name].to_numpy()[:, self.low - 1 :] for name in MATCHED])  # (part, replication, week)
        misfit = np.sqrt(np.mean((values - self.wanted[:, None, None]) ** 2, axis=(0, 1)))
        burn_ins = np.arange(self.low, self.weeks + 1)
        strain = 0.0 if self.asked is None else _DOUBLED * np.abs(np.log2(burn_ins / self.asked))
        at = int(np.argmin(misfit + strain))
        parts = {name: float(value) for name, value in zip(MATCHED, values[:, :, at].mean(axis=1), strict=True)}
        parts["horizon"] = float(found["horizon"].to_numpy()[:, self.low - 1 + at].mean())
        settings = settings_of(self.answers, habit, load)
        size, dice = self.replications, self.seed
        start = NearestStart(habit, 2.0**load, int(burn_ins[at]), settings, parts, float(misfit[at]), size, dice)
        return float((misfit + strain)[at]), start
