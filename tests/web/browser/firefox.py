"""Firefox, driven by its own remote protocol (Marionette: JSON over TCP), so that nothing but Firefox is needed."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_WAIT_SECONDS = 60
#: What is written into a new profile: a free port for the remote protocol, nothing that calls home, and a proxy that is none.
_PREFERENCES = {
    "marionette.port": 0,
    "network.manage-offline-status": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.enabled": False,
    "app.normandy.enabled": False,
    "app.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
    **{f"network.proxy.{kind}": "127.0.0.1" for kind in ("http", "ssl")},
    **{f"network.proxy.{kind}_port": 9 for kind in ("http", "ssl")},
    "network.proxy.type": 1,
}
#: In the browser's own scope: cut the network, and note whatever any page asks for.
_WATCH = """
Services.io.offline = true;
window.orgsimAsked = [];
const note = (channel) => channel.loadInfo.triggeringPrincipal.isSystemPrincipal || window.orgsimAsked.push(channel.URI.spec);
Services.obs.addObserver({ observe: (subject) => note(subject.QueryInterface(Ci.nsIHttpChannel)) }, "http-on-opening-request");
Services.console.reset();
"""
_ASKED = "return window.orgsimAsked;"
_ERRORS = """
return Services.console.getMessageArray()
  .filter((each) => each instanceof Ci.nsIScriptError && !(each.flags & Ci.nsIScriptError.warningFlag))
  .map((each) => ({ text: each.errorMessage, source: each.sourceName, category: each.category }));
"""


class Firefox:
    """One window. `asked()` has all HTTP requests since its start, `errors(address)` the errors of that page's scripts."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=_WAIT_SECONDS)
        self._stream = self._socket.makefile("rb")
        self._number = 0
        self._read()
        self.send("WebDriver:NewSession", {"capabilities": {"alwaysMatch": {}}})
        self._own(_WATCH)

    def send(self, command: str, parameters: dict[str, Any] | None = None) -> Any:
        """One command and its answer."""
        self._number += 1
        message = json.dumps([0, self._number, command, parameters or {}]).encode()
        self._socket.sendall(b"%d:%s" % (len(message), message))
        _, _, error, result = self._read()
        assert error is None, f"{command}: {error}"
        return result

    def goto(self, address: str) -> None:
        """Open an address and wait until it is loaded."""
        self.send("WebDriver:Navigate", {"url": address})

    def run(self, script: str) -> Any:
        """What a script in the page returns."""
        return self.send("WebDriver:ExecuteScript", {"script": script, "args": []})["value"]

    def wait(self, script: str, seconds: float = 20) -> Any:
        """Ask until the script's answer is true; the last answer."""
        end = time.monotonic() + seconds
        while not (answer := self.run(script)) and time.monotonic() < end:
            time.sleep(0.1)
        return answer

    def asked(self) -> list[str]:
        """Addresses of all HTTP requests."""
        return list(self._own(_ASKED))

    def errors(self, address: str) -> list[str]:
        """What scripts of this page, or its policy, complained of."""
        return [each["text"] for each in self._own(_ERRORS) if each["source"].startswith((address, "blob:"))]

    def _own(self, script: str) -> Any:
        self.send("Marionette:SetContext", {"value": "chrome"})
        try:
            return self.run(script)
        finally:
            self.send("Marionette:SetContext", {"value": "content"})

    def _read(self) -> Any:
        size = b""
        while not size.endswith(b":"):
            size += self._stream.read(1)
        return json.loads(self._stream.read(int(size[:-1])))

    def close(self) -> None:
        """Let go of the connection."""
        self._stream.close()
        self._socket.close()


@contextmanager
def started(path: str, profile: Path) -> Iterator[Firefox]:
    """A Firefox without a screen or a network, in a new profile."""
    profile.mkdir(parents=True, exist_ok=True)
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in _PREFERENCES.items()]
    (profile / "user.js").write_text("".join(lines), encoding="utf-8")
    command = [path, "--headless", "--marionette", "--remote-allow-system-access", "--no-remote", "--profile", str(profile)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, env={**os.environ, "HOME": str(profile), "MOZ_HEADLESS": "1"}, **quiet)
    try:
        browser = Firefox(_port(profile, process))
        yield browser
        browser.close()
    finally:
        process.terminate()
        process.wait(20)


def _port(profile: Path, process: subprocess.Popen[bytes]) -> int:
    """The port that Firefox chose."""
    end = time.monotonic() + _WAIT_SECONDS
    while time.monotonic() < end and process.poll() is None:
        found = profile / "MarionetteActivePort"
        if found.exists() and re.fullmatch(r"\d+", found.read_text()):
            return int(found.read_text())
        time.sleep(0.1)
    raise AssertionError("Firefox did not start")
