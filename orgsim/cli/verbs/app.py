"""`orgsim app`: the flight simulator in the browser."""

from __future__ import annotations

import socket
import sys
from argparse import RawDescriptionHelpFormatter
from importlib.util import find_spec
from pathlib import Path

from orgsim.cli.verbs import Parser
from orgsim.errors import ConfigurationError

SUMMARY = "the flight simulator in your browser: two futures side by side, live while a slider moves"
_DESCRIPTION = """\
The flight simulator: pages that run the model in your browser, with two or three ways of leading side by side, on the
department of your choice or your own reporting chart. Nothing leaves this computer, and no network is needed.

A small server on this computer gives the browser its pages. It also reads finished sweeps from the results folder and writes
files to keep. It stops with Ctrl-C.

Needs the extra: pip install 'orgsim[app]'."""
_EPILOG = """\
Examples: orgsim app
          orgsim app --results studies/2026 --port 9000 --no-browser"""
_NEEDED = ("starlette", "uvicorn")


def run(arguments: list[str]) -> int:
    """Serve the pages until interrupted."""
    raw = RawDescriptionHelpFormatter
    parser = Parser(prog="orgsim app", description=_DESCRIPTION, epilog=_EPILOG, formatter_class=raw)
    parser.add_argument("--port", type=int, metavar="N", help="the port (8642, or the next that is free; 0: any)")
    parser.add_argument(
        "--host", default="127.0.0.1", metavar="H", help="the address to serve; others than this computer's own let others in"
    )
    parser.add_argument(
        "--results", type=Path, default=Path("results"), metavar="DIR", help="the folder of sweeps to explore (results)"
    )
    parser.add_argument("--no-browser", action="store_true", help="only print the address")
    options = parser.parse_args(arguments)
    _check(options.port, options.results)

    from orgsim.app.application import serve
    from orgsim.web.serving import PORT, address_of, bound, is_loopback, open_browser

    listener = bound(options.host, options.port)
    address, taken = address_of(listener), listener.getsockname()[1]
    if options.port is None and taken != PORT:
        print(f"orgsim: port {PORT} is taken; this is on port {taken}", file=sys.stderr)
    inside = is_loopback(options.host)
    if not inside:
        print(
            f"orgsim: warning: --host={options.host}: everyone who can reach this computer can use this; there is no password",
            file=sys.stderr,
        )
    print(f"orgsim app: {address} (Ctrl-C stops it)", flush=True)
    if not options.no_browser:
        open_browser(address)
    try:
        serve(listener, options.results, () if inside else (options.host, socket.gethostname()), anywhere=not inside)
    except KeyboardInterrupt:
        print()
    return 0


def _check(port: int | None, results: Path) -> None:
    """Raise ConfigurationError where the extra is missing, or an option cannot be."""
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        raise ConfigurationError(f"app: needs {' and '.join(missing)}: pip install 'orgsim[app]'")
    faults = []
    if port is not None and not 0 <= port <= 65535:
        faults.append(f"--port={port}: must be a whole number from 0 to 65535")
    if results.exists() and not results.is_dir():
        faults.append(f"--results={results}: must be a folder")
    if faults:
        raise ConfigurationError(faults)
