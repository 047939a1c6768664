"""The installed command `orgsim`: `main` in a process of its own."""

from __future__ import annotations

from orgsim.cli import process
from orgsim.cli.main import main


def entry() -> int:
    """Run the command; returns the exit code."""
    process.is_our_own()
    return main()
