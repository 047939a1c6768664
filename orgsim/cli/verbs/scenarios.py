"""`orgsim scenarios`: what scenarios there are and what each does."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path

from orgsim.cli.verbs import Parser
from orgsim.config import list_scenarios, load_scenario
from orgsim.errors import ConfigurationError
from orgsim.model.parameters import FIXED, Levers
from orgsim.model.scenario import Scenario
from orgsim.model.schedule import Timing

SUMMARY = "what scenarios there are and what each does"


def run(arguments: list[str]) -> int:
    """List the scenarios."""
    parser = Parser(prog="orgsim scenarios", description=SUMMARY)
    parser.add_argument("--long", action="store_true", help="with descriptions, levers and dates")
    parser.add_argument("--config-dir", "-cd", type=Path, help="a folder of your own with scenario/<name>.yaml")
    options = parser.parse_args(arguments)
    if options.config_dir is not None and not options.config_dir.is_dir():
        raise ConfigurationError(f"--config-dir {options.config_dir}: no such folder")
    found = list_scenarios(options.config_dir)
    width = max(len(name) for name, _, _ in found)
    for name, title, description in found:
        print(f"{name:<{width}}  {title}".rstrip())
        if options.long:
            lines = [*textwrap.wrap(description, 96), *changes(load_scenario(name, config_dir=options.config_dir))]
            print(textwrap.indent("\n".join(lines), "    ") + "\n")
    return 0


def changes(scenario: Scenario) -> Iterator[str]:
    """A line for everything in which a scenario deviates from the parameter table."""
    table = zip(FIXED, scenario.fixed(), strict=True)
    for row, value in table:
        if value != row.default:
            yield f"{row.key} {value:g}"
    for name, usual, value in zip(Levers._fields, Levers(), scenario.levers, strict=True):
        if value != usual:
            yield f"levers.{name} {value:g} {dates(scenario.timing.get(name, scenario.shift))}"


def dates(timing: Timing) -> str:
    """When a lever is pulled, in words."""
    if timing == Timing():
        return "throughout"
    ramp = f", over {timing.ramp} weeks" if timing.ramp else ""
    end = f", until week {timing.end}" if timing.end is not None else ""
    return f"from week {timing.week}{ramp}{end}"
