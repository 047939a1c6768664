"""The story page: a room guesses, the curve draws itself, and five clicks are enough to be in the middle of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.web.browser.looking import SIZES, axe
from tests.web.test_stories import STORY, curve, moved

if TYPE_CHECKING:
    from playwright.sync_api import Page

SHOWN = ".story-chart.drawing"
DID = {"up": "went up", "flat": "stayed flat", "down": "went down"}


def told(page: Page) -> None:
    """Wait until the card shows its answer."""
    page.wait_for_selector(f"{SHOWN} .chart-line")
    page.wait_for_selector(".story-verdict")


def test_the_curve_is_shown_only_after_the_guess(page: Page) -> None:
    page.goto("/#story")
    page.wait_for_selector(".story-chart.asking")
    drawn = page.locator(".story-chart .chart-line").first.get_attribute("d") or ""
    assert "L" not in drawn
    assert page.locator(".story-verdict").count() == 0
    page.get_by_role("button", name="Down").click()
    told(page)
    assert "You said down." in page.locator(".story-verdict").inner_text()
    counts = re.findall(r"(\d+) of (\d+) runs", page.locator(".story-shares").inner_text())
    assert sum(int(count) for count, _ in counts) == int(counts[0][1])


def test_the_story_is_told_by_five_clicks_alone(page: Page) -> None:
    page.goto("/#story")
    page.get_by_role("button", name="Show it without guessing").click()
    for _ in range(4):
        told(page)
        page.get_by_role("button", name=re.compile("^Next")).click()
    told(page)
    assert page.get_by_role("heading", level=2).inner_text() == "Let go in time"


def test_the_answers_are_those_of_the_same_runs_in_python(page: Page) -> None:
    page.goto("/#story?story.ask=no")
    for card in STORY.cards:
        page.wait_for_selector(f"h2:text-is('{card['title']}')")
        told(page)
        asked = card["question"]
        median = np.median(curve(card, asked["future"], asked["outcome"]), axis=0)
        before, after = (f"{100 * median[asked[week]]:.0f}%" for week in ("from", "until"))
        said = page.locator(".story-verdict").inner_text()
        assert said.startswith(f"It {DID[moved(card, asked)]}: from {before} to {after}.")
        if card is not STORY.cards[-1]:
            page.keyboard.press("ArrowRight")


def test_keys_choose_and_go_on_and_back(page: Page) -> None:
    page.goto("/#story")
    page.wait_for_selector(".story-chart.asking")
    page.keyboard.press("f")
    told(page)
    assert "You said flat." in page.locator(".story-verdict").inner_text()
    page.keyboard.press("ArrowRight")
    page.wait_for_selector(".story-chart.asking")
    assert page.evaluate("document.activeElement.textContent") == "The plateau"
    page.keyboard.press("ArrowLeft")
    told(page)


def test_a_link_shows_the_same_card_with_the_same_answer(visit: Callable[..., Page]) -> None:
    first = visit()
    first.goto("/#story?story.card=replace")
    first.wait_for_selector(".story-chart.asking")
    first.get_by_role("button", name="Up").click()
    told(first)
    first.wait_for_url(re.compile("replace:up"))
    second = visit()
    second.goto(first.url)
    told(second)
    assert second.locator(".story-verdict").inner_text() == first.locator(".story-verdict").inner_text()


def test_the_simulator_takes_the_futures_along(page: Page) -> None:
    page.goto("/#story?story.card=let_go_late&story.ask=no")
    told(page)
    page.get_by_role("button", name="Open in the simulator").click()
    page.wait_for_selector(".page-simulator")
    page.wait_for_url(re.compile("B=lead_after_turnaround.*208"))
    page.get_by_role("button", name="Undo").click()
    page.wait_for_url(re.compile("^(?!.*208)"))


@pytest.mark.parametrize("size", SIZES)
def test_every_card_fits_every_screen(visit: Callable[..., Page], size: str) -> None:
    width, height = SIZES[size]
    page = visit(width=width, height=height, reduced_motion="reduce")
    page.goto("/#story?story.ask=no")
    for place in range(7):
        told(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if place < 6:
            page.get_by_role("button", name=re.compile("^Next")).click()


def test_no_violation_of_accessibility(page: Page) -> None:
    page.goto("/#story")
    page.wait_for_selector(".story-chart.asking")
    assert axe(page) == []
    page.get_by_role("button", name="Up").click()
    told(page)
    assert axe(page) == []
