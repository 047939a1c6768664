"""`orgsim --help`: the template of conf/command.yaml, filled without loading Hydra, so that it comes at once."""

from __future__ import annotations

import textwrap

import yaml

from orgsim.config.places import GROUPS, conf_folder, options

WIDTH = 100


def help_text() -> str:
    """What `orgsim --help` prints."""
    content = yaml.safe_load((conf_folder() / "command.yaml").read_text(encoding="utf-8"))
    template: str = content["hydra"]["help"]["template"]
    return template.replace("$APP_CONFIG_GROUPS", "\n".join(map(_group, sorted(GROUPS)))).rstrip()


def _group(name: str) -> str:
    """A group and what can be chosen in it."""
    start = f"  {name}: "
    return textwrap.fill(", ".join(options(name)), WIDTH, initial_indent=start, subsequent_indent=" " * len(start))
