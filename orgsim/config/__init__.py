"""Configurations: Hydra's groups and overrides in, validated scenarios and studies out. Past here nobody knows Hydra.

Public names load when they are first used, so that the command's help needs none of the numerical libraries.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from orgsim.config.building import apply_overrides, from_scenario, load_scenario, to_scenario
    from orgsim.config.catalog import list_scenarios
    from orgsim.config.composing import Composed, compose
    from orgsim.config.job import Job, config_text, make_organization, to_config, to_job, to_study
    from orgsim.config.places import conf_folder

_HOMES = {
    "building": ("apply_overrides", "from_scenario", "load_scenario", "to_scenario"),
    "catalog": ("list_scenarios",),
    "composing": ("Composed", "compose"),
    "job": ("Job", "config_text", "make_organization", "to_config", "to_job", "to_study"),
    "places": ("conf_folder",),
}

__all__ = [
    "Composed",
    "Job",
    "apply_overrides",
    "compose",
    "conf_folder",
    "config_text",
    "from_scenario",
    "list_scenarios",
    "load_scenario",
    "make_organization",
    "to_config",
    "to_job",
    "to_scenario",
    "to_study",
]


def __getattr__(name: str) -> Any:
    """Load a public name on first use (PEP 562)."""
    for home, names in _HOMES.items():
        if name in names:
            value = getattr(import_module(f"{__name__}.{home}"), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module 'orgsim.config' has no attribute {name!r}")
