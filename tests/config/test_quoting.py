"""Overrides that cannot be read, with what to write instead."""

from __future__ import annotations

import shlex

import pytest

from orgsim.config.overrides import parse_override
from orgsim.errors import ConfigurationError

GENERAL = "put the whole override in quotes, and quotes around a value with spaces, commas, brackets or colons"


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("organization.path=Köln.csv", "Köln.csv"),
        ("organization.path=a#b.csv", "a#b.csv"),
        ("organization.path=a=b.csv", "a=b.csv"),
        ("organization.path=Export (1).csv", "Export (1).csv"),
        ("scenario.title=Wer führt?", "Wer führt?"),
        ("scenario.title=it's ö", "it's ö"),
        ('scenario.title=it\'s "ö"', 'it\'s "ö"'),
        ("compare=[früh,management_trap]", ["früh", "management_trap"]),
        ("+compare=[früh, 'b']", ["früh", "b"]),
    ],
)
def test_what_to_write_is_told_and_can_be_read(line: str, value: object) -> None:
    with pytest.raises(ConfigurationError, match="not readable as key=value; write ") as told:
        parse_override(line)
    (word,) = shlex.split(str(told.value).partition("; write ")[2])
    assert parse_override(word).value() == value


def test_of_a_sweep_each_value() -> None:
    with pytest.raises(ConfigurationError, match=r"""; write 'scenario="früh",half_hearted'$"""):
        parse_override("scenario=früh,half_hearted")


@pytest.mark.parametrize("line", ["levers.coaching=range(0,4", "company.departments={it: ö", "compare=[a", "compare=[ä,[b]"])
def test_where_quotes_around_values_do_not_help_it_is_general(line: str) -> None:
    with pytest.raises(ConfigurationError, match=GENERAL):
        parse_override(line)
