"""The story's cards: what they say is true of simulated runs, and what is wrong with a card is said in a line."""

from __future__ import annotations

import copy
from functools import cache
from typing import Any

import numpy as np
import pytest
import yaml

import orgsim
from orgsim.config.places import conf_folder
from orgsim.errors import ConfigurationError
from orgsim.organization import Organization
from orgsim.web.futures import scenario_of
from orgsim.web.stories import WAYS, read_story, story, way

STORY = read_story()
FACTS = [(card, fact) for card in STORY.cards for fact in card["shows"]]


@cache
def simulated(future: str, weeks: int) -> Any:
    """Runs of a future (as YAML) on the usual department, as the page makes them."""
    scenario = scenario_of(yaml.safe_load(future))
    return orgsim.simulate(Organization.synthetic(), scenario, replications=STORY.replications, weeks=weeks)


def curve(card: dict[str, Any], letter: str, outcome: str) -> Any:
    """One outcome of one of a card's futures (replication, week)."""
    longest = max(each["weeks"] for each in STORY.cards)
    return simulated(yaml.safe_dump(card["futures"][letter]), longest)[outcome].to_numpy()[:, : card["weeks"]]


def moved(card: dict[str, Any], asked: dict[str, Any]) -> str:
    """Which way the median goes between two weeks."""
    median = np.median(curve(card, asked["future"], asked["outcome"]), axis=0)
    return way(median[asked["until"]] - median[asked["from"]], STORY.flat_within)


@pytest.mark.parametrize(("card", "fact"), FACTS, ids=[f"{card['name']}-{place}" for place, (card, _) in enumerate(FACTS)])
def test_what_a_card_says_is_true_of_the_model(card: dict[str, Any], fact: dict[str, Any]) -> None:
    if "is" in fact:
        assert moved(card, fact) == fact["is"]
        return
    side, sign = ("above", 1) if "above" in fact else ("below", -1)
    other = fact[side]
    mine = curve(card, fact["future"], fact["outcome"])
    theirs = curve(card, other, fact["outcome"]) if other in card["futures"] else curve(card, fact["future"], other)
    gap = (mine - theirs)[:, fact["week"]]
    assert sign * np.median(gap) > 0
    assert np.mean(sign * gap > 0) > 0.6  # in most runs, and not by a hair


def test_the_story_asks_for_every_answer() -> None:
    assert {moved(card, card["question"]) for card in STORY.cards} == set(WAYS)


def test_pages_get_no_answers_and_no_numbers_in_texts() -> None:
    for card in story()["cards"]:
        assert "shows" not in card
        assert "answer" not in card["question"]
        assert not any(letter.isdigit() for text in (card["text"], card["after"], card["question"]["text"]) for letter in text)


@pytest.mark.parametrize(("change", "said"), [(0.03, "flat"), (-0.03, "flat"), (0.031, "up"), (-0.031, "down"), (0.0, "flat")])
def test_a_curve_is_flat_within_the_stated_threshold(change: float, said: str) -> None:
    assert way(change, 0.03) == said


@pytest.mark.parametrize(
    ("place", "value", "line"),
    [
        (("futures", "A", "scenario"), "managment_trap", "story.rescue.futures.A.scenario='managment_trap': must be one of"),
        (("futures", "A", "levers"), {"couching": 1}, "story.rescue.futures.A: levers.couching=1: unknown key; did you mean"),
        (("futures", "A", "levers"), {"coaching": 99}, "story.rescue.futures.A: levers.coaching=99: must be a number from -10"),
        (("question", "outcome"), "performence", "story.rescue.question.outcome='performence': must be one of performance,"),
        (("question", "outcome"), "ideas", "story.rescue.question.outcome='ideas': must be an outcome in share or 1/year"),
        (("question", "future"), "B", "story.rescue.question.future='B': must be one of A"),
        (("question", "until"), 0, "story.rescue.question.until=0: must be after week 0"),
        (("question", "until"), 104, "story.rescue.question.until=104: must be a whole number from 0 to 103"),
        (("question", "answer"), "up", "story.rescue.question.answer='…': unknown key"),
        (("marks",), [{"week": -1, "text": "x"}], "story.rescue.marks.week=-1: must be a whole number from 0 to 103"),
        (
            ("shows",),
            [{"future": "A", "outcome": "performance", "from": 0, "until": 9, "is": "rising"}],
            "must be one of up, flat",
        ),
        (("shows",), [{"future": "A", "outcome": "performance", "above": "Z", "week": 9}], "story.rescue.shows.above='Z'"),
        (("titel",), "x", "story.rescue.titel='…': unknown key; did you mean 'story.rescue.title'?"),
        (("weeks",), 1, "story.rescue.weeks=1: must be a whole number from 2"),
    ],
)
def test_a_wrong_card_gives_its_line(place: tuple[str, ...], value: Any, line: str) -> None:
    given = yaml.safe_load((conf_folder() / "app" / "story.yaml").read_text(encoding="utf-8"))
    target = given["cards"][0] = copy.deepcopy(given["cards"][0])
    for key in place[:-1]:
        target = target[key]
    target[place[-1]] = value
    with pytest.raises(ConfigurationError) as raised:
        read_story(given)
    assert any(line in each for each in raised.value.faults), raised.value.faults


def test_a_missing_key_is_named() -> None:
    given = yaml.safe_load((conf_folder() / "app" / "story.yaml").read_text(encoding="utf-8"))
    del given["cards"][1]["after"]
    with pytest.raises(ConfigurationError, match=r"story\.plateau\.after: must be given"):
        read_story(given)
