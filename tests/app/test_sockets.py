"""The real server and clients that are no browsers: over bare sockets, on loopback, each bounded in time."""

from __future__ import annotations

import json
import os
import re
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest

from orgsim.app.guard import HEADERS
from tests.app.helpers import EXPORT, asked

WAIT = 60.0
#: The server's own limits, smaller, so that a test sees them.
PATIENCE, CONNECTIONS = 1.5, 60
PROGRAM = f"""
import sys
from orgsim.app import limits
limits.PATIENCE, limits.CONNECTIONS = {PATIENCE}, {CONNECTIONS}
from orgsim.cli.main import main
sys.exit(main(["app", "--no-browser", "--port", "0", "--results", sys.argv[1]]))
"""

POST = f"POST {EXPORT} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n".encode()


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("results")
    (root / "pipe").mkdir()
    os.mkfifo(root / "pipe" / "sweep.json")
    (root / "endless").mkdir()
    (root / "endless" / "sweep.json").symlink_to("/dev/zero")
    return root


@pytest.fixture(scope="module")
def port(results: Path) -> Iterator[int]:
    """The port of a server; at its end it must have ended cleanly, without a word on its terminal."""
    command = [sys.executable, "-c", PROGRAM, str(results)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert select.select([process.stdout], [], [], WAIT)[0], "no line came"
            found = re.search(r"127\.0\.0\.1:(\d+)/", process.stdout.readline())
            assert found is not None
            yield int(found.group(1))
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=WAIT)
            assert (process.returncode, out.strip(), err) == (0, "", "")
        finally:
            process.kill()


@contextmanager
def connected(port: int) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", port), timeout=WAIT) as client:
        yield client


def everything(client: socket.socket) -> bytes:
    """What comes until the server closes."""
    found = b""
    with suppress(ConnectionResetError):
        while part := client.recv(65536):
            found += part
    return found


def told(port: int, request: bytes) -> bytes:
    """The answer to one request, on a connection of its own."""
    with connected(port) as client:
        client.sendall(request)
        return everything(client)


def get(port: int, path: str = "/api/about", *headers: str, host: str = "localhost", method: str = "GET") -> bytes:
    lines = [f"{method} {path} HTTP/1.1", f"Host: {host}", "Connection: close", *headers]
    return told(port, "\r\n".join([*lines, "", ""]).encode("latin-1"))


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1]) if answer else 0


def body(answer: bytes) -> bytes:
    return answer.partition(b"\r\n\r\n")[2]


def test_results_that_block_their_reader_block_nobody(port: int) -> None:
    found = {each["name"]: each for each in json.loads(body(get(port, "/api/sweeps")))["sweeps"]}
    assert {name: each["state"] for name, each in found.items()} == {"pipe": "damaged", "endless": "damaged"}
    for name in found:
        for view in ("", "/table", "/point/0"):
            assert status(get(port, f"/api/sweeps/{name}{view}")) == (422 if view else 200)


@pytest.mark.parametrize(
    "start",
    [
        b"",
        b"G",
        b"GET /api/about HTTP/1.1\r\nHost: loc",
        b"GET /api/about HTTP/1.1\r\nHost: localhost\r\nX: ",
        POST + b"Content-Length: 900\r\n\r\n{",
        POST + b"Transfer-Encoding: chunked\r\n\r\n5\r\n{",
    ],
    ids=["silent", "a letter", "half a header", "slow headers", "half a body", "half a chunk"],
)
def test_whatever_stays_half_open_blocks_nobody_and_ends(port: int, start: bytes) -> None:
    with ExitStack() as open_:
        waiting = [open_.enter_context(connected(port)) for _ in range(2 * CONNECTIONS)]
        began = time.monotonic()
        for client in waiting:
            given(client, start)
        assert status(get(port)) == 200
        assert status(get(port, "/")) == 200
        assert time.monotonic() - began < PATIENCE, "it was answered at once, not when the others had gone"
        answers = [everything(client) for client in waiting]
        assert time.monotonic() - began < PATIENCE + 10
    ends = {status(each) for each in answers}
    assert ends <= ({0, 408} if start.startswith(b"POST") else {0})


def given(client: socket.socket, content: bytes) -> None:
    """Send to a server that may have closed."""
    with suppress(BrokenPipeError, ConnectionResetError):
        client.sendall(content)


def test_one_byte_at_a_time_is_too_slow(port: int) -> None:
    began = time.monotonic()
    with connected(port) as client:
        client.settimeout(0.1)
        while time.monotonic() - began < PATIENCE + 10:
            given(client, b"G")
            try:
                if client.recv(1) == b"":
                    break
            except TimeoutError:
                continue
            except ConnectionResetError:
                break
    assert time.monotonic() - began < PATIENCE + 5


def test_requests_that_are_given_up_are_no_fault_of_ours(port: int) -> None:
    content = json.dumps(asked()).encode()
    head = POST + f"Content-Length: {len(content)}\r\n\r\n".encode()
    for sent in (head, head + content[:9], head + content, head[:-2]):
        for reset in (False, True):  # with a farewell, and without
            with connected(port) as client:
                if reset:
                    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
                client.sendall(sent)
    assert status(get(port)) == 200  # and nothing is said on the terminal: see `port`


