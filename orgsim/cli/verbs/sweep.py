"""`orgsim sweep`: see, check, merge and convert the folder of a sweep, and run any run of it again in full."""

from __future__ import annotations

from importlib import import_module

from orgsim.errors import ConfigurationError
from orgsim.spec.values import name_fault

SUMMARY = "see, check, merge and convert the folder of a sweep, and run any of its runs again in full"
ACTIONS = ("status", "check", "merge", "convert", "rerun")
_HOME = "orgsim.cli.sweep"


def run(arguments: list[str]) -> int:
    """Do one thing with a sweep's folder; returns the exit code."""
    if not arguments or arguments[0] in ("-h", "--help"):
        print(_help())
        return 0
    action, *rest = arguments
    if action not in ACTIONS:
        raise ConfigurationError(name_fault("orgsim sweep", action, ACTIONS))
    code: int = import_module(f"{_HOME}.{action}").run(rest)
    return code


def _help() -> str:
    lines = [f"  orgsim sweep {action:<8} {import_module(f'{_HOME}.{action}').SUMMARY}" for action in ACTIONS]
    return "\n".join(
        [
            "usage: orgsim sweep status|check|merge|convert|rerun FOLDER …",
            "",
            SUMMARY,
            "",
            *lines,
            "",
            "A sweep is run by orgsim --multirun or by an experiment that is one. Its folder is resumed by the same command,",
            "and grows by a command that asks for more replications or more points. Exit codes: 0 complete, 1 something failed",
            "or is damaged, 2 bad input or another model, 75 disk or engine lost (run again), 130 interrupted.",
            "orgsim sweep status --help tells more, and likewise for the others.",
        ]
    )
