"""orgsim: a laboratory for leadership teams and management teams.

>>> import orgsim
>>> department = orgsim.Organization.synthetic()
>>> len(department)
277

Public names load when they are first used, so that `import orgsim` is quick and imports none of the heavy libraries.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from orgsim.analysis.compare import compare
    from orgsim.analysis.decompose import decompose
    from orgsim.analysis.diagnose import diagnose
    from orgsim.analysis.overtaking import overtaking
    from orgsim.analysis.plateau import plateau
    from orgsim.analysis.summary import summarise
    from orgsim.analysis.switching import switching
    from orgsim.analysis.tipping import tipping
    from orgsim.api.model import OrganizationModel
    from orgsim.api.simulate import simulate
    from orgsim.api.summarize import summarize
    from orgsim.config import load_scenario
    from orgsim.config.population import Population
    from orgsim.errors import ConfigurationError, OrganizationError, OrgsimError
    from orgsim.model.scenario import Scenario
    from orgsim.organization import Organization
    from orgsim.spec.units import Department, Units
    from orgsim.study.reading import read_results
    from orgsim.study.surveyed import company_tree
    from orgsim.study.unit_table import survey_table
    from orgsim.surveying.departments import department_tests
    from orgsim.sweeps.reading import open_sweep

    __version__: str

__all__ = [
    "ConfigurationError",
    "Department",
    "Organization",
    "OrganizationError",
    "OrganizationModel",
    "OrgsimError",
    "Population",
    "Scenario",
    "Units",
    "__version__",
    "company_tree",
    "compare",
    "decompose",
    "department_tests",
    "diagnose",
    "load_scenario",
    "open_sweep",
    "overtaking",
    "plateau",
    "read_results",
    "simulate",
    "summarise",
    "summarize",
    "survey_table",
    "switching",
    "tipping",
]

_HOMES = {
    "ConfigurationError": "orgsim.errors",
    "Department": "orgsim.study.units",
    "Organization": "orgsim.organization",
    "OrganizationError": "orgsim.errors",
    "OrganizationModel": "orgsim.api.model",
    "OrgsimError": "orgsim.errors",
    "Population": "orgsim.config.population",
    "Scenario": "orgsim.model.scenario",
    "Units": "orgsim.study.units",
    "company_tree": "orgsim.study.surveyed",
    "compare": "orgsim.analysis.compare",
    "decompose": "orgsim.analysis.decompose",
    "department_tests": "orgsim.surveying.departments",
    "diagnose": "orgsim.analysis.diagnose",
    "load_scenario": "orgsim.config",
    "open_sweep": "orgsim.sweeps.reading",
    "overtaking": "orgsim.analysis.overtaking",
    "plateau": "orgsim.analysis.plateau",
    "read_results": "orgsim.study.reading",
    "simulate": "orgsim.api.simulate",
    "summarise": "orgsim.analysis.summary",
    "summarize": "orgsim.api.summarize",
    "survey_table": "orgsim.study.unit_table",
    "switching": "orgsim.analysis.switching",
    "tipping": "orgsim.analysis.tipping",
}


def __getattr__(name: str) -> Any:
    """Load a public name on first use (PEP 562)."""
    if name == "__version__":
        value: Any = _version()
    elif name in _HOMES:
        value = getattr(import_module(_HOMES[name]), name)
    else:
        raise AttributeError(f"module 'orgsim' has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("orgsim")
    except PackageNotFoundError:
        return "unknown"
