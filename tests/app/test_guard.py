"""Which requests are let in: by the host they name, and by the page that sends them."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from orgsim.app.guard import HEADERS, POLICY
from tests.app.helpers import EXPORT, asked, client


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8642", "127.0.0.1:8642", "127.0.0.9", "[::1]:8642"])
def test_names_of_this_computer_are_answered(page: TestClient, host: str) -> None:
    assert page.get("/api/about", headers={"Host": host}).status_code == 200


OTHERS = (
    "evil.example",
    "localhost.evil.example",
    "evil.example:8642",
    "192.168.0.7",
    "[2001:db8::1]",
    "",
    "localhost:x",
    "a@localhost",
)


@pytest.mark.parametrize("host", OTHERS)
def test_other_names_are_refused(page: TestClient, host: str) -> None:
    for path in ("/", "/api/about"):
        answer = page.get(path, headers={"Host": host})
        assert answer.status_code == 403
        assert "Host" in answer.json()["error"]
    assert page.post(EXPORT, json=asked(), headers={"Host": host}).status_code == 403


def test_where_others_are_let_in_by_address_or_name(tmp_path: Path) -> None:
    open_to_others = client(tmp_path, names=("laptop.example",), anywhere=True)
    for host, status in {"192.168.0.7:8642": 200, "laptop.example": 200, "evil.example": 403}.items():
        assert open_to_others.get("/api/about", headers={"Host": host}).status_code == status


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:9"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_pages_of_other_sites_may_ask_nothing(page: TestClient, headers: dict[str, str]) -> None:
    for answer in (page.post(EXPORT, json=asked(), headers=headers), page.get("/api/about", headers=headers)):
        assert (answer.status_code, answer.json()["error"]) == (403, "only pages of this server may ask this")
    assert page.post("/", headers=headers).status_code == 403


def test_our_own_pages_may_ask_and_links_from_elsewhere_lead_to_them(page: TestClient) -> None:
    own = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    assert page.post(EXPORT, json=asked(), headers=own).status_code == 200
    assert page.get("/", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200


def test_refusals_and_faults_carry_the_headers_too(page: TestClient) -> None:
    assert "'unsafe-inline'" not in POLICY
    answers = [page.get("/nothing"), page.post(EXPORT, json={}), page.delete("/api/about")]
    assert [answer.status_code for answer in answers] == [404, 422, 405]
    answers.append(page.get("/", headers={"Host": "evil.example"}))
    for answer in answers:
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS
        assert answer.headers["content-type"] == "application/json"


def test_a_fault_of_the_server_itself_is_told_on_its_terminal_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr("orgsim.app.exporting._html", broken)
    answer = client(tmp_path).post(EXPORT, json=asked())
    assert (answer.status_code, set(answer.json())) == (500, {"error", "field", "hint"})
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    told = capsys.readouterr().err
    assert told.startswith("orgsim: error: POST /api/export/html: ZeroDivisionError: secret (")
    assert len(told.splitlines()) == 1
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
