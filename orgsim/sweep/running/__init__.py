"""Running a sweep: chunks of points and replications through the kernel into a folder that can be resumed."""

from orgsim.sweep.running.options import RunOptions, SweepOutcome
from orgsim.sweep.running.run import run_sweep

__all__ = ["RunOptions", "SweepOutcome", "run_sweep"]
