"""Which factors matter: Morris screening, Sobol indices, first-order indices of any sample, and the share that is chance."""

from orgsim.analysis.sensitivity.indices import METHODS, Sensitivity, Settings, sensitivity
from orgsim.analysis.sensitivity.verdict import Verdict

__all__ = ["METHODS", "Sensitivity", "Settings", "Verdict", "sensitivity"]
