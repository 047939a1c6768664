"""The options of the main job: those that Hydra documents for every command, and the overrides between them."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import NoReturn

from orgsim import __version__
from orgsim.errors import ConfigurationError, suggestion

_SHOWN = ("all", "config", "defaults", "defaults-tree", "plugins", "searchpath")
_FLAGS = ("--help -h", "--hydra-help", "--resolve", "--run -r", "--multirun -m", "--shell-completion -sc")
_VALUES = ("--package -p", "--config-path -cp", "--config-name -cn", "--config-dir -cd", "--experimental-rerun")


def read_options(arguments: list[str]) -> Namespace:
    """Hydra's options and the overrides. Raises ConfigurationError for an option that Hydra does not have."""
    parser = _Parser(add_help=False)
    parser.add_argument("--version", action="version", version=f"orgsim {__version__}")
    for names in _FLAGS:
        parser.add_argument(*names.split(), action="store_true")
    for names in _VALUES:
        parser.add_argument(*names.split())
    parser.add_argument("--cfg", "-c", choices=("job", "hydra", "all"))
    parser.add_argument("--info", "-i", nargs="?", const="all", choices=_SHOWN)
    parser.add_argument("overrides", nargs="*")
    options, rest = parser.parse_known_intermixed_args(arguments)
    if rest:
        parser.error(f"unrecognized arguments: {rest[0]}")
    if options.config_path is not None:
        raise ConfigurationError("--config-path: orgsim needs its own folder; add yours with --config-dir")
    return options


class _Parser(ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Raise instead of printing the usage."""
        known = [option for action in self._actions for option in action.option_strings]
        _, _, given = message.partition("unrecognized arguments: ")
        if given:
            raise ConfigurationError(f"unknown option '{given.split()[0]}'{suggestion(given.split()[0], known)}")
        raise ConfigurationError(message)
