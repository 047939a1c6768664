"""A team's answers: read from a file or asked for one by one, with a line for every fault."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from orgsim.errors import ConfigurationError
from orgsim.model.parameters import BY_KEY
from orgsim.questionnaire.questions import QUESTIONS, Question
from orgsim.spec.values import shown, unknown
from orgsim.spec.yaml_file import read_yaml

_SPENT = ("hours_deciding", "hours_reviewing", "hours_overseeing", "hours_leading")


class Answers(NamedTuple):
    """What a team answered, by the ids of the questions and in their units."""

    leaders: int
    managers: int
    people: int
    hours_deciding: float
    hours_reviewing: float
    hours_overseeing: float
    hours_leading: float
    hours_meeting: float
    agendas: tuple[float, ...]
    decisions_below: int
    survey_gap: float | None
    weeks_since_rescue: int | None
    rating: float

    @property
    def hours(self) -> float:
        """The working week without the leadership meeting, in hours."""
        return self.hours_deciding + self.hours_reviewing + self.hours_overseeing + self.hours_leading


def to_answers(given: Mapping[str, Any]) -> Answers:
    """Answers from plain values by id. Raises ConfigurationError with a line for every fault."""
    faults = [unknown(str(key), value, QUESTIONS) for key, value in given.items() if key not in QUESTIONS]
    wrong = {key: lines for key, each in QUESTIONS.items() if (lines := each.faults(given.get(key)))}
    faults += [line for lines in wrong.values() for line in lines]
    faults += [line for keys, check in _TOGETHER.items() if not set(keys) & set(wrong) for line in check(given)]
    if faults:
        raise ConfigurationError(faults)
    values: dict[str, Any] = {key: given.get(key) for key in QUESTIONS}
    return Answers(**(values | {"agendas": tuple(map(float, given["agendas"]))}))


def read_answers(path: str | os.PathLike[str]) -> Answers:
    """Answers from a YAML file. Raises ConfigurationError with a line for every fault, each with the file's name."""
    given = read_yaml(Path(path))
    if not isinstance(given, dict):
        raise ConfigurationError(f"{path}: holds no answers; orgsim diagnose --template prints an empty questionnaire")
    try:
        return to_answers(given)
    except ConfigurationError as error:
        raise ConfigurationError([f"{path}: {line}" for line in error.faults]) from error


def ask(read: Callable[[str], str], tell: Callable[[str], object]) -> dict[str, Any]:
    """Ask every question until it is answered, reading with a prompt as `input` does; returns plain values by id.

    Raises ConfigurationError when input ends early.
    """
    given: dict[str, Any] = {}
    for place, question in enumerate(QUESTIONS.values(), start=1):
        tell(f"\n{place} of {len(QUESTIONS)}. {question.number.meaning}\n   {question.wanted}")
        given[question.id] = _answer(question, read, tell)
    return given


def _answer(question: Question, read: Callable[[str], str], tell: Callable[[str], object]) -> Any:
    while True:
        try:
            value = _parsed(question, read("   > "))
        except EOFError as error:
            raise ConfigurationError(f"{question.id}: no answer; the questionnaire ended before its last question") from error
        faults = question.faults(value)
        if not faults:
            return value
        tell(f"   {faults[0]}")


def _parsed(question: Question, line: str) -> Any:
    """What was typed as a value: a number, a list of numbers with commas between them, or nothing."""
    text = line.strip()
    try:
        if question.most > 1 and text and not text.startswith("["):
            text = f"[{text}]"
        return yaml.safe_load(text)
    except yaml.YAMLError:
        return text


def _week_faults(given: Mapping[str, Any]) -> list[str]:
    """A working week that nobody has."""
    number = BY_KEY["context.attention.hours"].number
    total = sum(given[key] for key in _SPENT)
    if number.low <= total <= number.high:
        return []
    return [f"{', '.join(_SPENT)}: add up to {total:g} hours; a week has {number.low:g} to {number.high:g}"]


def _people_faults(given: Mapping[str, Any]) -> list[str]:
    """Fewer people than roles."""
    least = given["leaders"] + 2 * given["managers"]
    if given["people"] >= least:
        return []
    return [f"people={shown(given['people'])}: must be at least {least}: leaders, managers and a worker for each manager"]


#: Checks of several answers together; each runs when those answers are fine on their own.
_TOGETHER: Mapping[tuple[str, ...], Callable[[Mapping[str, Any]], list[str]]] = {
    _SPENT: _week_faults,
    ("leaders", "managers", "people"): _people_faults,
}
