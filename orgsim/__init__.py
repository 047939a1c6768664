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
    from orgsim.analysis.summary import summarise
    from orgsim.config import load_scenario
    from orgsim.engines.mesa.model import OrganizationModel
    from orgsim.errors import ConfigurationError, OrganizationError, OrgsimError
    from orgsim.model.scenario import Scenario
    from orgsim.organization import Organization
    from orgsim.study.simulate import simulate

    __version__: str

__all__ = [
    "ConfigurationError",
    "Organization",
    "OrganizationError",
    "OrganizationModel",
    "OrgsimError",
    "Scenario",
    "__version__",
    "compare",
    "load_scenario",
    "simulate",
    "summarise",
]

_HOMES = {
    "ConfigurationError": "orgsim.errors",
    "Organization": "orgsim.organization",
    "OrganizationError": "orgsim.errors",
    "OrganizationModel": "orgsim.engines.mesa.model",
    "OrgsimError": "orgsim.errors",
    "Scenario": "orgsim.model.scenario",
    "compare": "orgsim.analysis.compare",
    "load_scenario": "orgsim.config",
    "simulate": "orgsim.study.simulate",
    "summarise": "orgsim.analysis.summary",
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
