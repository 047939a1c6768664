"""The Mesa page in a browser: curves that move, from this machine alone. Only where the extra `mesa-viz` is installed."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from orgsim.cli.verbs.viz import _NEEDED
from orgsim.viz.asked import study_of
from orgsim.viz.model import model_parameters
from tests.tools import lacking
from tests.web.browser.looking import until
from tests.web.browser.serving import app
from tests.web.browser.watching import Watch

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SMALL = ("organization.leaders=2", "organization.managers_per_leader=2", "organization.workers_per_manager=3")
#: The bytes of all charts' pictures, as texts.
_PICTURES = """async () => {
  const images = [...document.querySelectorAll('img')].filter((each) => each.src.startsWith('blob:'));
  const bytes = await Promise.all(images.map(async ({ src }) => new Uint8Array(await (await fetch(src)).arrayBuffer())));
  return bytes.map((each) => each.join());
}"""
_COUNT = "document.querySelectorAll('img[src^=\"blob:\"]').length"
_STANDS = "[...document.querySelectorAll('[role=slider]')].map((each) => Number(each.getAttribute('aria-valuenow')))"


def test_weeks_pass_and_curves_move(browser: Browser) -> None:
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        lacking(f"no {', '.join(missing)}: pip install 'orgsim[mesa-viz]'", fails=False)
    watch = Watch()
    with app(*SMALL, verb="viz") as address, browser.new_context(viewport={"width": 1440, "height": 900}) as context:
        page = watch.follow(context.new_page())
        page.goto(address)
        step = page.get_by_role("button", name="Step")
        step.wait_for(timeout=40_000)
        until(page, f"{_COUNT} === 6")
        expected = [each["value"] for each in model_parameters(study_of(SMALL)).values() if isinstance(each, dict)]
        assert page.evaluate(_STANDS)[-len(expected) :] == expected
        before = page.evaluate(_PICTURES)
        for week in (1, 2, 3):
            step.click()
            page.get_by_text(f"Step: {week}").wait_for(timeout=15_000)
        page.wait_for_timeout(1000)
        after = page.evaluate(_PICTURES)
        assert len(after) == 6
        assert not set(before) & set(after)
        page.get_by_role("button", name="Reset").click()
        page.get_by_text("Step: 0").wait_for(timeout=15_000)
    assert watch.outside(urlsplit(address).netloc) == []
    assert [line for line in watch.errors if line.startswith("uncaught")] == []
