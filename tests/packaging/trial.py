"""Every printed command run as it is typed, with smaller settings, in the folder of its document."""

from __future__ import annotations

import os
import re
import select
import shutil
import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path
from urllib.request import urlopen

from orgsim.cli.main import verbs
from tests.packaging.printed import DOCUMENTS, ROOT, Printed, of_document, of_help, words_of
from tests.packaging.shortened import MEANT, NOT_HERE, SERVING, called, shortened
from tests.packaging.workplace import ANSWERS, TYPED, furnish

SECONDS = 240
_VERBS = ("", *verbs(), *(f"sweep {each}" for each in ("status", "check", "merge", "convert", "rerun")))
HELPS = tuple(" ".join(["orgsim", *verb.split(), "--help"]) for verb in _VERBS)
SOURCES = (*reversed(DOCUMENTS), *HELPS)
#: What a command leaves for later ones; any other is run once, wherever it is printed.
_LEAVING = (">", "output=", "--output", "--ask")
_ADDRESS = re.compile(r"orgsim \w+: (http://\S+/) \(Ctrl-C stops it\)\n")


class Trial:
    """Runs everything that the sources print: `printed` and `faults`, a few lines for each, by source."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self.folder, self._furnished, self._command = folder, folder / "furnished", str(programs / "orgsim")
        self.printed: dict[str, list[Printed]] = {}
        self.faults: dict[str, list[str]] = {}
        self._ran: set[str] = set()
        self._claims = threading.Lock()

    def run(self, words: list[str], folder: Path, typed: str = "") -> subprocess.CompletedProcess[str]:
        """`orgsim` with these words in a folder."""
        streams = {"input": typed, "capture_output": True, "text": True, "encoding": "utf-8"}
        return subprocess.run(
            [self._command, *words], cwd=folder, env=self._environment(words), timeout=SECONDS, check=False, **streams
        )

    def try_all(self) -> None:
        """Two sources at a time, each in its own folder with everything that commands speak of."""
        self._furnished.mkdir()
        furnish(self._furnished, self.run)
        with ThreadPoolExecutor(2) as pool:
            self.faults = dict(zip(SOURCES, pool.map(self._try, SOURCES), strict=True))

    def _try(self, source: str) -> list[str]:
        folder = self.folder / source.replace("/", "_").replace(" ", "_")
        shutil.copytree(self._furnished, folder)
        self.printed[source] = self._read(source)
        return [line for each in self.printed[source] if self._is_due(each) and (line := self._fault(each, folder))]

    def _read(self, source: str) -> list[Printed]:
        if source in DOCUMENTS:
            return of_document(source, (ROOT / source).read_text(encoding="utf-8"))
        return of_help(source, self.run(source.split()[1:], self.folder).stdout)

    def _is_due(self, printed: Printed) -> bool:
        text = printed.text.removeprefix(".venv/bin/")
        with self._claims:
            new = text not in self._ran
            self._ran.add(text)
        return new or any(each in text for each in _LEAVING)

    def _fault(self, printed: Printed, folder: Path) -> str | None:
        """Run a command; where it is printed, what was run and what it said when that is not as it must be."""
        text = printed.text.removeprefix(".venv/bin/")
        words, file = words_of(MEANT.get(text, text))
        if (apart := called(words, NOT_HERE)) is not None:
            words = [*apart.split(), "--help"]
        served = called(words, SERVING) is not None
        words = on_any_port(words) if served else shortened(words)
        try:
            wrong = self._fault_of_serving(words, folder) if served else self._fault_of_running(words, folder, file)
        except subprocess.TimeoutExpired:
            wrong = f"more than {SECONDS} s"
        return wrong and f"{printed}\n  run as: orgsim {' '.join(words)}\n  {wrong}"

    def _fault_of_running(self, words: list[str], folder: Path, file: str | None) -> str | None:
        done = self.run(words, folder, TYPED if "--ask" in words else "")
        if file is not None:
            (folder / file).write_text(ANSWERS if "--template" in words else done.stdout, encoding="utf-8")
        return None if done.returncode == 0 and "Traceback" not in done.stderr else said(done)

    def _fault_of_serving(self, words: list[str], folder: Path) -> str | None:
        """Start a server, fetch its page and end it; without its extra, it must say what to install."""
        if words[0] == "viz" and (lacking := [name for name in ("solara", "solara_assets", "altair") if not find_spec(name)]):
            done = self.run(words, folder)
            line = f"orgsim: error: viz: needs {' and '.join(lacking)}: pip install 'orgsim[mesa-viz]'\n"
            return None if (done.returncode, done.stderr) == (2, line) else said(done)
        streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        with subprocess.Popen([self._command, *words], cwd=folder, env=self._environment(words), **streams) as process:
            try:
                assert process.stdout is not None
                line = process.stdout.readline() if select.select([process.stdout], [], [], SECONDS)[0] else ""
                found = _ADDRESS.fullmatch(line)
                page = urlopen(found[1], timeout=60).read() if found else b""
                process.terminate()
                _, told = process.communicate(timeout=60)
            finally:
                process.kill()
        ended = found and b"<html" in page.lower() and "Traceback" not in told
        return None if ended else f"{line}exit {process.returncode}: {told}"

    def _environment(self, words: list[str]) -> dict[str, str]:
        """That of a user; throwing away what is compiled is tried where nothing is."""
        mine = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
        return mine | ({"ORGSIM_CACHE_DIR": str(self.folder / "cache")} if "--clear" in words else {})


def on_any_port(words: list[str]) -> list[str]:
    """A server's command that takes any free port and opens no browser."""
    at = words.index("--port") if "--port" in words else len(words)
    kept = [*words[:at], *words[at + 2 :]]
    return [*(word for word in kept if word != "--no-browser"), "--no-browser", "--port", "0"]


def said(done: subprocess.CompletedProcess[str]) -> str:
    """How a command ended, and the last lines of what it said."""
    return "\n    ".join([f"exit {done.returncode}", *done.stderr.splitlines()[-6:]])
