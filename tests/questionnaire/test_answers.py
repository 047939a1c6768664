"""Answers: from a file, from the template, and asked for one by one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from orgsim.errors import ConfigurationError
from orgsim.questionnaire.answers import ask, read_answers, to_answers
from orgsim.questionnaire.questions import QUESTIONS, template
from tests.questionnaire.helpers import GIVEN, answers


def test_few_questions_each_on_what_may_be_answered() -> None:
    assert len(QUESTIONS) <= 15
    for key, question in QUESTIONS.items():
        assert key == question.id
        assert question.number.low < question.number.high
        assert question.number.unit in question.wanted
        assert not question.faults(GIVEN[key])


def test_answers_keep_their_units() -> None:
    found = answers()
    assert found.hours == 40
    assert found.agendas == (0, 10, 20, 0, 20)
    assert answers(survey_gap=None, weeks_since_rescue=None).survey_gap is None
    assert to_answers({key: value for key, value in GIVEN.items() if key != "survey_gap"}).survey_gap is None


def test_the_template_is_yaml_with_a_place_for_every_answer(tmp_path: Path) -> None:
    assert set(yaml.safe_load(template())) == set(QUESTIONS)
    file = tmp_path / "team.yaml"
    file.write_text(template(GIVEN), encoding="utf-8")
    assert read_answers(file) == answers()
    assert max(map(len, template().splitlines())) <= 102


def typed(*lines: str) -> Iterator[str]:
    yield from lines


def test_questions_are_asked_until_they_are_answered() -> None:
    told: list[str] = []
    lines = typed("four", "4", "9", "50", "14", "2", "20", "4", "2", "0, 10,20, 0,200", "0, 10,20, 0,20", "1", "", "40", "75")
    given = ask(lambda prompt: next(lines), told.append)
    assert to_answers(given) == answers(survey_gap=None)
    assert "   leaders='four': must be a whole number from 2 to 50 (people)" in told
    assert any("agendas=[0, 10, 20, 0, 200]: must be a list of 1 to 5 numbers from 0 to 100 (%)" in line for line in told)
    assert sum("\n1 of 13." in line for line in told) == 1


def test_input_that_ends_early_names_the_question() -> None:
    lines = iter(["4", "9"])

    def read(_: str) -> str:
        try:
            return next(lines)
        except StopIteration:
            raise EOFError from None

    with pytest.raises(ConfigurationError, match="people: no answer; the questionnaire ended before its last question"):
        ask(read, lambda line: None)
