"""Which levers hold up in many worlds: regret and satisficing of lever sets over contexts."""

from orgsim.analysis.robustness.compare import MEASURES, Robustness, RobustnessSettings, robustness

__all__ = ["MEASURES", "Robustness", "RobustnessSettings", "robustness"]
