"""The installed command `orgsim`: `main` in a process of its own."""

from __future__ import annotations

import os
from typing import NoReturn

from orgsim.cli import interrupts


def entry() -> NoReturn:
    """Run the command and leave at once with its exit code.

    All files are written and closed by then. Taking a million objects of loaded libraries apart first would take half a second.
    """
    interrupts.listen()  # before anything loads that takes a while
    code = interrupts.INTERRUPTED
    try:
        code = _run()
    except BaseException:  # a library may have made another exception of it, or an error while it loaded
        if not interrupts.heard():
            raise
        interrupts.say()
    os._exit(code)


def _run() -> int:
    """Run the command with streams that cannot fail it; returns the exit code."""
    import logging

    from orgsim.cli import printing, process

    process.is_our_own()
    printing.begin()
    from orgsim.cli.main import main

    code = main()
    logging.shutdown()
    return printing.end(code)
