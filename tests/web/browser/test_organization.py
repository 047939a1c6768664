"""The organization: Python's numbers for everyone, week by week and run by run, and where a run lies among all."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from orgsim.config import load_scenario
from orgsim.engines.kernel.run import run_kernel
from orgsim.model.outcomes import OUTCOMES
from orgsim.model.state import PERSON_FIELD_NAMES
from orgsim.spec.study import Design, Execution, Recording
from orgsim.web.catalog import catalog
from orgsim.web.organizations import organization_of
from tests.web.browser.looking import SIZES, axe, until

if TYPE_CHECKING:
    from playwright.sync_api import Page

WEEKS = 104
LINK = f"#organization?o=small&w={WEEKS}&B=early_shift"


def opened(page: Page, link: str) -> None:
    """Open a link and wait until the chart of people and all runs are there."""
    page.goto(f"/{link}")
    settled(page)


def settled(page: Page) -> None:
    page.wait_for_selector(".organization-tree svg")
    until(page, "document.querySelector('.people-status').textContent === ''")
    until(
        page,
        "[...document.querySelectorAll('.people-side .chart-headline')].every((each) => / of 63 /.test(each.textContent))",
    )


def rows(page: Page) -> list[list[str]]:
    """The chart of people as its table."""
    if page.locator(".people-tree .chart-table[open]").count() == 0:
        page.locator(".people-tree .chart-table summary").click()
        page.wait_for_selector(".people-tree .chart-table tbody tr")
    return [row.split("\t") for row in page.locator(".people-tree .chart-table tbody tr").all_inner_texts()]


def percent(value: float) -> str:
    return f"{100 * value:.0f}%" if np.isfinite(value) else "–"


def test_people_are_those_of_python(page: Page) -> None:
    week, run = 60, 3
    opened(page, f"{LINK}&t={week}&organization.run={run}&organization.colour=competence")
    organization = organization_of({"preset": "small"})
    design = Design(replications=64, weeks=WEEKS)
    record = run_kernel(
        organization, load_scenario("early_shift"), design, Execution("kernel", 1, None), Recording((run - 1,), (week,))
    )
    assert record.people is not None
    people = record.people.values[0, 0]
    competence = people[PERSON_FIELD_NAMES.index("competence")]
    shown = rows(page)
    assert [row[2] for row in shown] == [percent(float(value)) for value in competence[: len(shown)]]
    assert len({row[2] for row in shown}) > 3

    outcomes = np.asarray(record.outcomes)
    names = [outcome.name for outcome in OUTCOMES]
    for headline, name in zip(
        page.locator(".people-side .chart-headline").all_inner_texts(), catalog()["people"]["outcomes"], strict=True
    ):
        values = outcomes[:, week, names.index(name)]
        low, high = np.quantile(values, [0.1, 0.9])
        below = int((values < values[run - 1]).sum())
        place = f"{percent(values[run - 1])} in this run, higher than in {below} of 63 others"
        assert headline == f"{place}; 10–90% of runs: {percent(low)} to {percent(high)}"


def test_runs_weeks_and_futures_are_stepped_and_stay_in_the_link(page: Page, visit: Callable[..., Page]) -> None:
    opened(page, f"{LINK}&t=90")
    first = rows(page)
    page.get_by_role("button", name="Previous run").click()
    until(page, "document.querySelector('.people-run output').textContent === 'run 64 of 64'")
    settled(page)
    other = rows(page)
    assert other != first
    page.get_by_label("Colour managers by").select_option("engagement")
    page.locator("[data-person='1']").click()
    page.wait_for_selector(".people-person")
    until(page, "location.hash.includes('organization.person=1')")
    link = page.evaluate("location.hash")
    again = visit()
    opened(again, link)
    assert rows(again) == rows(page)
    assert again.locator(".people-person h2").inner_text() == page.locator(".people-person h2").inner_text() == "Leader 1"
    page.locator(".future.tone-a").click()
    until(page, "document.querySelector('.future.tone-a').getAttribute('aria-pressed') === 'true'")
    settled(page)
    assert rows(page) != rows(again)


def test_weeks_are_played(page: Page) -> None:
    opened(page, f"{LINK}&t=10")
    before = rows(page)
    page.get_by_role("button", name="Play").click()
    until(page, "Number(document.querySelector('.weekbar input').value) > 14")
    page.get_by_role("button", name="Stop").click()
    assert rows(page) != before


def test_one_person_is_shown_among_other_runs_of_the_same(page: Page) -> None:
    opened(page, f"{LINK}&t=90")
    page.locator("[data-person='0']").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    page.wait_for_selector(".people-person .chart-band")
    assert page.locator(".weekbar button").inner_text() == "▶ Play"
    assert "10–90% of 16 runs" in page.locator(".people-person").inner_text()
    assert page.locator(".people-person figure").count() == 4
    until(page, "document.querySelector('.people-person').getBoundingClientRect().top < innerHeight - 200")
    assert axe(page) == []
    page.locator(".people-person button.quiet").press("Enter")
    page.wait_for_selector(".people-hint")


def test_ones_own_organization_has_no_names(page: Page) -> None:
    page.goto("/#own")
    page.get_by_role("button", name="A clean export").click()
    page.get_by_label("Anonymise").uncheck()
    page.get_by_role("button", name="Simulate this organization").click()
    page.get_by_role("link", name="Organization", exact=True).click()
    settled(page)
    assert rows(page)[0][:2] == ["P1", ""]
    assert "Abel" not in page.locator("main").inner_text()


def test_every_screen(visit: Callable[..., Page]) -> None:
    for width, height in SIZES.values():
        page = visit(width=width, height=height)
        opened(page, LINK)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        if width != SIZES["projector"][0]:
            assert axe(page) == []
