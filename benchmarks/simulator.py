"""The flight simulator as people meet it: `orgsim app` in Chromium, opened, moved and played."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from benchmarks.measuring import Cell, Part
from benchmarks.processes import TIMEOUT, environment
from benchmarks.workload import Size
from tests.web.browser.chromium import started
from tests.web.browser.looking import throttle, until
from tests.web.browser.needs import missing_browser
from tests.web.browser.serving import app

if TYPE_CHECKING:
    from playwright.sync_api import Browser, CDPSession, Page

SLOWER = 4
LEVER = "levers.coaching"
_SCRIPT = Path(__file__).with_suffix(".js")
_SETTLED = "!!document.querySelector('.chart-headline') && document.querySelector('.status')?.textContent.startsWith('64 runs')"
_RECORDED = "!!document.querySelector('.people-tree svg') && document.querySelector('.people-status')?.textContent === ''"
_FIRST = "performance.getEntriesByName('first-drawn')[0]?.startTime ?? 0"


TITLE = "The flight simulator in Chromium: the department, 312 weeks, two futures"
COLUMNS = (("", ""), ("unit", ""), ("median", ".1f"), ("95 % are below", ".1f"), ("times", ".0f"))


class Effort(NamedTuple):
    """How often each thing is done. `rest` is the pause between two moves of a slider in milliseconds."""

    starts: int
    opens: int
    moves: int
    seconds: float
    rest: int = 30


FULL, QUICK = Effort(3, 8, 80, 3.0), Effort(1, 2, 8, 0.5)


def measure(size: Size) -> Part:
    """The table: one row for each thing a person waits for, with how often it was done."""
    if lines := missing():
        return Part(TITLE, COLUMNS, [], [f"Not measured: {line}" for line in lines])
    effort = FULL if size.name == "full" else QUICK
    rows = [row("orgsim app: from nothing to its first answer", "ms", starts(effort.starts))]
    with app() as address, started() as browser, tempfile.TemporaryDirectory() as folder:
        page = saved(Path(folder))
        rows += [row("open: a fresh profile to the first curves", "ms", opens(browser, f"{address}/#simulator", effort.opens))]
        rows += [row("open: a saved page on the disk to its first curves", "ms", opens(browser, page.as_uri(), effort.opens))]
        rows += [row("a saved page with live sliders", "KB", [page.stat().st_size / 1e3])]
        for times in (1, SLOWER):
            rows += moving(browser, address, times, effort)
        for times in (1, SLOWER):
            rows += playing(browser, address, times, effort)
        return Part(TITLE, COLUMNS, rows, notes(browser.version, effort))


def missing() -> list[str]:
    """A line for everything that is not there."""
    extra = [] if find_spec("uvicorn") and find_spec("starlette") else ["no server: pip install 'orgsim[app]'"]
    return [*missing_browser(), *extra]


def row(what: str, unit: str, values: Sequence[float]) -> tuple[Cell, ...]:
    """A row of the table; what was done a few times only has no 95 %."""
    high = float(np.percentile(values, 95)) if len(values) >= 20 else None
    return (what, unit, float(np.median(values)), high, float(len(values)))


def starts(count: int) -> list[float]:
    """Milliseconds from starting `orgsim app` to its first page being there."""
    found = []
    for _ in range(count):
        start = time.perf_counter()
        with app() as address, urllib.request.urlopen(address, timeout=TIMEOUT) as answer:
            answer.read()
            found.append((time.perf_counter() - start) * 1e3)
    return found


def opens(browser: Browser, address: str, count: int) -> list[float]:
    """Milliseconds from asking for the page to its first curves, each time in a profile that has nothing kept."""
    found = []
    for _ in range(count):
        with browser.new_context(viewport={"width": 1440, "height": 900}) as context:
            page = context.new_page()
            page.goto(address)
            until(page, f"{_FIRST} > 0")
            found.append(page.evaluate(_FIRST))
    return found


def moving(browser: Browser, address: str, times: int, effort: Effort) -> Iterator[tuple[Cell, ...]]:
    """Rows for a slider that moves, with the processor so many times slower."""
    with browser.new_context(viewport={"width": 1440, "height": 900}) as context:
        page = opened(context.new_page(), f"{address}/#simulator", _SETTLED)
        throttle(page, times)
        given = {"key": LEVER, "count": effort.moves, "rest": effort.rest}
        busy = page.context.new_cdp_session(page)
        busy.send("Performance.enable", {"timeDomain": "threadTicks"})
        before = busy_seconds(busy)
        measured = page.evaluate(_SCRIPT.read_text(encoding="utf-8"), ["moves", given])
        cpu = (busy_seconds(busy) - before) / len(measured["drawn"]) * 1e3
    slower = f", page {times} times slower" if times > 1 else ""
    yield row(f"a slider moves: until curves are redrawn{slower}", "ms", measured["drawn"])
    yield row(f"a slider moves: until they are painted{slower}", "ms", measured["painted"])
    if times == 1:
        yield ("a slider moves: CPU time of the page's thread, mean", "ms", cpu, None, float(len(measured["drawn"])))


def busy_seconds(session: CDPSession) -> float:
    """CPU seconds of the page's own thread so far; calculating workers are others."""
    found = {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}
    return float(found["TaskDuration"])


def playing(browser: Browser, address: str, times: int, effort: Effort) -> Iterator[tuple[Cell, ...]]:
    """Rows for both pages that play the weeks, with the processor so many times slower."""
    slower = f", page {times} times slower" if times > 1 else ""
    for name, ready in (("simulator", _SETTLED), ("organization", _RECORDED)):
        with browser.new_context(viewport={"width": 1440, "height": 900}) as context:
            page = opened(context.new_page(), f"{address}/#{name}?t=0", ready)
            throttle(page, times)
            found = page.evaluate(_SCRIPT.read_text(encoding="utf-8"), ["playing", {"seconds": effort.seconds}])
        yield row(f"playing, {name} page: weeks that pass{slower}", "1/s", [found["passed"]])
        yield row(f"playing, {name} page: weeks that are drawn{slower}", "1/s", [found["drawn"]])


def opened(page: Page, address: str, ready: str) -> Page:
    """The page once everything is there."""
    page.goto(address)
    until(page, ready, seconds=60)
    return page


def saved(folder: Path) -> Path:
    """The page that `orgsim export` writes into a folder."""
    path = folder / "page.html"
    command = [sys.executable, "-m", "orgsim", "export", f"output={path}"]
    subprocess.run(command, env=environment(), check=True, capture_output=True, timeout=TIMEOUT)
    return path


def notes(version: str, effort: Effort) -> list[str]:
    """What a reader must know."""
    return [
        f"Chromium {version}, no graphics card, 1440 × 900. All times are wall times: a busy machine's too.",
        f"The slider is {LEVER}: {effort.moves} moves to places not seen before, each {effort.rest} ms after a picture.",
        "Redrawn: the new curves are in the page. Painted: the browser has also laid them out and drawn them.",
        f"{SLOWER} times slower: Chromium slows the page, not the workers that calculate.",
        "Pages play 30 weeks a second; where fewer are drawn, some are left out.",
    ]
