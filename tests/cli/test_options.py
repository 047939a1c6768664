"""Our options are Hydra's, and no private part of Hydra is used."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hydra._internal.utils import get_args_parser

import orgsim
from orgsim.cli.options import read_options
from orgsim.errors import ConfigurationError

LINES = [
    [],
    ["a=1", "-m", "b=2", "--config-dir", "own", "c=3"],
    ["--cfg", "job", "--resolve", "-p", "hydra"],
    ["-i"],
    ["--info", "defaults-tree", "-cn", "mine", "-cd", "own"],
    ["-sc", "--hydra-help", "-r", "~x"],
    ["-c", "all", "--experimental-rerun", "x"],
]


@pytest.mark.parametrize("line", LINES)
def test_options_are_read_as_hydra_reads_them(line):
    options, rest = get_args_parser().parse_known_intermixed_args(line)
    assert (read_options(line), rest) == (options, [])


def test_every_option_of_hydra_is_known():
    for action in get_args_parser()._actions:
        for option in action.option_strings:
            if option not in ("--version", "--config-path", "-cp"):
                value = [action.choices[0] if action.choices else "x"] if action.nargs is None else []
                assert vars(read_options([option, *value]))[action.dest]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (["--mutlirun"], "unknown option '--mutlirun'; did you mean '--multirun'?"),
        (["--cfg", "x"], r"argument --cfg/-c: invalid choice: 'x' \(choose from"),
        (["--config-path", "x"], "--config-path: orgsim needs its own folder; add yours with --config-dir"),
    ],
)
def test_what_is_not_an_option_is_one_line(line, said):
    with pytest.raises(ConfigurationError, match=said if "\\" in said else re.escape(said)):
        read_options(line)


def test_nothing_private_of_hydra_or_omegaconf_is_imported():
    private = re.compile(r"(?:from|import) (?:hydra|omegaconf)(?:\.\w+)*\._|import .*_internal")
    source = Path(orgsim.__file__).parent
    assert [path.name for path in source.rglob("*.py") if private.search(path.read_text(encoding="utf-8"))] == []
