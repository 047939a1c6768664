"""Solara's server as a part of this process: on this computer alone, its assets from the disk, telling nobody."""

from __future__ import annotations

import os
import socket
import warnings
from importlib import import_module

from orgsim.web.serving import answer

#: The page, and what Solara must not do: report to its makers, or ask a network for what `solara-assets` does not have (it then
#: asks an address at which there is never anybody).
SETTINGS = {
    "SOLARA_APP": "orgsim.viz.page",
    "SOLARA_MODE": "production",
    "SOLARA_TELEMETRY_MIXPANEL_ENABLE": "False",
    "SOLARA_ASSETS_PROXY": "True",
    "SOLARA_ASSETS_CDN": "http://127.0.0.1:0/",
    "SOLARA_THEME_SHOW_BANNER": "False",
    "SOLARA_THEME_TITLE": "orgsim",
}


def serve(listener: socket.socket, request: str) -> None:
    """Answer requests for the page that a request describes until interrupted (KeyboardInterrupt)."""
    from orgsim.viz.asked import VARIABLE

    # Solara reads its settings when it is imported.
    os.environ.update({**SETTINGS, VARIABLE: request})
    warnings.filterwarnings("ignore", category=UserWarning, module=r"solara\.")
    answer(listener, import_module("solara.server.starlette").app)
