"""The diagnosis: questions, faults at their fields, the verdict, and the futures that begin where the team stands."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.web.browser.looking import SIZES, axe
from tests.web.browser.serving import WEB, folder
from tests.web.browser.watching import Watch

if TYPE_CHECKING:
    from playwright.sync_api import Page

#: A small team, so that the search for its start is quick.
ANSWERS = {
    "leaders": 3,
    "managers": 4,
    "people": 24,
    "hours_deciding": 20,
    "hours_reviewing": 3,
    "hours_overseeing": 11,
    "hours_leading": 6,
    "hours_meeting": 3,
    "decisions_below": 2,
    "weeks_since_rescue": 40,
    "rating": 70,
}
LONG = 60_000


def filled(page: Page) -> Page:
    """The form with answers that go together."""
    page.goto("/#diagnosis")
    page.wait_for_selector(".diagnosis-form")
    for name, value in ANSWERS.items():
        page.locator(f"[name={name}]").fill(str(value))
    page.locator("[name=agendas]").first.fill("12,5")
    return page


def test_faults_stand_at_their_fields(page: Page, watch: Watch) -> None:
    filled(page)
    page.get_by_label("How many people are in the leadership team").fill("1")
    page.get_by_label("deciding day-to-day").fill("90")
    page.get_by_role("button", name="Diagnose").click()
    page.wait_for_selector(".diagnosis-field.wrong")
    assert page.locator(".diagnosis-field.wrong").inner_text().count("Must be a whole number from 2 to 50") == 1
    assert page.evaluate("document.activeElement.name") == "leaders"
    assert "these add up to 110 hours" in page.locator(".diagnosis-form [role=alert]").inner_text()
    assert axe(page) == []
    assert [error for error in watch.errors if "422" not in error] == []
    watch.errors.clear()  # the browser complains of the refusal


def test_the_verdict_and_the_futures_that_begin_there(page: Page) -> None:
    filled(page)
    page.get_by_role("button", name="Diagnose").click()
    page.wait_for_selector(".diagnosis-result", timeout=LONG)
    assert page.locator(".diagnosis-verdict h2").inner_text() == "management team"
    assert "You say 70.0 %" in page.locator(".diagnosis-side").inner_text()
    assert page.locator(".index-dot").count() >= 5
    assert axe(page) == []
    assert "hours" not in page.url
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save it as YAML").click()
    assert saved.value.suggested_filename == "from_answers.yaml"
    page.get_by_role("button", name="Simulate it").click()
    page.wait_for_selector(".page-simulator .band-chart")
    page.wait_for_url(re.compile("o=own.*B=lead_after_turnaround"))
    page.get_by_role("link", name="Diagnosis").click()
    page.get_by_role("button", name="Change the answers").click()
    assert page.locator("[name=people]").input_value() == "24"
    page.reload()
    page.wait_for_selector(".diagnosis-form")
    assert page.locator("[name=people]").input_value() == ""


@pytest.mark.parametrize("size", SIZES)
def test_it_fits_every_screen(visit: Callable[..., Page], size: str) -> None:
    width, height = SIZES[size]
    page = visit(width=width, height=height)
    page.goto("/#diagnosis")
    page.wait_for_selector(".diagnosis-form")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_no_violation_of_accessibility(page: Page) -> None:
    page.goto("/#diagnosis")
    page.wait_for_selector(".diagnosis-form")
    assert axe(page) == []


def test_without_a_server_it_says_what_is_missing(visit: Callable[..., Page], watch: Watch) -> None:
    with folder(WEB) as address:
        page = visit(base_url=address)
        page.goto("/#diagnosis")
        page.wait_for_selector(".diagnosis-none")
        assert "orgsim diagnose --ask" in page.locator(".diagnosis-none").inner_text()
        assert axe(page) == []
        watch.requests.clear()  # another host than the usual one
    assert all("404" in error for error in watch.errors)
    watch.errors.clear()
