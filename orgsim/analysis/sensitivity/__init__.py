"""Which factors matter: Morris screening, Sobol indices, first-order indices of any sample, and the share that is chance."""

from orgsim.analysis.sensitivity.indices import Sensitivity, sensitivity
from orgsim.analysis.sensitivity.taking import METHODS, SensitivitySettings
from orgsim.analysis.sensitivity.verdict import Convergence

__all__ = ["METHODS", "Convergence", "Sensitivity", "SensitivitySettings", "sensitivity"]
