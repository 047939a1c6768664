"""The story's cards, from `conf/app/story.yaml`: read, and held against the names of the model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import yaml

from orgsim.config.places import conf_folder
from orgsim.errors import ConfigurationError
from orgsim.model.outcomes import OUTCOMES
from orgsim.spec.values import fault, is_number, name_fault, unknown
from orgsim.web.futures import scenario_of

#: Units in which `flat_within` is meant.
_UNITS = ("share", "1/year")
_TEXTS = ("name", "title", "text", "after")
_KEYS = (*_TEXTS, "futures", "outcomes", "weeks", "question", "marks", "shows")
_ASKED = ("text", "future", "outcome", "from", "until")
_MARK = ("week", "text")
#: Forms of a fact: a curve moves between two weeks; one future's curve lies beside another's; a curve beside another outcome.
_MOVES = ("future", "outcome", "from", "until", "is")
_FACTS = (_MOVES, ("future", "outcome", "above", "week"), ("future", "outcome", "below", "week"))
WAYS = ("up", "flat", "down")
LETTERS = ("A", "B", "C")


class Story(NamedTuple):
    """The cards in their order, what counts as flat, and how many runs the page makes of each future."""

    flat_within: float
    replications: int
    cards: tuple[dict[str, Any], ...]


def read_story(given: Any = None) -> Story:
    """The story of `conf/app/story.yaml`, or that of plain values. Raises ConfigurationError with a line for every fault."""
    if given is None:
        given = yaml.safe_load((conf_folder() / "app" / "story.yaml").read_text(encoding="utf-8"))
    faults = [unknown(f"story.{key}", "…", Story._fields) for key in given if key not in Story._fields]
    if not is_number(given.get("flat_within")) or given["flat_within"] <= 0:
        faults.append(fault("story.flat_within", given.get("flat_within"), "a number above 0"))
    if not is_number(given.get("replications"), whole=True) or given["replications"] < 1:
        faults.append(fault("story.replications", given.get("replications"), "a whole number from 1"))
    cards = tuple(given.get("cards") or ())
    for place, card in enumerate(cards, start=1):
        faults += _card_faults(f"story.{card.get('name', place)}", card)
    if faults:
        raise ConfigurationError(faults)
    return Story(float(given["flat_within"]), int(given["replications"]), cards)


def story() -> dict[str, Any]:
    """What pages are given of the story: all but the facts that its texts rest on, which only tests read."""
    read = read_story()
    cards = [{key: value for key, value in card.items() if key != "shows"} for card in read.cards]
    return {"flat_within": read.flat_within, "replications": read.replications, "cards": cards}


def way(change: float, flat_within: float) -> str:
    """Whether a curve that moves by `change` went up, stayed flat or went down."""
    return "flat" if abs(change) <= flat_within else "up" if change > 0 else "down"


def _card_faults(where: str, card: Mapping[str, Any]) -> Iterator[str]:
    yield from _key_faults(where, card, _KEYS)
    if any(key not in card for key in _KEYS):
        return
    yield from (fault(f"{where}.{key}", card[key], "text") for key in _TEXTS if not isinstance(card[key], str))
    weeks = card["weeks"]
    if not is_number(weeks, whole=True) or weeks < 2:
        yield fault(f"{where}.weeks", weeks, "a whole number from 2")
        return
    futures = card["futures"]
    yield from (unknown(f"{where}.futures.{letter}", "…", LETTERS) for letter in futures if letter not in LETTERS)
    for letter, future in futures.items():
        yield from _future_faults(f"{where}.futures.{letter}", future)
    for name in card["outcomes"]:
        yield from _outcome_faults(f"{where}.outcomes", name)
    yield from _question_faults(f"{where}.question", card)
    for mark in card["marks"]:
        yield from _key_faults(f"{where}.marks", mark, _MARK)
        yield from _week_faults(f"{where}.marks.week", mark.get("week"), weeks)
    for fact in card["shows"]:
        yield from _fact_faults(f"{where}.shows", fact, card)


def _future_faults(where: str, future: Any) -> Iterator[str]:
    try:
        scenario_of(future, where)
    except ConfigurationError as error:
        yield from (line if line.startswith(where) else f"{where}: {line}" for line in error.faults)


def _question_faults(where: str, card: Mapping[str, Any]) -> Iterator[str]:
    question = card["question"]
    yield from _key_faults(where, question, _ASKED)
    if all(key in question for key in _ASKED):
        yield from _moving_faults(where, question, card)
        if question["outcome"] not in card["outcomes"][:1]:
            yield fault(f"{where}.outcome", question["outcome"], f"the first of the card's outcomes, {card['outcomes'][0]!r}")


def _fact_faults(where: str, fact: Mapping[str, Any], card: Mapping[str, Any]) -> Iterator[str]:
    form = next((form for form in _FACTS if form[-2] in fact), _MOVES)
    yield from _key_faults(where, fact, form)
    if any(key not in fact for key in form):
        return
    if form == _MOVES:
        yield from _moving_faults(where, fact, card)
        if fact["is"] not in WAYS:
            yield name_fault(f"{where}.is", fact["is"], WAYS)
        return
    yield from _curve_faults(where, fact, card)
    yield from _week_faults(f"{where}.week", fact["week"], card["weeks"])
    other, side = fact[form[-2]], form[-2]
    if other not in card["futures"] and other not in _outcomes():
        yield name_fault(f"{where}.{side}", other, [*card["futures"], *_outcomes()])


def _moving_faults(where: str, asked: Mapping[str, Any], card: Mapping[str, Any]) -> Iterator[str]:
    """A curve between two weeks: of a future and an outcome that are there, in a unit that `flat_within` is meant in."""
    yield from _curve_faults(where, asked, card)
    if (outcome := _outcomes().get(asked["outcome"])) and outcome.unit not in _UNITS:
        yield fault(f"{where}.outcome", asked["outcome"], f"an outcome in {' or '.join(_UNITS)}")
    yield from _week_faults(f"{where}.from", asked["from"], card["weeks"])
    yield from _week_faults(f"{where}.until", asked["until"], card["weeks"])
    if is_number(asked["from"]) and is_number(asked["until"]) and asked["until"] <= asked["from"]:
        yield fault(f"{where}.until", asked["until"], f"after week {asked['from']}")


def _curve_faults(where: str, curve: Mapping[str, Any], card: Mapping[str, Any]) -> Iterator[str]:
    if curve["future"] not in card["futures"]:
        yield name_fault(f"{where}.future", curve["future"], card["futures"])
    yield from _outcome_faults(f"{where}.outcome", curve["outcome"])


def _outcome_faults(where: str, name: Any) -> Iterator[str]:
    if name not in _outcomes():
        yield name_fault(where, name, _outcomes())


def _week_faults(where: str, week: Any, weeks: int) -> Iterator[str]:
    if not is_number(week, whole=True) or not 0 <= week < weeks:
        yield fault(where, week, f"a whole number from 0 to {weeks - 1}")


def _key_faults(where: str, given: Mapping[str, Any], wanted: tuple[str, ...]) -> Iterator[str]:
    yield from (unknown(f"{where}.{key}", "…", [f"{where}.{each}" for each in wanted]) for key in given if key not in wanted)
    yield from (f"{where}.{key}: must be given" for key in wanted if key not in given)


def _outcomes() -> dict[str, Any]:
    return {outcome.name: outcome for outcome in OUTCOMES}
