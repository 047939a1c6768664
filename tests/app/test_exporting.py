"""Exports over the server: what the package makes, as files to keep."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from orgsim.app import limits
from orgsim.export import page as page_of
from tests.app.helpers import BOSSES, STATE


def test_one_html_file_is_that_of_the_package(page: TestClient) -> None:
    answer = page.post("/api/export/html", json={"state": STATE, "notes": {"title": "Ours"}})
    assert answer.status_code == 200, answer.text
    assert answer.content == page_of(STATE, {"title": "Ours"}).encode()
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="orgsim.html"'


def test_a_pdf_is_one(page: TestClient) -> None:
    answer = page.post("/api/export/pdf", json={"state": STATE})
    assert answer.status_code == 200, answer.text
    assert answer.content.startswith(b"%PDF-")
    assert answer.headers["content-type"] == "application/pdf"


@pytest.mark.parametrize("kind", ["html", "pdf"])
@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "state"),
        ({"state": 3}, "state"),
        ({"state": {**STATE, "charts": ["performanc"]}}, "charts"),
        ({"state": {**STATE, "weeks": 0}}, "weeks"),
        ({"state": STATE, "notes": {"titel": "x"}}, "notes.titel"),
        ({"state": STATE, "note": {}}, "note"),
    ],
)
def test_faults_name_their_field(page: TestClient, kind: str, body: Any, field: str) -> None:
    answer = page.post(f"/api/export/{kind}", json=body)
    assert (answer.status_code, answer.json()["field"]) == (422, field), answer.text


def test_what_costs_too_much_is_refused(page: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PERSON_WEEKS", 26 * len(BOSSES))
    answer = page.post("/api/export/pdf", json={"state": STATE})
    assert (answer.status_code, answer.json()["field"]) == (422, "weeks")
