"""The charts in a browser: found by everyone, moved by pointer and keys, and saved as files that need nothing else."""

from __future__ import annotations

import re
import struct
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Literal

import pytest

from tests.web.browser.looking import SIZES, THEMES, axe
from tests.web.browser.needs import ROOT
from tests.web.browser.serving import folder

if TYPE_CHECKING:
    from playwright.sync_api import Page

_GALLERY = "/tests/web/javascript/charts/gallery.html"
_COLOURS = """() => {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const seen = (colour) => {
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const probe = document.createElement("i");
  document.querySelector(".chart").append(probe);
  const names = ["--panel", "--ink", "--ink-soft", "--tone-a", "--tone-b", "--tone-c", "--accent", "--heat-low", "--heat-high"];
  const found = Object.fromEntries(names.map((name) => {
    probe.style.color = `var(${name})`;
    return [name, seen(getComputedStyle(probe).color)];
  }));
  const fills = [...document.querySelectorAll(".heat")].map((mark) => getComputedStyle(mark).fill);
  return { ...found, fills: [...new Set(fills)].map(seen) };
}"""
_SAVED = """async (name) => {
  const { svgText } = await import("/orgsim/web/scripts/export/svg.js");
  const figures = [...document.querySelectorAll("figure")];
  return figures.map((figure) => svgText(figure, { source: "orgsim 1a2b3c", footer: name }));
}"""
_SAVE = """async () => {
  const { savePng } = await import("/orgsim/web/scripts/export/png.js");
  const about = { source: "orgsim 1a2b3c", footer: "Left out: much." };
  await savePng(document.querySelector("figure"), "Performance & more", 2, about);
}"""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The repository's files: the gallery is one of the tests', not of the pages."""
    with folder(ROOT) as address:
        yield address


@pytest.fixture
def gallery(visit: Callable[..., Page]) -> Callable[..., Page]:
    """Opens the gallery, or a part of it, and waits until it is drawn."""

    def opened(only: str = "", width: int = 1440, height: int = 900) -> Page:
        page = visit(width=width, height=height)
        page.goto(f"{_GALLERY}?only={only}")
        page.wait_for_selector("svg.chart-svg, svg.chart-spark")
        return page

    return opened


def test_nothing_is_in_anyones_way(gallery: Callable[..., Page]) -> None:
    page = gallery("")
    for summary in page.locator(".chart-table summary").all()[:5]:
        summary.click()
    assert axe(page) == []


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_wider_than_the_screen(gallery: Callable[..., Page], size: str) -> None:
    page = gallery("", *SIZES[size])
    page.locator(".chart-table summary").first.click()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("theme", THEMES)
def test_words_and_marks_stand_out(gallery: Callable[..., Page], theme: Literal["light", "dark"]) -> None:
    page = gallery("more")
    page.emulate_media(color_scheme=theme)
    found = page.evaluate(_COLOURS)
    panel, ink = found["--panel"], found["--ink"]
    for name in ("--ink", "--ink-soft", "--tone-a", "--tone-b", "--tone-c", "--accent"):
        assert _contrast(found[name], panel) >= 4.5, name
    for name in ("--heat-low", "--heat-high"):
        assert _contrast(found[name], panel) >= 3, name
    assert len(found["fills"]) >= 15
    for fill in found["fills"]:
        assert _contrast(ink, fill) >= 4.5, fill


def _contrast(one: list[float], other: list[float]) -> float:
    """The ratio of luminances as WCAG 2 defines it, of two colours in red, green and blue."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _luminance(colour: list[float]) -> float:
    red, green, blue = (
        (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4) for part in (x / 255 for x in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_text_is_never_small_or_cut_off(gallery: Callable[..., Page]) -> None:
    page = gallery("bands", 390, 844)
    outside = page.evaluate("""() => [...document.querySelectorAll(".chart-svg text")].filter((text) => {
      const [inner, outer] = [text.getBoundingClientRect(), text.closest("svg").getBoundingClientRect()];
      return inner.left < outer.left - 1 || inner.right > outer.right + 1 || parseFloat(getComputedStyle(text).fontSize) < 12;
    }).map((text) => text.textContent)""")
    assert outside == []


def test_one_cursor_for_all_charts(gallery: Callable[..., Page]) -> None:
    page = gallery("bands")
    sliders = page.get_by_role("slider")

    def weeks() -> list[str | None]:
        return [slider.get_attribute("aria-valuenow") for slider in sliders.all()]

    sliders.first.focus()
    page.keyboard.press("Home")
    page.keyboard.press("PageUp")
    page.keyboard.press("ArrowRight")
    assert weeks() == ["53"] * 4
    assert "week 53, year 1: A " in str(sliders.nth(2).get_attribute("aria-valuetext"))
    box = sliders.nth(1).bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 20)
    assert weeks() == ["156"] * 4
    assert page.locator(".chart-readout").first.inner_text().startswith("week 156")


def test_the_table_says_what_the_curves_show(gallery: Callable[..., Page]) -> None:
    page = gallery("bands")
    page.locator(".chart-table summary").first.click()
    page.wait_for_selector(".chart-table tbody tr")  # a table is drawn when it is opened
    rows = page.locator(".chart-table tbody tr").all_inner_texts()
    assert [row.split("\t")[0] for row in rows] == ["now", *(f"year {year}" for year in range(1, 7))]
    ends = page.locator("figure").first.locator(".chart-ends text").all_text_contents()
    assert [f"{letter} {value}" for letter, value in zip("ABC", rows[-1].split("\t")[1::2], strict=True)] == ends


def test_the_chart_of_people_by_keys(gallery: Callable[..., Page]) -> None:
    page = gallery("department")
    page.locator('[data-person="3"]').click()
    way = {"ArrowDown": "Manager 11,", "ArrowRight": "Manager 12,", "ArrowUp": "Leader 3,", "Home": "Head,"}
    for key, name in way.items():
        page.keyboard.press(key)
        page.wait_for_function("(name) => document.activeElement.getAttribute('aria-label')?.startsWith(name)", arg=name)
    page.keyboard.press("Enter")
    page.wait_for_selector('[data-person="0"][aria-selected="true"]')
    assert str(page.evaluate("document.activeElement.getAttribute('aria-label')")).startswith("Head, trust ")


def test_a_part_of_a_large_organization_is_opened_and_left(gallery: Callable[..., Page]) -> None:
    page = gallery("company")
    assert page.locator("circle").count() == 0
    page.locator('[data-person="3"]').click()
    page.wait_for_selector("circle")
    assert page.locator('[role="treeitem"]').count() == 1 + 20 + 20 * 19
    page.get_by_role("button", name="Head").click()
    page.wait_for_selector("circle", state="detached")


def test_a_map_tells_its_cells(gallery: Callable[..., Page]) -> None:
    page = gallery("more")
    page.get_by_role("grid").first.focus()
    page.keyboard.press("Home")
    page.keyboard.press("PageDown")
    page.keyboard.press("ArrowUp")
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    cell = page.get_by_role("gridcell").first
    page.wait_for_function("(cell) => cell.getAttribute('aria-label').includes('not known')", arg=cell.element_handle())
    assert "Trust at the start: 20%" in str(cell.get_attribute("aria-label"))
    assert page.locator(".chart-tooltip").inner_text().splitlines()[1] == "Coaching: 1"
    page.keyboard.press("Enter")
    page.wait_for_selector('[role="gridcell"][aria-selected="true"]', state="attached")


def test_saved_drawings_need_nothing_else(gallery: Callable[..., Page]) -> None:
    footer = "Left out: <markets> & politics"
    for text in gallery("").evaluate(_SAVED, footer):
        root = ElementTree.fromstring(text)
        words = " ".join(" ".join(root.itertext()).split())
        assert "orgsim 1a2b3c" in words
        assert footer in words
        assert not re.findall(r"var\(|oklab|color-mix|light-dark|currentcolor|<script|<style", text)
        assert not set(re.findall(r'https?://[^"]*', text)) - {"http://www.w3.org/2000/svg"}
        wanted = set(re.findall(r'url\("?#([^")]+)', text))
        assert wanted <= {str(element.get("id")) for element in root.iter()}


def test_a_saved_picture_is_what_was_asked_for(gallery: Callable[..., Page]) -> None:
    page = gallery("bands")
    with page.expect_download() as saved:
        page.evaluate(_SAVE)
    assert saved.value.suggested_filename == "performance-more.png"
    head = saved.value.path().read_bytes()[:24]
    width, height = struct.unpack(">II", head[16:24])
    drawn = page.locator("svg.chart-svg").first.bounding_box()
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    assert drawn is not None
    assert width == 2 * (drawn["width"] + 40)
    assert height > 2 * drawn["height"]
