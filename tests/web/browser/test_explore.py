"""Exploring a sweep: what lies there, what its runs say, and one of its points in the simulator."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from orgsim.sweeps.running import RunOptions, run_sweep
from orgsim.sweeps.sweep_results import open_sweep
from tests.sweeps.small import KEY, small_sweep
from tests.web.browser.looking import SIZES, axe, until
from tests.web.browser.serving import WEB, app, folder
from tests.web.browser.watching import Watch

if TYPE_CHECKING:
    from playwright.sync_api import Page

MADE_BY = "orgsim -m 'x=range(1,2)'"
QUIET = RunOptions(
    threads=1, points_per_chunk=3, replications_per_chunk=4, progress=False, command=("orgsim", "-m", "x=range(1,2)")
)
WHOLE = "/#explore?explore.sweep=whole"
MAP = ".heat-map .map-cell"


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("results")
    assert run_sweep(small_sweep(), root / "whole", QUIET).exit_code == 0
    for name in ("partial", "damaged"):
        shutil.copytree(root / "whole", root / name)
    for path in sorted((root / "partial" / "chunks" / "runs").glob("*.parquet"))[2:]:
        path.unlink()
    (root / "damaged" / "sweep.json").write_text('{"shared": 1', encoding="utf-8")
    (root / "nothing").mkdir()
    return root


@pytest.fixture(scope="module")
def site(results: Path) -> Iterator[str]:
    with app("--results", str(results)) as address:
        yield address


def opened(page: Page, more: str = "") -> None:
    page.goto(WHOLE + more)
    page.wait_for_selector(MAP)


def test_the_shelf_says_how_each_folder_stands_and_what_mends_it(page: Page) -> None:
    page.goto("/#explore")
    page.wait_for_selector(".explore-entry")
    found = {each.locator("h2").inner_text(): each for each in page.locator(".explore-entry").all()}
    states = {name: each.locator(".explore-state").inner_text() for name, each in found.items()}
    assert states == {"whole": "complete", "partial": "partial", "damaged": "damaged", "nothing": "empty"}
    assert found["partial"].locator("code").inner_text() == MADE_BY
    assert "runs are missing" in found["partial"].inner_text()
    assert found["partial"].get_by_role("progressbar").count() == 1
    assert "orgsim +experiment=phase_diagram output=" in found["nothing"].locator("code").inner_text()
    assert found["damaged"].get_by_role("button", name="Open").count() == 0
    assert axe(page) == []
    found["whole"].get_by_role("button", name="Open whole").click()
    page.wait_for_selector(MAP)
    page.wait_for_url(re.compile("explore.sweep=whole"))
    page.get_by_role("button", name="All sweeps").click()
    page.wait_for_selector(".explore-entry")


def test_a_cell_is_chosen_by_keys_and_its_point_becomes_future_b(page: Page, results: Path) -> None:
    opened(page)
    assert page.locator(MAP).count() == 10
    page.get_by_role("grid").focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowUp", "Enter"):
        page.keyboard.press(key)
    page.wait_for_url(re.compile("explore.cell=2,1"))
    page.wait_for_selector(".explore-points tbody tr")
    rows = page.locator(".explore-points tbody tr")
    assert rows.count() == 1
    number = int(rows.locator("th").inner_text())
    assert open_sweep(results / "whole").design.loc[number, KEY] == 1.0
    page.get_by_role("button", name=f"Open in the simulator: point {number}").click()
    page.wait_for_selector(".page-simulator")
    until(page, "() => location.hash.includes('w=30')")
    assert "B=lead_after_turnaround;coaching:1;shift.week:5" in page.url
    assert "A=management_trap" in page.url
    assert "s=5" in page.url.split("?")[1].split("&")
    said = page.locator(".messages").inner_text()
    assert f"Future B is point {number} of “whole”" in said
    assert "Future A is what it was" in said
    page.go_back()
    page.wait_for_selector(".explore-points tbody tr")


def test_a_link_shows_the_same_view(page: Page) -> None:
    page.goto(f"{WHOLE}&explore.view=phases&explore.value=final_delegation&explore.split=0.25&explore.x=organization.leaders")
    page.wait_for_selector(MAP)
    assert page.get_by_label("Split at").input_value() == "25"
    assert page.get_by_label("Across").input_value() == "organization.leaders"
    assert page.get_by_label("Upwards").input_value() == KEY
    assert page.get_by_text("above 25%", exact=True).count() == 1
    assert page.get_by_text("runs disagree", exact=True).count() == 1
    page.get_by_label("Split at").fill("40")
    page.get_by_label("Split at").press("Enter")
    page.wait_for_url(re.compile("explore.split=0.4"))
    page.get_by_text("above 40%", exact=True).wait_for()
    assert axe(page) == []


def test_what_a_link_names_in_vain_is_said(page: Page) -> None:
    opened(page, "&explore.value=final_happiness&explore.view=mapp")
    assert "does not have: final_happiness" in page.locator(".explore-notice").inner_text()
    assert "mapp is unknown" in page.locator(".messages").inner_text()


def test_a_sample_that_is_too_small_says_so(page: Page, watch: Watch) -> None:
    page.goto(f"{WHOLE}&explore.view=boxes&explore.value=final_delegation")
    page.get_by_role("alert").wait_for()
    assert "sample is too small" in page.get_by_role("alert").inner_text()
    watch.errors[:] = [each for each in watch.errors if "422" not in each]
    page.get_by_role("button", name="What matters").click()
    page.wait_for_selector(".bars, [role=alert]")
    assert "oo small" in page.locator(".explore-view").inner_text()
    watch.errors[:] = [each for each in watch.errors if "422" not in each]


def test_conditions_stand_in_words_and_as_a_frame(page: Page) -> None:
    """What the server finds in a large sample, which would take too long to make here."""
    box = {
        "words": "coaching > 1.2", "coverage": 0.9, "density": 0.8, "mass": 0.5, "points": 40, "chance": 0.02, "added": 0.9,
        "limits": [{"key": KEY, "label": "coaching", "low": 1.2, "high": None, "levels": None, "quasi_p": 0.0004}],
    }  # fmt: skip
    found = {"where": "", "points": 80, "cases": 35, "boxes": [box], "together": None, "leaves": [], "text": "in words"}
    page.route("**/boxes?*", lambda route: route.fulfill(json=found))
    page.goto(f"{WHOLE}&explore.view=boxes")
    page.wait_for_selector(".scatter-box")
    text = page.locator(".explore-boxes").inner_text()
    assert "Coaching > 1.2" in text
    assert "80% of the 40 points inside" in text
    assert "90% of all" in text
    assert "quasi-p below 0.001" in text
    assert axe(page) == []


def test_failures_are_listed_with_their_parameters(page: Page) -> None:
    reason = "<b>the numbers are not finite</b>"
    failure = {"reason": reason, "runs": 2, "points": [{"point": 4, "values": {KEY: 2.0}, "error": "week 3"}]}

    def failed(route: Any) -> None:
        answer = route.fetch()
        route.fulfill(json={**answer.json(), "failures": [failure]})

    page.route("**/api/sweeps/whole", failed)
    opened(page)
    text = page.locator(".explore-failures").inner_text()
    assert "2 runs" in text
    assert reason in text
    assert f"Point 4: {KEY} 2" in text
    assert page.get_by_role("button", name="Open in the simulator: point 4").count() == 1


def test_without_sweeps_the_page_says_how_to_make_one(page: Page) -> None:
    page.route("**/api/sweeps", lambda route: route.fulfill(json={"results": "results", "sweeps": []}))
    page.goto("/#explore")
    page.get_by_role("heading", name="No sweeps yet").wait_for()
    assert page.locator("code", has_text="orgsim +experiment=phase_diagram").count() == 1
    assert axe(page) == []


@pytest.mark.parametrize("size", SIZES)
def test_fits_every_screen(visit: Callable[..., Page], size: str) -> None:
    width, height = SIZES[size]
    page = visit(width=width, height=height)
    opened(page, "&explore.cell=0,0")
    page.wait_for_selector(".explore-points tbody tr")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert axe(page) == []


class TestWithoutServer:
    """The same pages as plain files."""

    @pytest.fixture(scope="class")
    def site(self) -> Iterator[str]:
        with folder(WEB) as address:
            yield address

    def test_says_what_is_missing(self, page: Page, watch: Watch) -> None:
        page.goto("/#explore")
        page.get_by_role("heading", name="Sweeps are read by orgsim itself").wait_for()
        assert page.locator("code", has_text="orgsim app --results results").count() == 1
        assert axe(page) == []
        watch.errors[:] = [each for each in watch.errors if "404" not in each]
