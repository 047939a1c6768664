"""Which levers hold up in many worlds: regret and satisficing of lever sets over contexts."""

from orgsim.analysis.robustness.compare import MEASURES, Robustness, Settings, robustness

__all__ = ["MEASURES", "Robustness", "Settings", "robustness"]
