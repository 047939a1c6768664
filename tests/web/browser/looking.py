"""Looking at a page as people do who see little, have a slow machine, or a small or a large screen."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from tests.web.browser.needs import AXE

if TYPE_CHECKING:
    from playwright.sync_api import Page

THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
#: Widths and heights from a phone to a projector.
SIZES = {"phone": (390, 844), "laptop": (1440, 900), "projector": (2560, 1440)}
_RUN = "async () => (await axe.run(document, {resultTypes: ['violations']})).violations"


def until(page: Page, expression: str, argument: Any = None, seconds: float = 15) -> None:
    """Wait until an expression of the page (or a function of `argument`) is true.

    Playwright's `wait_for_function` asks by `eval`, which the pages' policy forbids.
    """
    end = time.monotonic() + seconds
    while not page.evaluate(expression, argument):
        assert time.monotonic() < end, f"not within {seconds:g} seconds: {expression}"
        page.wait_for_timeout(25)


def axe(page: Page) -> list[str]:
    """What axe-core finds wrong with the page as it is now, in both themes: a line for each element."""
    if not page.evaluate("() => 'axe' in globalThis"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    lines = []
    for theme in THEMES:
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        for violation in page.evaluate(_RUN):
            for node in violation["nodes"]:
                why = " ".join(str(node.get("failureSummary", "")).split())
                lines.append(f"{theme}: {violation['id']}: {' '.join(map(str, node['target']))}: {why}")
    return lines


def throttle(page: Page, times: float) -> None:
    """Make the page's processor so many times slower; 1 is as it is."""
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": times})


def shots(page: Page, to: Path, name: str) -> list[Path]:
    """Pictures of the page in every size and theme: `<name>-<size>-<theme>.png`."""
    to.mkdir(parents=True, exist_ok=True)
    paths = []
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        for theme in THEMES:
            page.emulate_media(color_scheme=theme, reduced_motion="reduce")
            page.wait_for_timeout(250)
            paths.append(to / f"{name}-{size}-{theme}.png")
            page.screenshot(path=paths[-1])
    return paths
