"""Target patterns: a pattern table whose statistics may also be those of scenarios and of managers within units."""

from __future__ import annotations

import os
from dataclasses import replace

from orgsim.calibration.arcs import ARC_STATISTICS
from orgsim.calibration.managers import MANAGER_STATISTICS
from orgsim.config.places import conf_folder
from orgsim.validation.query import Statistic
from orgsim.validation.statistics import STATISTICS
from orgsim.validation.table import DEFAULT_TABLES, Pattern, read_patterns

#: A target of at least this weight must hold for a set of parameters to be accepted.
MUST = 1.0


def shipped_targets() -> list[str]:
    """The target tables that come with orgsim: patterns of scenarios, and those of units that `orgsim validate` scores."""
    scenarios = conf_folder() / "calibration" / "scenarios.csv"
    return [str(scenarios), *(str(conf_folder() / "patterns" / f"{name}.csv") for name in DEFAULT_TABLES)]


def read_targets(*paths: str | os.PathLike[str]) -> list[Pattern]:
    """The rows of target tables. Raises ConfigurationError with a line for every fault."""
    return read_patterns(*paths, also=simulated_statistics())


def simulated_statistics() -> dict[str, Statistic]:
    """Statistics that need runs of their own, in the form that pattern tables know."""
    blank = STATISTICS["mean"]
    about = {name: (each.unit, each.meaning) for name, each in (ARC_STATISTICS | MANAGER_STATISTICS).items()}
    return {
        name: replace(blank, name=name, unit=unit, meaning=meaning, level=None, needs_x=False)
        for name, (unit, meaning) in about.items()
    }
