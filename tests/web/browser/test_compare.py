"""The comparison: what differs, paired differences, what waiting costs, which lever counts; and futures that are equal."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.web.browser.looking import SIZES, axe

if TYPE_CHECKING:
    from playwright.sync_api import Page

LEVERS = "section:has(> .compare-head h2:text-is('What differs'))"


def done(page: Page) -> None:
    """Wait until every section has its numbers."""
    page.wait_for_selector(".difference-chart svg")
    page.wait_for_selector(".waiting-chart svg")
    page.wait_for_selector(".bars svg")


def test_levers_differences_waiting_and_ranking(page: Page) -> None:
    page.goto("/#compare?A=management_trap&B=lead_after_turnaround;levers.coaching:2.5")
    done(page)
    levers = page.locator(LEVERS)
    assert levers.locator("tbody tr").count() == 2
    assert "2.5 from week 156, over 13 weeks" in levers.inner_text()
    assert page.locator(".difference-chart").count() == 4
    assert re.search(r"B better in [\d.]+ of \d+ runs", page.locator(".difference-chart").first.inner_text())
    assert page.locator(".waiting-chart .chart-dot").count() >= 10
    assert page.locator(".waiting-now").count() == 1
    assert "All of them: B" in page.locator(".bars").inner_text()


def test_the_choice_of_each_section_is_in_the_link(page: Page) -> None:
    page.goto("/#compare")
    done(page)
    page.get_by_label("Measured").select_option("mean")
    page.get_by_label("Moved").select_option("steps")
    page.wait_for_url(re.compile("compare.measure=mean.*compare.way=steps"))
    page.wait_for_selector(".bars .bar-row:nth-child(6)")
    assert "over all weeks" in page.locator(".waiting-chart").inner_text()


def test_three_futures_are_compared_in_pairs(page: Page) -> None:
    page.goto("/#compare?A=management_trap&B=half_hearted&C=led_from_the_start")
    page.get_by_role("button", name="C against B").click()
    page.get_by_role("heading", name="C against B, run by run").wait_for()
    done(page)
    assert page.locator(f"{LEVERS} thead th").count() == 3


def test_equal_futures_are_said_to_be_equal(page: Page) -> None:
    page.goto("/#compare?A=management_trap&B=management_trap")
    page.wait_for_selector(".difference-chart svg")
    texts = page.locator(".compare-empty").all_inner_texts()
    assert len(texts) == 3
    assert texts[0].startswith("Nothing: the futures are the same")
    wins = re.search(r"B better in ([\d.]+) of (\d+) runs", page.locator(".difference-chart").first.inner_text())
    assert wins
    assert 2 * float(wins.group(1)) == int(wins.group(2))


@pytest.mark.parametrize("size", SIZES)
def test_it_fits_every_screen(visit: Callable[..., Page], size: str) -> None:
    width, height = SIZES[size]
    page = visit(width=width, height=height)
    page.goto("/#compare")
    done(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_no_violation_of_accessibility(page: Page) -> None:
    page.goto("/#compare")
    done(page)
    page.locator(".compare-picker summary").click()
    assert axe(page) == []
