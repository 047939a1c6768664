"""The browser tests' own tools see what they are there to see."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tests.tools import lacking
from tests.web.browser import needs
from tests.web.browser.firefox import started
from tests.web.browser.looking import SIZES, THEMES, axe, shots, throttle
from tests.web.browser.serving import folder
from tests.web.browser.watching import Watch

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_HEAD = '<!doctype html><html lang="en"><head><title>A page</title><meta name="viewport" content="width=device-width"></head>'
_GOOD = f"{_HEAD}<body><main><h1>A page</h1></main></body></html>"
_BAD = f"""{_HEAD}<body><main><h1>A page</h1><img src="http://elsewhere.example/a.png"><button></button></main>
<style>@media (prefers-color-scheme: dark) {{ main {{ background: #000 }} h1 {{ color: #222 }} }}</style>
<script>console.error("told"); setTimeout(() => {{ throw new Error("thrown") }})</script></body></html>"""


def test_errors_and_other_hosts_are_seen(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(_BAD, encoding="utf-8")
    watch = Watch()
    with folder(tmp_path) as address, browser.new_context() as context:
        page = watch.follow(context.new_page())
        page.goto(address, wait_until="networkidle")
        found = watch.faults(urlsplit(address).netloc)
        violations = axe(page)
    assert "request to another host: http://elsewhere.example/a.png" in found
    assert any("console: told" in line for line in found)
    assert "uncaught: thrown" in found
    assert any(line.startswith("light: button-name: button") for line in violations)
    assert [line for line in violations if "color-contrast" in line and line.startswith("dark")]
    assert not [line for line in violations if "color-contrast" in line and line.startswith("light")]


def test_a_page_without_faults_has_none(visit: Callable[..., Page], tmp_path: Path, watch: Watch) -> None:
    (tmp_path / "index.html").write_text(_GOOD, encoding="utf-8")
    page = visit(width=800, height=600)
    page.goto(tmp_path.joinpath("index.html").as_uri())
    throttle(page, 4)
    assert axe(page) == []
    assert page.evaluate("innerWidth") == 800
    taken = shots(page, tmp_path / "shots", "page")
    assert len(taken) == len(SIZES) * len(THEMES)
    assert all(path.stat().st_size > 1000 for path in taken)
    assert watch.sent() == [tmp_path.joinpath("index.html").as_uri()]


def test_firefox_tells_requests_and_errors(tmp_path: Path) -> None:
    path = needs.firefox()
    if path is None:
        lacking("no Firefox: what it would show is shown by Chromium alone", fails=False)
    page = tmp_path / "index.html"
    page.write_text(_BAD, encoding="utf-8")
    with started(path, tmp_path / "profile") as firefox:
        firefox.goto(page.as_uri())
        assert firefox.wait("return document.readyState === 'complete' && !navigator.onLine")
        assert firefox.asked() == ["http://elsewhere.example/a.png"]
        assert firefox.errors(page.as_uri()) == ["Error: thrown"]
