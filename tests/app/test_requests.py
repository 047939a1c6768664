"""Requests that are none: bodies, addresses and methods; and which model answers."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

import orgsim
from orgsim.app import limits
from orgsim.provenance import model_hash
from tests.app.helpers import EXPORT


def test_bodies_that_are_none(page: TestClient) -> None:
    kind = {"Content-Type": "application/json"}
    for content, status in (
        (b"{", 400), (b"\xff", 400), (b'{"state": NaN}', 400), (b"[" * 100_000, 400), (b"[]", 422), (b"null", 422),
        (b'{"state": ' + b"9" * 5000 + b"}", 400), (b'{"state": "\\ud800"}', 400), (b'{"state": "\\u00e9"}', 422),
        (b" " * (limits.BODY + 1), 413),
    ):  # fmt: skip
        answer = page.post(EXPORT, content=content, headers=kind)
        assert (answer.status_code, "error" in answer.json()) == (status, True), content[:20]
    streamed = page.post(EXPORT, content=iter([b" " * 600_000] * 2), headers=kind)
    assert streamed.status_code == 413, "also where the size is not announced"
    assert page.post(EXPORT, content=b"{}", headers={"Content-Type": "text/plain"}).status_code == 415


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", EXPORT, 405), ("GET", "/api/nothing", 404), ("POST", "/api/nothing", 404), ("POST", "/index.html", 405),
        ("DELETE", "/api/about", 405), ("OPTIONS", "/api/about", 405), ("OPTIONS", "/", 405), ("GET", "/api/", 404),
        ("POST", "/api/simulate", 404), ("POST", "/api/people", 404),
    ],
)  # fmt: skip
def test_addresses_and_methods_that_are_not_there(page: TestClient, method: str, path: str, status: int) -> None:
    answer = page.request(method, path)
    assert (answer.status_code, set(answer.json())) == (status, {"error", "field", "hint"})


def test_about_says_which_model_answers(page: TestClient) -> None:
    answer = page.get("/api/about")
    assert (answer.json()["model"], answer.json()["version"]) == (model_hash(), orgsim.__version__)
    assert answer.headers["cache-control"] == "no-store"
    assert page.head("/api/about").content == b""
