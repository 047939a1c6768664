"""The questions: few enough for half an hour of a real team's time, each with its id, text, unit and bounds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from orgsim.model.parameters import BY_KEY, Number
from orgsim.spec.values import MISSING, allowed, bound, fault, is_number, number_faults, shown

AGENDAS = 5
DECISIONS = 10
_WIDTH = 100
_HOURS, _MEETING = BY_KEY["context.attention.hours"].number, BY_KEY["context.attention.meeting"].number


@dataclass(frozen=True)
class Question:
    """One question: its id in an answers file, and its bounds, unit and text.

    `most` above 1 asks for a list of 1 to so many numbers; `optional` allows null, for what a team does not know.
    """

    id: str
    number: Number
    most: int = 1
    optional: bool = False

    @property
    def wanted(self) -> str:
        """What may be answered, in words."""
        if self.most == 1:
            return allowed(self.number) + self._also
        low, high = bound(self.number.low), bound(self.number.high)
        return f"a list of 1 to {self.most} numbers from {low} to {high} ({self.number.unit})"

    @property
    def _also(self) -> str:
        return ", or null" if self.optional else ""

    def faults(self, value: Any) -> list[str]:
        """Nothing, or the line that says what is wrong with an answer."""
        if value is None and self.optional:
            return []
        if value is None or value == MISSING:
            return [fault(self.id, MISSING, self.wanted)]
        if self.most == 1:
            return number_faults(self.id, value, self.number, also=self._also)
        fine = isinstance(value, list) and 1 <= len(value) <= self.most and all(map(self._fits, value))
        return [] if fine else [fault(self.id, value, self.wanted)]

    def _fits(self, value: Any) -> bool:
        return is_number(value) and self.number.low <= value <= self.number.high


def _hours(what: str) -> Number:
    return Number(0, _HOURS.high, "hours/week", f"Mean hours a week per member of the team: {what}")


_IN_ORDER = (
    Question("leaders", Number(2, 50, "people", "How many people are in the leadership team, its head included?", "", True)),
    Question("managers", Number(1, 2000, "people", "How many managers are there below the team, on all levels?", "", True)),
    Question("people", Number(4, 5000, "people", "How many people has the department in all, leaders included?", "", True)),
    Question("hours_deciding", _hours("deciding day-to-day matters that others bring")),
    Question("hours_reviewing", _hours("looking at proposals and ideas of others")),
    Question("hours_overseeing", _hours("directing and checking the work of others")),
    Question("hours_leading", _hours("leading: coaching, looking ahead, improving how the work is done")),
    Question(
        "hours_meeting",
        Number(_MEETING.low, _MEETING.high, "hours/week", "Hours a week of leadership team meetings, on top of those above"),
    ),
    Question(
        "agendas",
        Number(0, 100, "%", f"Share of each of the last {AGENDAS} agendas of the leadership meeting that was strategy"),
        most=AGENDAS,
    ),
    Question(
        "decisions_below",
        Number(0, DECISIONS, "decisions", f"Of the last {DECISIONS} decisions, how many were taken below the team?", "", True),
    ),
    Question(
        "survey_gap",
        Number(-100, 100, "points", "Engagement index of the department less that of the company, in the last survey"),
        optional=True,
    ),
    Question(
        "weeks_since_rescue",
        Number(1, 1040, "weeks", "How many weeks ago did the team take over, or the turnaround begin?", "", True),
        optional=True,
    ),
    Question("rating", Number(0, 100, "%", "How far are you a leadership team? The mean of what the team's members say")),
)
QUESTIONS: Mapping[str, Question] = {question.id: question for question in _IN_ORDER}


def template(answers: Mapping[str, Any] | None = None) -> str:
    """The questionnaire as annotated YAML, empty or with answers (by id) filled in."""
    lines = ["# Answers of a leadership team, for orgsim diagnose. null: not known, where that is allowed.", ""]
    for question in QUESTIONS.values():
        lines += [f"# {line}" for text in (question.number.meaning, question.wanted) for line in wrap(text, _WIDTH)]
        value = None if answers is None else answers[question.id]
        empty = "null" if question.optional else ""
        lines += [f"{question.id}: {empty if value is None else shown(value)}".rstrip(), ""]
    return "\n".join(lines)
