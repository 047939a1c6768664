"""The static pages: what is given out, as what, and that nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.exceptions import HTTPException
from starlette.testclient import TestClient

from orgsim.app.guard import HEADERS
from orgsim.app.static import ROOT, TYPES, file_of


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/index.html", "text/html; charset=utf-8"),
        ("/kernel/kernel.wasm", "application/wasm"),
        ("/kernel/kernel.js", "text/javascript; charset=utf-8"),
        ("/kernel/parameters.json", "application/json"),
        ("/vendor/d3.js", "text/javascript; charset=utf-8"),
        ("/vendor/LICENSES.txt", "text/plain; charset=utf-8"),
    ],
)
def test_files_come_with_their_type_and_every_header(page: TestClient, path: str, kind: str) -> None:
    answer = page.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (200, kind)
    assert answer.content == (ROOT / (path.lstrip("/") or "index.html")).read_bytes()
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert answer.headers["cache-control"] == "no-cache"
    assert "set-cookie" not in answer.headers


def test_a_file_that_the_browser_has_is_not_sent_again(page: TestClient) -> None:
    first = page.get("/kernel/kernel.wasm")
    again = page.get("/kernel/kernel.wasm", headers={"If-None-Match": f'"other", W/{first.headers["etag"]}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert page.get("/kernel/kernel.wasm", headers={"If-None-Match": '"other"'}).status_code == 200
    head = page.head("/kernel/kernel.wasm")
    assert (head.status_code, head.content) == (200, b"")


@pytest.mark.parametrize(
    "path",
    [
        "/catalog.py",
        "/__init__.py",
        "/vendor/build.mjs",
        "/vendor/d3.d.ts",
        "/vendor",
        "/vendor/",
        "/vendor//d3.js",
        "/nothing.html",
        "/%2e%2e/errors.py",
        "/..%2fconf/config.yaml",
        "/%2e%2e%2f%2e%2e%2fREADME.md",
        "/%252e%252e/errors.py",
        "/..%5c..%5cerrors.py",
        "/kernel/kernel.js%00.html",
        "/kernel/kernel.js%20",
        "/.git/config",
        "//etc/hosts.txt",
        "/%2Fetc%2Fhosts.txt",
    ],
)
def test_nothing_else_is_to_be_had(page: TestClient, path: str) -> None:
    answer = page.get(f"http://localhost{path}")
    assert answer.status_code == 404
    assert set(answer.json()) == {"error", "field", "hint"}


def test_links_that_lead_out_are_no_files(tmp_path: Path) -> None:
    root, outside = tmp_path.resolve() / "web", tmp_path / "outside"
    for folder in (root, outside):
        folder.mkdir()
        (folder / "page.html").write_text("here")
    (root / "link.html").symlink_to(outside / "page.html")
    (root / "folder").symlink_to(outside)
    (root / "inside.html").symlink_to(root / "page.html")
    (root / "other.txt").symlink_to(root / "page.html")
    assert file_of("page.html", root) == root / "page.html"
    assert file_of("inside.html", root) == root / "page.html"
    for path in ("link.html", "folder/page.html", "other.txt", "../outside/page.html"):
        with pytest.raises(HTTPException):
            file_of(path, root)


def test_every_file_of_the_pages_has_a_type_or_is_left_out_on_purpose() -> None:
    left_out = {".py", ".pyc", ".mjs", ".ts"}
    assert {path.suffix for path in ROOT.rglob("*") if path.is_file()} <= left_out | set(TYPES)
