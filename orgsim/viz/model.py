"""The Mesa engine's model as the page makes it again whenever somebody presses Reset."""

from __future__ import annotations

from typing import Any

from orgsim.api.model import OrganizationModel
from orgsim.spec.study import Study
from orgsim.viz.sliders import sliders

#: The last replication to choose, where the page does not open with a later one.
_LAST = 63


def model_parameters(study: Study) -> dict[str, Any]:
    """What Mesa's page needs to make the model: fixed arguments as they are, and an input for everything that can be changed.

    Names are the arguments of `OrganizationModel`; what sliders change goes by full key.
    """
    scenario, design = study.scenarios[0], study.design
    inputs: dict[str, Any] = {"replication": _input("SliderInt", "Replication", design.first, 0, max(_LAST, design.first), 1)}
    for each in sliders(scenario):
        kind, number = ("SliderInt", int) if each.whole else ("SliderFloat", float)
        inputs[each.key] = _input(kind, each.label, *map(number, (each.value, each.low, each.high, each.step)))
    return _fixed(study) | inputs


def first_model(study: Study) -> OrganizationModel:
    """The model that the page opens with: the study's scenario as it is."""
    return OrganizationModel(**_fixed(study), replication=study.design.first)


def _fixed(study: Study) -> dict[str, Any]:
    """What the page does not change."""
    design = study.design
    dice = {"seed": design.seed, "unit": design.unit, "weeks": design.weeks}
    return {"organization": study.organization, "scenario": study.scenarios[0], **dice}


def _input(kind: str, label: str, value: float, low: float, high: float, step: float) -> dict[str, Any]:
    """An input in the words of Mesa's `UserInputs`."""
    return {"type": kind, "label": label, "value": value, "min": low, "max": high, "step": step}
