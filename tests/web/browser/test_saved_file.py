"""The saved file in real browsers: opened from disk, with no network, it is alive and asks for nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from orgsim.export import page as saved_page
from orgsim.export.report import report_of
from orgsim.web.leaves_out import TITLE
from tests.tools import lacking
from tests.web.browser import needs
from tests.web.browser.firefox import started
from tests.web.browser.looking import axe, until
from tests.web.browser.watching import Watch

if TYPE_CHECKING:
    from playwright.sync_api import Page

STATE: dict[str, Any] = {
    "organization": {"preset": "small"},
    "futures": {"A": {"scenario": "management_trap"}, "B": {"scenario": "early_shift", "levers": {"coaching": 2.5}}},
    "charts": ["performance", "trust"],
    "weeks": 104,
}
EVIL = "</script><script>document.title = 'taken'</script><img src=x onerror=\"document.title = 'taken'\">"
NOTES = {"title": EVIL, "text": EVIL, "trust": EVIL}
_DRAWN = "document.querySelectorAll('svg path').length > 4 && !document.querySelector('.starting')"
_CURVES = "[...document.querySelectorAll('svg path')].map((each) => each.getAttribute('d')).join()"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_text(saved_page(STATE, NOTES), encoding="utf-8")
    return path


def opened(page: Page, file: Path) -> None:
    page.goto(file.as_uri())
    until(page, _DRAWN)


def test_alive_without_a_network(visit: Callable[..., Page], file: Path, watch: Watch) -> None:
    page = visit(offline=True)
    opened(page, file)
    before = page.evaluate(_CURVES)
    slider = page.get_by_role("slider", name="Coaching leaders to let go")
    slider.focus()
    slider.press("ArrowRight")
    until(page, f"(before) => {_CURVES} !== before", before)
    assert watch.sent() == [file.as_uri()]
    assert page.title() != "taken"
    assert page.locator("img").count() == 0
    assert page.get_by_text(EVIL, exact=True).count() >= 3
    assert page.get_by_role("heading", name=TITLE).count() == 1


def test_shows_pythons_numbers(visit: Callable[..., Page], file: Path) -> None:
    page = visit(offline=True)
    opened(page, file)
    runs = report_of(STATE, replications=64).results["early_shift"]
    median = float(np.median(runs["performance"].to_numpy()[:, -1]))
    page.get_by_text("of 64 runs").first.wait_for()
    assert page.get_by_text(f"B {median:.0%}").count() > 0


def test_nothing_for_axe_to_find(visit: Callable[..., Page], file: Path) -> None:
    page = visit(offline=True)
    opened(page, file)
    assert axe(page) == []


def test_without_workers_the_page_computes_itself(visit: Callable[..., Page], file: Path, watch: Watch) -> None:
    page = visit(offline=True)
    page.add_init_script("globalThis.Worker = class { constructor() { throw new Error('no workers here'); } };")
    opened(page, file)
    assert len([url for url in watch.requests if url.startswith("blob:")]) == 1  # the pages' scripts, and no worker


def test_ones_own_organization_is_there(visit: Callable[..., Page], tmp_path: Path) -> None:
    file = tmp_path / "own.html"
    own = {"own": {"name": "<i>Ours</i>", "bosses": [3, 3, 3, -1, 0, 0, 1, 2]}}
    file.write_text(saved_page({**STATE, "organization": own}), encoding="utf-8")
    page = visit(offline=True)
    opened(page, file)
    assert page.get_by_text("<i>Ours</i>").count() > 0


def test_alive_in_firefox_too(file: Path, tmp_path: Path) -> None:
    path = needs.firefox()
    if path is None:
        lacking("no Firefox: what it would show is shown by Chromium alone", fails=False)
    with started(path, tmp_path / "profile") as firefox:
        firefox.goto(file.as_uri())
        assert firefox.wait(f"return {_DRAWN}")
        assert firefox.run("return [navigator.onLine, document.title === 'taken']") == [False, False]
        assert firefox.asked() == []
        assert firefox.errors(file.as_uri()) == []


def test_every_page_of_it_opens(visit: Callable[..., Page], file: Path, watch: Watch) -> None:
    page = visit(offline=True)
    opened(page, file)
    names = page.locator("nav a").all_inner_texts()
    assert names[0] == "Simulator"
    for name in names:
        page.locator("nav").get_by_role("link", name=name, exact=True).click()
        until(page, "() => document.querySelector('main h1') !== null")
        assert axe(page) == [], name
    assert watch.sent() == [file.as_uri()]
