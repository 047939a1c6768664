"""Target patterns: a pattern table whose statistics may also be those of scenarios and of managers within units."""

from __future__ import annotations

import os
from dataclasses import replace

from orgsim.calibration.arcs import ARC_STATISTICS
from orgsim.calibration.managers import MANAGER_STATISTICS
from orgsim.config.places import conf_folder
from orgsim.validation.query import Statistic
from orgsim.validation.statistics import STATISTICS
from orgsim.validation.table import Pattern, read_patterns

#: A target of at least this weight must hold for a set of parameters to be accepted.
MUST = 3.0


def shipped_targets() -> str:
    """The target table that comes with orgsim."""
    return str(conf_folder() / "calibration" / "targets.csv")


def read_targets(path: str | os.PathLike[str]) -> list[Pattern]:
    """The rows of a target table. Raises ConfigurationError with a line for every fault."""
    return read_patterns(path, also=simulated_statistics())


def simulated_statistics() -> dict[str, Statistic]:
    """Statistics that need runs of their own, in the form that pattern tables know."""
    blank = STATISTICS["mean"]
    about = {name: (each.unit, each.meaning) for name, each in (ARC_STATISTICS | MANAGER_STATISTICS).items()}
    return {
        name: replace(blank, name=name, unit=unit, meaning=meaning, level=None, needs_x=False)
        for name, (unit, meaning) in about.items()
    }
