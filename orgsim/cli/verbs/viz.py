"""`orgsim viz`: the Mesa engine in Mesa's own page, for Mesa users."""

from __future__ import annotations

from argparse import RawDescriptionHelpFormatter
from importlib.util import find_spec
from pathlib import Path

from orgsim.cli.verbs import Parser
from orgsim.errors import ConfigurationError

SUMMARY = "the Mesa engine in Mesa's own page (SolaraViz): sliders, curves and the tree, one run, week by week"
_DESCRIPTION = """\
One run on the Mesa engine in SolaraViz, the page that Mesa users know: Step and Play move the weeks, sliders change the way of
leading, and Reset starts again with what they say. Curves and people are those that orgsim engine=mesa computes.

It is one run, without bands: to compare futures, or for an answer at once, take orgsim app. "Render Interval" is the number of
weeks between two drawings; more is quicker. A small server on this computer serves the page and stops with Ctrl-C; no network
is needed.

Needs the extra: pip install 'orgsim[mesa-viz]'."""
_EPILOG = """\
Examples: orgsim viz
          orgsim viz scenario=half_hearted organization.leaders=3 seed=7
          orgsim viz levers.coaching=3 --port 9000 --no-browser"""
_NEEDED = ("solara", "solara_assets", "altair")


def run(arguments: list[str]) -> int:
    """Serve the page until interrupted."""
    raw = RawDescriptionHelpFormatter
    parser = Parser(prog="orgsim viz", description=_DESCRIPTION, epilog=_EPILOG, formatter_class=raw)
    parser.add_argument("overrides", nargs="*", metavar="key=value", help="change anything, as in the main job")
    parser.add_argument("--config-dir", "-cd", type=Path, help="a folder of your own with scenario/<name>.yaml")
    parser.add_argument("--port", type=int, metavar="N", help="the port (8642, or the next that is free; 0: any)")
    parser.add_argument("--no-browser", action="store_true", help="only print the address")
    options = parser.parse_intermixed_args(arguments)
    _check(options.port)

    from orgsim.viz.asked import request, study_of
    from orgsim.viz.serving import serve
    from orgsim.web.serving import LOOPBACK, address_of, bound, open_browser

    study_of(options.overrides, options.config_dir)
    listener = bound(LOOPBACK, options.port)
    address = address_of(listener)
    print(f"orgsim viz: {address} (Ctrl-C stops it)", flush=True)
    if not options.no_browser:
        open_browser(address)
    try:
        serve(listener, request(options.overrides, options.config_dir))
    except KeyboardInterrupt:
        print()
    return 0


def _check(port: int | None) -> None:
    """Raise ConfigurationError where the extra is missing, or the port cannot be."""
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        raise ConfigurationError(f"viz: needs {' and '.join(missing)}: pip install 'orgsim[mesa-viz]'")
    if port is not None and not 0 <= port <= 65535:
        raise ConfigurationError(f"--port={port}: must be a whole number from 0 to 65535")
