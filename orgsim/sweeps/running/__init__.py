"""Running a sweep: chunks of points and replications through the kernel into a folder that can be resumed.

`run_sweep` loads when it is first used, so that options can be read without the numerical libraries.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from orgsim.sweeps.running.options import RunOptions, SweepOutcome

if TYPE_CHECKING:
    from orgsim.sweeps.running.sweep_run import run_sweep

__all__ = ["RunOptions", "SweepOutcome", "run_sweep"]


def __getattr__(name: str) -> Any:
    """Load `run_sweep` on first use (PEP 562)."""
    if name == "run_sweep":
        from orgsim.sweeps.running.sweep_run import run_sweep

        return run_sweep
    raise AttributeError(f"module 'orgsim.sweeps.running' has no attribute {name!r}")
