"""`orgsim app` as a process: a line with the address, a free port, what is loaded when, and a clean end."""

from __future__ import annotations

import json
import os
import re
import select
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest

from orgsim.app import application
from orgsim.cli.main import main
from orgsim.cli.verbs import app as verb
from orgsim.errors import ConfigurationError
from orgsim.web import serving
from tests.app.helpers import EXPORT, asked

WAIT = 60
#: Libraries that the first page does not wait for.
LATER = ("numba", "pandas", "xarray", "pyarrow", "matplotlib", "scipy", "hydra", "omegaconf", "mesa")


@contextmanager
def running(*words: str, browser: bool = False, **environment: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The process, and the address that it printed; the environment has no screen and no browser beside what is given."""
    command = [sys.executable, "-m", "orgsim", "app", *([] if browser else ["--no-browser"]), *words]
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    environment = {key: value for key, value in os.environ.items() if key not in screens} | environment
    environment["NUMBA_NUM_THREADS"] = "1"
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment) as process:
        try:
            assert process.stdout is not None
            assert select.select([process.stdout], [], [], WAIT)[0], "no line came"
            found = re.fullmatch(r"orgsim app: (http://\S+/) \(Ctrl-C stops it\)\n", process.stdout.readline())
            assert found is not None
            yield process, found.group(1)
        finally:
            process.kill()


def fetched(address: str, body: object = None) -> bytes:
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(address, data, {"Content-Type": "application/json"} if data else {})
    with urllib.request.urlopen(request, timeout=WAIT) as answer:
        content: bytes = answer.read()
        return content


def test_it_serves_pages_and_files_and_ends_cleanly(tmp_path: Path) -> None:
    with running("--port", "0", "--results", str(tmp_path)) as (process, address):
        assert fetched(address).startswith(b"<!doctype html>")
        assert json.loads(fetched(f"{address}api/about"))["results"] == str(tmp_path)
        assert fetched(address + EXPORT[1:], asked()).startswith(b"<!doctype html>")
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=WAIT)
    assert (process.returncode, out.strip(), err) == (0, "", "")


def test_it_ends_cleanly_while_it_calculates(tmp_path: Path) -> None:
    with running("--port", "0", "--results", str(tmp_path)) as (process, address):
        body = asked(organization={"preset": "company"}, weeks=520)
        told: list[int] = []

        def ask() -> None:
            try:
                fetched(f"{address}api/export/pdf", body)
            except urllib.error.HTTPError as error:
                told.append(error.code)

        thread = Thread(target=ask)
        thread.start()
        fetched(f"{address}api/questions")
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=WAIT)
        thread.join(WAIT)
    assert (process.returncode, err) == (0, "")
    assert told in ([503], [])


def test_a_port_that_is_taken() -> None:
    with running("--port", "0") as (_, address):
        port = address.rstrip("/").rpartition(":")[2]
        command = [sys.executable, "-m", "orgsim", "app", "--no-browser", "--port", port]
        done = subprocess.run(command, capture_output=True, text=True, timeout=WAIT, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"orgsim: error: --port={port}: ")
    assert done.stderr.endswith("; without --port a free one is taken\n")


def test_the_next_port_is_taken_where_the_usual_one_is(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as busy:
        monkeypatch.setattr(serving, "PORT", busy.getsockname()[1])
        with serving.bound("127.0.0.1", None) as listener:
            assert listener.getsockname()[1] != serving.PORT
        with pytest.raises(ConfigurationError, match="without --port a free one is taken"):
            serving.bound("127.0.0.1", serving.PORT)


def test_the_first_page_waits_for_nothing_heavy() -> None:
    program = f"""
import asyncio, sys
from pathlib import Path
from threading import Thread
from orgsim.cli.verbs import app
from orgsim.app.application import application
import uvicorn
async def first():
    sent = []
    async def send(message): sent.append(message)
    async def receive(): return {{"type": "http.request", "body": b"", "more_body": False}}
    scope = {{"type": "http", "method": "GET", "path": "/", "raw_path": b"/", "root_path": "", "query_string": b"",
             "headers": [(b"host", b"localhost")], "http_version": "1.1", "scheme": "http", "client": None, "server": None}}
    await application(Path("."))(scope, receive, send)
    assert sent[0]["status"] == 200
asyncio.run(first())
print([name for name in {LATER!r} if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=WAIT, check=False)
    assert done.stdout == "[]\n", done.stdout + done.stderr


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["--port=70000"], "--port=70000: must be a whole number from 0 to 65535"),
        (["--results", __file__], f"--results={__file__}: must be a folder"),
        (["--prot=1"], "did you mean '--port'?"),
        (["--host", "no.such.host.invalid"], "--host=no.such.host.invalid: "),
    ],
)
def test_bad_options_cost_one_line(words: list[str], line: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["app", "--no-browser", *words]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert line in told.err
    assert len(told.err.splitlines()) == 1


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(verb, "find_spec", lambda name: None if name == "uvicorn" else object())
    assert main(["app"]) == 2
    assert capsys.readouterr().err == "orgsim: error: app: needs uvicorn: pip install 'orgsim[app]'\n"


def test_serving_others_is_warned_of(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    given: list[object] = []
    monkeypatch.setattr(
        application, "serve", lambda listener, *how, **more: (given.extend([*how[1:], *more.values()]), listener.close())
    )
    assert main(["app", "--no-browser", "--host", "0.0.0.0", "--port", "0"]) == 0
    told = capsys.readouterr()
    assert told.err.startswith("orgsim: warning: --host=0.0.0.0: everyone who can reach this computer can use this")
    assert told.out.startswith("orgsim app: http://127.0.0.1:")
    assert given[1] is True
    assert main(["app", "--no-browser", "--port", "0"]) == 0
    assert capsys.readouterr().err == ""
    assert given[2:] == [(), False]


def test_the_browser_is_opened_with_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(application, "serve", lambda listener, *_, **__: listener.close())
    monkeypatch.setattr(serving, "open_browser", opened.append)
    assert main(["app", "--port", "0"]) == 0
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", opened[0])


@pytest.mark.parametrize("named", [None, "", "/no/such/browser", "no 'such", "%s", "false"])
def test_without_a_browser_it_says_so_and_serves(named: str | None) -> None:
    """As on a machine without a screen, over ssh, in a container."""
    given = {} if named is None else {"BROWSER": named}
    with running("--port", "0", browser=True, **given) as (process, address):
        assert fetched(address).startswith(b"<!doctype html>")
        assert process.stderr is not None
        assert select.select([process.stderr], [], [], WAIT)[0]
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=WAIT)
    line = "orgsim: no browser could be opened here; open the address by hand\n"
    assert (process.returncode, out.strip(), err) == (0, "", line)


@pytest.mark.parametrize(
    ("host", "inside"),
    [("127.0.0.1", True), ("localhost", True), ("::1", True), ("0.0.0.0", False), ("192.168.0.7", False), ("a.b", False)],
)
def test_which_hosts_only_this_computer_reaches(host: str, inside: bool) -> None:
    assert serving.is_loopback(host) is inside
