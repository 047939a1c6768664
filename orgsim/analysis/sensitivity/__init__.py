"""Which factors matter: Morris screening, Sobol indices, first-order indices of any sample, and the share that is chance."""

from orgsim.analysis.sensitivity.indices import Sensitivity, sensitivity
from orgsim.analysis.sensitivity.taking import METHODS, Settings
from orgsim.analysis.sensitivity.verdict import Verdict

__all__ = ["METHODS", "Sensitivity", "Settings", "Verdict", "sensitivity"]
