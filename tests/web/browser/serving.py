"""The pages, served on this machine for as long as a test needs them."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

from tests.web.browser.needs import ROOT

WEB = ROOT / "orgsim" / "web"
_WAIT_SECONDS = 60


@contextmanager
def app(*options: str, verb: str = "app") -> Iterator[str]:
    """The address of `orgsim app`, or of another verb that serves a page, on a free port, without its own browser."""
    command = [sys.executable, "-m", "orgsim", verb, "--no-browser", "--port", "0", *options]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        yield _address(process)
    finally:
        process.terminate()
        process.wait(10)


def _address(process: subprocess.Popen[str]) -> str:
    """What the server says of where it is. Afterwards its output is read and dropped, so that it never waits for a reader."""
    said, found = "", None
    assert process.stdout is not None
    stopper = threading.Timer(_WAIT_SECONDS, process.kill)
    stopper.start()
    while found is None and (line := process.stdout.readline()):
        said += line
        found = re.search(r"http://127\.0\.0\.1:\d+", line)
    stopper.cancel()
    if found is not None:
        threading.Thread(target=process.stdout.read, daemon=True).start()
        return found.group()
    raise AssertionError(f"the server ended without an address:\n{said}")


class _Quiet(SimpleHTTPRequestHandler):
    extensions_map: ClassVar = {
        **SimpleHTTPRequestHandler.extensions_map,
        ".wasm": "application/wasm",
        ".js": "text/javascript",
    }

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def folder(path: Path) -> Iterator[str]:
    """The address of a folder's files, as they are."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(path)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)


@contextmanager
def pages() -> Iterator[str]:
    """The address of orgsim's pages: of the server that comes with them, where there is one, else of their files."""
    served = (ROOT / "orgsim" / "cli" / "verbs" / "app.py").is_file()
    with app() if served else folder(WEB) as address:
        yield address
