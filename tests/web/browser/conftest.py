"""Fixtures of browser tests: the browser, the served pages, and pages that are watched.

Where the machine has no Chromium (or no Playwright, or no axe-core) these tests are not collected, and test_needs.py says what
is missing; with CI_REQUIRES_BROWSER=1 that is a failure.

`page` is a blank page whose addresses begin at the served pages: `page.goto("/#/simulator")`. `visit` opens more of them, in
other sizes and themes. Whatever a page asks of another host, every error on its console and every uncaught error fails the
test at its end; `watch` has the lists.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from tests.web.browser.chromium import started
from tests.web.browser.needs import missing
from tests.web.browser.serving import pages
from tests.web.browser.watching import Watch

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_LIMIT_MILLISECONDS = 15_000


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Where something is missing, the one test that says so is all there is."""
    inside = collection_path.parent == Path(__file__).parent
    return True if inside and collection_path.name != "test_needs.py" and missing() else None


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium, started once."""
    with started() as browser:
        yield browser


@pytest.fixture(scope="package")
def site() -> Iterator[str]:
    """The address of the served pages, without a slash at its end."""
    with pages() as address:
        yield address


@pytest.fixture
def watch() -> Watch:
    """What the test's pages ask for and complain of."""
    return Watch()


@pytest.fixture
def visit(browser: Browser, site: str, watch: Watch) -> Iterator[Callable[..., Page]]:
    """Opens a watched page in a browser profile of its own: `visit(width=390, height=844, color_scheme="dark")`.

    Further names are those of Playwright's `new_context`.
    """
    contexts = []

    def opened(width: int = 1440, height: int = 900, **more: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, **{"base_url": site, **more})
        context.set_default_timeout(_LIMIT_MILLISECONDS)
        contexts.append(context)
        return watch.follow(context.new_page())

    yield opened
    for context in contexts:
        context.close()
    found = watch.faults(urlsplit(site).netloc)
    assert not found, "\n".join(found)


@pytest.fixture
def page(visit: Callable[..., Page]) -> Page:
    """One watched page, blank, the size of a laptop's."""
    return visit()
