"""Your organization: a file is read in the browser, its faults are told by row, and nothing of it leaves the page."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from orgsim.errors import OrganizationError
from orgsim.organization import Organization
from tests.web.browser.looking import SIZES, axe, until
from tests.web.test_reading_js import FILES

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.web.browser.watching import Watch

SCRIPT = "<img src=x onerror=document.title='broken'>"
STAFF = f"Staff no;Name;Reports to\n1;{SCRIPT};\n2;Bea;1\n3;Cem;1\n4;Dan;2\n5;Eva;2\n6;Finn;77\n4;Dan;2\n;Gil;1\n"
BAD = """empty; header only; workbook; nul; unknown encoding; no columns; open quote; after quote; circle; no head; names;
no ids at all; one person; more faults than are shown"""


def give(page: Page, text: str | bytes, name: str = "staff.csv") -> None:
    data = text.encode() if isinstance(text, str) else text
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "text/csv", "buffer": data})


def test_a_file_becomes_an_organization_and_stays_here(page: Page, watch: Watch) -> None:
    page.goto("/#own")
    give(page, STAFF)
    page.wait_for_selector(".organization-tree svg")
    assert page.locator(".own-summary").inner_text() == (
        "6 people, 2 people lead others, 3 levels. 3 repairs. "
        "1 person put under the head, since their boss is not in the file. 1 row left out."
    )
    rows = page.locator(".own-repairs tbody tr").all_inner_texts()
    assert [row.split("\t")[0] for row in rows] == ["7", "8", "9"]
    shown = page.locator("main").inner_text()
    assert "'P4' reports to 'X1', who is not in the file" in shown
    assert not any(word in shown for word in ("Bea", "77", "onerror"))
    page.get_by_role("button", name="repeated row").click()
    assert page.locator(".own-repairs tbody tr").count() == 1

    page.get_by_label("Anonymise").uncheck()
    assert SCRIPT in page.locator(".own-preview").inner_text()
    assert page.locator("main img").count() == 0
    before = len(watch.requests)
    page.get_by_role("button", name="Simulate this organization").click()
    until(page, "document.querySelector('.status')?.textContent.startsWith('64 runs')")
    assert page.locator(".organization select option:checked").inner_text() == "staff (6 people)"
    until(page, "location.hash.includes('o=own')")
    assert "staff" not in page.evaluate("location.hash")
    assert page.title().startswith("Simulator")
    assert [url for url in watch.requests[before:] if not url.startswith(("blob:", "data:"))] == []
    kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, history.state])")
    assert "Bea" not in kept
    page.go_back()
    page.wait_for_selector(".own-summary")


def test_the_tree_is_that_of_python(page: Page, tmp_path: Path) -> None:
    (tmp_path / "staff.csv").write_text(STAFF, encoding="utf-8")
    page.goto("/#own")
    give(page, STAFF)
    page.locator(".own-tree .chart-table summary").click()
    page.wait_for_selector(".own-tree .chart-table tbody tr")
    shown = page.locator(".own-tree .chart-table tbody tr").all_inner_texts()
    org = Organization.from_csv(tmp_path / "staff.csv")
    supervisors = sorted(set(org.boss.tolist()) - {-1})
    names = {person: f"P{person + 1}" for person in range(len(org))}
    assert [row.split("\t")[:3] for row in shown] == [
        [names[person], names.get(int(org.boss[person]), ""), str(org.boss.tolist().count(person))] for person in supervisors
    ]


def test_what_cannot_be_repaired_is_said_as_python_says_it(page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    page.goto("/#own")
    page.get_by_role("button", name="A clean export").click()
    page.get_by_label("Anonymise").uncheck()
    for number, kind in enumerate(" ".join(BAD.split()).split("; ")):
        text, name = FILES[kind], f"staff{number}.csv"
        Path(name).write_bytes(text.encode() if isinstance(text, str) else text)
        with pytest.raises(OrganizationError) as caught:
            Organization.from_csv(name)
        give(page, text, name)
        until(page, "(name) => document.querySelector('.own-faults')?.textContent.includes(name)", name)
        assert page.locator(".own-faults li").all_inner_texts() == list(caught.value.faults)
        assert page.get_by_role("button", name="Simulate").count() == 0


def test_files_are_dropped_columns_chosen_and_lists_saved(page: Page) -> None:
    page.goto("/#own")
    drop = """(text) => {
      const data = new DataTransfer();
      data.items.add(new File([text], "names.csv", { type: "text/csv" }));
      const event = new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: data });
      document.querySelector(".own-drop").dispatchEvent(event);
    }"""
    page.evaluate(drop, "Number,Person,Manager\n1,Ann,\n2,Bo,Ann\n3,Bo,Cy\n4,Cy,Ann\n")
    page.wait_for_selector(".own-faults")
    page.get_by_label("Column of people's ids").select_option("Person")
    page.wait_for_selector(".own-summary")
    with page.expect_download() as found:
        page.get_by_role("button", name="Save this list as CSV").click()
    assert found.value.suggested_filename == "names-repairs.csv"
    lines = Path(found.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "row,reference,kind,problem,repair"
    assert lines[1].startswith("4,P2,conflicting row,")


def test_everything_by_keyboard_and_on_every_screen(visit: Callable[..., Page]) -> None:
    for width, height in SIZES.values():
        page = visit(width=width, height=height)
        page.goto("/#own")
        page.wait_for_selector(".own-drop")
        if width == SIZES["laptop"][0]:
            assert axe(page) == []
        page.get_by_role("button", name="An export as they often are").focus()
        page.keyboard.press("Enter")
        page.wait_for_selector(".organization-tree svg")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.get_by_label("Anonymise").focus()
        page.keyboard.press("Space")
        assert "Ada Abel" in page.locator(".own-preview").inner_text()
        if width != SIZES["projector"][0]:
            assert axe(page) == []
        page.get_by_role("button", name="A circle of bosses").press("Enter")
        page.wait_for_selector(".own-faults")
        if width == SIZES["laptop"][0]:
            assert axe(page) == []


def test_five_thousand_people_are_simulated_here_and_more_are_refused(page: Page) -> None:
    rows = [f"{each},{'' if each == 0 else (each - 1) // 7}" for each in range(5001)]
    page.goto("/#own")
    give(page, "id,boss\n" + "\n".join(rows))
    page.wait_for_selector(".own-faults")
    assert "orgsim organization=hris organization.path=staff.csv" in page.locator(".own-faults").inner_text()
    give(page, "id,boss\n" + "\n".join(rows[:-1]))
    page.wait_for_selector(".organization-tree svg")
    assert page.locator(".own-summary").inner_text().startswith("5,000 people, 715 people lead others")
    assert json.loads(page.evaluate("JSON.stringify(document.querySelectorAll('.tree-item').length)")) > 7
