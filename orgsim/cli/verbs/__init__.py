"""The verbs of the command, a module each with `SUMMARY` and `run(arguments) -> exit code`. Adding a file adds a verb."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from importlib import import_module
from pkgutil import iter_modules
from typing import NoReturn

from orgsim.errors import ConfigurationError, suggestion


def verbs() -> list[str]:
    """The names of all verbs, as typed."""
    return sorted(module.name.replace("_", "-") for module in iter_modules(__path__))


def run_verb(name: str, arguments: Sequence[str]) -> int:
    """Run one verb; returns the exit code."""
    module = import_module(f"{__name__}.{name.replace('-', '_')}")
    code: int = module.run(list(arguments))
    return code


class Parser(argparse.ArgumentParser):
    """The options of a verb. What it cannot read becomes one clear line like every other fault."""

    def error(self, message: str) -> NoReturn:
        """Raise instead of printing the usage."""
        known = [option for action in self._actions for option in action.option_strings]
        _, _, given = message.partition("unrecognized arguments: ")
        hint = suggestion(given.split()[0], known) if given else ""
        raise ConfigurationError(f"{self.prog}: {message}{hint}; {self.prog} --help lists the options")
