"""The Mesa engine's model as the page makes it again whenever somebody presses Reset."""

from __future__ import annotations

from typing import Any

from orgsim.config.building import apply_overrides
from orgsim.engines.mesa.model import OrganizationModel
from orgsim.model.scenario import Scenario
from orgsim.organization import Organization
from orgsim.spec.study import Study
from orgsim.viz.sliders import sliders

#: The last replication to choose, where the page does not open with a later one.
_LAST = 63


class PageModel(OrganizationModel):
    """The department of a study with what sliders change, by full key, such as `{"levers.coaching": 2.0}`.

    The numbers are those of the Mesa engine for that scenario, seed and replication. Raises ConfigurationError for a value out
    of bounds. (Mesa looks for the name `kwargs`: without it parameters with a dot in their name are refused.)
    """

    def __init__(
        self, organization: Organization, scenario: Scenario, seed: int = 1, replication: int = 0, unit: int = 0, **kwargs: Any
    ) -> None:
        changed = apply_overrides(scenario, kwargs) if kwargs else scenario
        super().__init__(organization, changed, int(seed), int(replication), unit)


def model_parameters(study: Study) -> dict[str, Any]:
    """What Mesa's page needs to make the model: fixed arguments as they are, and an input for everything that can be changed.

    Names are the arguments of `PageModel`.
    """
    scenario, design = study.scenarios[0], study.design
    fixed = {"organization": study.organization, "scenario": scenario, "seed": design.seed, "unit": design.unit}
    inputs: dict[str, Any] = {"replication": _input("SliderInt", "Replication", design.first, 0, max(_LAST, design.first), 1)}
    for each in sliders(scenario):
        kind, number = ("SliderInt", int) if each.whole else ("SliderFloat", float)
        inputs[each.key] = _input(kind, each.label, *map(number, (each.value, each.low, each.high, each.step)))
    return fixed | inputs


def first_model(study: Study) -> PageModel:
    """The model that the page opens with: the study's scenario as it is."""
    return PageModel(study.organization, study.scenarios[0], study.design.seed, study.design.first, study.design.unit)


def _input(kind: str, label: str, value: float, low: float, high: float, step: float) -> dict[str, Any]:
    """An input in the words of Mesa's `UserInputs`."""
    return {"type": kind, "label": label, "value": value, "min": low, "max": high, "step": step}