def test_what_is_no_http_is_told_so_with_the_headers_of_every_answer(port: int) -> None:
    requests = (
        b"nonsense\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",  # no host
        b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        b"GET /\x00 HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * 200_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X: x\r\n" * 30_000 + b"\r\n",
        b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",  # the start of TLS
    )
    for request in requests:
        with connected(port) as client:
            given(client, request)
            answer = everything(client)
        assert status(answer) in (0, 400), request[:40]  # 0: it closed while more was being sent
        if answer:
            assert set(json.loads(body(answer))) == {"error", "field", "hint"}
            assert all(f"{name}: {text}".lower().encode() in answer.lower() for name, text in HEADERS.items())


def test_bodies_beyond_the_limit_are_refused_before_they_are_there(port: int) -> None:
    assert status(told(port, POST + b"Content-Length: 99999999999\r\n\r\n")) == 413
    with connected(port) as client:
        client.sendall(POST + b"Transfer-Encoding: chunked\r\n\r\n")
        for _ in range(20):
            given(client, b"20000\r\n" + b" " * 0x20000 + b"\r\n")
        assert status(everything(client)) in (413, 0)  # 0: it closed while more was being sent
    assert status(told(port, POST + b"Transfer-Encoding: chunked\r\n\r\n5\r\n{}   \r\nzz\r\n")) == 400


def test_names_of_five_thousand_characters(port: int) -> None:
    name = "n" * 5_000
    for path in (name, f"{name}.html", f"scripts/{name}.js", "a/" * 2_500 + "a.js", f"api/{name}", f"api/sweeps/{name}"):
        answer = get(port, f"/{path}")
        assert (status(answer), len(answer) < 2_000) == (404, True), path[:20]
    assert status(get(port, f"/api/sweeps/pipe/point/{'9' * 5_000}")) == 422
    assert status(get(port, f"/api/sweeps?{name}=1")) == 422
    many = "&".join(f"k{each}" for each in range(8_000))
    began = time.monotonic()
    answer = get(port, f"/api/sweeps?{many}")
    assert (status(answer), len(json.loads(body(answer))["faults"])) == (422, 20)
    assert time.monotonic() - began < 2
    for changes in ({"organization": {"preset": name}}, {"futures": {"A": {"scenario": name}}}, {"charts": [name]}):
        content = json.dumps(asked(**changes)).encode()
        assert status(told(port, POST + f"Content-Length: {len(content)}\r\n\r\n".encode() + content)) == 422, changes


@pytest.mark.parametrize(
    "path",
    [
        "/%2e%2e/%2e%2e/README.md", "/..%2f..%2fREADME.md", "/%2e%2e%5cerrors.py", "/%252e%252e/errors.py", "/../errors.py",
        "/kernel/../../errors.py", "/index.html%00.js", "/%00", "/index.html%0d%0aX:%20y", "//etc/hosts.txt", "/./index.html",
        "/%c0%ae%c0%ae/errors.py", "/api/sweeps/..", "/api/sweeps/%2e%2e", "/api/sweeps/..%2f..", "/api/sweeps/pipe%00",
        "/api/sweeps/pipe/..%2fendless", "/api/sweeps/%ff",
    ],
)  # fmt: skip
def test_no_address_leads_out(port: int, path: str) -> None:
    answer = get(port, path)
    assert (status(answer), set(json.loads(body(answer)))) == (404, {"error", "field", "hint"})


def test_head_and_options(port: int) -> None:
    for path in ("/", "/api/about"):
        answer = get(port, path, method="HEAD")
        assert (status(answer), body(answer)) == (200, b"")
    for path in ("/", "/api/about", EXPORT, "/nothing"):
        answer = get(port, path, "Origin: https://evil.example", "Access-Control-Request-Method: POST", method="OPTIONS")
        assert status(answer) == 403
        assert b"access-control-allow" not in answer.lower()
    assert status(get(port, "/", method="TRACE")) == 405


def test_hosts_with_ports_and_addresses_of_either_kind(port: int) -> None:
    for host in (f"localhost:{port}", f"127.0.0.1:{port}", f"[::1]:{port}", "[::1]", "LOCALHOST"):
        assert status(get(port, host=host)) == 200, host
    for host in (
        "[::1", "::1", "[::1]x", "localhost:99999", "localhost:0", "localhost:-1", "localhost:0x50", "localhost:",
        "[::ffff:8.8.8.8]", "127.0.0.1.evil.example", "localhost/", "localhost?", "localhost#", "evil@localhost", "0.0.0.0",
        "localhost evil", "[localhost]", "localhost:²",
    ):  # fmt: skip
        assert status(get(port, host=host)) in (400, 403), host


def test_an_origin_is_scheme_host_and_port(port: int) -> None:
    host = f"localhost:{port}"
    assert status(get(port, "/api/about", f"Origin: http://{host}", host=host)) == 200
    for origin in (
        f"https://{host}", "http://localhost", f"http://{host}.evil.example", f"http://127.0.0.1:{port}", f"http://a@{host}",
        f"http://{host}/", f"ftp://{host}", f"//{host}", "https://", "http://", "", "null",
    ):  # fmt: skip
        assert status(get(port, "/api/about", f"Origin: {origin}", host=host)) == 403, origin
    twice = (f"Origin: http://{host}", "Origin: https://evil.example")
    assert status(get(port, "/api/about", *twice, host=host)) == 403
    assert status(get(port, "/api/about", "Sec-Fetch-Site: same-origin", "Sec-Fetch-Site: cross-site", host=host)) == 403
