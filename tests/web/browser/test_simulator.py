"""The simulator: live while a slider moves, the whole state in the link, and Python's numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from orgsim.engines.kernel.run import run_kernel
from orgsim.export.report import report_of
from orgsim.export.tables import headlines as report_headlines
from orgsim.spec.study import Design
from orgsim.web.catalog import catalog
from orgsim.web.futures import scenario_of
from orgsim.web.organizations import organization_of
from tests.web.browser.looking import SIZES, axe, until

if TYPE_CHECKING:
    from playwright.sync_api import Page

SMALL = "#simulator?o=small&w=104"
FUTURES: tuple[dict[str, Any], ...] = (
    {"scenario": "replace_untrusted", "shift": {"week": 5, "ramp": 4, "end": None}, "timing": {"replace_below": {"week": 8}}},
    {"scenario": "half_hearted", "levers": {"coaching": 3.5}, "shift": {"week": 3, "ramp": 2, "end": 15}},
    {"scenario": "new_head", "fixed": {"context.trust.gain": 0.2, "events.new_head.week": 6.0}},
)
_SIMULATED = """
async ([organization, futures, weeks, seeds, replications]) => {
  const load = (path) => fetch(path).then((answer) => answer.json());
  const { Catalog } = await import("/scripts/model/catalog.js");
  const { Client } = await import("/scripts/engine/client.js");
  const wasm = fetch("/kernel/kernel.wasm").then((answer) => answer.arrayBuffer());
  const worker = () => new Worker("/scripts/engine/worker.js", { type: "module" });
  const catalog = new Catalog(await load("/kernel/parameters.json"));
  const client = new Client(catalog, { manifest: load("/kernel/manifest.json"), wasm, worker });
  const asked = futures.flatMap((future) => seeds.map((seed) => ({ organization, future, weeks, seed, replications })));
  const runs = await Promise.all(asked.map((each) => client.simulate(each)));
  client.pool.close();
  return runs.map((each) => Array.from(each.outcomes));
}
"""


def settled(page: Page) -> None:
    """Wait until everything is drawn with all the runs there will be."""
    page.wait_for_selector(".chart-headline")
    until(page, "document.querySelector('.status').textContent.startsWith('64 runs')")
    until(
        page,
        "[...document.querySelectorAll('.chart-headline')].every((each) => / of 64 runs|same as A/.test(each.textContent))",
    )


def headlines(page: Page) -> list[str]:
    return page.locator(".chart-headline").all_inner_texts()


def slide(page: Page, key: str, value: float) -> None:
    """Move a slider as a hand does, and wait until what follows is drawn."""
    page.locator(f"input[data-key='{key}']").fill(str(value))
    until(page, "Number(document.documentElement.dataset.drawn) >= Number(document.documentElement.dataset.input)")


def test_the_page_says_the_numbers_of_the_report_and_so_of_the_table(page: Page) -> None:
    page.goto("/#simulator?o=small&w=104&B=led_from_the_start")
    settled(page)
    state = {"organization": {"preset": "small"}, "weeks": 104, "seed": 1}
    report = report_of({**state, "futures": {"A": {"scenario": "management_trap"}, "B": {"scenario": "led_from_the_start"}}})
    said = dict(zip(page.locator(".chart-title").all_inner_texts(), headlines(page), strict=True))
    for row in report_headlines(report)[1]:
        (text,) = (text for title, text in said.items() if title.split(" (")[0] == row.label.split(",")[0])
        whole, gap = round(float(row.stands[1].split()[0])), round(float(row.against[0].split()[0].replace("−", "-")))
        assert text.startswith(f"Year 2: B {whole}%, {gap:+d} against A".replace("-", "−")), (row, text)


def test_a_slider_moves_one_future_and_is_undone(page: Page) -> None:
    page.goto(f"/{SMALL}&B=management_trap")
    settled(page)
    assert all("the same as A" in each for each in headlines(page))
    slide(page, "levers.coaching", 4)
    settled(page)
    after = headlines(page)
    assert all("against A" in each for each in after)
    until(page, "location.hash.includes('B=management_trap;coaching:4')")
    page.keyboard.press("Control+z")
    settled(page)
    assert all("the same as A" in each for each in headlines(page))
    page.keyboard.press("Control+Shift+z")
    settled(page)
    assert headlines(page) == after


def test_a_link_shows_the_same_in_another_browser(visit: Callable[..., Page]) -> None:
    page = visit()
    page.goto(
        f"/{SMALL}&A=management_trap&B=early_shift;coaching:4;context.trust.gain:0.2&C=half_hearted&t=90&charts=trust,quits"
    )
    settled(page)
    link = page.evaluate("location.hash")
    other = visit()
    other.goto(f"/{link}")
    settled(other)
    assert headlines(other) == headlines(page)
    assert len(headlines(other)) == 2
    assert other.evaluate("location.hash") == link


def test_a_link_that_is_not_understood_gives_messages_and_a_page(page: Page) -> None:
    page.goto(
        "/#simulator?m=00000000&A=managment_trap&B=half_hearted;coachng:2;coaching:1e9&wekks=3&o=<script>alert(1)</script>"
    )
    page.wait_for_selector(".chart-headline")
    said = "\n".join(page.locator(".message").all_inner_texts())
    for part in (
        "another version of the model",
        "did you mean “management_trap”?",
        "did you mean “coaching”?",
        "-10 to 10",
        "<script>",
    ):
        assert part in said
    assert page.locator(".message script").count() == 0


def test_futures_are_kept_made_and_taken_away_by_hand_and_keys(page: Page) -> None:
    page.goto(f"/{SMALL}")
    page.wait_for_selector(".chart-headline")
    page.get_by_role("button", name="Keep B as C").click()
    page.locator("body").press("c")
    slide(page, "levers.protected_agenda", 0.5)
    until(page, "/C=lead_after_turnaround;protected_agenda:0.5/.test(location.hash)")
    page.get_by_role("button", name="Make C the new A").click()
    until(page, "/A=lead_after_turnaround;protected_agenda:0.5/.test(location.hash)")
    page.get_by_role("button", name="Remove C").click()
    until(page, "!/&C=/.test(location.hash)")
    page.keyboard.press("?")
    assert page.get_by_role("dialog").get_by_text("undo").is_visible()


def test_why_shows_what_mechanisms_do_at_the_cursor(page: Page) -> None:
    page.goto(f"/{SMALL}&t=80&simulator.why=engagement")
    page.wait_for_selector(".why-bars tbody tr")
    until(page, "!document.querySelector('.why progress')")
    first = page.locator(".why-bars > table tbody tr").all_inner_texts()
    assert len(first) == catalog()["app"]["why"]["shown"]
    assert "week 80, year 1.5" in page.locator(".why").inner_text()
    page.get_by_label("Week", exact=True).fill("20")
    assert page.locator(".why-bars > table tbody tr").all_inner_texts() != first


def test_the_browser_gives_pythons_numbers(page: Page) -> None:
    page.goto("/#simulator?o=team&w=52")
    page.wait_for_selector(".chart-headline")
    for name in ("team", "small", "uneven"):
        found = page.evaluate(_SIMULATED, [{"preset": name}, list(FUTURES), 20, [1, 2, 3], 3])
        for place, values in enumerate(found):
            design = Design(replications=3, weeks=20, seed=place % 3 + 1)
            record = run_kernel(organization_of({"preset": name}), scenario_of(FUTURES[place // 3]), design)
            assert np.array_equal(np.array(values, dtype=float), record.outcomes.ravel(), equal_nan=True)


@pytest.mark.parametrize("size", SIZES)
def test_nothing_hinders_and_nothing_is_cut_off(visit: Callable[..., Page], size: str) -> None:
    page = visit(*SIZES[size])
    page.goto(f"/{SMALL}&C=half_hearted&simulator.why=engagement")
    page.wait_for_selector(".why-bars tbody tr")
    page.locator(".context > summary").click()
    page.get_by_role("searchbox").fill("habit")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert axe(page) == []


def test_without_webassembly_a_page_is_one_sentence(page: Page) -> None:
    page.add_init_script("delete globalThis.WebAssembly")
    page.goto("/")
    until(page, "document.getElementById('app').textContent.includes('WebAssembly')")
    said = "The model runs in WebAssembly, which this browser does not have: open this page in a browser of the last years"
    assert page.locator("body").inner_text().split("\n\n") == ["orgsim", f"{said}, they all have it."]
    assert axe(page) == []
