"""The report: charts with notes, as they print, and the files that are saved of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pandas as pd
import pytest

from orgsim.export.configuration import configuration_of
from orgsim.export.report import report_of
from orgsim.export.tables import bands
from orgsim.web.leaves_out import TITLE, leaves_out
from tests.web.browser.looking import SIZES, axe, until

if TYPE_CHECKING:
    from playwright.sync_api import Page

EVIL = "</textarea><img src=x onerror=\"document.title='taken'\"> & so on"
STATE: dict[str, Any] = {
    "organization": {"preset": "small"},
    "futures": {"A": {"scenario": "management_trap"}, "B": {"scenario": "early_shift", "levers": {"coaching": 2.5}}},
    "charts": ["trust", "performance"],
    "weeks": 104,
    "seed": 3,
}
LINK = "/#report?o=small&A=management_trap&B=early_shift;coaching:2.5&w=104&s=3&report.charts=trust,performance"
NOTES = quote('{"trust": "It rises."}')
DRAWN = ".report-chart .chart-line"


def opened(page: Page, more: str = "") -> None:
    page.goto(LINK + more)
    page.wait_for_selector(DRAWN)


def charts(page: Page) -> list[str | None]:
    return [each.get_attribute("aria-label") for each in page.locator(".report-chart").all()]


def saved(page: Page, name: str) -> bytes:
    with page.expect_download(timeout=60_000) as waiting:
        page.get_by_role("button", name=name, exact=True).click()
    return Path(waiting.value.path()).read_bytes()


def test_charts_are_chosen_and_moved_and_the_link_keeps_all(page: Page, visit: Callable[..., Page]) -> None:
    opened(page)
    page.get_by_role("button", name="Charts 2").click()
    page.get_by_role("checkbox", name="Quits").check()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Move Performance up").click()
    page.get_by_role("button", name="Remove Trust").click()
    assert charts(page) == ["Performance", "Quits"]
    page.get_by_label("Title").fill(EVIL)
    page.get_by_label("Text above the charts").fill("First it falls.\nThen it rises.")
    page.get_by_label("Note on quits").fill(EVIL)
    until(page, "() => location.hash.includes('report.notes') && location.hash.includes('rises')")
    other = visit()
    other.goto(page.url)
    other.wait_for_selector(DRAWN)
    assert charts(other) == ["Performance", "Quits"]
    assert other.get_by_label("Note on quits").input_value() == EVIL
    other.get_by_role("button", name="Preview").click()
    assert other.locator(".report-title").inner_text() == EVIL
    assert other.locator(".report-chart .report-text").all_inner_texts() == [EVIL]
    assert other.locator("textarea, .report-tools, main img").count() == 0
    assert other.title() != "taken"
    assert axe(other) == []


def test_notes_stay_when_other_pages_are_visited(page: Page) -> None:
    opened(page)
    page.get_by_label("Note on trust").fill("It rises.")
    page.wait_for_url(re.compile("report.notes"))
    page.locator("nav").get_by_role("link", name="Simulator").click()
    page.wait_for_selector(".page-simulator")
    page.go_back()
    page.wait_for_selector(DRAWN)
    page.go_forward()
    page.wait_for_selector(".page-simulator")
    page.locator("nav").get_by_role("link", name="Report").click()
    assert page.get_by_label("Note on trust").input_value() == "It rises."


def test_print_is_the_paper_alone_and_light(visit: Callable[..., Page]) -> None:
    page = visit(color_scheme="dark")
    opened(page, f"&report.title=Ours&report.notes={NOTES}")
    page.emulate_media(media="print", color_scheme="dark")
    for gone in (".top", ".report-side", ".report-tools", "textarea", ".weekbar", ".report-head"):
        assert not page.locator(gone).first.is_visible(), gone
    assert page.get_by_role("heading", name="Ours").is_visible()
    assert page.get_by_text("It rises.", exact=True).last.is_visible()
    for statement in leaves_out():
        assert page.get_by_text(statement, exact=True).is_visible()
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(23, 32, 42)"
    assert page.pdf().startswith(b"%PDF")


def test_the_page_saves_what_python_saves(page: Page) -> None:
    opened(page)
    report = report_of(STATE, replications=64)
    assert saved(page, "Configuration").decode() == configuration_of(report)
    text = saved(page, "Bands as CSV").decode()
    assert TITLE in text
    found = pd.read_csv(StringIO(text), comment="#")
    pd.testing.assert_frame_equal(found, bands(report, STATE["charts"]), check_dtype=False, rtol=0, atol=1e-12)


def test_each_chart_is_saved_as_a_picture_that_says_what_is_left_out(page: Page) -> None:
    opened(page)
    svg = saved(page, "Save Performance as SVG").decode()
    assert TITLE in svg
    assert "seed 3" in svg
    assert saved(page, "Save Performance as PNG").startswith(b"\x89PNG")


def test_a_chart_shows_the_difference_as_well(page: Page) -> None:
    opened(page)
    assert page.locator(".report-chart figure").count() == 2
    page.get_by_role("button", name="B − A: the difference in Performance").click()
    page.wait_for_selector(".report-difference .chart-wins")
    page.wait_for_url(re.compile("report.against=performance"))
    assert page.locator(".report-chart figure").count() == 3
    assert axe(page) == []


def test_the_server_saves_a_live_page_and_a_pdf(page: Page) -> None:
    opened(page, f"&report.notes={NOTES}")
    content = saved(page, "One HTML file").decode()
    assert "It rises." in content
    assert TITLE in content
    assert saved(page, "PDF").startswith(b"%PDF")


def test_commands_run_each_future_again(page: Page) -> None:
    opened(page)
    commands = page.locator(".report-again code").all_inner_texts()
    assert commands[0] == "orgsim scenario=orgsim.yaml"
    assert any(re.match("orgsim scenario=early_shift levers.coaching=2.5 .*seed=3", each) for each in commands)
    assert page.get_by_role("heading", name=TITLE).count() == 1


@pytest.mark.parametrize("size", SIZES)
def test_fits_every_screen(visit: Callable[..., Page], size: str) -> None:
    width, height = SIZES[size]
    page = visit(width=width, height=height)
    opened(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert axe(page) == []
