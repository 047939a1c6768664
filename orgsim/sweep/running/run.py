"""The one door: a sweep and a folder in, results in the folder out."""

from __future__ import annotations

import os

from orgsim.sweep.plan import Sweep
from orgsim.sweep.running.options import RunOptions, SweepOutcome


def run_sweep(sweep: Sweep, folder: str | os.PathLike[str], options: RunOptions = RunOptions()) -> SweepOutcome:
    """Run what of a sweep is missing in its folder, which is made if need be; whatever lies there already is kept.

    A folder may grow: the same sweep with more replications, or with further points beside those it has, computes only what is
    new. Raises ConfigurationError for executors that are not installed, and ResultsError (exit code 2) when the folder holds
    another sweep or another model's results, naming the field that differs.
    """
    raise NotImplementedError
