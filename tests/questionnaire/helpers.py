"""Answers of a made-up team."""

from __future__ import annotations

from typing import Any

from orgsim.questionnaire.answers import Answers, to_answers

GIVEN: dict[str, Any] = {
    "leaders": 4,
    "managers": 9,
    "people": 50,
    "hours_deciding": 14,
    "hours_reviewing": 2,
    "hours_overseeing": 20,
    "hours_leading": 4,
    "hours_meeting": 2,
    "agendas": [0, 10, 20, 0, 20],
    "decisions_below": 1,
    "survey_gap": -8,
    "weeks_since_rescue": 40,
    "rating": 75,
}


def answers(**changes: Any) -> Answers:
    return to_answers(GIVEN | changes)
