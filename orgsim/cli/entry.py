"""The installed command `orgsim`: `main` in a process of its own."""

from __future__ import annotations

import logging
import os
import sys
from typing import NoReturn

from orgsim.cli import process
from orgsim.cli.main import main


def entry() -> NoReturn:
    """Run the command and leave at once with its exit code.

    All files are written and closed by then. Taking a million objects of loaded libraries apart first would take half a second.
    """
    process.is_our_own()
    code = main()
    logging.shutdown()
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            code = code or 1  # whoever was reading has gone
    os._exit(code)
